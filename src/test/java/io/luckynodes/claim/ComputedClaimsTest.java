package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Table;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.job.Claim;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.plan.PlanStage;
import io.luckynodes.runner.Runners;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Claims about what METRICS works out whole, as the definitions have them, on one to three seeds of
 * the scale of a laptop: every claim finds its numbers, and numbers of another mathematics refute
 * those of Luck Matters; the others have tests of their own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComputedClaimsTest {
  private static final Path DEFINITIONS = Path.of("figures");
  private static final int SEEDS = 3;

  /** Claims about what does not happen in every seed, or about a trend over seeds. */
  private static final Set<String> RARE = Set.of("thm03-free-kinks-cancel");

  private final SortedMap<String, FigureSpec> figures = new TreeMap<>();

  /** METRICS jobs by experiment. */
  private final Map<String, List<Job>> jobs = new TreeMap<>();

  /** Tables by experiment and name. */
  private final Map<String, Map<String, List<Table>>> measured = new HashMap<>();

  @BeforeAll
  void measure(@TempDir Path folder) throws IOException {
    List<Job> plan = new ArrayList<>(plan("luck-matters", SEEDS));
    plan.addAll(plan("student-specialization", SEEDS));
    plan.addAll(plan("race", 1));
    for (Job job : plan) {
      if (job.stage() == Stage.METRICS && isComputed(job)) {
        jobs.computeIfAbsent(job.experiment(), experiment -> new ArrayList<>()).add(job);
        measure(job, folder);
      }
    }
    plan.stream()
        .filter(job -> job.stage() == Stage.FIGURE)
        .map(Job::figure)
        .filter(figure -> figure.experiments().stream().allMatch(one -> jobs.containsKey(one.id())))
        .forEach(figure -> figures.put(figure.id(), figure));
  }

  private static List<Job> plan(String study, int seeds) {
    return PlanStage.jobs(
        new PlanStage.Request(
            DEFINITIONS, List.of(), List.of(study), "laptop", Optional.of(seeds)));
  }

  private static boolean isComputed(Job job) {
    ModelKind kind = ModelKind.of(job.model()).orElseThrow();
    return kind.hasSeeds() && kind.stages().equals(List.of(Stage.METRICS));
  }

  private void measure(Job job, Path folder) throws IOException {
    Path out = Files.createDirectories(folder.resolve(job.id()));
    Runners.of(job).run(new StageTask(job, out, out, Optional.empty(), line -> {}));
    try (Stream<Path> written = Files.list(out)) {
      for (Path file : written.sorted().toList()) {
        List<Table> tables = new ArrayList<>();
        for (Table table : ArtifactReader.read(file).tables()) {
          tables.add(table.with(Rows.EXPERIMENT, job.experiment()));
        }
        // JOB.TABLE.arrow
        String name = file.getFileName().toString().replaceFirst("^.*\\.([^.]+)\\.arrow$", "$1");
        measured
            .computeIfAbsent(job.experiment(), experiment -> new HashMap<>())
            .computeIfAbsent(name, table -> new ArrayList<>())
            .addAll(tables);
      }
    }
  }

  @Test
  void everyClaimFindsItsNumbers() {
    SoftAssertions softly = new SoftAssertions();
    assertThat(figures).hasSizeGreaterThan(12);
    for (FigureSpec figure : figures.values()) {
      for (Claim claim : figure.claims()) {
        if (RARE.contains(claim.name())) {
          continue;
        }
        softly
            .assertThat(judge(figure, claim).outcome())
            .as(figure.id() + " " + claim.name())
            .isNotEqualTo(Outcome.NOT_JUDGED);
      }
    }
    softly.assertAll();
  }

  /**
   * A claim that holds is refuted by the numbers of another law, or series, that stand for a wrong
   * mathematics.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Without the projection.
          luck-matters/thm01 | thm02-lowest-layer-projected | lowest-layer-error | whole, after training
          # Of layers under ReLUs.
          luck-matters/thm01 | thm02-output-layer | equation-8-error | before training
          # Below open and shut gates.
          luck-matters/thm01 | thm02-beta-at-the-top | beta-change | before training
          # By differences, which err by more than rounding.
          luck-matters/thm01 | thm01-recursive-gradient | gradient-error | by central differences
          # As printed.
          luck-matters/lemmas | lem02-equation-22-as-read | equation-22-printed | threshold 0
          luck-matters/lemmas | lem03-equation-32-as-read | equation-32-printed | threshold 0
          # With the ε that code adds to the variance.
          luck-matters/fig10 | lemma1-perpendicular | activation-cosine | 'BatchNorm before ReLU, ε = 0.00001'
          # Without BatchNorm.
          luck-matters/fig11 | thm03-weights-upright-on-update | weights-cosine | without BatchNorm
          # Without the bias, which is one of the weights here.
          luck-matters/fig11 | thm03-drift-follows-step-after | weights-drift-exponent | BatchNorm after ReLU
          # Of inputs that are not alike in all directions.
          luck-matters/fig12 | lem04-exponent-isotropic | exponent-printed | stretched inputs
          luck-matters/fig12 | lem04-exponent-isotropic | exponent-printed | trained bias
          """)
  void numbersOfAWrongMathematicsRefuteIt(String id, String name, String law, String series) {
    FigureSpec figure = figures.get(id);
    Claim claim = claim(figure, name);
    assertThat(judge(figure, claim).outcome()).isNotEqualTo(Outcome.FAILS);
    SortedMap<String, JsonNode> options = new TreeMap<>(claim.options());
    options.put("law", new TextNode(law));
    options.put("series", new TextNode(series));
    Claim wrong =
        new Claim(
            claim.name(),
            claim.statement(),
            claim.origin(),
            claim.about(),
            claim.predicate(),
            options,
            claim.published(),
            claim.reason(),
            claim.scales());
    assertThat(judge(figure, wrong).outcome()).isEqualTo(Outcome.FAILS);
  }

  /** What is claimed of trained students, or of orthogonal nodes, is not true of others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          luck-matters/fig01 | luck-circle | {'steps': 1} | thm05-lucky-students-arrive thm04-more-overlap-sooner-there
          luck-matters/fig02 | luck-circle-noise | {'steps': 1} | both-are-fitted structure-needs-few-nodes
          luck-matters/fig03 | luck-circle-ticket | {'steps': 1} | tickets-win redrawn-ones-do-not
          luck-matters/fig08 | luck-top-down | {'steps': 5} | thm05-relevant-students-arrive thm05-rest-falls-silent
          luck-matters/fig13 | luck-induction | {'steps': 60} | lemma5-6-contraction-goes-on lemma6-rest-stays
          luck-matters/fig13 | luck-induction | {'orthogonal': 0} | lemma7-separation-is-small
          luck-matters/thm05 | luck-separation | {'steps': 5} | thm05-orthogonal-rest-falls-silent thm05-relevant-directions-arrive
          luck-matters/fig07 | luck-overlaps | {'thresholds': [2, 1, 0]} | overlaps-fall-with-threshold
          """)
  void otherStudentsRefuteIt(
      String id, String experiment, String changed, String claims, @TempDir Path folder)
      throws IOException {
    Map<String, List<Table>> kept = measured.remove(experiment);
    for (Job job : jobs.get(experiment)) {
      measure(changed(job, changed), folder);
    }
    FigureSpec figure = figures.get(id);
    for (String name : claims.split(" ", -1)) {
      assertThat(judge(figure, claim(figure, name)).outcome()).as(name).isNotEqualTo(Outcome.HOLDS);
    }
    measured.put(experiment, kept);
    for (String name : claims.split(" ", -1)) {
      assertThat(judge(figure, claim(figure, name)).outcome()).as(name).isNotEqualTo(Outcome.FAILS);
    }
  }

  private static Job changed(Job job, String changed) {
    SortedMap<String, Setting> settings = new TreeMap<>(job.settings());
    Json.read(changed.replace('\'', '"'), JsonNode.class, "test")
        .properties()
        .forEach(one -> settings.put(one.getKey(), new Setting(one.getValue(), Source.A, null)));
    List<Member> members =
        job.members().stream()
            .map(
                member -> {
                  SortedMap<String, JsonNode> variant = new TreeMap<>(member.variant());
                  variant.keySet().removeIf(axis -> changed.contains(axis));
                  return new Member(member.seed(), variant);
                })
            .toList();
    return new Job(
        job.id(),
        job.stage(),
        job.study(),
        job.experiment(),
        job.model(),
        job.scale(),
        settings,
        members,
        job.needs(),
        null);
  }

  private static Claim claim(FigureSpec figure, String name) {
    return figure.claims().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(figure.id() + " has no claim " + name));
  }

  private Verdict judge(FigureSpec figure, Claim claim) {
    Map<Class<? extends Row>, Rows> rows = new HashMap<>();
    for (Class<? extends Row> type : Predicates.of(claim.predicate()).tables()) {
      List<Table> tables =
          figure.experiments().stream()
              .flatMap(
                  one ->
                      measured
                          .get(one.id())
                          .getOrDefault(TableType.of(type).name(), List.of())
                          .stream())
              .toList();
      rows.put(type, Rows.of(type, tables));
    }
    return Claims.judge(claim, "laptop", figure.experiments(), new Tables(rows));
  }
}
