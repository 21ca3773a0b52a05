package io.luckynodes.student.convnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.metrics.convnet.GausConvNetMetricsStage;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.student.HastyClock;
import io.luckynodes.teacher.convnet.GausConvNetTeacherStage;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teacher, student and measurements of tiny ConvNets on Gaussian images, as in a run. */
class GausConvNetPipelineTest {
  private static final List<String> TABLES =
      List.of("teacher-nodes", "layers", "winner-ranks", "evaluation");

  @TempDir Path folder;

  @Test
  void twoRunsGiveTheSameBytesAndAnotherSeedOthers() throws IOException {
    Path first = pipeline(1, Map.of());
    Path second = pipeline(1, Map.of());
    try (Stream<Path> files = Files.list(first)) {
      List<Path> made = files.filter(Files::isRegularFile).toList();
      assertThat(made).hasSize(3 + TABLES.size());
      for (Path file : made) {
        assertThat(second.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
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
      Job teacher = job(Stage.TEACHER, Map.of(), 1, changes);
      Job student = job(Stage.STUDENT, Map.of("teacher", teacher.id()), 1, changes);
      perform(new GausConvNetTeacherStage(), teacher, run);
      assertThatThrownBy(
              () ->
                  new GausConvNetStudentStage()
                      .run(
                          task(
                              student,
                              run,
                              line -> {
                                if (line.startsWith("epoch 2/3")) {
                                  throw new IllegalStateException("killed");
                                }
                              })))
          .hasMessage("killed");
      String file = StageTask.fileName(student.id(), "snapshots");
      assertThat(run.resolve(file)).doesNotExist();
      perform(new GausConvNetStudentStage(), student, run);
      assertThat(run.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
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
      Job teacher = job(Stage.TEACHER, Map.of(), 1, changes);
      Job student = job(Stage.STUDENT, Map.of("teacher", teacher.id()), 1, changes);
      perform(new GausConvNetTeacherStage(), teacher, run);
      assertThat(HastyClock.pauses(new GausConvNetStudentStage(), task(student, run, line -> {})))
          .as("2 epochs of 3 batches")
          .isEqualTo(5);
      for (String kind : List.of("snapshots", "history")) {
        String file = StageTask.fileName(student.id(), kind);
        assertThat(run.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
      }
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
                new GausConvNetMetricsStage()
                    .run(
                        task(
                                metrics(),
                                again,
                                line -> {
                                  if (line.equals("3 snapshots measured")) {
                                    throw new IllegalStateException("killed");
                                  }
                                })
                            .within(HastyClock.limit(Duration.ofDays(1000)))))
        .hasMessage("killed");
    assertThat(again.resolve(StageTask.fileName("metrics.tiny.s1", "layers"))).doesNotExist();
    List<Path> kept = kept(again);
    assertThat(kept).hasSize(3);
    byte[] bytes = Files.readAllBytes(kept.get(1));
    bytes[bytes.length / 2] ^= 1;
    Files.write(kept.get(1), bytes);
    List<String> log = new ArrayList<>();
    new GausConvNetMetricsStage()
        .run(task(metrics(), again, log::add).within(HastyClock.limit(Duration.ofDays(1000))));
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
                new GausConvNetMetricsStage()
                    .run(
                        task(metrics(), again, line -> {})
                            .within(HastyClock.limit(Duration.ofMinutes(1)))))
        .hasMessage("paused after 1 snapshots; goes on in the next try");
    Job other =
        job(
            Stage.METRICS,
            Map.of("teacher", "teacher.tiny.s1", "student", "student.tiny.s1"),
            1,
            Map.of("evaluation_samples", 40));
    List<String> log = new ArrayList<>();
    new GausConvNetMetricsStage().run(task(other, again, log::add));
    assertThat(log).noneMatch(line -> line.startsWith("continues"));
    assertThat(kept(again)).as("the other job's").hasSize(1);
  }

  @Test
  void measurementsThatAreQuickOrHaveNowhereToKeepThemWriteNothing() throws IOException {
    Path whole = pipeline(1, Map.of());
    Path again = linked(whole);
    List<Integer> files = new ArrayList<>();
    StageTask quick = task(metrics(), again, line -> files.add(kept(again).size()));
    new GausConvNetMetricsStage().run(quick);
    assertThat(files).hasSize(TABLES.size()).containsOnly(0);
    new GausConvNetMetricsStage()
        .run(
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
    return job(
        Stage.METRICS,
        Map.of("teacher", "teacher.tiny.s1", "student", "student.tiny.s1"),
        1,
        Map.of());
  }

  /** A folder with the networks of a run, not yet measured. */
  private Path linked(Path whole) throws IOException {
    Path again = Files.createTempDirectory(folder, "again");
    for (String file :
        List.of(
            StageTask.fileName("teacher.tiny.s1", "weights"),
            StageTask.fileName("student.tiny.s1", "snapshots"))) {
      Files.createLink(again.resolve(file), whole.resolve(file));
    }
    return again;
  }

  private static void assertSameTables(Path again, Path whole) {
    for (String kind : TABLES) {
      String file = StageTask.fileName("metrics.tiny.s1", kind);
      assertThat(again.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  /** What is kept of a run's measurements. */
  private static List<Path> kept(Path run) {
    Path state = stateOf(run);
    if (!Files.exists(state)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void thereIsNoAccuracyWithoutClasses() throws IOException {
    Table evaluation = table(pipeline(1, Map.of()), 1, "evaluation");
    assertThat(evaluation.rows()).isEqualTo(4);
    assertThat(evaluation.doubles("accuracy")).containsOnly(Double.NaN);
    assertThat(evaluation.doubles("teacher_accuracy")).containsOnly(Double.NaN);
    assertThat(Arrays.stream(evaluation.doubles("loss")).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void aStudentEqualToItsTeacherHasMeanBestCorrelationOneInEveryLayer() {
    Path run = folder.resolve("equal");
    Job teacherJob = job(Stage.TEACHER, Map.of(), 1, Map.of());
    perform(new GausConvNetTeacherStage(), teacherJob, run);
    Parameters teacher = Weights.only(read(run, teacherJob.id(), "weights"));
    Job studentJob = job(Stage.STUDENT, Map.of("teacher", teacherJob.id()), 1, Map.of());
    StageTask made = task(studentJob, run, line -> {});
    ArtifactWriter.write(
        made.outputPath("snapshots"),
        made.record("snapshots", Map.of(), Map.of()),
        Weights.table(List.of(new Weights.Entry(0, 1, 3, teacher))));
    perform(
        new GausConvNetMetricsStage(),
        job(
            Stage.METRICS,
            Map.of("teacher", teacherJob.id(), "student", studentJob.id()),
            1,
            Map.of("snapshot_epochs", new int[] {3})),
        run);
    Table layers = table(run, 1, "layers");
    assertThat(layers.rows()).isEqualTo(2);
    for (double rho : layers.doubles("mean_best_correlation")) {
      assertThat(rho).isCloseTo(1, within(1e-5));
    }
    assertThat(table(run, 1, "evaluation").doubles("loss")).containsExactly(0);
  }

  @Test
  void aStudentThatDivergesIsAResultOfRowsWithoutNumbers() throws IOException {
    Path run = pipeline(1, Map.of("learning_rate", 1e6, "batch_norm", 0));
    Table history = read(run, "student.tiny.s1", "history").tables().get(0);
    assertThat(history.flags("diverged")).containsExactly(true);
    Table layers = table(run, 1, "layers");
    assertThat(layers.ints("epoch")).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
    double[] rho = layers.doubles("mean_best_correlation");
    for (int row = 0; row < rho.length; row++) {
      assertThat(Double.isFinite(rho[row])).isEqualTo(row < 2);
    }
    assertThat(table(run, 1, "evaluation").doubles("loss")[3]).isNaN();
    assertThat(table(run, 1, "winner-ranks").doubles("mean_rank"))
        .hasSize(4 * 2)
        .as("who would have won is not known")
        .containsOnly(Double.NaN);
    assertThat(table(run, 1, "teacher-nodes").rows()).isEqualTo(3 + 4);
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
    return Weights.entries(read(run, "student.tiny.s1", "snapshots").tables().get(0))
        .get(0)
        .parameters();
  }

  private static Map<String, Object> with(Map<String, Object> changes, String name, Object value) {
    Map<String, Object> all = new TreeMap<>(changes);
    all.put(name, value);
    return all;
  }

  private Path pipeline(int seed, Map<String, Object> changes) throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    Job teacher = job(Stage.TEACHER, Map.of(), seed, changes);
    Job student = job(Stage.STUDENT, Map.of("teacher", teacher.id()), seed, changes);
    Job metrics =
        job(Stage.METRICS, Map.of("teacher", teacher.id(), "student", student.id()), seed, changes);
    perform(new GausConvNetTeacherStage(), teacher, run);
    perform(new GausConvNetStudentStage(), student, run);
    perform(new GausConvNetMetricsStage(), metrics, run);
    return run;
  }

  private static void perform(StageRunner stage, Job job, Path run) {
    stage.run(task(job, run, line -> {}));
  }

  private static StageTask task(Job job, Path run, Consumer<String> log) {
    return new StageTask(job, run, run, Optional.of(stateOf(run)), log);
  }

  private static Path stateOf(Path run) {
    return run.resolveSibling(run.getFileName() + "-state");
  }

  private static Job job(
      Stage stage, Map<String, String> needs, int seed, Map<String, Object> changes) {
    Map<String, Object> values = new TreeMap<>();
    values.put("image_side", 8);
    values.put("input_std", 10);
    values.put("train_samples", 480);
    values.put("fresh_samples", 1);
    values.put("evaluation_samples", 60);
    values.put("outputs", 5);
    values.put("teacher_channels", new int[] {3, 4});
    values.put("weight_choices", new double[] {-0.5, -0.25, 0, 0.25, 0.5});
    values.put("bias_range", 0.5);
    values.put("over_realisation", 2);
    values.put("batch_norm", 1);
    values.put("batch_norm_before", 0);
    values.put("batch_norm_affine", 1);
    values.put("learning_rate", 0.01);
    values.put("batch", 16);
    values.put("epochs", 3);
    values.put("snapshot_epochs", "every");
    values.put("threads", 1);
    values.put("measure", TABLES);
    values.putAll(changes);
    SortedMap<String, Setting> settings = new TreeMap<>();
    values.forEach(
        (name, value) -> settings.put(name, new Setting(Json.tree(value), Source.A, null)));
    return new Job(
        stage.id() + ".tiny.s" + seed,
        stage,
        "sample",
        "tiny",
        "gaus-convnet",
        "smoke",
        settings,
        List.of(new Member(seed, new TreeMap<>())),
        new TreeMap<>(needs),
        null);
  }

  private static Artifact read(Path run, String job, String kind) {
    return ArtifactReader.read(run.resolve(StageTask.fileName(job, kind))).expect(kind);
  }

  private static Table table(Path run, int seed, String kind) {
    return read(run, "metrics.tiny.s" + seed, kind).tables().get(0);
  }

  private static double[] trainLosses(Path run) {
    return read(run, "student.tiny.s1", "history").tables().get(0).doubles("train_loss");
  }

  private static double loss(Path run, int seed, int epoch) {
    Table evaluation = table(run, seed, "evaluation");
    int row = Arrays.stream(evaluation.ints("epoch")).boxed().toList().indexOf(epoch);
    return evaluation.doubles("loss")[row];
  }
}
