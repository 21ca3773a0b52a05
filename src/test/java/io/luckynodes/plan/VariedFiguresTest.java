package io.luckynodes.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.definition.Definitions;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Assumption;
import io.luckynodes.job.Claim;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VariedFiguresTest {
  private static final Path OWN = Path.of("figures");

  /** An experiment of which four settings are assumed; smoke has a value of its own for one. */
  private static final String ASSUMING =
      """
      experiment: assuming
      based_on: plane
      label: assuming
      settings:
        learning_rate: {value: 0.01, source: A, alternatives: [0.005, 0.02], because: half and twice}
        student_std: {value: 0.005, source: A, alternatives: [0.05], because: ten times}
        evaluation_samples: {value: 5000, source: A, alternatives: [20000], because: less noise}
        epochs: {value: 100, source: A, alternatives: [200], because: twice as long}
      scales:
        smoke: {epochs: 5}
      ---
      figure: mine/first
      based_on: student-specialization/fig03
      experiment: assuming
      claims:
        - {name: sure, statement: S., origin: ours, predicate: low-correlation-low-fan-out, options: {correlation: 0.95},
           reason: R., scales: [smoke]}
      """;

  /** An axis that is assumed, and named by a claim and by the figure's own choice. */
  private static final String SWEEPING =
      """
      experiment: sweeping
      based_on: race-imp
      label: sweeping
      settings:
        steps: {value: 90, source: A}
      sweep:
        prune_share: {values: [0.2, 0.5, 0.7], source: A, alternatives: [[0.3, 0.6, 0.8]], because: a tenth more}
      scales:
        smoke: {seeds: 2}
      ---
      figure: mine/sweeping
      based_on: race/fig05
      experiment: sweeping
      select: {prune_share: [0.2, 0.7]}
      claims:
        - {name: early, statement: S., origin: ours, predicate: pruning-follows-alignment, options: {prune_share: [0.2, 0.7]},
           reason: R., scales: [smoke], published: few words, about: Theorem 1}
      """;

  /** The experiments on which these are based have alternatives of their own. */
  private static final String FOUR = "learning_rate,student_std,evaluation_samples,epochs";

  @TempDir Path folder;

  private PlanStage.Planned plan(String text, String scale, String vary) throws IOException {
    Path own = Files.writeString(folder.resolve("mine.yaml"), text);
    return PlanStage.plan(
        new PlanStage.Request(
            OWN,
            List.of(own),
            List.of("mine.yaml"),
            scale,
            Optional.empty(),
            Optional.empty(),
            Optional.of(vary).filter(names -> !names.isEmpty())));
  }

  private static Map<String, Job> byId(List<Job> jobs) {
    return jobs.stream().collect(Collectors.toMap(Job::id, Function.identity()));
  }

  private static List<FigureSpec> figures(PlanStage.Planned planned) {
    return planned.jobs().stream()
        .filter(job -> job.stage() == Stage.FIGURE)
        .map(Job::figure)
        .sorted(Comparator.comparing(FigureSpec::id))
        .toList();
  }

  @Test
  void eachAlternativeIsAFigureWithThisOneSettingChanged() throws IOException {
    List<FigureSpec> figures = figures(plan(ASSUMING, "laptop", FOUR));
    assertThat(figures)
        .extracting(FigureSpec::id)
        .containsExactly(
            "mine/first",
            "mine/first-epochs-200",
            "mine/first-evaluation-samples-20000",
            "mine/first-learning-rate-0-005",
            "mine/first-learning-rate-0-02",
            "mine/first-student-std-0-05");
    assertThat(figures.get(0).alternative()).isNull();
    assertThat(figures.get(4).alternative()).isEqualTo(Map.of("learning_rate", Json.tree(0.02)));
    assertThat(figures.get(4).basedOn()).isEqualTo("mine/first");
    assertThat(figures.get(4).changes())
        .contains("learning rate 0.02 instead of the released code's 0.01");
  }

  @Test
  void theRunItselfIsTheSameAndWhatAnAlternativeDoesNotTouchIsShared() throws IOException {
    Map<String, Job> alone = byId(plan(ASSUMING, "laptop", "").jobs());
    PlanStage.Planned planned = plan(ASSUMING, "laptop", FOUR);
    Map<String, Job> varied = byId(planned.jobs());
    assertThat(varied).containsAllEntriesOf(alone);
    Job trained = varied.get("student.assuming-learning-rate-0-02.s1-32");
    assertThat(trained.needs()).containsEntry("teacher", "teacher.plane.s1-32");
    assertThat(trained.streams(2)).isEqualTo(alone.get("student.assuming.s1-32").streams(2));
  }

  @Test
  void whatIsMeasuredOtherwiseIsNotTrainedAgain() throws IOException {
    String text =
        """
        experiment: sweeping
        based_on: race-imp
        settings:
          steps: {value: 90, source: A, alternatives: [80], because: fewer}
          drop_share: {value: 0.95, source: A, alternatives: [0.9], because: later}
        sweep:
          prune_share: {values: [0.2, 0.7], source: A}
        vary_together: [[steps, drop_share]]
        scales:
          smoke: {seeds: 2}
        ---
        figure: mine/sweeping
        based_on: race/fig05
        experiment: sweeping
        claims:
          - {name: early, statement: S., origin: ours, predicate: pruning-follows-alignment, options: {prune_share: [0.2]},
             reason: R., scales: [smoke]}
        """;
    List<Job> jobs = plan(text, "smoke", "steps,drop_share").jobs();
    assertThat(byId(jobs).get("metrics.sweeping-drop-share-0-9.ps0.2.s1-2").needs())
        .containsEntry("student", "student.sweeping.ps0.2.s1-2");
    assertThat(byId(jobs).get("metrics.sweeping-drop-share-0-9-steps-80.ps0.2.s1-2").needs())
        .containsEntry("student", "student.sweeping-steps-80.ps0.2.s1-2");
    assertThat(jobs.stream().filter(job -> job.stage() == Stage.STUDENT)).hasSize(2 * 2);
  }

  @Test
  void settingsThatAreNamedAloneAreVaried() throws IOException {
    assertThat(figures(plan(ASSUMING, "laptop", "student_std, epochs")))
        .extracting(FigureSpec::id)
        .containsExactly("mine/first", "mine/first-epochs-200", "mine/first-student-std-0-05");
  }

  @Test
  void whatTheScaleReducesIsNotVariedAndSaidToBeSo() throws IOException {
    PlanStage.Planned planned = plan(ASSUMING, "smoke", FOUR);
    assertThat(figures(planned)).noneMatch(figure -> figure.id().contains("epochs"));
    assertThat(planned.leftOut())
        .containsExactly(
            "Not varied, because scale smoke has values of its own instead of the assumed ones: assuming epochs");
  }

  @Test
  void aRunThatVariesNothingSaysSo() throws IOException {
    assertThat(plan(ASSUMING, "smoke", "epochs").leftOut())
        .contains(
            "Nothing is varied: no figure with claims has alternatives that this scale can try");
  }

  @Test
  void figuresWithAlternativesComeAfterAllOthers() throws IOException {
    PlanStage.Planned planned = plan(ASSUMING + "---\n" + SWEEPING, "smoke", "all");
    Plan plan = PlanStage.summary("smoke", planned.jobs(), 0);
    Map<String, Job> jobs = byId(planned.jobs());
    List<Boolean> alternatives =
        plan.jobs().stream()
            .filter(entry -> entry.stage() == Stage.FIGURE)
            .sorted(Comparator.comparing(entry -> entry.turn().figure()))
            .map(entry -> jobs.get(entry.id()).figure().alternative() != null)
            .toList();
    assertThat(alternatives).isSorted().contains(true, false);
  }

  @Test
  void valuesOfAnAxisTakeTheirPlacesInWhatIsSelectedAndClaimed() throws IOException {
    PlanStage.Planned planned = plan(SWEEPING, "laptop", "prune_share");
    FigureSpec figure = figures(planned).get(1);
    assertThat(figure.id()).isEqualTo("mine/sweeping-prune-share-0-3-0-6-0-8");
    assertThat(figure.experiments().get(0).select())
        .containsEntry("prune_share", List.of(Json.tree(0.3), Json.tree(0.8)));
    Claim claim = figure.claims().get(0);
    assertThat(claim.options()).containsEntry("prune_share", numbers(0.3, 0.8));
    assertThat(claim.published()).isEqualTo("few words");
  }

  private static JsonNode numbers(double... values) {
    return Json.tree(values);
  }

  @Test
  void variantsThatClaimsNameHaveTheNewValuesToo() throws IOException {
    String text =
        """
        experiment: again
        based_on: race-default
        label: again
        sweep:
          initial_std: {values: [0.00001, 0.001, 0.01, 0.03], source: A,
            alternatives: [[0.00002, 0.002, 0.02, 0.06]], because: twice as large}
        ---
        figure: mine/again
        based_on: race/fig03
        experiment: [race-sizes, again]
        """;
    FigureSpec figure = figures(plan(text, "laptop", "initial_std")).get(1);
    Claim claim =
        figure.claims().stream()
            .filter(one -> one.name().equals("larger-start-more-clusters"))
            .findFirst()
            .orElseThrow();
    JsonNode first = claim.options().get("of").get(0);
    assertThat(first.path("initial_std").doubleValue()).isEqualTo(0.002);
    assertThat(first.path("experiment").asText()).isEqualTo(figure.experiments().get(1).id());
    assertThat(figure.claims().get(0).options().get("of").get(0).path("experiment").asText())
        .isEqualTo("race-sizes");
  }

  @Test
  void twoSettingsAreVariedTogetherWhereTheDefinitionAsks() throws IOException {
    String text =
        ASSUMING.replace(
            "scales:\n  smoke:",
            "vary_together: [[learning_rate, student_std], [epochs, learning_rate]]\nscales:\n  smoke:");
    PlanStage.Planned planned = plan(text, "laptop", "learning_rate,student_std");
    assertThat(figures(planned).stream().filter(one -> one.alternative() != null))
        .extracting(FigureSpec::alternative)
        .contains(
            new TreeMap<>(
                Map.of("learning_rate", Json.tree(0.005), "student_std", Json.tree(0.05))))
        .hasSize(5);
    PlanStage.Planned all = plan(text, "laptop", FOUR);
    assertThat(figures(all)).hasSize(1 + 5 + 2 + 2);
  }

  @Test
  void namesThatHaveNoAlternativesAreRefused() {
    LuckyException fault =
        catchThrowableOfType(LuckyException.class, () -> plan(ASSUMING, "laptop", "learning_rat"));
    assertThat(fault)
        .hasMessageContaining(
            "--vary learning_rat: no experiment of the figures with claims gives alternatives to such a setting (did you mean"
                + " learning_rate?)");
  }

  @Test
  void whatIsWrittenIsADefinitionThatGivesTheSamePlan() throws IOException {
    PlanStage.Planned planned = plan(SWEEPING, "smoke", "prune_share");
    PlanStage.writeDefinitions(folder, planned.definitions());
    List<Path> files =
        Stream.concat(
                Stream.of(folder.resolve("mine.yaml")),
                planned.definitions().keySet().stream().map(folder::resolve))
            .toList();
    List<Job> again =
        PlanStage.jobs(
            new PlanStage.Request(
                OWN,
                files,
                List.of("mine/sweeping", "mine/sweeping-prune-share-0-3-0-6-0-8"),
                "smoke",
                Optional.empty()));
    byId(again)
        .forEach(
            (id, job) ->
                assertThat(Json.writeIndented(job))
                    .isEqualTo(Json.writeIndented(byId(planned.jobs()).get(id))));
    assertThat(again).hasSameSizeAs(planned.jobs());
  }

  @Test
  void thePlanSaysWhatIsAssumedAndWhatTheAlternativesCost() throws IOException {
    PlanStage.Planned planned = plan(ASSUMING, "laptop", FOUR);
    assertThat(planned.assumptions().get("assuming"))
        .contains(
            new Assumption(
                "learning_rate", List.of(Json.tree(0.005), Json.tree(0.02)), "half and twice"));
    assertThat(planned.assumptions()).doesNotContainKey("assuming-epochs-200");
    Estimate estimate =
        Estimate.of(
            "laptop",
            planned.jobs(),
            Estimate.Machine.REFERENCE,
            0,
            Estimate.MOST_MINUTES,
            List.of(2));
    assertThat(estimate.varied())
        .extracting(Estimate.VariedRow::settings)
        .containsExactlyInAnyOrder("learning_rate", "student_std", "evaluation_samples", "epochs");
    double alone =
        Estimate.of(
                "laptop",
                plan(ASSUMING, "laptop", "").jobs(),
                Estimate.Machine.REFERENCE,
                0,
                Estimate.MOST_MINUTES,
                List.of(2))
            .all()
            .cpuHours();
    double varied = estimate.varied().stream().mapToDouble(Estimate.VariedRow::cpuHours).sum();
    assertThat(alone + varied).isCloseTo(estimate.all().cpuHours(), withinPercentage(5));
  }

  @Test
  void everyAssumptionByWhichAClaimIsJudgedHasAlternativesOrAReasonWhyNot() {
    Definitions own = Definitions.read(OWN, List.of(OWN.resolve("examples/spurious-minima.yaml")));
    Map<String, List<Assumption>> assumptions = Assumptions.of(own);
    List<String> unsaid =
        own.figures().values().stream()
            .filter(figure -> !figure.claims().isEmpty())
            .flatMap(figure -> figure.experiments().stream())
            .distinct()
            .flatMap(
                id ->
                    assumptions.getOrDefault(id, List.of()).stream()
                        .filter(one -> one.because().isEmpty())
                        .map(one -> id + ": " + one.setting()))
            .toList();
    assertThat(unsaid).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Scale.class)
  void allAlternativesOfTheProjectCanBePlannedAtEveryScale(Scale scale) {
    PlanStage.Planned planned =
        PlanStage.plan(
            new PlanStage.Request(
                OWN,
                List.of(),
                List.of(),
                scale.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("all")));
    assertThat(figures(planned).stream().filter(one -> one.alternative() != null))
        .hasSizeGreaterThan(100)
        .allMatch(figure -> figure.title().endsWith(")"));
  }
}
