package io.luckynodes.student.fc;

import static io.luckynodes.testkit.PipelineHarness.task;
import static io.luckynodes.testkit.RunFiles.assertSameFiles;
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
import io.luckynodes.metrics.fc.FcMetricsStage;
import io.luckynodes.network.fc.FcFanOut;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.teacher.fc.FcTeacherStage;
import io.luckynodes.testkit.PipelineHarness;
import io.luckynodes.testkit.RunFiles;
import io.luckynodes.training.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teacher, student and measurements of a tiny deep experiment, handed on by files as in a run. */
class FcPipelineTest {
  private static final List<String> TABLES =
      List.of("student-nodes", "teacher-nodes", "layers", "winner-ranks", "mixture", "evaluation");
  private static final PipelineHarness TINY =
      new PipelineHarness("fc")
          .by(Stage.TEACHER, new FcTeacherStage())
          .by(Stage.STUDENT, new FcStudentStage())
          .by(Stage.METRICS, new FcMetricsStage())
          .with("inputs", 6)
          .with("input_std", 10)
          .with("train_samples", 400)
          .with("fresh_samples", 0)
          .with("evaluation_samples", 120)
          .with("fan_out_samples", 120)
          .with("outputs", 5)
          .with("teacher_widths", new int[] {3, 4})
          .with("weight_choices", new double[] {-1, -0.5, 0, 0.5, 1})
          .with("half_active", 1)
          .with("bias_range", 0.5)
          .with("over_realisation", 2)
          .with("batch_norm", 0)
          .with("batch_norm_before", 0)
          .with("batch_norm_affine", 1)
          .with("initial_scale", 1)
          .with("learning_rate", 0.1)
          .with("learning_rate_epochs", 1)
          .with("later_learning_rate", 0.05)
          .with("batch", 8)
          .with("epochs", 3)
          .with("snapshot_epochs", "every")
          .with("threads", 1)
          .with("measure", TABLES);

  @TempDir Path folder;

  @Test
  void twoRunsGiveTheSameBytesAndAnotherSeedOthers() throws IOException {
    Path first = pipeline(1, Map.of());
    Path second = pipeline(1, Map.of());
    assertSameFiles(second, first, 3 + TABLES.size());
    assertThat(loss(pipeline(2, Map.of()), 2, 3)).isNotEqualTo(loss(first, 1, 3));
  }

  @Test
  void trainingBringsTheStudentCloserToItsTeacher() throws IOException {
    Path run = pipeline(1, Map.of());
    // The teacher's outputs have mean 0 and deviation 1: a student that says 0 has a loss of 1.
    assertThat(loss(run, 1, 0)).isBetween(0.8, 3.0);
    assertThat(loss(run, 1, 3)).isLessThan(loss(run, 1, 0) / 2);
    Table history = table(run, "student.tiny.s1", "history");
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
    assertThat(measured(run, "student-nodes").rows()).isEqualTo(4 * 2 * (3 + 4));
    assertThat(measured(run, "teacher-nodes").rows()).isEqualTo(4 * (3 + 4));
    assertThat(measured(run, "layers").rows()).isEqualTo(4 * 2);
    assertThat(measured(run, "evaluation").rows()).isEqualTo(4);
    assertThat(measured(run, "winner-ranks").rows()).isEqualTo(4 * 2);
    // The first and the last epoch alone.
    assertThat(measured(run, "mixture").rows()).isEqualTo(2 * (3 * 6 + 4 * 8));
    assertThat(Arrays.stream(measured(run, "mixture").ints("epoch")).distinct())
        .containsExactly(0, 3);
    for (double rho : measured(run, "layers").doubles("mean_best_correlation")) {
      assertThat(rho).isBetween(0.01, 1.0);
    }
  }

  @Test
  void aStudentEqualToItsTeacherHasMeanBestCorrelationOneInEveryLayerAndItsFanOut() {
    Path run = folder.resolve("equal");
    Job teacherJob = TINY.job(Stage.TEACHER, Map.of(), 1);
    TINY.perform(teacherJob, run);
    Parameters teacher = Weights.only(read(run, teacherJob.id(), "weights"));
    task(TINY.job(Stage.STUDENT, Map.of(), 1), run)
        .write(
            "snapshots",
            Weights.table(List.of(new Weights.Entry(0, 1, 3, teacher))),
            Map.of(),
            Map.of());
    TINY.perform(TINY.job(Stage.METRICS, Map.of(), 1), run);
    double[] rho = measured(run, "layers").doubles("mean_best_correlation");
    assertThat(rho).hasSize(2);
    assertThat(Arrays.stream(rho).min().orElseThrow()).isCloseTo(1, within(1e-5));
    assertThat(measured(run, "evaluation").doubles("loss")).containsExactly(0);
    assertThat(measured(run, "winner-ranks").doubles("mean_rank")).containsExactly(0, 0);
    assertThat(measured(run, "winner-ranks").doubles("median_rank")).containsExactly(0, 0);
    Table nodes = measured(run, "student-nodes");
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
    Parameters start = snapshots(run, "student.tiny.s1").get(0).parameters();
    float[] x =
        io.luckynodes.dataset.GaussianInputs.draw(
            new io.luckynodes.random.Streams("tiny", 1)
                .stream("evaluation-inputs", "", io.luckynodes.random.Streams.ONCE),
            30,
            6,
            10);
    Table nodes = measured(run, "student-nodes");
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
      assertThat(measured(run, "student-nodes").rows()).isEqualTo(4 * 2 * (3 + 4));
      assertThat(table(run, "student.tiny.s1", "snapshots").texts("tensor"))
          .contains(before == 1 ? "bn-before1/scale" : "bn1/scale");
    }
  }

  @Test
  void aTeacherWithUniformBiasesTakesNothingFromTheEvaluationSamples() throws IOException {
    Path run = pipeline(1, Map.of("half_active", 0));
    Path other = pipeline(1, Map.of("half_active", 0, "evaluation_samples", 130));
    assertThat(table(run, "teacher.tiny.s1", "weights").floatLists("values"))
        .isDeepEqualTo(table(other, "teacher.tiny.s1", "weights").floatLists("values"));
  }

  @Test
  void mixtureOfTheTopLayerIsTheProductOfOutgoingWeightsAndGatesLessenIt() throws IOException {
    Path run = pipeline(1, Map.of());
    float[] teacher =
        Weights.only(read(run, "teacher.tiny.s1", "weights")).get("output/weights").values();
    float[] student =
        snapshots(run, "student.tiny.s1").get(0).parameters().get("output/weights").values();
    Table mixture = measured(run, "mixture");
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
    Table all = measured(pipeline(1, Map.of()), "mixture");
    Table few = measured(pipeline(1, Map.of("fan_out_samples", 30)), "mixture");
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
    return TINY.pipeline(folder, changes, seed);
  }

  private static Table measured(Path run, String kind) {
    return table(run, "metrics.tiny.s1", kind);
  }

  private static double loss(Path run, int seed, int epoch) {
    return RunFiles.loss(table(run, "metrics.tiny.s" + seed, "evaluation"), seed, epoch);
  }
}
