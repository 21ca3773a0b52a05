package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Table;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.job.Claim;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Claims about what METRICS works out whole, as the definitions have them, on three seeds of the
 * scale of a laptop: every claim finds its numbers, and numbers of another mathematics refute it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComputedClaimsTest {
  private static final Path DEFINITIONS = Path.of("figures");
  private static final int SEEDS = 3;

  private final SortedMap<String, FigureSpec> figures = new TreeMap<>();

  /** Tables by experiment and name. */
  private final Map<String, Map<String, List<Table>>> measured = new HashMap<>();

  @BeforeAll
  void measure(@TempDir Path folder) throws IOException {
    List<Job> jobs =
        PlanStage.jobs(
            new PlanStage.Request(DEFINITIONS, List.of(), List.of(), "laptop", Optional.of(SEEDS)));
    List<String> computed = new ArrayList<>();
    for (Job job : jobs) {
      if (job.stage() == Stage.METRICS && isComputed(job)) {
        computed.add(job.experiment());
        measure(job, folder);
      }
    }
    jobs.stream()
        .filter(job -> job.stage() == Stage.FIGURE)
        .map(Job::figure)
        .filter(
            figure -> figure.experiments().stream().allMatch(one -> computed.contains(one.id())))
        .forEach(figure -> figures.put(figure.id(), figure));
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
    assertThat(figures).hasSizeGreaterThan(12);
    for (FigureSpec figure : figures.values()) {
      for (Claim claim : figure.claims()) {
        assertThat(judge(figure, claim).outcome())
            .as(figure.id() + " " + claim.name())
            .isNotEqualTo(Outcome.NOT_JUDGED);
      }
    }
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
          # A wrong law for the layers.
          luck-matters/thm01 | thm02-output-layer | equation-8-error | before training
          luck-matters/thm01 | thm02-beta-at-the-top | beta-change | before training
          luck-matters/thm01 | thm01-recursive-gradient | gradient-error | by central differences
          """)
  void numbersOfAWrongMathematicsRefuteIt(String id, String name, String law, String series) {
    FigureSpec figure = figures.get(id);
    Claim claim =
        figure.claims().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    assertThat(judge(figure, claim).outcome()).isNotEqualTo(Outcome.FAILS);
    SortedMap<String, com.fasterxml.jackson.databind.JsonNode> options =
        new TreeMap<>(claim.options());
    options.put("law", new TextNode(law));
    options.put("series", new TextNode(series));
    Claim wrong =
        new Claim(
            claim.name(),
            claim.statement(),
            claim.origin(),
            claim.predicate(),
            options,
            claim.published(),
            claim.reason(),
            claim.scales());
    assertThat(judge(figure, wrong).outcome()).isEqualTo(Outcome.FAILS);
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
