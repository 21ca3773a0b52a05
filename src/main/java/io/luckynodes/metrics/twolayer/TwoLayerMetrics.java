package io.luckynodes.metrics.twolayer;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.Table;
import io.luckynodes.dataset.GaussianInputs;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.metrics.Correlations;
import io.luckynodes.metrics.LayerTables;
import io.luckynodes.metrics.MetricsStage;
import io.luckynodes.network.EvenParts;
import io.luckynodes.network.Numerics;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.network.twolayer.TwoLayerObservation;
import io.luckynodes.network.twolayer.TwoLayerObserver;
import io.luckynodes.random.Streams;
import io.luckynodes.stage.StageTask;
import io.luckynodes.table.BoundariesRow;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.GradientNormsRow;
import io.luckynodes.table.LearningCurveRow;
import io.luckynodes.table.ObservabilityRow;
import io.luckynodes.table.PairsRow;
import io.luckynodes.table.TableWriter;
import io.luckynodes.training.Teachers;
import io.luckynodes.training.TrainingLoop;
import io.luckynodes.training.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measurements of two-layer students on the evaluation inputs of their seed. */
final class TwoLayerMetrics {
  private static final int LARGEST_PART = 2000;

  private TwoLayerMetrics() {}

  static MetricsStage.Measured measure(
      StageTask task, Artifact teacherArtifact, TableWriter tables) {
    Job job = task.job();
    List<Parameters> teachers = Teachers.of(job, teacherArtifact);
    int samples = job.integer("evaluation_samples");
    int part = EvenParts.size(samples, LARGEST_PART);
    int threads = job.integer("threads");
    LayerTables layers = new LayerTables(tables);
    Map<Integer, float[]> evaluationInputs = new HashMap<>();
    Path snapshots = task.inputPath("student", TrainingLoop.SNAPSHOTS);
    try (ArtifactReader reader = new ArtifactReader(snapshots)) {
      reader.expect(TrainingLoop.SNAPSHOTS);
      TwoLayerObserver observer = null;
      try {
        for (Table table = reader.next(); table != null; table = reader.next()) {
          for (Weights.Entry student : Weights.entries(table)) {
            Member member = job.member(student.member(), table.origin());
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
                evaluationInputs.computeIfAbsent(
                    student.seed(),
                    seed ->
                        GaussianInputs.draw(
                            job.streams(seed).stream("evaluation-inputs", "", Streams.ONCE),
                            samples,
                            job.integer("inputs"),
                            job.real("input_std")));
            measure(member, student, teacher, x, part, observer, tables, layers);
          }
        }
      } finally {
        if (observer != null) {
          observer.close();
        }
      }
      layers.finish();
      Map<String, Parent> inputs = new TreeMap<>();
      inputs.put("teacher", teacherArtifact.asInput());
      inputs.put("student", reader.asInput());
      if (tables.wants(LearningCurveRow.class)) {
        Artifact history = task.input("student", TrainingLoop.HISTORY);
        inputs.put("history", history.asInput());
        addLearningCurves(job, history, tables);
      }
      return new MetricsStage.Measured(inputs, Numerics.of(threads));
    }
  }

  private static void addLearningCurves(Job job, Artifact history, TableWriter tables) {
    for (Table table : history.tables()) {
      for (int row = 0; row < table.rows(); row++) {
        tables.add(
            job.member(table.ints("member")[row], table.origin()),
            table.ints("epoch")[row],
            new LearningCurveRow(
                table.doubles(TrainingLoop.TRAIN_LOSS)[row],
                table.doubles(TrainingLoop.EVALUATION_LOSS)[row]));
      }
    }
  }

  private static void measure(
      Member member,
      Weights.Entry student,
      Parameters teacher,
      float[] x,
      int part,
      TwoLayerObserver observer,
      TableWriter tables,
      LayerTables layers) {
    TwoLayerShape teacherShape = TwoLayerShape.of(teacher);
    TwoLayerShape studentShape = TwoLayerShape.of(student.parameters());
    if (!studentShape.comparableTo(teacherShape)) {
      throw student.parameters().fault(studentShape + " of a teacher of " + teacherShape);
    }
    int d = teacherShape.inputs();
    int samples = x.length / d;
    Correlations correlations = new Correlations(teacherShape.hidden(), studentShape.hidden());
    BoundarySides boundaries = new BoundarySides(teacherShape.hidden(), studentShape.hidden());
    Norms residues = new Norms();
    Norms gradients = new Norms();
    for (int from = 0; from < samples; from += part) {
      TwoLayerObservation seen =
          observer.observe(
              Arrays.copyOfRange(x, from * d, (from + part) * d), teacher, student.parameters());
      correlations.add(seen.moments());
      boundaries.add(seen.gates());
      residues.add(seen.residues());
      gradients.add(seen.hiddenGradients());
    }
    double[][] rho = correlations.matrix();
    int epoch = student.epoch();
    boolean[] dead = correlations.deadTeachers();
    layers.addLayer(member, epoch, 0, rho, dead);
    layers.addStudentNodes(member, epoch, 0, rho, dead, fanOut(student.parameters()));
    if (tables.wants(PairsRow.class)) {
      addPairs(member, epoch, rho, tables);
    }
    addObservability(member, epoch, boundaries.minorSide(), tables);
    tables.add(
        member, epoch, new GradientNormsRow("hidden", gradients.mean(), gradients.greatest()));
    tables.add(member, epoch, new GradientNormsRow("output", residues.mean(), residues.greatest()));
    double loss = residues.sumOfSquares() / ((double) samples * teacherShape.outputs());
    tables.add(member, epoch, new EvaluationRow(loss, Double.NaN, Double.NaN));
    if (d == 2) {
      addBoundaries(member, student.epoch(), "teacher", teacher, tables);
      addBoundaries(member, student.epoch(), "student", student.parameters(), tables);
    }
  }

  private static void addPairs(Member member, int epoch, double[][] rho, TableWriter tables) {
    for (int i = 0; i < rho.length; i++) {
      for (int j = 0; j < rho[i].length; j++) {
        tables.add(member, epoch, new PairsRow(0, i, j, rho[i][j]));
      }
    }
  }

  /**
   * Adds the rows of students that see each teacher node's boundary.
   *
   * @param minorSide the share of each student's active samples on the rarer side of each teacher
   *     node's boundary, [m][n]; 0 for a dead student
   */
  private static void addObservability(
      Member member, int epoch, double[][] minorSide, TableWriter tables) {
    for (int i = 0; i < minorSide.length; i++) {
      double[] shares = minorSide[i];
      double observers = Arrays.stream(shares).filter(share -> share > 0).count();
      tables.add(
          member,
          epoch,
          new ObservabilityRow(
              0, i, observers / shares.length, Arrays.stream(shares).sum() / shares.length));
    }
  }

  /** ‖v_j‖ of every hidden node: the norm of its row of W2, which does not include the bias row. */
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

  /** Norms of the gradients of single samples. */
  private static final class Norms {
    private double sum;
    private double sumOfSquares;
    private double greatest;
    private long count;

    void add(float[] norms) {
      for (double norm : norms) {
        sum += norm;
        sumOfSquares += norm * norm;
        greatest = Math.max(greatest, norm);
      }
      count += norms.length;
    }

    double mean() {
      return sum / count;
    }

    double greatest() {
      return greatest;
    }

    double sumOfSquares() {
      return sumOfSquares;
    }
  }

  private static void addBoundaries(
      Member member, int epoch, String side, Parameters weights, TableWriter tables) {
    Parameter w1 = weights.get(TwoLayerShape.W1);
    int nodes = w1.dimension(1);
    double[] fanOut = fanOut(weights);
    for (int j = 0; j < nodes; j++) {
      float[] w = w1.values();
      tables.add(
          member,
          epoch,
          new BoundariesRow(side, j, w[j], w[nodes + j], w[2 * nodes + j], fanOut[j]));
    }
  }
}
