package io.luckynodes.student.convnet;

import static io.luckynodes.testkit.PipelineHarness.killedAt;
import static io.luckynodes.testkit.PipelineHarness.stateOf;
import static io.luckynodes.testkit.PipelineHarness.task;
import static io.luckynodes.testkit.RunFiles.assertSameBytes;
import static io.luckynodes.testkit.RunFiles.assertSameFiles;
import static io.luckynodes.testkit.RunFiles.file;
import static io.luckynodes.testkit.RunFiles.link;
import static io.luckynodes.testkit.RunFiles.read;
import static io.luckynodes.testkit.RunFiles.snapshots;
import static io.luckynodes.testkit.RunFiles.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.metrics.convnet.GausConvNetMetricsStage;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.StageTask;
import io.luckynodes.student.HastyClock;
import io.luckynodes.teacher.convnet.GausConvNetTeacherStage;
import io.luckynodes.testkit.PipelineHarness;
import io.luckynodes.testkit.RunFiles;
import io.luckynodes.training.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teacher, student and measurements of tiny ConvNets on Gaussian images, as in a run. */
class GausConvNetPipelineTest {
  private static final List<String> TABLES =
      List.of("teacher-nodes", "layers", "winner-ranks", "evaluation");

  private static final PipelineHarness TINY =
      new PipelineHarness("gaus-convnet")
          .by(Stage.TEACHER, new GausConvNetTeacherStage())
          .by(Stage.STUDENT, new GausConvNetStudentStage())
          .by(Stage.METRICS, new GausConvNetMetricsStage())
          .with("image_side", 8)
          .with("input_std", 10)
          .with("train_samples", 480)
          .with("fresh_samples", 1)
          .with("evaluation_samples", 60)
          .with("outputs", 5)
          .with("teacher_channels", new int[] {3, 4})
          .with("weight_choices", new double[] {-0.5, -0.25, 0, 0.25, 0.5})
          .with("bias_range", 0.5)
          .with("over_realisation", 2)
          .with("batch_norm", 1)
          .with("batch_norm_before", 0)
          .with("batch_norm_affine", 1)
          .with("learning_rate", 0.01)
          .with("batch", 16)
          .with("epochs", 3)
          .with("snapshot_epochs", "every")
          .with("threads", 1)
          .with("measure", TABLES);
  private static final String TEACHER = "teacher.tiny.s1";
  private static final String STUDENT = "student.tiny.s1";
  private static final String METRICS = "metrics.tiny.s1";

  @TempDir Path folder;

  @Test
  void twoRunsGiveTheSameBytesAndAnotherSeedOthers() throws IOException {
    Path first = pipeline(1, Map.of());
    Path second = pipeline(1, Map.of());
    assertSameFiles(second, first, 3 + TABLES.size());
    assertThat(loss(pipeline(2, Map.of()), 2, 3)).isNotEqualTo(loss(first, 1, 3));
  }

  @Test
  void trainingBringsTheStudentCloserToItsTeacherWithAndWithoutBatchNorm() throws IOException {
    for (int batchNorm = 0; batchNorm <= 1; batchNorm++) {
      Path run = pipeline(1, Map.of("batch_norm", batchNorm));
      assertThat(loss(run, 1, 3)).as("BatchNorm %d", batchNorm).isLessThan(0.8 * loss(run, 1, 0));
    }
  }

  @Test
  void theStudentsBatchNormIsWhatTheSettingsSay() throws IOException {
    assertThat(start(Map.of("batch_norm", 0)).has("bn1/mean")).isFalse();
    assertThat(start(Map.of("batch_norm", 1)).has("bn1/scale")).isTrue();
    Parameters fixed = start(Map.of("batch_norm", 1, "batch_norm_affine", 0));
    assertThat(fixed.has("bn2/mean")).isTrue();
    assertThat(fixed.has("bn2/scale")).isFalse();
    assertThat(start(Map.of("batch_norm", 1, "batch_norm_before", 1)).has("bn-before2/scale"))
        .isTrue();
  }

  @Test
  void freshSamplesAreOthersInTheSecondEpochAndDrawnOnceTheyAreNot() throws IOException {
    // At a rate of 0 an epoch's loss is a property of its samples alone.
    Map<String, Object> still = Map.of("learning_rate", 0, "batch_norm", 0);
    double[] once = trainLosses(pipeline(1, with(still, "fresh_samples", 0)));
    double[] fresh = trainLosses(pipeline(1, with(still, "fresh_samples", 1)));
    assertThat(once[1]).isCloseTo(once[0], within(1e-5 * once[0]));
    assertThat(Math.abs(fresh[1] / fresh[0] - 1)).isGreaterThan(1e-3);
    assertThat(Math.abs(fresh[2] / fresh[1] - 1)).isGreaterThan(1e-3);
  }

  @Test
  void aKilledStudentContinuesToTheSameBytes() throws IOException {
    for (int fresh = 0; fresh <= 1; fresh++) {
      Map<String, Object> changes = Map.of("fresh_samples", fresh);
      Path whole = pipeline(1, changes);
      Path run = Files.createTempDirectory(folder, "killed");
      TINY.perform(TINY.job(Stage.TEACHER, changes, 1), run);
      Job student = TINY.job(Stage.STUDENT, changes, 1);
      assertThatThrownBy(() -> TINY.perform(student, run, killedAt("epoch 2/3")))
          .hasMessage("killed");
      assertThat(file(run, STUDENT, "snapshots")).doesNotExist();
      TINY.perform(student, run);
      assertSameBytes(run, whole, STUDENT, List.of("snapshots"));
    }
  }

  @Test
  void aStudentThatPausesAfterEveryBatchEndsWithTheSameBytes() throws IOException {
    for (int fresh = 0; fresh <= 1; fresh++) {
      Map<String, Object> changes =
          Map.of(
              "fresh_samples", fresh, "train_samples", 50, "epochs", 2, "snapshot_epochs", "every");
      Path whole = pipeline(1, changes);
      Path run = Files.createTempDirectory(folder, "paused");
      TINY.perform(TINY.job(Stage.TEACHER, changes, 1), run);
      StageTask student = task(TINY.job(Stage.STUDENT, changes, 1), run);
      assertThat(HastyClock.pauses(new GausConvNetStudentStage(), student))
          .as("2 epochs of 3 batches")
          .isEqualTo(5);
      assertSameBytes(run, whole, STUDENT, List.of("snapshots", "history"));
    }
  }

  @Test
  void measurementsThatPauseAfterEverySnapshotEndWithTheSameBytes() throws IOException {
    Path whole = pipeline(1, Map.of());
    Path again = linked(whole);
    List<String> log = new ArrayList<>();
    assertThat(HastyClock.pauses(new GausConvNetMetricsStage(), task(metrics(), again, log::add)))
        .as("of 4 snapshots")
        .isEqualTo(3);
    assertThat(log).contains("continues after 2 snapshots, which were kept");
    assertSameTables(again, whole);
    assertThat(kept(again)).as("once the tables are there").isEmpty();
  }

  @Test
  void measurementsThatAreKilledGoOnFromWhatTheyKeptAndMeasureAgainWhatIsDamaged()
      throws IOException {
    Path whole = pipeline(1, Map.of());
    Path again = linked(whole);
    assertThatThrownBy(
            () ->
                TINY.perform(
                    task(metrics(), again, killedAt("3 snapshots measured"))
                        .within(HastyClock.limit(Duration.ofDays(1000)))))
        .hasMessage("killed");
    assertThat(file(again, METRICS, "layers")).doesNotExist();
    List<Path> kept = kept(again);
    assertThat(kept).hasSize(3);
    byte[] bytes = Files.readAllBytes(kept.get(1));
    bytes[bytes.length / 2] ^= 1;
    Files.write(kept.get(1), bytes);
    List<String> log = new ArrayList<>();
    TINY.perform(task(metrics(), again, log::add).within(HastyClock.limit(Duration.ofDays(1000))));
    assertThat(log.remove(0)).startsWith("measures a snapshot anew: " + kept.get(1) + ": damaged");
    assertThat(log)
        .startsWith(
            "continues after 1 snapshots, which were kept",
            "2 snapshots measured",
            "4 snapshots measured");
    assertSameTables(again, whole);
  }

  @Test
  void measurementsOfAnotherJobAreNotGoneOnFrom() throws IOException {
    Path again = linked(pipeline(1, Map.of()));
    assertThatThrownBy(
            () ->
                TINY.perform(
                    task(metrics(), again).within(HastyClock.limit(Duration.ofMinutes(1)))))
        .hasMessage("paused after 1 snapshots; goes on in the next try");
    Job other = TINY.job(Stage.METRICS, Map.of("evaluation_samples", 40), 1);
    List<String> log = new ArrayList<>();
    TINY.perform(other, again, log::add);
    assertThat(log).noneMatch(line -> line.startsWith("continues"));
    assertThat(kept(again)).as("the other job's").hasSize(1);
  }

  @Test
  void measurementsThatAreQuickOrHaveNowhereToKeepThemWriteNothing() throws IOException {
    Path whole = pipeline(1, Map.of());
    Path again = linked(whole);
    List<Integer> files = new ArrayList<>();
    TINY.perform(metrics(), again, line -> files.add(kept(again).size()));
    assertThat(files).hasSize(TABLES.size()).containsOnly(0);
    TINY.perform(
        new StageTask(
            metrics(),
            again,
            again,
            Optional.empty(),
            HastyClock.limit(Duration.ofMinutes(1)),
            line -> files.add(kept(again).size())));
    assertThat(files).containsOnly(0);
    assertSameTables(again, whole);
  }

  private static Job metrics() {
    return TINY.job(Stage.METRICS, Map.of(), 1);
  }

  /** A folder with the networks of a run, not yet measured. */
  private Path linked(Path whole) throws IOException {
    Path again = Files.createTempDirectory(folder, "again");
    link(whole, again, TEACHER, "weights");
    link(whole, again, STUDENT, "snapshots");
    return again;
  }

  private static void assertSameTables(Path again, Path whole) {
    assertSameBytes(again, whole, METRICS, TABLES);
  }

  /** What is kept of a run's measurements. */
  private static List<Path> kept(Path run) {
    Path state = stateOf(run);
    if (!Files.exists(state)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(file -> file.toString().endsWith(".arrow")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void thereIsNoAccuracyWithoutClasses() throws IOException {
    Table evaluation = table(pipeline(1, Map.of()), METRICS, "evaluation");
    assertThat(evaluation.rows()).isEqualTo(4);
    assertThat(evaluation.doubles("accuracy")).containsOnly(Double.NaN);
    assertThat(evaluation.doubles("teacher_accuracy")).containsOnly(Double.NaN);
    assertThat(Arrays.stream(evaluation.doubles("loss")).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void aStudentEqualToItsTeacherHasMeanBestCorrelationOneInEveryLayer() {
    Path run = folder.resolve("equal");
    TINY.perform(TINY.job(Stage.TEACHER, Map.of(), 1), run);
    Parameters teacher = Weights.only(read(run, TEACHER, "weights"));
    task(TINY.job(Stage.STUDENT, Map.of(), 1), run)
        .write(
            "snapshots",
            Weights.table(List.of(new Weights.Entry(0, 1, 3, teacher))),
            Map.of(),
            Map.of());
    TINY.perform(TINY.job(Stage.METRICS, Map.of("snapshot_epochs", new int[] {3}), 1), run);
    Table layers = table(run, METRICS, "layers");
    assertThat(layers.rows()).isEqualTo(2);
    for (double rho : layers.doubles("mean_best_correlation")) {
      assertThat(rho).isCloseTo(1, within(1e-5));
    }
    assertThat(table(run, METRICS, "evaluation").doubles("loss")).containsExactly(0);
  }

  @Test
  void aStudentThatDivergesIsAResultOfRowsWithoutNumbers() throws IOException {
    Path run = pipeline(1, Map.of("learning_rate", 1e6, "batch_norm", 0));
    Table history = table(run, STUDENT, "history");
    assertThat(history.flags("diverged")).containsExactly(true);
    Table layers = table(run, METRICS, "layers");
    assertThat(layers.ints("epoch")).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
    double[] rho = layers.doubles("mean_best_correlation");
    for (int row = 0; row < rho.length; row++) {
      assertThat(Double.isFinite(rho[row])).isEqualTo(row < 2);
    }
    assertThat(table(run, METRICS, "evaluation").doubles("loss")[3]).isNaN();
    assertThat(table(run, METRICS, "winner-ranks").doubles("mean_rank"))
        .hasSize(4 * 2)
        .as("who would have won is not known")
        .containsOnly(Double.NaN);
    assertThat(table(run, METRICS, "teacher-nodes").rows()).isEqualTo(3 + 4);
  }

  @Test
  void imagesTooSmallForTheLayersAreAFaultOfTheDefinition() {
    assertThatThrownBy(() -> pipeline(1, Map.of("image_side", 4)))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION))
        .hasMessage(
            "tiny: teacher_channels: images of 4 pixels a side can carry 1 layers, found 2");
  }

  @Test
  void anEpochWithoutASingleBatchIsAFaultOfTheDefinition() {
    assertThatThrownBy(() -> pipeline(1, Map.of("batch", 500)))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION))
        .hasMessageContaining("480 images has no batch of 500");
  }

  private Parameters start(Map<String, Object> changes) throws IOException {
    Path run = pipeline(1, with(changes, "epochs", 1));
    return snapshots(run, STUDENT).get(0).parameters();
  }

  private static Map<String, Object> with(Map<String, Object> changes, String name, Object value) {
    Map<String, Object> all = new TreeMap<>(changes);
    all.put(name, value);
    return all;
  }

  private Path pipeline(int seed, Map<String, Object> changes) throws IOException {
    return TINY.pipeline(folder, changes, seed);
  }

  private static double[] trainLosses(Path run) {
    return table(run, STUDENT, "history").doubles("train_loss");
  }

  private static double loss(Path run, int seed, int epoch) {
    return RunFiles.loss(table(run, "metrics.tiny.s" + seed, "evaluation"), seed, epoch);
  }
}
