package io.luckynodes.metrics.fc;

import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.Table;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.metrics.Accuracy;
import io.luckynodes.metrics.Correlations;
import io.luckynodes.metrics.LayerTables;
import io.luckynodes.metrics.MetricsStage;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.Observation;
import io.luckynodes.network.fc.FcFanOut;
import io.luckynodes.network.fc.FcMixture;
import io.luckynodes.network.fc.FcObserver;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.MixtureRow;
import io.luckynodes.table.StudentNodesRow;
import io.luckynodes.table.TableWriter;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measurements of a deep fully connected student on evaluation inputs. Correlations are over all
 * inputs; √E[β_jj] and the mixture coefficients β* and H* are over the first {@code
 * fan_out_samples}.
 */
final class FcMetrics implements AutoCloseable {
  private static final int PART = 1000;

  private final Job job;
  private final Parameters teacher;
  private final float[] x;
  private final Accuracy accuracy;
  private final TableWriter tables;
  private final LayerTables layerTables;
  private final double teacherAccuracy;
  private @Nullable FcObserver observer;
  private @Nullable FcFanOut fanOut;

  /**
   * @param x evaluation inputs, [samples, d] row-major
   */
  private FcMetrics(Job job, Parameters teacher, float[] x, Accuracy accuracy, TableWriter tables) {
    this.tables = tables;
    this.layerTables = new LayerTables(tables);
    this.job = job;
    this.teacher = teacher;
    this.x = x;
    this.accuracy = accuracy;
    this.teacherAccuracy = accuracy.of(teacher);
  }

  /**
   * Measures every snapshot of a job's student.
   *
   * @param inputs the artifacts that were read, except the student's, by role
   */
  static MetricsStage.Measured measure(
      StageTask task,
      Parameters teacher,
      float[] x,
      Accuracy accuracy,
      Map<String, Parent> inputs,
      TableWriter tables) {
    Job job = task.job();
    try (ArtifactReader reader =
            new ArtifactReader(task.inputPath("student", TrainingLoop.SNAPSHOTS));
        FcMetrics metrics = new FcMetrics(job, teacher, x, accuracy, tables)) {
      reader.expect(TrainingLoop.SNAPSHOTS);
      for (Table table = reader.next(); table != null; table = reader.next()) {
        for (Weights.Entry student : Weights.entries(table)) {
          metrics.measure(student);
          task.log().accept("epoch " + student.epoch() + " measured");
        }
      }
      metrics.layerTables.finish();
      Map<String, Parent> all = new TreeMap<>(inputs);
      all.put("student", reader.asInput());
      return new MetricsStage.Measured(all, Numerics.of(job.integer("threads")));
    }
  }

  private Member member() {
    return job.members().get(0);
  }

  private void measure(Weights.Entry student) {
    FcShape teacherShape = FcShape.of(teacher);
    FcShape studentShape = FcShape.of(student.parameters());
    if (!studentShape.comparableTo(teacherShape)) {
      throw student.parameters().fault(studentShape + " of a teacher of " + teacherShape);
    }
    int d = teacherShape.inputs();
    int samples = x.length / d;
    List<Correlations> layers = new ArrayList<>();
    for (int layer = 0; layer < teacherShape.layers(); layer++) {
      layers.add(new Correlations(teacherShape.size(layer), studentShape.size(layer)));
    }
    FcObserver both = observer(student.parameters());
    FloatBuffer studentOutputs = FloatBuffer.allocate(samples * teacherShape.outputs());
    double squared = 0;
    for (int from = 0; from < samples; from += PART) {
      int to = Math.min(samples, from + PART);
      Observation seen = both.observe(Arrays.copyOfRange(x, from * d, to * d));
      for (int layer = 0; layer < layers.size(); layer++) {
        layers.get(layer).add(seen.layers().get(layer));
      }
      studentOutputs.put(seen.studentOutputs());
      for (int i = 0; i < seen.teacherOutputs().length; i++) {
        double difference = (double) seen.teacherOutputs()[i] - seen.studentOutputs()[i];
        squared += difference * difference;
      }
    }
    for (int layer = 0; layer < layers.size(); layer++) {
      Correlations own = layers.get(layer);
      layerTables.addLayer(member(), student.epoch(), layer, own.matrix(), own.deadTeachers());
    }
    if (tables.wants(StudentNodesRow.class)) {
      List<double[]> beta = fanOut(student.parameters()).meanBeta(fanOutInputs());
      for (int layer = 0; layer < layers.size(); layer++) {
        layerTables.addStudentNodes(
            member(),
            student.epoch(),
            layer,
            layers.get(layer).matrix(),
            layers.get(layer).deadTeachers(),
            Arrays.stream(beta.get(layer)).map(Math::sqrt).toArray());
      }
    }
    if (tables.wants(MixtureRow.class)
        && (student.epoch() == 0 || student.epoch() == job.integer("epochs"))) {
      addMixture(student, layers);
    }
    tables.add(
        member(),
        student.epoch(),
        new EvaluationRow(
            squared / ((double) samples * teacherShape.outputs()),
            accuracy.of(student.parameters(), studentOutputs.array()),
            teacherAccuracy));
  }

  private float[] fanOutInputs() {
    int d = FcShape.of(teacher).inputs();
    return Arrays.copyOf(x, Math.min(x.length / d, job.integer("fan_out_samples")) * d);
  }

  /** Adds β* and H* of the student and its teacher, over the same samples as √E[β_jj]. */
  private void addMixture(Weights.Entry student, List<Correlations> layers) {
    try (FcMixture mixture = new FcMixture(student.parameters(), teacher, job.integer("threads"))) {
      List<FcMixture.Means> means = mixture.means(fanOutInputs());
      for (int layer = 0; layer < layers.size(); layer++) {
        double[][] rho = layers.get(layer).matrix();
        for (int i = 0; i < rho.length; i++) {
          for (int j = 0; j < rho[i].length; j++) {
            // The matrix has a row for each student node and a column for each teacher node, with a
            // constant node last in each.
            int at = j * (rho.length + 1) + i;
            tables.add(
                member(),
                student.epoch(),
                new MixtureRow(
                    layer,
                    i,
                    j,
                    means.get(layer).plain()[at],
                    means.get(layer).gated()[at],
                    rho[i][j]));
          }
        }
      }
    }
  }

  private FcObserver observer(Parameters student) {
    if (observer == null) {
      observer = new FcObserver(teacher, student, job.integer("threads"));
    } else {
      observer.load(student);
    }
    return observer;
  }

  private FcFanOut fanOut(Parameters student) {
    if (fanOut == null) {
      fanOut = new FcFanOut(student, job.integer("threads"));
    } else {
      fanOut.load(student);
    }
    return fanOut;
  }

  @Override
  public void close() {
    if (observer != null) {
      observer.close();
    }
    if (fanOut != null) {
      fanOut.close();
    }
  }
}
