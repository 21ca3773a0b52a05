package io.luckynodes.metrics.smallfc;

import io.luckynodes.metrics.Computed;
import io.luckynodes.statistics.Median;
import io.luckynodes.table.MatricesRow;
import io.luckynodes.table.NetworkRow;
import io.luckynodes.table.NormVectorsRow;
import io.luckynodes.table.NormsRow;
import io.luckynodes.theory.Differences;
import io.luckynodes.theory.FanOuts;
import io.luckynodes.theory.GaussianRows;
import io.luckynodes.theory.LayerDynamics;
import io.luckynodes.theory.NodeEnergy;
import io.luckynodes.theory.NodeNorm;
import io.luckynodes.theory.NormPlacement;
import io.luckynodes.theory.NormProjection;
import io.luckynodes.theory.RecursiveGradient;
import io.luckynodes.theory.SmallNetwork;
import io.luckynodes.theory.SmallNetwork.Back;
import io.luckynodes.theory.SmallNetwork.Layer;
import io.luckynodes.theory.SmallNetwork.Pass;
import io.luckynodes.theory.SmallNetwork.Shape;
import io.luckynodes.theory.SmallTraining;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The measurements of one small student, that is, of one seed of one variant. */
final class SmallFcMeasurement {
  private static final String TEACHER = "teacher";
  private static final String STUDENT = "student";
  private static final String BEFORE = "before training";

  /** Number of inputs of the batch whose vectors are drawn in a plane. */
  private static final int PLANE = 3;

  private final Computed one;
  private final NormPlacement placement;
  private final double epsilon;
  private final double learningRate;
  private final double differenceStep;
  private final SmallNetwork teacher;
  private final SmallNetwork start;
  private final SmallTraining training;

  SmallFcMeasurement(Computed one) {
    this.one = one;
    placement = NormPlacement.of(one.integer("norm"));
    epsilon = one.real("bn_epsilon");
    learningRate = one.real("learning_rate");
    differenceStep = one.real("difference_step");
    double biasRange = one.real("bias_range");
    Shape shape =
        new Shape(
            one.integer("inputs"),
            Arrays.stream(one.job().integers("teacher_widths")).boxed().toList(),
            one.integer("outputs"),
            biasRange > 0,
            NormPlacement.NONE,
            0);
    teacher = SmallNetwork.teacher(shape, biasRange, one.stream(TEACHER));
    start =
        SmallNetwork.student(
            shape.student(one.integer("over_realisation"), placement, epsilon),
            one.stream(STUDENT));
    training =
        new SmallTraining(
            one.integer("batch"),
            one.real("input_std"),
            learningRate,
            one.real("time"),
            one.integer("snapshots"));
  }

  /**
   * Drift of the norms of the lowest layer's nodes in a training.
   *
   * @param series the variant in words, without its learning rate
   * @param all the median over nodes of the change of ‖w‖² + b², as a share of its value at the
   *     start
   * @param weights the median over nodes of the change of ‖w‖², as a share of its value at the
   *     start
   */
  record Drift(
      Computed of,
      NormPlacement placement,
      String series,
      double learningRate,
      double all,
      double weights) {}

  /** Measures the student; gives the drift if the student is trained. */
  Optional<Drift> run() {
    SmallNetwork end = training.run(start, teacher, one.stream("training"), this::look);
    if (placement == NormPlacement.NONE && one.integer("evaluation_samples") > 0) {
      gradients(BEFORE, start);
      if (training.steps() > 0) {
        gradients("after training", end);
      }
    }
    if (training.steps() == 0) {
      return Optional.empty();
    }
    double all = drift(end, NodeEnergy::drift);
    one.law("norm-drift", series(), learningRate, all);
    return Optional.of(
        new Drift(
            one, placement, series(), learningRate, all, drift(end, NodeEnergy::weightsDrift)));
  }

  private void look(int step, SmallNetwork student, double[][] x, double[][] y) {
    List<Pass> passes = student.forward(x);
    List<Back> backs = student.backward(passes, y);
    if (step == 0) {
      network(TEACHER, teacher, teacher.forward(x), List.of());
      network(STUDENT, student, passes, backs);
      normVectors(student, x, y, passes.get(0));
    }
    double time = step * learningRate;
    for (int j = 0; j < student.shape().size(0); j++) {
      NodeEnergy energy = NodeEnergy.of(student, 0, j);
      one.add(step, new NormsRow(j, time, energy.weights(), energy.bias()));
    }
    cosines(time, student, passes, backs);
    for (int l = 0; step == 0 && l < hidden() && placement != NormPlacement.NONE; l++) {
      if (epsilon == 0 && differenceStep > 0) {
        one.law(
            "norm-backward-error",
            series(),
            l + 1.0,
            NodeNorm.errorByDifferences(student, l, passes.get(l), backs.get(l), differenceStep));
      }
    }
  }

  /**
   * Tests Lemma 1 and Theorem 3, which follows from it, by the greatest cosines over all hidden
   * nodes.
   */
  private void cosines(double time, SmallNetwork student, List<Pass> passes, List<Back> backs) {
    List<NodeEnergy.Cosines> all =
        IntStream.range(0, hidden())
            .boxed()
            .flatMap(
                l ->
                    IntStream.range(0, student.shape().size(l))
                        .mapToObj(
                            j -> NodeEnergy.cosines(student, l, j, passes.get(l), backs.get(l))))
            .toList();
    greatest("activation-cosine", time, all, NodeEnergy.Cosines::activation);
    greatest("constant-cosine", time, all, NodeEnergy.Cosines::constant);
    greatest("weights-cosine", time, all, NodeEnergy.Cosines::all);
    if (epsilon == 0 && placement != NormPlacement.NONE) {
      // Lemma 1 and Theorem 3 are about BatchNorm without ε, so only such networks test them.
      greatest("lemma-1-cosine", time, all, c -> Math.max(c.activation(), c.constant()));
      greatest("theorem-3-cosine", time, all, NodeEnergy.Cosines::all);
    }
  }

  private void greatest(
      String law,
      double time,
      List<NodeEnergy.Cosines> all,
      ToDoubleFunction<NodeEnergy.Cosines> cosine) {
    all.stream()
        .mapToDouble(cosine)
        .filter(Double::isFinite)
        .max()
        .ifPresent(most -> one.law(law, series(), time, most));
  }

  /** Compares a network's gradients with Theorems 1 and 2. */
  private void gradients(String when, SmallNetwork student) {
    double[][] x =
        GaussianRows.draw(
            one.stream("evaluation"),
            one.integer("evaluation_samples"),
            one.integer("inputs"),
            one.real("input_std"));
    RecursiveGradient rule = new RecursiveGradient(student, teacher, x);
    if (differenceStep > 0) {
      recursion(student, rule, x);
    }
    if (when.equals(BEFORE) && one.wants(MatricesRow.class)) {
      matrices(rule.dynamics(0));
    }
    if (!student.shape().biases()) {
      // Theorem 2 has no constant nodes.
      dynamics(when, student, rule, x);
    }
  }

  private void recursion(SmallNetwork student, RecursiveGradient rule, double[][] x) {
    double[][] y = teacher.outputs(x);
    List<Back> backs = student.backward(student.forward(x), y);
    residues(student, backs, x);
    List<Layer> byDifferences = Differences.updates(student, x, y, differenceStep);
    for (int l = 0; l < backs.size(); l++) {
      String layer = "layer " + (l + 1);
      double[][] updates = backs.get(l).update().weights();
      for (int k = 0; k < updates.length; k++) {
        for (int j = 0; j < updates[k].length; j++) {
          double slope = byDifferences.get(l).weights()[k][j];
          one.law("update", layer, slope, updates[k][j], slope);
        }
      }
      if (l < hidden()) {
        double[][] g = backs.get(l).linear();
        double[][] recursive = rule.gradients(l);
        double[][] slopes = Differences.linear(student, l, x, y, differenceStep);
        one.law("gradient-error", "by the recursion", l + 1.0, error(recursive, g));
        one.law("gradient-error", "by central differences", l + 1.0, error(slopes, g));
        one.law("recursion-error", depth(), l + 1.0, error(recursive, g));
        one.law("differences-error", depth(), l + 1.0, error(slopes, g));
        for (int b = 0; b < g.length; b++) {
          for (int j = 0; j < g[b].length; j++) {
            one.law("recursive-gradient", layer, g[b][j], recursive[b][j], g[b][j]);
          }
        }
      }
    }
  }

  /**
   * Tests Eqn 5 of Student Specialization: compares the residues of all hidden layers with the
   * output's residue f* − f, and the gradients with those that follow from it.
   */
  private void residues(SmallNetwork student, List<Back> backs, double[][] x) {
    List<FanOuts> own = fanOuts(student, x);
    List<FanOuts> teachers = fanOuts(teacher, x);
    double[][] residue = residues(own, teachers, hidden());
    for (int l = 0; l < hidden(); l++) {
      double[][] g = backs.get(l).linear();
      double[][] ofResidue = new double[g.length][];
      for (int b = 0; b < g.length; b++) {
        ofResidue[b] = own.get(b).gradientOfResidue(residue[b], l);
      }
      one.law("residue-error", depth(), l + 1.0, error(residues(own, teachers, l), residue));
      one.law("residue-gradient-error", depth(), l + 1.0, error(ofResidue, g));
    }
  }

  private static List<FanOuts> fanOuts(SmallNetwork network, double[][] x) {
    List<Pass> passes = network.forward(x);
    return IntStream.range(0, x.length).mapToObj(b -> new FanOuts(network, passes, b)).toList();
  }

  private static double[][] residues(List<FanOuts> own, List<FanOuts> teachers, int layer) {
    double[][] residues = new double[own.size()][];
    Arrays.setAll(residues, b -> own.get(b).residue(teachers.get(b), layer));
    return residues;
  }

  private String depth() {
    return hidden() + " hidden layers";
  }

  /** The greatest difference, as a share of the greatest exact value. */
  private static double error(double[][] found, double[][] exact) {
    double error = 0;
    double size = 0;
    for (int b = 0; b < exact.length; b++) {
      for (int j = 0; j < exact[b].length; j++) {
        error = Math.max(error, Math.abs(found[b][j] - exact[b][j]));
        size = Math.max(size, Math.abs(exact[b][j]));
      }
    }
    return error / size;
  }

  private void dynamics(String when, SmallNetwork student, RecursiveGradient rule, double[][] x) {
    RecursiveGradient redrawn =
        new RecursiveGradient(student.withFreshLowest(one.stream("redrawn")), teacher, x);
    for (int l = 0; l <= hidden(); l++) {
      LayerDynamics dynamics = rule.dynamics(l);
      one.law("equation-8-error", when, l + 1.0, dynamics.error());
      one.law("equation-8-cosine", when, l + 1.0, dynamics.cosine());
      if (l == hidden()) {
        one.law("equation-8-error-at-output", when, l + 1.0, dynamics.error());
      } else {
        double change = rule.change(redrawn, l);
        one.law("beta-change", when, l + 1.0, change);
        if (l == hidden() - 1) {
          one.law("beta-change-at-top", when, l + 1.0, change);
        }
      }
    }
  }

  /**
   * Adds the matrices of equation 8 for the lowest layer, and the gradient that their combination
   * should equal.
   */
  private void matrices(LayerDynamics lowest) {
    one.matrix(0, "L*", lowest.lTeacher());
    one.matrix(0, "W*", lowest.wTeacher());
    one.matrix(0, "H*ᵀ", lowest.hTeacherTransposed());
    one.matrix(0, "right side", lowest.rightSide());
    one.matrix(0, "gradient", lowest.gradient());
  }

  private double drift(SmallNetwork end, ToDoubleBiFunction<NodeEnergy, NodeEnergy> drift) {
    return Median.of(
        IntStream.range(0, end.shape().size(0))
            .mapToDouble(
                j -> drift.applyAsDouble(NodeEnergy.of(end, 0, j), NodeEnergy.of(start, 0, j)))
            .toArray());
  }

  /** Adds a network's weights, and its activations and gradients on the first input of a batch. */
  private void network(String side, SmallNetwork network, List<Pass> passes, List<Back> backs) {
    if (!one.wants(NetworkRow.class)) {
      return;
    }
    nodes(side, NetworkRow.ACTIVATION, 0, passes.get(0).inputs()[0]);
    for (int l = 0; l < passes.size(); l++) {
      nodes(side, NetworkRow.ACTIVATION, l + 1, passes.get(l).outputs()[0]);
      if (!backs.isEmpty()) {
        nodes(side, NetworkRow.GRADIENT, l + 1, backs.get(l).linear()[0]);
      }
      double[][] weights = network.layers().get(l).weights();
      for (int k = 0; k < weights.length; k++) {
        for (int j = 0; j < weights[k].length; j++) {
          one.add(0, new NetworkRow(side, NetworkRow.WEIGHT, l + 1, k, j, weights[k][j]));
        }
      }
    }
  }

  private void nodes(String side, String part, int layer, double[] values) {
    for (int j = 0; j < values.length; j++) {
      one.add(0, new NetworkRow(side, part, layer, -1, j, values[j]));
    }
  }

  private void normVectors(SmallNetwork student, double[][] x, double[][] y, Pass pass) {
    if (placement == NormPlacement.NONE || x.length < PLANE || !one.wants(NormVectorsRow.class)) {
      return;
    }
    double[][] three = Arrays.copyOf(x, PLANE);
    List<Pass> passes = student.forward(three);
    Back back = student.backward(passes, Arrays.copyOf(y, PLANE)).get(0);
    for (int j = 0; j < student.shape().size(0); j++) {
      NormProjection drawn = NormProjection.of(student, j, passes.get(0), back);
      vector(j, NormVectorsRow.ACTIVATION, drawn.activation());
      vector(j, NormVectorsRow.ARRIVING, drawn.arriving());
      vector(j, NormVectorsRow.PASSED_ON, drawn.passedOn());
    }
    double[] linear = pass.linear()[0];
    int node = 0;
    for (int j = 1; j < linear.length; j++) {
      node = linear[j] > linear[node] ? j : node;
    }
    boolean after = placement == NormPlacement.AFTER_RELU;
    double relu = after ? Math.max(0, linear[node]) : pass.outputs()[0][node];
    double norm = after ? pass.outputs()[0][node] : pass.gateInput()[0][node];
    vector(node, NormVectorsRow.FAN_IN, x[0]);
    vector(node, NormVectorsRow.WEIGHTS, student.layers().get(0).incoming(node));
    vector(node, NormVectorsRow.LINEAR, linear[node]);
    vector(node, NormVectorsRow.RELU, relu);
    vector(node, NormVectorsRow.NORM, norm);
  }

  private void vector(int node, String vector, double... values) {
    for (int i = 0; i < values.length; i++) {
      one.add(0, new NormVectorsRow(node, vector, i, values[i]));
    }
  }

  private int hidden() {
    return start.shape().depth() - 1;
  }

  /** The variant in words, without its learning rate. */
  private String series() {
    return epsilon > 0 && placement != NormPlacement.NONE
        ? placement.words() + ", ε = " + Computed.words(epsilon)
        : placement.words();
  }
}
