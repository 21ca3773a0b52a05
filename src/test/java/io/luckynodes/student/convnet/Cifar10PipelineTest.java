package io.luckynodes.student.convnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.metrics.convnet.Cifar10ConvNetMetricsStage;
import io.luckynodes.metrics.fc.Cifar10FcMetricsStage;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.StageTask;
import io.luckynodes.student.HastyClock;
import io.luckynodes.student.fc.Cifar10FcStudentStage;
import io.luckynodes.teacher.convnet.Cifar10ConvNetTeacherStage;
import io.luckynodes.teacher.fc.Cifar10FcTeacherStage;
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
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pre-training, student and measurements of tiny ConvNets on images in the form of CIFAR-10, handed
 * on by files as in a run. The images are noise, brighter the higher the class.
 */
class Cifar10PipelineTest {
  private static final List<String> TABLES = List.of("teacher-nodes", "layers", "evaluation");
  private static final int PIXELS = 3072;

  @TempDir static Path folder;

  @BeforeAll
  static void prepare() {
    writeImages();
    perform(new Cifar10ConvNetTeacherStage(), job(Stage.TEACHER, "teacher", Map.of()), folder);
  }

  @Test
  void theTeacherHasBatchNormAndTheStudentIfItIsToldSo() throws IOException {
    Parameters teacher = Weights.only(read(folder, "teacher", "weights"));
    assertThat(teacher.has("bn2/scale")).isTrue();
    for (int batchNorm = 0; batchNorm <= 1; batchNorm++) {
      Path run = pipeline(Map.of("batch_norm", batchNorm));
      Weights.Entry start =
          Weights.entries(read(run, "student", "snapshots").tables().get(0)).get(0);
      assertThat(start.parameters().has("bn1/scale")).isEqualTo(batchNorm == 1);
      assertThat(start.parameters().get("conv2/filter").shape()).containsExactly(3, 3, 4, 6);
      Table layers = read(run, "metrics", "layers").tables().get(0);
      assertThat(layers.ints("epoch")).containsExactly(0, 0, 2, 2);
      assertThat(
              Arrays.stream(layers.doubles("mean_best_correlation"))
                  .allMatch(rho -> rho > 0.01 && rho <= 1))
          .isTrue();
      Table evaluation = read(run, "metrics", "evaluation").tables().get(0);
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
    for (String kind : TABLES) {
      String file = StageTask.fileName("metrics", kind);
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
    String snapshots = StageTask.fileName("student", "snapshots");
    assertThat(second.resolve(snapshots)).hasSameBinaryContentAs(first.resolve(snapshots));
    Path other = pipeline(Map.of("batch_norm", 1, "seed", 2));
    assertThat(read(other, "metrics", "evaluation").tables().get(0).doubles("loss"))
        .isNotEqualTo(read(first, "metrics", "evaluation").tables().get(0).doubles("loss"));
  }

  @Test
  void teacherStudentAndMeasurementsThatPauseWhereTheyCanEndWithTheSameBytes() throws IOException {
    Map<String, Object> changes =
        Map.of("batch_norm", 1, "teacher_samples", 100, "samples_per_epoch", 100);
    Path whole = Files.createTempDirectory(folder, "whole");
    link(whole, "dataset.noise", "dataset");
    Job teacher = job(Stage.TEACHER, "teacher", changes);
    Job student = job(Stage.STUDENT, "student", changes);
    perform(new Cifar10ConvNetTeacherStage(), teacher, whole);
    perform(new Cifar10ConvNetStudentStage(), student, whole);
    Path paused = Files.createTempDirectory(folder, "paused");
    link(paused, "dataset.noise", "dataset");
    assertThat(HastyClock.pauses(new Cifar10ConvNetTeacherStage(), task(teacher, paused)))
        .as("one epoch of 3 batches")
        .isEqualTo(2);
    assertThat(HastyClock.pauses(new Cifar10ConvNetStudentStage(), task(student, paused)))
        .as("2 epochs of 3 batches")
        .isEqualTo(5);
    for (String file :
        List.of(
            StageTask.fileName("teacher", "weights"),
            StageTask.fileName("teacher", "history"),
            StageTask.fileName("student", "snapshots"),
            StageTask.fileName("student", "history"))) {
      assertThat(paused.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
    Job metrics = job(Stage.METRICS, "metrics", changes);
    perform(new Cifar10ConvNetMetricsStage(), metrics, whole);
    assertThat(HastyClock.pauses(new Cifar10ConvNetMetricsStage(), task(metrics, paused)))
        .as("of 2 snapshots")
        .isEqualTo(1);
    for (String kind : TABLES) {
      String file = StageTask.fileName("metrics", kind);
      assertThat(paused.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  @Test
  void batchNormBeforeReluConcernsTeacherAndStudent() throws IOException {
    Path run = Files.createTempDirectory(folder, "before");
    link(run, "dataset.noise", "dataset");
    Map<String, Object> before = Map.of("batch_norm_before", 1, "batch_norm", 1);
    perform(new Cifar10ConvNetTeacherStage(), job(Stage.TEACHER, "teacher", before), run);
    assertThat(Weights.only(read(run, "teacher", "weights")).has("bn-before1/mean")).isTrue();
    perform(new Cifar10ConvNetStudentStage(), job(Stage.STUDENT, "student", before), run);
    perform(new Cifar10ConvNetMetricsStage(), job(Stage.METRICS, "metrics", before), run);
    Table layers = read(run, "metrics", "layers").tables().get(0);
    assertThat(Arrays.stream(layers.doubles("mean_best_correlation")).allMatch(rho -> rho > 0))
        .isTrue();
  }

  @Test
  void fullyConnectedNetworksPassTheSameStages() throws IOException {
    Path run = Files.createTempDirectory(folder, "fc");
    link(run, "dataset.noise", "dataset");
    Map<String, Object> fc =
        Map.of("model", "cifar10-fc", "teacher_learning_rate", 0.05, "teacher_epochs", 3);
    perform(new Cifar10FcTeacherStage(), job(Stage.TEACHER, "teacher", fc), run);
    Artifact teacher = read(run, "teacher", "weights");
    assertThat(Weights.only(teacher).get("fc1/weights").shape()).containsExactly(PIXELS, 6);
    assertThat(Weights.only(teacher).has("bn2/scale")).isTrue();
    double[] losses = read(run, "teacher", "history").tables().get(0).doubles("train_loss");
    assertThat(losses[2]).isLessThan(losses[0]);
    for (int batchNorm = 0; batchNorm <= 1; batchNorm++) {
      Map<String, Object> own = new TreeMap<>(fc);
      own.put("batch_norm", batchNorm);
      perform(new Cifar10FcStudentStage(), job(Stage.STUDENT, "student", own), run);
      perform(new Cifar10FcMetricsStage(), job(Stage.METRICS, "metrics", own), run);
      Weights.Entry start =
          Weights.entries(read(run, "student", "snapshots").tables().get(0)).get(0);
      assertThat(start.parameters().has("bn1/scale")).isEqualTo(batchNorm == 1);
      assertThat(start.parameters().get("fc2/weights").shape()).containsExactly(12, 10);
      Table evaluation = read(run, "metrics", "evaluation").tables().get(0);
      double[] course = read(run, "student", "history").tables().get(0).doubles("train_loss");
      assertThat(course[1]).isLessThan(course[0]);
      double[] accuracies = evaluation.doubles("teacher_accuracy");
      assertThat(accuracies[0]).isEqualTo(accuracies[1]).isBetween(0.1, 1.0);
      assertThat(read(run, "metrics", "layers").tables().get(0).ints("epoch"))
          .containsExactly(0, 0, 2, 2);
    }
  }

  private static Path pipeline(Map<String, Object> changes) throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    link(run, "dataset.noise", "dataset");
    link(run, "teacher", "weights");
    perform(new Cifar10ConvNetStudentStage(), job(Stage.STUDENT, "student", changes), run);
    perform(new Cifar10ConvNetMetricsStage(), job(Stage.METRICS, "metrics", changes), run);
    return run;
  }

  private static void link(Path run, String job, String kind) throws IOException {
    String file = StageTask.fileName(job, kind);
    Files.createLink(run.resolve(file), folder.resolve(file));
  }

  private static void perform(StageRunner stage, Job job, Path run) {
    stage.run(task(job, run));
  }

  private static StageTask task(Job job, Path run) {
    return new StageTask(
        job, run, run, Optional.of(run.resolveSibling(run.getFileName() + "-state")), line -> {});
  }

  private static Job job(Stage stage, String id, Map<String, Object> changes) {
    Map<String, Object> values = new TreeMap<>();
    values.put("teacher_channels", new int[] {2, 3});
    values.put("teacher_widths", new int[] {6, 5});
    values.put("teacher_epochs", 1);
    values.put("teacher_samples", 320);
    values.put("teacher_batch", 32);
    values.put("teacher_learning_rate", 0.005);
    values.put("teacher_momentum", 0.9);
    values.put("teacher_weight_decay", 0.0005);
    values.put("over_realisation", 2);
    values.put("batch_norm", 0);
    values.put("batch_norm_before", 0);
    values.put("batch_norm_affine", 1);
    values.put("learning_rate", 0.01);
    values.put("batch", 32);
    values.put("samples_per_epoch", 320);
    values.put("epochs", 2);
    values.put("snapshot_epochs", new int[] {0});
    values.put("evaluation_samples", 100);
    values.put("threads", 1);
    values.put("measure", TABLES);
    values.putAll(changes);
    int seed = (int) changes.getOrDefault("seed", 1);
    values.remove("seed");
    String model = (String) changes.getOrDefault("model", "cifar10-convnet");
    values.remove("model");
    SortedMap<String, Setting> settings = new TreeMap<>();
    values.forEach(
        (name, value) -> settings.put(name, new Setting(Json.tree(value), Source.A, null)));
    return new Job(
        id,
        stage,
        "sample",
        "tiny",
        model,
        "smoke",
        settings,
        List.of(new Member(seed, new TreeMap<>())),
        new TreeMap<>(
            Map.of("dataset", "dataset.noise", "teacher", "teacher", "student", "student")),
        null);
  }

  private static Artifact read(Path run, String job, String kind) {
    return ArtifactReader.read(run.resolve(StageTask.fileName(job, kind))).expect(kind);
  }

  private static void writeImages() {
    RandomGenerator random = new Streams("tiny", 1).stream("images", "", Streams.ONCE);
    byte[] noise = new byte[PIXELS + 1000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextInt(100);
    }
    StageTask task =
        task(
            new Job(
                "dataset.noise",
                Stage.DATASET,
                "",
                "",
                "cifar10",
                "",
                new TreeMap<>(),
                List.of(),
                new TreeMap<>(),
                null),
            folder);
    try (ArtifactWriter writer =
        new ArtifactWriter(
            task.outputPath("dataset"), task.record("dataset", Map.of(), Map.of()))) {
      int rows = 10_000;
      for (int batch = 0; batch < 6; batch++) {
        boolean[] test = new boolean[rows];
        Arrays.fill(test, batch == 5);
        int[] labels = new int[rows];
        byte[] images = new byte[rows * PIXELS];
        for (int i = 0; i < rows; i++) {
          labels[i] = random.nextInt(10);
          int shift = random.nextInt(1000);
          for (int p = 0; p < PIXELS; p++) {
            images[i * PIXELS + p] = (byte) (noise[shift + p] + 15 * labels[i]);
          }
        }
        writer.append(
            new Table(
                new Column.Flags("test", test),
                new Column.Ints("label", labels),
                new Column.Blobs("image", PIXELS, images)));
      }
      writer.finish();
    }
  }
}
