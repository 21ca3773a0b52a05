package io.luckynodes.student.twolayer;

import static io.luckynodes.testkit.PipelineHarness.task;
import static io.luckynodes.testkit.RunFiles.assertSameFiles;
import static io.luckynodes.testkit.RunFiles.loss;
import static io.luckynodes.testkit.RunFiles.read;
import static io.luckynodes.testkit.RunFiles.snapshots;
import static io.luckynodes.testkit.RunFiles.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.metrics.twolayer.TwoLayerMetricsStage;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.stage.StageTask;
import io.luckynodes.teacher.twolayer.TwoLayerTeacherStage;
import io.luckynodes.testkit.Company;
import io.luckynodes.testkit.PipelineHarness;
import io.luckynodes.training.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teacher, students and measurements of a tiny experiment, handed on by files as in a run. */
class StudentPipelineTest {
  private static final List<String> TABLES =
      List.of(
          "student-nodes",
          "teacher-nodes",
          "pairs",
          "layers",
          "thresholds",
          "observability",
          "gradient-norms",
          "evaluation",
          "learning-curve");

  private static final PipelineHarness TINY =
      new PipelineHarness("two-layer")
          .by(Stage.TEACHER, new TwoLayerTeacherStage())
          .by(Stage.STUDENT, new TwoLayerStudentStage())
          .by(Stage.METRICS, new TwoLayerMetricsStage())
          .with("inputs", 6)
          .with("input_std", 1.5)
          .with("train_samples", 200)
          .with("evaluation_samples", 120)
          .with("outputs", 4)
          .with("teacher_nodes", 3)
          .with("weight_choices", new double[] {-0.5, -0.25, 0, 0.25, 0.5})
          .with("teacher_bias", -0.1)
          .with("polarity", 0.5)
          .with("over_realisation", 2)
          .with("student_std", 0.05)
          .with("learning_rate", 0.02)
          .with("batch", 8)
          .with("steps_per_epoch", 100)
          .with("epochs", 4)
          .with("snapshot_epochs", new int[] {0, 2})
          .with("evaluation_epochs", "every")
          .with("threads", 1)
          .with("measure", TABLES);

  @TempDir Path folder;

  @Test
  void aSeedsNumbersAreTheSameAloneAndInCompany() throws IOException {
    Path together = pipeline(1, 2, 3);
    Path alone = pipeline(2);
    for (String kind : TABLES) {
      List<String> own = rows(together, "metrics.tiny.s1-3", kind, 2);
      List<String> found = rows(alone, "metrics.tiny.s2", kind, 2);
      assertThat(found).hasSameSizeAs(own).isNotEmpty();
      if (Company.changesNothing()) {
        assertThat(found).isEqualTo(own);
      }
    }
    List<Weights.Entry> two = entries(together, "student.tiny.s1-3", 2);
    List<Weights.Entry> one = entries(alone, "student.tiny.s2", 2);
    assertThat(one).hasSameSizeAs(two).hasSize(3);
    for (int i = 0; i < one.size(); i++) {
      for (Parameter parameter : one.get(i).parameters().all()) {
        Company.assertSame(
            parameter.values(), two.get(i).parameters().get(parameter.name()).values());
      }
    }
  }

  @Test
  void twoRunsGiveTheSameBytes() throws IOException {
    Path first = pipeline(1, 2);
    Path second = pipeline(1, 2);
    assertSameFiles(second, first, 3 + TABLES.size());
  }

  @Test
  void everyRecordNamesItsInputsByTheirDigests() throws IOException {
    Path run = pipeline(1, 2);
    Artifact teacher = read(run, "teacher.tiny.s1-2", "weights");
    Artifact student = read(run, "student.tiny.s1-2", "snapshots");
    Artifact history = read(run, "student.tiny.s1-2", "history");
    Artifact layers = read(run, "metrics.tiny.s1-2", "layers");
    assertThat(student.record().inputs())
        .containsOnly(Map.entry("teacher", teacher.asInput().input()));
    assertThat(layers.record().inputs())
        .containsOnly(
            Map.entry("teacher", teacher.asInput().input()),
            Map.entry("student", student.asInput().input()),
            Map.entry("history", history.asInput().input()));
    assertThat(student.record().environment()).containsKeys("java", "architecture");
    assertThat(student.record().code())
        .isEqualTo(io.luckynodes.fingerprint.CodeFingerprints.of("student.two-layer"));
  }

  @Test
  void trainingBringsStudentsCloserToTheirTeachers() throws IOException {
    Table evaluation = table(pipeline(1, 2, 3), "metrics.tiny.s1-3", "evaluation");
    for (int seed = 1; seed <= 3; seed++) {
      double before = loss(evaluation, seed, 0);
      double after = loss(evaluation, seed, 4);
      assertThat(after).isLessThan(before / 2);
    }
  }

  @Test
  void aStudentEqualToItsTeacherHasMeanBestCorrelationOneAndTheTeachersFanOut() {
    Path run = folder.resolve("equal");
    Job teacherJob = TINY.job(Stage.TEACHER, Map.of(), 1);
    TINY.perform(teacherJob, run);
    Artifact teacher = read(run, teacherJob.id(), "weights");
    Weights.Entry entry = Weights.last(teacher).get(0);
    StageTask student = task(TINY.job(Stage.STUDENT, Map.of(), 1), run);
    student.write(
        "snapshots",
        Weights.table(List.of(new Weights.Entry(0, 1, 4, entry.parameters()))),
        Map.of(),
        Map.of());
    student.write(
        "history",
        new Table(
            new Column.Ints("epoch", new int[0]),
            new Column.Ints("member", new int[0]),
            new Column.Doubles("train_loss", new double[0]),
            new Column.Doubles("evaluation_loss", new double[0])),
        Map.of(),
        Map.of());
    Job metrics = TINY.job(Stage.METRICS, Map.of(), 1);
    TINY.perform(metrics, run);
    Table layers = table(run, metrics.id(), "layers");
    assertThat(layers.doubles("mean_best_correlation")).hasSize(1);
    assertThat(layers.doubles("mean_best_correlation")[0]).isCloseTo(1, within(1e-6));
    assertThat(layers.doubles("matched_share")).containsExactly(1);
    Table evaluation = table(run, metrics.id(), "evaluation");
    assertThat(evaluation.doubles("loss")).containsExactly(0);
    Table nodes = table(run, metrics.id(), "student-nodes");
    float[] w2 = entry.parameters().get("W2").values();
    for (int j = 0; j < 3; j++) {
      double squares = 0;
      for (int k = 0; k < 4; k++) {
        squares += (double) w2[j * 4 + k] * w2[j * 4 + k];
      }
      assertThat(nodes.ints("best_teacher")[j]).isEqualTo(j);
      assertThat(nodes.doubles("fan_out")[j]).isCloseTo(Math.sqrt(squares), within(1e-9));
    }
  }

  @Test
  void studentsStartFromGaussianWeightsOfTheAskedDeviationWithoutBiases() {
    Parameters initial =
        TwoLayerStudents.initial(
            new io.luckynodes.random.Streams("tiny", 1), new TwoLayerShape(100, 50, 20), 0.005);
    float[] w1 = initial.get("W1").values();
    assertThat(Arrays.copyOfRange(w1, 100 * 50, 101 * 50)).containsOnly(0f);
    assertThat(Arrays.copyOfRange(initial.get("W2").values(), 50 * 20, 51 * 20)).containsOnly(0f);
    double squares = 0;
    for (int i = 0; i < 5000; i++) {
      squares += (double) w1[i] * w1[i];
    }
    // Four standard errors of a variance from 5,000 numbers.
    assertThat(squares / 5000 / (0.005 * 0.005)).isCloseTo(1, within(4 * Math.sqrt(2.0 / 5000)));
  }

  @Test
  void aStudentWithoutATeacherOfItsSeedIsRefusedAndLeavesNothing() throws IOException {
    Path run = folder.resolve("orphan");
    TINY.perform(TINY.job(Stage.TEACHER, Map.of(), 1), run);
    Job student = learningFrom("teacher.tiny.s1", 1, 2);
    assertThatThrownBy(() -> TINY.perform(student, run))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining("has no teacher for seed 2");
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactly("teacher.tiny.s1.weights.arrow");
    }
  }

  @Test
  void metricsAreNotTakenForATeacher() throws IOException {
    Path run = pipeline(1);
    Files.copy(
        run.resolve("metrics.tiny.s1.layers.arrow"), run.resolve("teacher.other.s1.weights.arrow"));
    Job student = learningFrom("teacher.other.s1", 1);
    assertThatThrownBy(() -> TINY.perform(student, run))
        .isInstanceOf(LuckyException.class)
        .hasMessageEndingWith("holds layers of stage metrics, expected weights");
  }

  private Path pipeline(int... seeds) throws IOException {
    return TINY.pipeline(folder, Map.of(), seeds);
  }

  private static Job learningFrom(String teacher, int... seeds) {
    return TINY.job(
        "student",
        Stage.STUDENT,
        Map.of("teacher", teacher),
        Map.of(),
        PipelineHarness.members(seeds));
  }

  private static List<Weights.Entry> entries(Path run, String job, int seed) {
    return snapshots(run, job).stream().filter(entry -> entry.seed() == seed).toList();
  }

  /** All rows of a seed, as exact text. */
  private static List<String> rows(Path run, String job, String kind, int seed) {
    List<String> rows = new ArrayList<>();
    for (Table table : read(run, job, kind).tables()) {
      for (int row = 0; row < table.rows(); row++) {
        if (table.ints("seed")[row] != seed) {
          continue;
        }
        StringBuilder text = new StringBuilder();
        for (var column : table.columns()) {
          text.append(column.name()).append('=');
          if (column instanceof io.luckynodes.artifact.Column.Ints c) {
            text.append(c.values()[row]);
          } else if (column instanceof io.luckynodes.artifact.Column.Doubles c) {
            text.append(Double.toHexString(c.values()[row]));
          } else if (column instanceof io.luckynodes.artifact.Column.Flags c) {
            text.append(c.values()[row]);
          } else if (column instanceof io.luckynodes.artifact.Column.Texts c) {
            text.append(c.values()[row]);
          } else {
            throw new AssertionError(column.name());
          }
          text.append(' ');
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }
}
