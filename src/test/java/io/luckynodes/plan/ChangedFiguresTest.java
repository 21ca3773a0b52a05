package io.luckynodes.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedFiguresTest {
  private static final Path OWN = Path.of("figures");
  private static final String FIG03 = "student-specialization/fig03";
  private static final String CHANGED = FIG03 + "-learning-rate-0-02";

  @TempDir Path folder;

  private static PlanStage.Planned plan(String scale, String changes, String... figures) {
    return PlanStage.plan(
        new PlanStage.Request(
            OWN,
            List.of(),
            List.of(figures),
            scale,
            Optional.empty(),
            Optional.of(changes),
            Optional.empty()));
  }

  private static Map<String, Job> byId(List<Job> jobs) {
    return jobs.stream().collect(Collectors.toMap(Job::id, Function.identity()));
  }

  private static List<FigureSpec> figures(List<Job> jobs) {
    return jobs.stream().filter(job -> job.stage() == Stage.FIGURE).map(Job::figure).toList();
  }

  @Test
  void aFigureWithAnotherValueSaysSoAndDrawsTheSameRandomNumbers() {
    List<Job> jobs = plan("paper", "learning_rate=0.02", FIG03).jobs();
    FigureSpec figure = figures(jobs).get(0);
    assertThat(figure.id()).isEqualTo(CHANGED);
    assertThat(figure.title()).endsWith(" (learning rate 0.02)");
    assertThat(figure.changes())
        .containsExactly("learning rate 0.02 instead of the released code's 0.01");
    assertThat(figure.reductions()).isEmpty();
    assertThat(figure.experiments().get(0).label()).isEqualTo("plane, learning rate 0.02");
    Job student = byId(jobs).get("student.plane-learning-rate-0-02.s1-32");
    assertThat(student.streams(3))
        .isEqualTo(byId(plan("paper")).get("student.plane.s1-32").streams(3));
    assertThat(student.settings().get("learning_rate").value()).isEqualTo(Json.tree(0.02));
    assertThat(student.settings().get("learning_rate").paper()).isEqualTo(Json.tree(0.01));
    assertThat(student.settings().get("batch").paper()).isNull();
  }

  private static List<Job> plan(String scale) {
    return PlanStage.jobs(
        new PlanStage.Request(OWN, List.of(), List.of(FIG03), scale, Optional.empty()));
  }

  @Test
  void whatTheChangeDoesNotTouchIsTheOriginalsJobWhateverElseIsAskedFor() {
    Map<String, Job> original = byId(plan("laptop"));
    Map<String, Job> changed = byId(plan("laptop", "learning_rate=0.02", FIG03).jobs());
    Job teacher = changed.get("teacher.plane.s1-32");
    assertThat(teacher).isEqualTo(original.get("teacher.plane.s1-32"));
    assertThat(changed.keySet())
        .containsExactlyInAnyOrder(
            "teacher.plane.s1-32",
            "student.plane-learning-rate-0-02.s1-32",
            "metrics.plane-learning-rate-0-02.s1-32",
            "figure.plane-learning-rate-0-02.student-specialization.fig03-learning-rate-0-02");
    assertThat(changed.get("student.plane-learning-rate-0-02.s1-32").needs())
        .containsEntry("teacher", "teacher.plane.s1-32");
  }

  @Test
  void metricsAloneAreMadeAnewIfNothingThatIsTrainedIsChanged() throws IOException {
    Path own = folder.resolve("mine.yaml");
    Files.writeString(
        own,
        """
        experiment: again
        based_on: plane
        measure: [student-nodes, boundaries]
        ---
        figure: mine/again
        based_on: student-specialization/fig03
        experiment: again
        """);
    List<Job> jobs =
        PlanStage.jobs(
            new PlanStage.Request(
                OWN, List.of(own), List.of("mine/again"), "laptop", Optional.empty()));
    assertThat(byId(jobs).keySet())
        .containsExactlyInAnyOrder(
            "teacher.plane.s1-32",
            "student.plane.s1-32",
            "metrics.again.s1-32",
            "figure.again.mine.again");
    assertThat(figures(jobs).get(0).changes()).isEmpty();
  }

  @Test
  void severalValuesGiveAFigureEachAndTheOriginalsOwnIsTheOriginal() {
    List<Job> jobs = plan("laptop", "learning_rate=0.005,0.01,0.02", FIG03).jobs();
    assertThat(figures(jobs).stream().map(FigureSpec::id))
        .containsExactlyInAnyOrder(FIG03 + "-learning-rate-0-005", FIG03, CHANGED);
  }

  @Test
  void severalSettingsAreChangedTogether() {
    FigureSpec figure =
        figures(plan("paper", "student_std=0.00001  weight_choices=[-1, 1]", FIG03).jobs()).get(0);
    assertThat(figure.id()).isEqualTo(FIG03 + "-ss-0-00001-wc-m1-1");
    assertThat(figure.changes()).hasSize(2).anyMatch(line -> line.contains("0.00001 instead of"));
  }

  @Test
  void aValueIsInForceAtEveryScale() {
    List<Job> jobs = plan("smoke", "epochs=100", FIG03).jobs();
    assertThat(figures(jobs).get(0).reductions())
        .isNotEmpty()
        .noneMatch(line -> line.startsWith("epochs"));
    assertThat(figures(jobs).get(0).changes()).isEmpty();
    assertThat(figures(jobs).get(0).id()).isEqualTo(FIG03 + "-epochs-100");
  }

  @Test
  void anAxisKeepsItsPlaceWithTheOneValue() {
    List<Job> jobs = plan("smoke", "polarity=2", "student-specialization/fig09").jobs();
    FigureSpec figure = figures(jobs).get(0);
    assertThat(figure.experiments().get(0).select())
        .containsEntry("polarity", List.of(Json.tree(2)));
    assertThat(figure.changes())
        .anyMatch(line -> line.startsWith("polarity") && line.contains("instead of"));
  }

  @Test
  void whatIsWrittenIsADefinitionThatGivesTheSamePlan() throws IOException {
    PlanStage.Planned planned = plan("laptop", "learning_rate=0.02", FIG03);
    PlanStage.writeDefinitions(folder, planned.definitions());
    List<Path> files = planned.definitions().keySet().stream().map(folder::resolve).toList();
    assertThat(files).hasSize(2);
    List<Job> again =
        PlanStage.jobs(
            new PlanStage.Request(OWN, files, List.of(CHANGED), "laptop", Optional.empty()));
    assertThat(again).isEqualTo(planned.jobs());
    assertThat(figures(again).get(0).definitions())
        .containsExactlyInAnyOrderElementsOf(planned.definitions().keySet());
  }

  @Test
  void anExperimentThatNoFigureDrawsIsSaidToBeLeftOut() throws IOException {
    Path own = folder.resolve("mine.yaml");
    Files.writeString(
        own,
        """
        experiment: fast
        based_on: plane
        ---
        experiment: faster
        based_on: fast
        ---
        experiment: other
        based_on: plane
        ---
        figure: mine/faster
        based_on: student-specialization/fig03
        experiment: faster
        """);
    PlanStage.Planned planned =
        PlanStage.plan(
            new PlanStage.Request(
                OWN, List.of(own), List.of("mine.yaml"), "smoke", Optional.empty()));
    assertThat(planned.leftOut())
        .containsExactly(
            "experiment other of " + own + " is left out: no figure that is built draws it");
    PlanStage.writeLeftOut(folder, planned.leftOut());
    assertThat(folder.resolve("left-out.txt")).content().contains("experiment other");
    PlanStage.writeLeftOut(folder.resolve("none"), List.of());
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void whatCannotBeChangedSaysWhy() {
    for (Map.Entry<String, String> fault :
        Map.of(
                "learning_rat=0.02",
                "--set learning_rat: no experiment of figure student-specialization/fig03 has such a"
                    + " setting (did you mean learning_rate?); its settings are batch, ",
                "learning_rate=-1",
                "--set learning_rate=-1: expected a number, above 0, found -1",
                "learning_rate=fast",
                "--set learning_rate=fast: expected a number, above 0, found \"fast\"",
                "learning_rate",
                "--set learning_rate: expected a setting and its value, such as learning_rate=0.02",
                "learning_rate=0.1 learning_rate=0.2",
                "--set learning_rate=0.2: learning_rate stands twice",
                "learning_rate=0.1,",
                "--set learning_rate=0.1,: expected a value, or values separated by commas",
                "seeds=3",
                "--set seeds: is not a setting of networks; use --seeds")
            .entrySet()) {
      assertThatThrownBy(() -> plan("smoke", fault.getKey(), FIG03))
          .isInstanceOfSatisfying(
              LuckyException.class,
              thrown -> assertThat(thrown.exitCode()).isEqualTo(ExitCode.USAGE))
          .hasMessageStartingWith(fault.getValue());
    }
  }
}
