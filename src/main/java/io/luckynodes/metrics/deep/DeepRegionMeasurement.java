package io.luckynodes.metrics.deep;

import io.luckynodes.metrics.Computed;
import io.luckynodes.table.NetworkRow;
import io.luckynodes.theory.FanOuts;
import io.luckynodes.theory.SmallNetwork;
import io.luckynodes.theory.SmallNetwork.Back;
import io.luckynodes.theory.SmallNetwork.Pass;
import io.luckynodes.theory.deep.DeepDescent;
import io.luckynodes.theory.deep.DeepPlane;
import io.luckynodes.theory.deep.Mixtures;
import io.luckynodes.theory.deep.ObservedLine;
import io.luckynodes.theory.plane.PlaneLines;
import io.luckynodes.theory.plane.TrainingRegion;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The measurements of one trial, that is, of one seed of a deep student in the plane. */
final class DeepRegionMeasurement {
  /** Greatest ε of a student that counts as being at a critical point of SGD [A]. */
  private static final double CRITICAL = 1e-6;

  /** Least ε of a student that counts as being far from a critical point of SGD [A]. */
  private static final double FAR = 0.1;

  /** Bound above which |α| makes a student node an observer [A]. */
  private static final double LEAST_ALPHA = 1e-3;

  /** Least number of powers of ten by which the loss falls in a student that has learnt [A]. */
  private static final double DECADES = 6;

  /** Least share of points on either side of a line that counts as seen [A]. */
  private static final double SEEN = 0.01;

  /** Line angle in degrees below which a student node is on a teacher node's line [A]. */
  private static final double ON_LINE = 2;

  /**
   * Least angle in degrees that is drawn: smaller angles are rounding errors and are drawn at it.
   */
  private static final double LEAST_DEGREES = 1e-15;

  private final Computed one;
  private final double radius;
  private final double[][] x;
  private final double[][] y;
  private final SmallNetwork teacher;
  private final SmallNetwork start;
  private double firstLoss;
  private int lastStep;
  private boolean notationShown;

  DeepRegionMeasurement(Computed one) {
    this.one = one;
    radius = one.real("radius");
    int outputs = one.integer("outputs");
    x = new TrainingRegion(radius, 0, 0).draw(one.integer("samples"), one.stream("points"));
    teacher =
        DeepPlane.teacher(
            one.reals("teacher_degrees"),
            one.reals("teacher_offsets"),
            one.integer("upper_teacher_nodes"),
            outputs,
            x,
            one.stream("teacher"));
    start =
        DeepPlane.student(
            one.integer("hidden_nodes"),
            one.integer("upper_student_nodes"),
            outputs,
            one.real("initial_variance"),
            one.stream("student"));
    y = teacher.outputs(x);
  }

  void run() {
    DeepDescent descent =
        new DeepDescent(
            one.real("learning_rate"),
            one.real("momentum"),
            one.integer("steps"),
            one.integer("finish_steps"),
            one.integer("rounds"),
            one.real("settled"));
    Set<Integer> looks =
        Arrays.stream(one.job().integers("snapshot_steps")).boxed().collect(Collectors.toSet());
    mixtures("before training", start);
    SmallNetwork end = descent.run(start, x, y, looks, this::look);
    mixtures("after training", end);
    end(end);
  }

  private void look(int step, SmallNetwork student) {
    double loss = student.loss(x, y);
    double epsilon = DeepDescent.epsilon(student, x, y);
    firstLoss = step == 0 ? loss : firstLoss;
    lastStep = step;
    one.law("course", "loss", step, loss);
    one.law("course", "ε", step, epsilon);
    one.law("line-angle-course", "underway", epsilon, drawn(worst(student)));
    if (step > 0 && !notationShown) {
      notationShown = true;
      gradientRule(student);
      notation(step, student);
    }
  }

  /** Tests Lemma 1 on all samples. */
  private void gradientRule(SmallNetwork student) {
    List<Pass> passes = student.forward(x);
    List<Pass> teachers = teacher.forward(x);
    List<Back> backs = student.backward(passes, y);
    for (int l = 0; l < 2; l++) {
      double error = 0;
      double size = 0;
      for (int b = 0; b < x.length; b++) {
        double[] g = backs.get(l).linear()[b];
        double[] rule =
            new FanOuts(student, passes, b).gradient(new FanOuts(teacher, teachers, b), l);
        for (int k = 0; k < g.length; k++) {
          error = Math.max(error, Math.abs(rule[k] - g[k]));
          size = Math.max(size, Math.abs(g[k]));
        }
      }
      one.law("gradient-rule", "hidden layers", l + 1.0, error / size);
    }
  }

  /** Adds the matrices of the lowest layer at the first sample where some g is not 0. */
  private void notation(int step, SmallNetwork student) {
    FanOuts own = FanOuts.at(student, x[0]);
    FanOuts its = FanOuts.at(teacher, x[0]);
    for (int b = 1; b < x.length && isZero(own.gradient(its, 0)); b++) {
      own = FanOuts.at(student, x[b]);
      its = FanOuts.at(teacher, x[b]);
    }
    one.matrix(step, "W₁ᵀ", DeepPlane.lines(student));
    one.matrix(step, "D₁", diagonal(own.gates(0)));
    one.matrix(step, "f₁", column(own.activations(0)));
    one.matrix(step, "V₁", own.fanOuts(0));
    one.matrix(step, "A₁", own.mixture(its, 0));
    one.matrix(step, "B₁", own.mixture(own, 0));
    one.matrix(step, "f₁*", column(its.activations(0)));
    one.matrix(step, "g₁", column(own.gradient(its, 0)));
  }

  private static boolean isZero(double[] g) {
    return Arrays.stream(g).limit(g.length - 1L).allMatch(value -> value == 0);
  }

  private static double[][] column(double[] values) {
    return Arrays.stream(values).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
  }

  private static double[][] diagonal(double[] values) {
    double[][] diagonal = new double[values.length][values.length];
    for (int i = 0; i < values.length; i++) {
      diagonal[i][i] = values[i];
    }
    return diagonal;
  }

  /** Tests Corollary 1. */
  private void mixtures(String when, SmallNetwork student) {
    Mixtures mixtures = Mixtures.overDisc(student, teacher, radius, one.integer("grid"));
    one.law("mixture-spread", when, 0, mixtures.spread());
    one.law("mixture-matrices", when, mixtures.patterns(), (double) mixtures.distinct());
    one.law("matrices-per-pattern", when, 0, (double) mixtures.distinct() / mixtures.patterns());
  }

  /** Tests Theorem 4, and adds the rows from which the trained student is drawn. */
  private void end(SmallNetwork end) {
    double epsilon = DeepDescent.epsilon(end, x, y);
    double decades = StrictMath.log10(firstLoss / end.loss(x, y));
    one.law("loss-decades", "all", 0, decades);
    one.law("student-learns", "all", 0, decades >= DECADES ? 1 : 0);
    one.law("line-angle-course", "trained", epsilon, drawn(worst(end)));
    if (epsilon >= FAR) {
      one.law("far-angle", "worst line", epsilon, worst(end));
    }
    for (int j = 0; j < teacher.shape().size(0); j++) {
      ObservedLine line = new ObservedLine(end, teacher, j, radius);
      int observer = line.observer();
      boolean observed = line.observed(observer) > LEAST_ALPHA;
      if (epsilon <= CRITICAL) {
        String law = observed ? "critical-angle" : "unobserved-angle";
        one.law(law, "teacher node " + (j + 1), epsilon, nearest(end, j));
      }
      if (j == 0) {
        along(line, observer);
        map(end, observer);
      }
    }
    one.matrix(lastStep, "teacher-lines", DeepPlane.lines(teacher));
    one.matrix(lastStep, "student-lines", DeepPlane.lines(end));
    one.matrix(lastStep, "student-nodes", nodes(end));
    weights("teacher", teacher);
    weights("student", end);
  }

  /**
   * Adds α along the first teacher node's line with one of its observers, and the points where
   * upper gates switch.
   */
  private void along(ObservedLine line, int observer) {
    one.law("observer", "of teacher node 1", 0, observer);
    ObservedLine.Place before = line.places().get(0);
    for (ObservedLine.Place place : line.places()) {
      boolean active = ObservedLine.isActive(place, observer);
      one.law(
          "mixture-along",
          active ? "active" : "closed",
          place.along(),
          line.alpha(place, observer));
      if (!Arrays.equals(place.student().gates(1), before.student().gates(1))) {
        one.law("gates-along", "student", place.along(), 0);
      }
      if (!Arrays.equals(place.teacher().gates(1), before.teacher().gates(1))) {
        one.law("gates-along", "teacher", place.along(), 0);
      }
      before = place;
    }
  }

  /** Adds α of the first teacher node and its observer over the plane, the greatest x₂ first. */
  private void map(SmallNetwork end, int observer) {
    int side = one.integer("grid");
    double[][] map = new double[side][side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double x1 = Mixtures.place(column, radius, side);
        double x2 = -Mixtures.place(row, radius, side);
        FanOuts own = FanOuts.at(end, x1, x2);
        map[row][column] = own.mixture(FanOuts.at(teacher, x1, x2), 0)[observer][0];
      }
    }
    one.matrix(lastStep, "α", map);
  }

  /**
   * Two numbers for each student node: the teacher node whose line it is on, or −1, and its active
   * share.
   */
  private double[][] nodes(SmallNetwork end) {
    double[][] nodes = new double[end.shape().size(0)][];
    for (int k = 0; k < nodes.length; k++) {
      int on = -1;
      for (int j = 0; j < teacher.shape().size(0) && isSeen(end, k); j++) {
        on = degrees(end, k, j) < ON_LINE ? j : on;
      }
      nodes[k] = new double[] {on, activeShare(end, k)};
    }
    return nodes;
  }

  private double worst(SmallNetwork student) {
    double worst = 0;
    for (int j = 0; j < teacher.shape().size(0); j++) {
      worst = Math.max(worst, nearest(student, j));
    }
    return worst;
  }

  /** The least line angle of a student node whose line is seen, in degrees; 90 if there is none. */
  private double nearest(SmallNetwork student, int teacherNode) {
    double nearest = 90;
    for (int k = 0; k < student.shape().size(0); k++) {
      if (isSeen(student, k)) {
        nearest = Math.min(nearest, degrees(student, k, teacherNode));
      }
    }
    return nearest;
  }

  private double degrees(SmallNetwork student, int k, int teacherNode) {
    return Math.toDegrees(
        PlaneLines.angle(DeepPlane.lines(student)[k], DeepPlane.lines(teacher)[teacherNode]));
  }

  private boolean isSeen(SmallNetwork student, int node) {
    double share = activeShare(student, node);
    return Math.min(share, 1 - share) >= SEEN;
  }

  private double activeShare(SmallNetwork student, int node) {
    double[] line = DeepPlane.lines(student)[node];
    return (double)
            Arrays.stream(x).filter(p -> line[0] * p[0] + line[1] * p[1] + line[2] > 0).count()
        / x.length;
  }

  private static double drawn(double degrees) {
    return Math.max(LEAST_DEGREES, degrees);
  }

  /**
   * Adds the weights of a trained network, and the activations of its nodes on the first sample.
   */
  private void weights(String side, SmallNetwork network) {
    List<Pass> passes = network.forward(new double[][] {x[0]});
    activations(side, 0, x[0]);
    for (int l = 0; l < passes.size(); l++) {
      activations(side, l + 1, passes.get(l).outputs()[0]);
      double[][] weights = network.layers().get(l).weights();
      for (int k = 0; k < weights.length; k++) {
        for (int j = 0; j < weights[k].length; j++) {
          one.add(lastStep, new NetworkRow(side, NetworkRow.WEIGHT, l + 1, k, j, weights[k][j]));
        }
      }
    }
  }

  private void activations(String side, int layer, double[] values) {
    for (int j = 0; j < values.length; j++) {
      one.add(lastStep, new NetworkRow(side, NetworkRow.ACTIVATION, layer, -1, j, values[j]));
    }
  }
}
