package io.luckynodes.theory.flow;

import io.luckynodes.theory.Directions;
import io.luckynodes.theory.GeneralisedTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The simplified dynamics of phase 1 (definition 3.2, R:50). The direction w of a neuron's incoming
 * weights, of norm 1, moves under κ = c Σ σ x over the samples that pass. All errors are ½, norms
 * stay fixed and outgoing weights point to one class.
 *
 * <p>The direction climbs Φ(w) = c Σ σ relu(w · x), a sum of kinks. Where w is orthogonal to a
 * sample of the neuron's own class (cσ = 1), the kink is convex and pushes w away. Where w is
 * orthogonal to a sample of the other class, the kink is concave and holds w.
 *
 * @param points the samples
 * @param own c, the class that outgoing weights point to: 1 or −1
 */
public record CellFlow(LabelledPoints points, int own) {
  /**
   * The dynamics for the class to which outgoing weights turn: the sign of Σ σ w · x over the
   * samples that pass (Theorem B.1, R:181).
   */
  public static CellFlow of(LabelledPoints points, double[] w) {
    double sum = Directions.dot(w, points.signedSum(points.gating(w)));
    return new CellFlow(points, sum >= 0 ? 1 : -1);
  }

  /** The sum κ; 0 if no sample passes. */
  public double[] kappa(double[] w) {
    double[] sum = new double[w.length];
    for (int s = 0; s < points.count(); s++) {
      double[] x = points.x()[s];
      if (Directions.dot(w, x) > 0) {
        int sign = own * points.signs()[s];
        for (int i = 0; i < sum.length; i++) {
          sum[i] += sign * x[i];
        }
      }
    }
    return sum;
  }

  private double[] kappa(BitSet gating) {
    double[] sum = points.signedSum(gating);
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= own;
    }
    return sum;
  }

  /** Φ(w) for w of norm 1. */
  public double height(double[] w) {
    double height = 0;
    for (int s = 0; s < points.count(); s++) {
      height += own * points.signs()[s] * Math.max(0, Directions.dot(w, points.x()[s]));
    }
    return height;
  }

  /**
   * Whether w is in a stable cell, that is, a cell that contains its own target (definition 3.5,
   * R:58).
   */
  public boolean stable(double[] w) {
    BitSet gating = points.gating(w);
    return points.gating(kappa(gating)).equals(gating);
  }

  /**
   * The end of a direction's course.
   *
   * @param end the last direction, of norm 1
   * @param held samples whose bound the direction crossed to and fro in the last tenth of its steps
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  public record Way(double[] end, BitSet held) {
    public Way {
      held = (BitSet) held.clone();
    }

    @Override
    public BitSet held() {
      return (BitSet) held.clone();
    }
  }

  /**
   * Follows a direction: w ← unit(w + first / (1 + t / decay) unit(κ)).
   *
   * @param w the start, of norm 1, where κ is not 0
   * @param steps number of steps
   * @param first length of the first step
   * @param decay number of steps after which a step is half as long
   */
  public Way follow(double[] w, int steps, double first, double decay) {
    double[] at = w;
    BitSet changed = new BitSet();
    BitSet held = new BitSet();
    BitSet before = new BitSet();
    for (int t = 0; t < steps; t++) {
      double length = first / (1 + t / decay);
      at = Directions.unit(Directions.sum(at, length, Directions.unit(kappa(at))));
      if (t >= steps - steps / 10) {
        BitSet now = points.gating(at);
        if (!before.isEmpty()) {
          before.xor(now);
          // A sample that changes now and changed before went to and fro.
          BitSet again = (BitSet) before.clone();
          again.and(changed);
          held.or(again);
          changed.or(before);
        }
        before = now;
      }
    }
    return new Way(at, held);
  }

  /**
   * The place where a neuron has come to rest.
   *
   * @param stable whether it lies in a stable cell
   * @param bounds number of samples of the other class to which it is orthogonal
   * @param toTarget angle to the target of its cell, in radians
   * @param toGeneralised angle to the generalised target, in radians
   */
  public record Rest(boolean stable, int bounds, double toTarget, double toGeneralised) {}

  /**
   * Compares a direction with the target of its cell and with the generalised target. The latter is
   * κ with a share λ in [0, 1] of each sample of the other class to which w is orthogonal. The λ
   * are those whose sum is nearest to the line of w.
   *
   * @param w a direction of norm 1
   * @param boundCosine cosine below which w counts as orthogonal to a sample
   */
  public Rest rest(double[] w, double boundCosine) {
    BitSet passing = points.gating(w);
    double toTarget = Directions.angle(w, Directions.unit(kappa(passing)));
    List<double[]> bounds = new ArrayList<>();
    for (int s = 0; s < points.count(); s++) {
      double[] x = points.x()[s];
      boolean upright = Math.abs(Directions.dot(w, x)) < boundCosine * Directions.norm(x);
      if (upright && points.signs()[s] != own) {
        passing.clear(s);
        bounds.add(x);
      }
    }
    double[] target = GeneralisedTarget.nearest(kappa(passing), bounds, w);
    double toGeneralised = Directions.angle(w, Directions.unit(target));
    return new Rest(stable(w), bounds.size(), toTarget, toGeneralised);
  }

  /**
   * A course within one cell.
   *
   * @param strength ‖κ‖ of the cell
   * @param angles Δ between w and κ at every step within the cell, in radians, the start first
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  public record Course(double strength, double[] angles) {
    /**
     * Δ by the closed form of Lemma 3.4 with constant norms: tan(Δ / 2) falls by e^(−‖κ‖ t).
     *
     * @param time time since the start
     */
    public double predicted(double time) {
      return 2 * StrictMath.atan(StrictMath.tan(angles[0] / 2) * StrictMath.exp(-strength * time));
    }
  }

  /**
   * Integrates dw/dt = κ − (κ · w) w by the fourth-order Runge–Kutta method until the direction
   * leaves its cell.
   *
   * @param steps greatest number of steps
   * @param step time step
   */
  public Course course(double[] w, int steps, double step) {
    BitSet cell = points.gating(w);
    double[] kappa = kappa(cell);
    double[] unit = Directions.unit(kappa);
    double[] angles = new double[steps + 1];
    double[] at = w;
    int taken = 0;
    boolean within = true;
    while (within && taken <= steps) {
      angles[taken++] = Directions.angle(at, unit);
      double[] one = slope(at);
      double[] second = Directions.sum(at, step / 2, one);
      double[] two = slope(second);
      double[] third = Directions.sum(at, step / 2, two);
      double[] three = slope(third);
      double[] fourth = Directions.sum(at, step, three);
      double[] mean = Directions.sum(one, 2, Directions.sum(two, 1, three));
      at = Directions.unit(Directions.sum(at, step / 6, Directions.sum(mean, 1, slope(fourth))));
      within =
          Stream.of(second, third, fourth, at).allMatch(point -> points.gating(point).equals(cell));
    }
    return new Course(Directions.norm(kappa), Arrays.copyOf(angles, taken));
  }

  private double[] slope(double[] w) {
    double[] unit = Directions.unit(w);
    return Directions.upright(kappa(unit), unit);
  }
}
