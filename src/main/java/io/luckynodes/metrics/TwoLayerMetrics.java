package io.luckynodes.metrics;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Table;
import io.luckynodes.dataset.GaussianInputs;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.network.EvenParts;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.Observation;
import io.luckynodes.network.Parameter;
import io.luckynodes.network.Parameters;
import io.luckynodes.network.TwoLayerObserver;
import io.luckynodes.network.TwoLayerShape;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import io.luckynodes.training.Teachers;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures two-layer students on the evaluation inputs of their seed. */
final class TwoLayerMetrics {
  private static final int LARGEST_PART = 2000;

  private TwoLayerMetrics() {}

  static MetricsStage.Measured measure(
      StageTask task, Artifact teacherArtifact, MetricTables tables) {
    Job job = task.job();
    List<Parameters> teachers = Teachers.of(job, teacherArtifact);
    int samples = job.integer("evaluation_samples");
    int part = EvenParts.size(samples, LARGEST_PART);
    int threads = job.integer("threads");
    Map<Integer, float[]> inputs = new HashMap<>();
    Path snapshots = task.inputPath("student", TrainingLoop.SNAPSHOTS);
    try (ArtifactReader reader = new ArtifactReader(snapshots)) {
      reader.expect(TrainingLoop.SNAPSHOTS);
      TwoLayerObserver observer = null;
      try {
        for (Table table = reader.next(); table != null; table = reader.next()) {
          for (Weights.Entry student : Weights.entries(table)) {
            Parameters teacher = teachers.get(student.member());
            if (observer == null) {
              observer =
                  new TwoLayerObserver(
                      TwoLayerShape.of(teacher),
                      TwoLayerShape.of(student.parameters()),
                      part,
                      threads);
            }
            float[] x =
                inputs.computeIfAbsent(
                    student.seed(),
                    seed ->
                        GaussianInputs.draw(
                            new Streams(job.experiment(), seed)
                                .stream("evaluation-inputs", "", Streams.ONCE),
                            samples,
                            job.integer("inputs"),
                            job.real("input_std")));
            measure(
                job.members().get(student.member()), student, teacher, x, part, observer, tables);
          }
        }
      } finally {
        if (observer != null) {
          observer.close();
        }
      }
      return new MetricsStage.Measured(
          Map.of("teacher", teacherArtifact.asInput(), "student", reader.asInput()),
          Numerics.of(threads));
    }
  }

  private static void measure(
      Member member,
      Weights.Entry student,
      Parameters teacher,
      float[] x,
      int part,
      TwoLayerObserver observer,
      MetricTables tables) {
    TwoLayerShape teacherShape = TwoLayerShape.of(teacher);
    TwoLayerShape studentShape = TwoLayerShape.of(student.parameters());
    int d = teacherShape.inputs();
    int samples = x.length / d;
    Correlations correlations = new Correlations(teacherShape.hidden(), studentShape.hidden());
    double squared = 0;
    for (int from = 0; from < samples; from += part) {
      Observation seen =
          observer.observe(
              Arrays.copyOfRange(x, from * d, (from + part) * d), teacher, student.parameters());
      correlations.add(seen.layers().get(0));
      for (int i = 0; i < seen.teacherOutputs().length; i++) {
        double difference = (double) seen.teacherOutputs()[i] - seen.studentOutputs()[i];
        squared += difference * difference;
      }
    }
    double[][] rho = correlations.matrix();
    tables.addLayer(member, student.epoch(), 0, rho);
    double[] fanOut = fanOut(student.parameters());
    tables.addStudentNodes(member, student.epoch(), 0, rho, fanOut);
    tables.addEvaluation(
        member,
        student.epoch(),
        squared / ((double) samples * teacherShape.outputs()),
        Double.NaN,
        Double.NaN);
    if (d == 2) {
      addBoundaries(member, student.epoch(), "teacher", teacher, tables);
      addBoundaries(member, student.epoch(), "student", student.parameters(), tables);
    }
  }

  /** ‖v_j‖ of every hidden node: norm of its row of W2; the bias row is left out. */
  static double[] fanOut(Parameters weights) {
    Parameter w2 = weights.get(TwoLayerShape.W2);
    int c = w2.dimension(1);
    double[] norms = new double[w2.dimension(0) - 1];
    for (int j = 0; j < norms.length; j++) {
      double sum = 0;
      for (int k = 0; k < c; k++) {
        double weight = w2.values()[j * c + k];
        sum += weight * weight;
      }
      norms[j] = Math.sqrt(sum);
    }
    return norms;
  }

  private static void addBoundaries(
      Member member, int epoch, String side, Parameters weights, MetricTables tables) {
    Parameter w1 = weights.get(TwoLayerShape.W1);
    int nodes = w1.dimension(1);
    double[] fanOut = fanOut(weights);
    for (int j = 0; j < nodes; j++) {
      float[] w = w1.values();
      tables.addBoundary(member, epoch, side, j, w[j], w[nodes + j], w[2 * nodes + j], fanOut[j]);
    }
  }
}
