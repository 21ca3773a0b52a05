package io.luckynodes.student.convnet;

import static io.luckynodes.testkit.PipelineHarness.task;
import static io.luckynodes.testkit.RunFiles.assertSameBytes;
import static io.luckynodes.testkit.RunFiles.link;
import static io.luckynodes.testkit.RunFiles.read;
import static io.luckynodes.testkit.RunFiles.snapshots;
import static io.luckynodes.testkit.RunFiles.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.Table;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.metrics.convnet.Cifar10ConvNetMetricsStage;
import io.luckynodes.metrics.fc.Cifar10FcMetricsStage;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.prune.PruneStage;
import io.luckynodes.student.HastyClock;
import io.luckynodes.student.fc.Cifar10FcStudentStage;
import io.luckynodes.teacher.convnet.Cifar10ConvNetTeacherStage;
import io.luckynodes.teacher.convnet.ConvNetTeacherStage;
import io.luckynodes.teacher.fc.Cifar10FcTeacherStage;
import io.luckynodes.testkit.NoiseImages;
import io.luckynodes.testkit.PipelineHarness;
import io.luckynodes.training.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pre-training, student and measurements of tiny ConvNets on images in the form of CIFAR-10, handed
 * on by files as in a run. The images are noise, brighter the higher the class.
 */
class Cifar10PipelineTest {
  private static final List<String> TABLES = List.of("teacher-nodes", "layers", "evaluation");
  private static final PipelineHarness CONVNETS =
      tiny("cifar10-convnet")
          .by(Stage.TEACHER, new Cifar10ConvNetTeacherStage())
          .by(Stage.STUDENT, new Cifar10ConvNetStudentStage())
          .by(Stage.METRICS, new Cifar10ConvNetMetricsStage());
  private static final PipelineHarness FULLY_CONNECTED =
      tiny("cifar10-fc")
          .by(Stage.TEACHER, new Cifar10FcTeacherStage())
          .by(Stage.STUDENT, new Cifar10FcStudentStage())
          .by(Stage.METRICS, new Cifar10FcMetricsStage())
          .with("teacher_learning_rate", 0.05)
          .with("teacher_epochs", 3);

  @TempDir static Path folder;

  private static PipelineHarness tiny(String model) {
    return new PipelineHarness(model)
        .with("teacher_channels", new int[] {2, 3})
        .with("teacher_widths", new int[] {6, 5})
        .with("teacher_epochs", 1)
        .with("teacher_samples", 320)
        .with("teacher_batch", 32)
        .with("teacher_learning_rate", 0.005)
        .with("teacher_momentum", 0.9)
        .with("teacher_weight_decay", 0.0005)
        .with("over_realisation", 2)
        .with("batch_norm", 0)
        .with("batch_norm_before", 0)
        .with("batch_norm_affine", 1)
        .with("learning_rate", 0.01)
        .with("batch", 32)
        .with("samples_per_epoch", 320)
        .with("epochs", 2)
        .with("snapshot_epochs", new int[] {0})
        .with("evaluation_samples", 60)
        .with("accuracy_samples", 100)
        .with("teacher_batch_norm_affine", 1)
        .with("threads", 1)
        .with("measure", TABLES);
  }

  @BeforeAll
  static void prepare() {
    NoiseImages.write(folder, 100, label -> 15 * label);
    perform(CONVNETS, Stage.TEACHER, Map.of(), folder);
  }

  @Test
  void theTeacherHasBatchNormAndTheStudentIfItIsToldSo() throws IOException {
    Parameters teacher = Weights.only(read(folder, "teacher", "weights"));
    assertThat(teacher.has("bn2/scale")).isTrue();
    for (int batchNorm = 0; batchNorm <= 1; batchNorm++) {
      Path run = pipeline(Map.of("batch_norm", batchNorm));
      Weights.Entry start = snapshots(run, "student").get(0);
      assertThat(start.parameters().has("bn1/scale")).isEqualTo(batchNorm == 1);
      assertThat(start.parameters().get("conv2/filter").shape()).containsExactly(3, 3, 4, 6);
      Table layers = table(run, "metrics", "layers");
      assertThat(layers.ints("epoch")).containsExactly(0, 0, 2, 2);
      assertThat(
              Arrays.stream(layers.doubles("mean_best_correlation"))
                  .allMatch(rho -> rho > 0.01 && rho <= 1))
          .isTrue();
      Table evaluation = table(run, "metrics", "evaluation");
      assertThat(evaluation.doubles("loss")[1]).isLessThan(evaluation.doubles("loss")[0]);
      double[] accuracies = evaluation.doubles("teacher_accuracy");
      assertThat(accuracies[0]).isEqualTo(accuracies[1]).isBetween(0.1, 1.0);
      assertThat(evaluation.doubles("accuracy")[1]).isBetween(0.0, 1.0);
    }
  }

  @Test
  void twoRunsGiveTheSameBytesAndAnotherSeedOthers() throws IOException {
    Path first = pipeline(Map.of("batch_norm", 1));
    Path second = pipeline(Map.of("batch_norm", 1));
    assertSameBytes(second, first, "metrics", TABLES);
    assertSameBytes(second, first, "student", List.of("snapshots"));
    Path other = pipeline(Map.of("batch_norm", 1), 2);
    assertThat(table(other, "metrics", "evaluation").doubles("loss"))
        .isNotEqualTo(table(first, "metrics", "evaluation").doubles("loss"));
  }

  @Test
  void teacherStudentAndMeasurementsThatPauseWhereTheyCanEndWithTheSameBytes() throws IOException {
    Map<String, Object> changes =
        Map.of("batch_norm", 1, "teacher_samples", 100, "samples_per_epoch", 100);
    Path whole = newRun();
    perform(CONVNETS, Stage.TEACHER, changes, whole);
    perform(CONVNETS, Stage.STUDENT, changes, whole);
    Path paused = newRun();
    Job teacher = job(CONVNETS, Stage.TEACHER, changes, 1);
    assertThat(HastyClock.pauses(new Cifar10ConvNetTeacherStage(), task(teacher, paused)))
        .as("one epoch of 3 batches")
        .isEqualTo(2);
    Job student = job(CONVNETS, Stage.STUDENT, changes, 1);
    assertThat(HastyClock.pauses(new Cifar10ConvNetStudentStage(), task(student, paused)))
        .as("2 epochs of 3 batches")
        .isEqualTo(5);
    assertSameBytes(paused, whole, "teacher", List.of("weights", "history"));
    assertSameBytes(paused, whole, "student", List.of("snapshots", "history"));
    perform(CONVNETS, Stage.METRICS, changes, whole);
    Job metrics = job(CONVNETS, Stage.METRICS, changes, 1);
    assertThat(HastyClock.pauses(new Cifar10ConvNetMetricsStage(), task(metrics, paused)))
        .as("of 2 snapshots")
        .isEqualTo(1);
    assertSameBytes(paused, whole, "metrics", TABLES);
  }

  @Test
  void batchNormBeforeReluConcernsTeacherAndStudent() throws IOException {
    Path run = newRun();
    Map<String, Object> before = Map.of("batch_norm_before", 1, "batch_norm", 1);
    perform(CONVNETS, Stage.TEACHER, before, run);
    assertThat(Weights.only(read(run, "teacher", "weights")).has("bn-before1/mean")).isTrue();
    perform(CONVNETS, Stage.STUDENT, before, run);
    perform(CONVNETS, Stage.METRICS, before, run);
    Table layers = table(run, "metrics", "layers");
    assertThat(Arrays.stream(layers.doubles("mean_best_correlation")).allMatch(rho -> rho > 0))
        .isTrue();
  }

  /** Images are brighter the higher the class, so that a teacher gets some right, not all. */
  @Test
  void accuracyIsThatOfAsManyTestImagesAsTheSettingSays() throws IOException {
    for (PipelineHarness kind : List.of(CONVNETS, FULLY_CONNECTED)) {
      Path run = newRun();
      perform(kind, Stage.TEACHER, Map.of(), run);
      perform(kind, Stage.STUDENT, Map.of(), run);
      double[] of = new double[2];
      for (int i = 0; i < 2; i++) {
        int samples = i == 0 ? 100 : 7;
        perform(kind, Stage.METRICS, Map.of("accuracy_samples", samples), run);
        of[i] = table(run, "metrics", "evaluation").doubles("teacher_accuracy")[0];
        assertThat(of[i] * samples)
            .as("a count of " + samples)
            .isCloseTo(Math.rint(of[i] * samples), within(1e-9));
      }
      perform(kind, Stage.METRICS, Map.of("accuracy_samples", 100, "evaluation_samples", 20), run);
      assertThat(table(run, "metrics", "evaluation").doubles("teacher_accuracy")[0])
          .as("it does not depend on what correlations are taken over")
          .isEqualTo(of[0]);
    }
  }

  @Test
  void studentsOfAPrunedTeacherChangeTheirRateAfterTheFirstEpochs() throws IOException {
    PipelineHarness pruned =
        tiny("convnet")
            .by(Stage.TEACHER, new ConvNetTeacherStage())
            .by(Stage.PRUNE, new PruneStage())
            .by(Stage.STUDENT, new ConvNetStudentStage())
            .with("teacher_batch_norm", 0)
            .with("prune_share", 0.5)
            .with("fine_tune_epochs", 0)
            .with("fine_tune_samples", 320)
            .with("fine_tune_learning_rate", 0.001)
            .with("learning_rate_epochs", 1)
            .with("later_learning_rate", 0)
            .with("snapshot_epochs", new int[] {0, 1, 2});
    Path run = newRun();
    perform(pruned, Stage.TEACHER, Map.of(), run);
    perform(pruned, Stage.PRUNE, Map.of(), run);
    assertThat(Weights.only(read(run, "prune", "weights")).get("conv2/filter").shape())
        .as("halves of 2 and 3 channels, without BatchNorm")
        .containsExactly(3, 3, 1, 2);
    perform(pruned, Stage.STUDENT, Map.of(), run);
    List<Weights.Entry> snapshots = snapshots(run, "student");
    float[] first = snapshots.get(0).parameters().get("conv1/filter").values();
    float[] second = snapshots.get(1).parameters().get("conv1/filter").values();
    assertThat(second).isNotEqualTo(first);
    assertThat(snapshots.get(2).parameters().get("conv1/filter").values()).isEqualTo(second);
  }

  @Test
  void aTeachersBatchNormNeedNotBeAffine() throws IOException {
    for (PipelineHarness kind : List.of(CONVNETS, FULLY_CONNECTED)) {
      Path run = newRun();
      perform(kind, Stage.TEACHER, Map.of("teacher_batch_norm_affine", 0), run);
      Parameters teacher = Weights.only(read(run, "teacher", "weights"));
      assertThat(teacher.has("bn1/mean")).isTrue();
      assertThat(teacher.has("bn1/scale")).isFalse();
    }
  }

  @Test
  void fullyConnectedNetworksPassTheSameStages() throws IOException {
    Path run = newRun();
    perform(FULLY_CONNECTED, Stage.TEACHER, Map.of(), run);
    Artifact teacher = read(run, "teacher", "weights");
    assertThat(Weights.only(teacher).get("fc1/weights").shape())
        .containsExactly(NoiseImages.PIXELS, 6);
    assertThat(Weights.only(teacher).has("bn2/scale")).isTrue();
    double[] losses = table(run, "teacher", "history").doubles("train_loss");
    assertThat(losses[2]).isLessThan(losses[0]);
    for (int batchNorm = 0; batchNorm <= 1; batchNorm++) {
      Map<String, Object> own = Map.of("batch_norm", batchNorm);
      perform(FULLY_CONNECTED, Stage.STUDENT, own, run);
      perform(FULLY_CONNECTED, Stage.METRICS, own, run);
      Weights.Entry start = snapshots(run, "student").get(0);
      assertThat(start.parameters().has("bn1/scale")).isEqualTo(batchNorm == 1);
      assertThat(start.parameters().get("fc2/weights").shape()).containsExactly(12, 10);
      Table evaluation = table(run, "metrics", "evaluation");
      double[] course = table(run, "student", "history").doubles("train_loss");
      assertThat(course[1]).isLessThan(course[0]);
      double[] accuracies = evaluation.doubles("teacher_accuracy");
      assertThat(accuracies[0]).isEqualTo(accuracies[1]).isBetween(0.1, 1.0);
      assertThat(table(run, "metrics", "layers").ints("epoch")).containsExactly(0, 0, 2, 2);
    }
  }

  private static Path pipeline(Map<String, Object> changes) throws IOException {
    return pipeline(changes, 1);
  }

  private static Path pipeline(Map<String, Object> changes, int seed) throws IOException {
    Path run = newRun();
    link(folder, run, "teacher", "weights");
    CONVNETS.perform(job(CONVNETS, Stage.STUDENT, changes, seed), run);
    CONVNETS.perform(job(CONVNETS, Stage.METRICS, changes, seed), run);
    return run;
  }

  private static Path newRun() throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    link(folder, run, NoiseImages.JOB, NoiseImages.KIND);
    return run;
  }

  private static void perform(
      PipelineHarness tiny, Stage stage, Map<String, Object> changes, Path run) {
    tiny.perform(job(tiny, stage, changes, 1), run);
  }

  private static Job job(PipelineHarness tiny, Stage stage, Map<String, Object> changes, int seed) {
    return tiny.job(
        stage.id(),
        stage,
        Map.of("dataset", NoiseImages.JOB, "teacher", "teacher", "student", "student"),
        changes,
        PipelineHarness.members(seed));
  }
}
