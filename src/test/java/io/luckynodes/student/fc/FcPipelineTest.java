package io.luckynodes.student.fc;

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
import io.luckynodes.metrics.fc.FcMetricsStage;
import io.luckynodes.network.fc.FcFanOut;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.teacher.fc.FcTeacherStage;
import io.luckynodes.training.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teacher, student and measurements of a tiny deep experiment, handed on by files as in a run. */
class FcPipelineTest {
  private static final List<String> TABLES =
      List.of("student-nodes", "teacher-nodes", "layers", "winner-ranks", "mixture", "evaluation");
  private static final int[] TEACHER_WIDTHS = {3, 4};

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
  void trainingBringsTheStudentCloserToItsTeacher() throws IOException {
    Path run = pipeline(1, Map.of());
    // The teacher's outputs have mean 0 and deviation 1: a student that says 0 has a loss of 1.
    assertThat(loss(run, 1, 0)).isBetween(0.8, 3.0);
    assertThat(loss(run, 1, 3)).isLessThan(loss(run, 1, 0) / 2);
    Table history = read(run, "student.tiny.s1", "history").tables().get(0);
    assertThat(history.doubles("train_loss")[2]).isLessThan(history.doubles("train_loss")[0]);
  }

  @Test
  void theLearningRateChangesAfterTheFirstEpochs() throws IOException {
    Path steady = pipeline(1, Map.of("later_learning_rate", 0.1));
    Path changed = pipeline(1, Map.of("later_learning_rate", 0.02));
    assertThat(loss(changed, 1, 1)).isEqualTo(loss(steady, 1, 1));
    assertThat(loss(changed, 1, 2)).isNotEqualTo(loss(steady, 1, 2));
  }

  @Test
  void everyTableHasARowForEachNodeOrLayerOfEachSnapshot() throws IOException {
    Path run = pipeline(1, Map.of());
    assertThat(table(run, 1, "student-nodes").rows()).isEqualTo(4 * 2 * (3 + 4));
    assertThat(table(run, 1, "teacher-nodes").rows()).isEqualTo(4 * (3 + 4));
    assertThat(table(run, 1, "layers").rows()).isEqualTo(4 * 2);
    assertThat(table(run, 1, "evaluation").rows()).isEqualTo(4);
    assertThat(table(run, 1, "winner-ranks").rows()).isEqualTo(4 * 2);
    // The first and the last epoch alone.
    assertThat(table(run, 1, "mixture").rows()).isEqualTo(2 * (3 * 6 + 4 * 8));
    assertThat(Arrays.stream(table(run, 1, "mixture").ints("epoch")).distinct())
        .containsExactly(0, 3);
    for (double rho : table(run, 1, "layers").doubles("mean_best_correlation")) {
      assertThat(rho).isBetween(0.01, 1.0);
    }
  }

  @Test
  void aStudentEqualToItsTeacherHasMeanBestCorrelationOneInEveryLayerAndItsFanOut() {
    Path run = folder.resolve("equal");
    Job teacherJob = job(Stage.TEACHER, Map.of(), 1, Map.of());
    perform(new FcTeacherStage(), teacherJob, run);
    Parameters teacher = Weights.only(read(run, teacherJob.id(), "weights"));
    Job studentJob = job(Stage.STUDENT, Map.of("teacher", teacherJob.id()), 1, Map.of());
    StageTask made = task(studentJob, run);
    ArtifactWriter.write(
        made.outputPath("snapshots"),
        made.record("snapshots", Map.of(), Map.of()),
        Weights.table(List.of(new Weights.Entry(0, 1, 3, teacher))));
    Job metrics =
        job(
            Stage.METRICS,
            Map.of("teacher", teacherJob.id(), "student", studentJob.id()),
            1,
            Map.of());
    perform(new FcMetricsStage(), metrics, run);
    double[] rho = table(run, 1, "layers").doubles("mean_best_correlation");
    assertThat(rho).hasSize(2);
    assertThat(Arrays.stream(rho).min().orElseThrow()).isCloseTo(1, within(1e-5));
    assertThat(table(run, 1, "evaluation").doubles("loss")).containsExactly(0);
    assertThat(table(run, 1, "winner-ranks").doubles("mean_rank")).containsExactly(0, 0);
    assertThat(table(run, 1, "winner-ranks").doubles("median_rank")).containsExactly(0, 0);
    Table nodes = table(run, 1, "student-nodes");
    // Of the top layer: the norm of each row of outgoing weights, whatever the samples.
    float[] output = teacher.get("output/weights").values();
    for (int row = 0; row < nodes.rows(); row++) {
      int node = nodes.ints("student")[row];
      assertThat(nodes.ints("best_teacher")[row]).isEqualTo(node);
      if (nodes.ints("layer")[row] == 1) {
        double squares = 0;
        for (int k = 0; k < 5; k++) {
          squares += (double) output[node * 5 + k] * output[node * 5 + k];
        }
        assertThat(nodes.doubles("fan_out")[row]).isCloseTo(Math.sqrt(squares), within(1e-9));
      }
    }
  }

  @Test
  void fanOutIsTakenOverTheFirstOfTheEvaluationSamples() throws IOException {
    Path run = pipeline(1, Map.of("fan_out_samples", 30));
    Parameters start =
        Weights.entries(read(run, "student.tiny.s1", "snapshots").tables().get(0))
            .get(0)
            .parameters();
    float[] x =
        io.luckynodes.dataset.GaussianInputs.draw(
            new io.luckynodes.random.Streams("tiny", 1)
                .stream("evaluation-inputs", "", io.luckynodes.random.Streams.ONCE),
            30,
            6,
            10);
    Table nodes = table(run, 1, "student-nodes");
    try (FcFanOut fanOut = new FcFanOut(start, 1)) {
      double[] lowest = fanOut.meanBeta(x).get(0);
      assertThat(nodes.ints("epoch")[0]).isZero();
      for (int j = 0; j < lowest.length; j++) {
        assertThat(nodes.doubles("fan_out")[j]).isCloseTo(Math.sqrt(lowest[j]), within(1e-9));
      }
    }
  }

  @Test
  void freshSamplesAreOthersInEveryEpochAndTheSameInEveryRun() throws IOException {
    Path once = pipeline(1, Map.of());
    Path fresh = pipeline(1, Map.of("fresh_samples", 1));
    assertThat(loss(fresh, 1, 0)).isEqualTo(loss(once, 1, 0));
    assertThat(loss(fresh, 1, 3)).isNotEqualTo(loss(once, 1, 3));
    Path again = pipeline(1, Map.of("fresh_samples", 1));
    assertThat(loss(again, 1, 3)).isEqualTo(loss(fresh, 1, 3));
    // Resumed after an epoch, it goes on with that epoch's samples.
    Path resumed = pipeline(1, Map.of("fresh_samples", 1, "epochs", 2));
    assertThat(loss(resumed, 1, 2)).isEqualTo(loss(fresh, 1, 2));
  }

  @Test
  void aStudentWithBatchNormLearnsAndIsMeasuredInEveryTable() throws IOException {
    for (int before : new int[] {0, 1}) {
      Path run = pipeline(1, Map.of("batch_norm", 1, "batch_norm_before", before));
      assertThat(loss(run, 1, 3)).isLessThan(loss(run, 1, 0) / 2);
      assertThat(table(run, 1, "student-nodes").rows()).isEqualTo(4 * 2 * (3 + 4));
      assertThat(read(run, "student.tiny.s1", "snapshots").tables().get(0).texts("tensor"))
          .contains(before == 1 ? "bn-before1/scale" : "bn1/scale");
    }
  }

  @Test
  void aTeacherWithUniformBiasesTakesNothingFromTheEvaluationSamples() throws IOException {
    Path run = pipeline(1, Map.of("half_active", 0));
    Path other = pipeline(1, Map.of("half_active", 0, "evaluation_samples", 130));
    assertThat(read(run, "teacher.tiny.s1", "weights").tables().get(0).floatLists("values"))
        .isDeepEqualTo(
            read(other, "teacher.tiny.s1", "weights").tables().get(0).floatLists("values"));
  }

  @Test
  void mixtureOfTheTopLayerIsTheProductOfOutgoingWeightsAndGatesLessenIt() throws IOException {
    Path run = pipeline(1, Map.of());
    float[] teacher =
        Weights.only(read(run, "teacher.tiny.s1", "weights")).get("output/weights").values();
    float[] student =
        Weights.entries(read(run, "student.tiny.s1", "snapshots").tables().get(0))
            .get(0)
            .parameters()
            .get("output/weights")
            .values();
    Table mixture = table(run, 1, "mixture");
    int compared = 0;
    for (int row = 0; row < mixture.rows(); row++) {
      if (mixture.ints("epoch")[row] == 0 && mixture.ints("layer")[row] == 1) {
        int i = mixture.ints("teacher")[row];
        int j = mixture.ints("student")[row];
        double product = 0;
        for (int k = 0; k < 5; k++) {
          product += (double) teacher[i * 5 + k] * student[j * 5 + k];
        }
        double beta = mixture.doubles("beta")[row];
        assertThat(beta).as("%d %d", i, j).isCloseTo(product, within(1e-5));
        // The same in every sample, of which gates let some through.
        double share = mixture.doubles("h")[row] / beta;
        assertThat(share).as("%d %d", i, j).isBetween(-1e-6, 1 + 1e-6);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(4 * 8);
  }

  @Test
  void mixtureIsTakenOverTheFirstOfTheEvaluationSamples() throws IOException {
    Table all = table(pipeline(1, Map.of()), 1, "mixture");
    Table few = table(pipeline(1, Map.of("fan_out_samples", 30)), 1, "mixture");
    assertThat(few.doubles("correlation")).isEqualTo(all.doubles("correlation"));
    assertThat(few.doubles("h")).isNotEqualTo(all.doubles("h"));
  }

  @Test
  void anEpochWithoutASingleBatchIsAFaultOfTheDefinition() {
    assertThatThrownBy(() -> pipeline(1, Map.of("batch", 500)))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION))
        .hasMessageContaining("400 samples has no batch of 500");
  }

  private Path pipeline(int seed, Map<String, Object> changes) throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    Job teacher = job(Stage.TEACHER, Map.of(), seed, changes);
    Job student = job(Stage.STUDENT, Map.of("teacher", teacher.id()), seed, changes);
    Job metrics =
        job(Stage.METRICS, Map.of("teacher", teacher.id(), "student", student.id()), seed, changes);
    perform(new FcTeacherStage(), teacher, run);
    perform(new FcStudentStage(), student, run);
    perform(new FcMetricsStage(), metrics, run);
    return run;
  }

  private static void perform(StageRunner stage, Job job, Path run) {
    stage.run(task(job, run));
  }

  private static StageTask task(Job job, Path run) {
    return new StageTask(
        job, run, run, Optional.of(run.resolveSibling(run.getFileName() + "-state")), line -> {});
  }

  private static Job job(
      Stage stage, Map<String, String> needs, int seed, Map<String, Object> changes) {
    Map<String, Object> values = new TreeMap<>();
    values.put("inputs", 6);
    values.put("input_std", 10);
    values.put("train_samples", 400);
    values.put("fresh_samples", 0);
    values.put("evaluation_samples", 120);
    values.put("fan_out_samples", 120);
    values.put("outputs", 5);
    values.put("teacher_widths", TEACHER_WIDTHS);
    values.put("weight_choices", new double[] {-1, -0.5, 0, 0.5, 1});
    values.put("half_active", 1);
    values.put("bias_range", 0.5);
    values.put("over_realisation", 2);
    values.put("batch_norm", 0);
    values.put("batch_norm_before", 0);
    values.put("batch_norm_affine", 1);
    values.put("initial_scale", 1);
    values.put("learning_rate", 0.1);
    values.put("learning_rate_epochs", 1);
    values.put("later_learning_rate", 0.05);
    values.put("batch", 8);
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
        "fc",
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

  private static double loss(Path run, int seed, int epoch) {
    Table evaluation = table(run, seed, "evaluation");
    int row = Arrays.stream(evaluation.ints("epoch")).boxed().toList().indexOf(epoch);
    return evaluation.doubles("loss")[row];
  }
}
