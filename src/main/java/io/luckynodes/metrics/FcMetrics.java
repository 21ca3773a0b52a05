package io.luckynodes.metrics;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Table;
import io.luckynodes.dataset.GaussianInputs;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.network.FcFanOut;
import io.luckynodes.network.FcObserver;
import io.luckynodes.network.FcShape;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.Observation;
import io.luckynodes.network.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.Teachers;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures a deep fully connected student on the evaluation inputs of its seed: correlations over
 * all of them, √E[β_jj] over the first {@code fan_out_samples}.
 */
final class FcMetrics implements AutoCloseable {
  private static final int PART = 1000;

  private final Job job;
  private final Parameters teacher;
  private final float[] x;
  private final float[] fanOutX;
  private @Nullable FcObserver observer;
  private @Nullable FcFanOut fanOut;

  private FcMetrics(Job job, Parameters teacher) {
    this.job = job;
    this.teacher = teacher;
    int d = job.integer("inputs");
    int samples = job.integer("evaluation_samples");
    this.x =
        GaussianInputs.draw(
            new Streams(job.experiment(), member().seed())
                .stream("evaluation-inputs", "", Streams.ONCE),
            samples,
            d,
            job.real("input_std"));
    this.fanOutX = Arrays.copyOf(x, Math.min(samples, job.integer("fan_out_samples")) * d);
  }

  static MetricsStage.Measured measure(
      StageTask task, Artifact teacherArtifact, MetricTables tables) {
    Job job = task.job();
    try (ArtifactReader reader =
            new ArtifactReader(task.inputPath("student", TrainingLoop.SNAPSHOTS));
        FcMetrics metrics = new FcMetrics(job, Teachers.of(job, teacherArtifact).get(0))) {
      reader.expect(TrainingLoop.SNAPSHOTS);
      for (Table table = reader.next(); table != null; table = reader.next()) {
        for (Weights.Entry student : Weights.entries(table)) {
          metrics.measure(student, tables);
          task.log().accept("epoch " + student.epoch() + " measured");
        }
      }
      return new MetricsStage.Measured(
          Map.of("teacher", teacherArtifact.asInput(), "student", reader.asInput()),
          Numerics.of(job.integer("threads")));
    }
  }

  private Member member() {
    return job.members().get(0);
  }

  private void measure(Weights.Entry student, MetricTables tables) {
    FcShape teacherShape = FcShape.of(teacher);
    FcShape studentShape = FcShape.of(student.parameters());
    int d = teacherShape.inputs();
    int samples = x.length / d;
    List<Correlations> layers = new ArrayList<>();
    for (int layer = 0; layer < teacherShape.layers(); layer++) {
      layers.add(new Correlations(teacherShape.size(layer), studentShape.size(layer)));
    }
    FcObserver both = observer(student.parameters());
    double squared = 0;
    for (int from = 0; from < samples; from += PART) {
      int to = Math.min(samples, from + PART);
      Observation seen = both.observe(Arrays.copyOfRange(x, from * d, to * d));
      for (int layer = 0; layer < layers.size(); layer++) {
        layers.get(layer).add(seen.layers().get(layer));
      }
      for (int i = 0; i < seen.teacherOutputs().length; i++) {
        double difference = (double) seen.teacherOutputs()[i] - seen.studentOutputs()[i];
        squared += difference * difference;
      }
    }
    for (int layer = 0; layer < layers.size(); layer++) {
      tables.addLayer(member(), student.epoch(), layer, layers.get(layer).matrix());
    }
    if (tables.wants(MetricTables.STUDENT_NODES)) {
      List<double[]> beta = fanOut(student.parameters()).meanBeta(fanOutX);
      for (int layer = 0; layer < layers.size(); layer++) {
        tables.addStudentNodes(
            member(),
            student.epoch(),
            layer,
            layers.get(layer).matrix(),
            Arrays.stream(beta.get(layer)).map(Math::sqrt).toArray());
      }
    }
    tables.addEvaluation(
        member(),
        student.epoch(),
        squared / ((double) samples * teacherShape.outputs()),
        Double.NaN,
        Double.NaN);
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
