package io.luckynodes.metrics.region;

import io.luckynodes.metrics.Computed;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.theory.region.Criticality;
import io.luckynodes.theory.region.PlaneNetwork;
import io.luckynodes.theory.region.RoughRecovery;
import java.util.ArrayList;
import java.util.List;

/** Tests of Theorems 1 and 5 over a training, snapshot by snapshot. */
final class RegionCourse {
  /** The ε below which gradients count as small [A]. */
  private static final double SMALL = 0.05;

  /**
   * Greatest norm of the whole gradient that counts as a critical point of gradient descent [A].
   */
  private static final double CRITICAL = 1e-9;

  /**
   * Greatest share of a single point's gradient at the start that remains at a critical point of
   * SGD [A].
   */
  private static final double FALLEN = 1e-4;

  /**
   * Least error that is drawn and fitted: smaller errors are rounding errors and count as this one.
   */
  private static final double LEAST = 1e-16;

  private final Computed one;
  private final PlaneNetwork teacher;
  private final double[][] points;
  private final String width;
  private final List<Criticality> course = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>();
  private final List<Double> sines = new ArrayList<>();
  private final List<Double> biases = new ArrayList<>();

  RegionCourse(Computed one, PlaneNetwork teacher, double[][] points) {
    this.one = one;
    this.teacher = teacher;
    this.points = points;
    width = RegionMetricsStage.width(one);
  }

  void add(int step, PlaneNetwork student) {
    Criticality now = Criticality.of(teacher, student, points);
    course.add(now);
    one.law("gradient", width + ", all points", step, now.whole());
    one.law("gradient", width + ", one point", step, now.ofOne());
    one.law("loss", width + ", all points", step, now.loss());
    one.law("epsilon", width, step, now.epsilon());
    if (now.epsilon() < SMALL) {
      for (int j = 0; j < teacher.nodes(); j++) {
        recovery(j, now.epsilon(), RoughRecovery.of(teacher, j, student));
      }
    }
  }

  private void recovery(int teacherNode, double epsilon, RoughRecovery recovery) {
    double ratio = epsilon / recovery.alpha();
    if (!(ratio > 0) || !Double.isFinite(ratio)) {
      return;
    }
    String series = "teacher node " + (teacherNode + 1);
    double sine = Math.max(LEAST, recovery.sine());
    double bias = Math.max(LEAST, recovery.bias());
    one.law("weight-error", series, ratio, sine, ratio);
    one.law("bias-error", series, ratio, bias, ratio);
    ratios.add(StrictMath.log(ratio));
    sines.add(StrictMath.log(sine));
    biases.add(StrictMath.log(bias));
  }

  /** Adds the numbers of the whole training. */
  void end() {
    Criticality start = course.get(0);
    Criticality end = last();
    one.law("rank-one", "lower layer", 0, start.lowerEntries(), start.lowerProduct());
    one.law("rank-one", "upper layer", 0, start.upperEntries(), start.upperProduct());
    one.law("one-point-fall", width, 0, end.ofOne() / start.ofOne());
    one.law("loss-fall", width, 0, end.loss() / start.loss());
    if (end.ofOne() <= FALLEN * start.ofOne()) {
      one.law("loss-at-sgd-critical", width, 0, end.loss() / start.loss());
    }
    if (end.whole() <= CRITICAL) {
      one.law("one-point-at-critical", width, 0, end.ofOne());
    }
    slope("weight", sines);
    slope("bias", biases);
  }

  private void slope(String what, List<Double> errors) {
    double[] x = ratios.stream().mapToDouble(v -> v).toArray();
    double[] y = errors.stream().mapToDouble(v -> v).toArray();
    double slope = LeastSquares.of(x, y).slope();
    double rank = RankCorrelation.of(x, y);
    // A training that never comes near enough has no slope or rank.
    if (Double.isFinite(slope) && Double.isFinite(rank)) {
      one.law(what + "-slope", "all teacher nodes", 0, slope);
      one.law(what + "-rank", "all teacher nodes", 0, rank);
    }
  }

  Criticality last() {
    return course.get(course.size() - 1);
  }
}
