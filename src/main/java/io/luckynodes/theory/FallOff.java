package io.luckynodes.theory;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The fall of |l*_jj − l_jj| / l*_jj with the distance δ = ‖w_j − w*_j‖ of two weights of norm 1
 * (Lemma 4). The lemma states a fall with δ². That holds for isotropic inputs and equal thresholds;
 * otherwise the exponent is 1.
 *
 * @param exponent the exponent of δ in the limit of small δ
 * @param constant the factor of δ to this power in that limit
 * @param closedForm |l* − l| / l* as a function of the angle between both weights, in radians
 * @param node a node turned from the teacher's weights by an angle, on two numbers z ~ N(0, 1)
 */
public record FallOff(int exponent, double constant, DoubleUnaryOperator closedForm, Turned node) {
  private static final GaussLegendre RULE = GaussLegendre.of(100);

  /** A node at an angle to the teacher's node; 0 is the teacher's node itself. */
  @FunctionalInterface
  public interface Turned {
    /** The output of the node at an angle, as a function of two numbers. */
    DoubleBinaryOperator at(double angle);
  }

  /** The fall-off with inputs N(0, I) and one threshold: δ² with C₀ = ψ_d(0) / (2 ψ_l(0)). */
  public static FallOff isotropic(double threshold) {
    Overlap overlap = new Overlap(threshold);
    double own = overlap.same().l();
    return new FallOff(
        2,
        overlap.same().d() / (2 * own),
        angle -> share(overlap.l(angle), own),
        angle -> {
          double c = StrictMath.cos(angle);
          double s = StrictMath.sin(angle);
          return (z1, z2) -> Math.max(0, c * z1 + s * z2 - threshold);
        });
  }

  /**
   * The fall-off with inputs N(0, diag(1, variance)) in the plane and no threshold.
   *
   * @param variance variance of the second input
   * @param direction direction of the teacher's weights, in radians from the first input
   */
  public static FallOff stretched(double variance, double direction) {
    Overlap overlap = new Overlap(0);
    double deviation = Math.sqrt(variance);
    double c = StrictMath.cos(direction);
    double s = StrictMath.sin(direction);
    return new FallOff(
        1,
        Math.abs((variance - 1) * s * c) / (c * c + variance * s * s),
        angle -> {
          double[] teacher = {c, deviation * s};
          double[] student = {
            StrictMath.cos(direction + angle), deviation * StrictMath.sin(direction + angle)
          };
          double lengths = Directions.norm(teacher) * Directions.norm(student);
          double both = overlap.of(Directions.unit(teacher), Directions.unit(student)).l();
          return share(lengths * both, Directions.dot(student, student) / 2);
        },
        angle -> {
          double first = StrictMath.cos(direction + angle);
          double second = deviation * StrictMath.sin(direction + angle);
          return (z1, z2) -> Math.max(0, first * z1 + second * z2);
        });
  }

  /**
   * The fall-off with inputs N(0, I) and a bias that is one of the weights: σ(cos t · z − sin t)
   * with (w, b) of norm 1. The student's (w, b) turns in the plane of ‖w‖ and b.
   *
   * @param tilt the teacher's angle t, in radians
   */
  public static FallOff trainedBias(double tilt) {
    Turned node =
        angle -> {
          double c = StrictMath.cos(tilt + angle);
          double s = StrictMath.sin(tilt + angle);
          return (z1, z2) -> Math.max(0, c * z1 - s);
        };
    DoubleBinaryOperator teacher = node.at(0);
    double edge = StrictMath.tan(tilt);
    double slope =
        expected(
            z -> teacher.applyAsDouble(z, 0) * (StrictMath.sin(tilt) * z + StrictMath.cos(tilt)),
            edge);
    double own = expected(z -> square(teacher.applyAsDouble(z, 0)), edge);
    return new FallOff(
        1,
        slope / own,
        angle -> {
          DoubleBinaryOperator student = node.at(angle);
          double from = StrictMath.tan(tilt + angle);
          return share(
              expected(
                  z -> teacher.applyAsDouble(z, 0) * student.applyAsDouble(z, 0),
                  Math.max(edge, from)),
              expected(z -> square(student.applyAsDouble(z, 0)), from));
        },
        node);
  }

  /** |l* − l| / l* at a distance δ from 0 to 2. */
  public double share(double distance) {
    return closedForm.applyAsDouble(angle(distance));
  }

  /**
   * |l* − l| / l* at a distance δ, estimated by Monte Carlo.
   *
   * @param points number of inputs
   */
  public double sampled(double distance, int points, RandomGenerator random) {
    DoubleBinaryOperator teacher = node.at(0);
    DoubleBinaryOperator student = node.at(angle(distance));
    double both = 0;
    double own = 0;
    for (int point = 0; point < points; point++) {
      double z1 = random.nextGaussian();
      double z2 = random.nextGaussian();
      double output = student.applyAsDouble(z1, z2);
      both += output * teacher.applyAsDouble(z1, z2);
      own += output * output;
    }
    return share(both, own);
  }

  /**
   * The inputs of the printed proof (L448), without a threshold: the inputs on which the student
   * alone is active.
   *
   * @param measure the probability of these inputs
   * @param wedge their contribution to l − l*, over l*
   * @param both contribution of the inputs on which both nodes are active, over l*
   */
  public record Regions(double measure, double wedge, double both) {
    /** The regions at a distance δ from 0 to 2, on inputs N(0, I). */
    public static Regions at(double distance) {
      double angle = angle(distance);
      double crossed = new Overlap(0).l(angle);
      double sine = StrictMath.sin(angle);
      double alone = (angle - sine * StrictMath.cos(angle)) / (2 * Math.PI);
      double difference = 0.5 - crossed;
      return new Regions(angle / (2 * Math.PI), alone / crossed, (difference - alone) / crossed);
    }
  }

  private static double angle(double distance) {
    return 2 * StrictMath.asin(distance / 2);
  }

  private static double share(double crossed, double own) {
    return Math.abs(crossed - own) / crossed;
  }

  private static double square(double x) {
    return x * x;
  }

  /** The expectation over N(0, 1) of a function that is 0 below an edge. */
  private static double expected(DoubleUnaryOperator f, double edge) {
    return RULE.integral(
        z -> f.applyAsDouble(z) * StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI),
        edge,
        Math.max(edge, 0) + 10);
  }
}
