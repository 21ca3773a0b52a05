package io.luckynodes.theory;

import java.util.function.DoubleUnaryOperator;

/**
 * Overlap of two nodes σ(wᵀx − a) of one threshold a on inputs x ~ N(0, I), as a function of the
 * angle θ between their weights of norm 1: the entries of D and L of Luck Matters (section 3.3).
 * They come from 64-point Gauss–Legendre quadrature. The error is at most 1e-11 of their value at θ
 * = 0 for a threshold of 0 or of at least ½, and at most 1e-4 for thresholds between. Angles are in
 * radians from 0 to π.
 */
public final class Overlap {
  private static final GaussLegendre RULE = GaussLegendre.of(64);
  private static final int ANGLES = 400;
  private static final int DISTANCES = 8;

  private final double threshold;
  private final Values same;

  /**
   * Both overlaps at one angle.
   *
   * @param d ψ_d, the probability that both nodes are active
   * @param l ψ_l, the expected product of their outputs
   */
  public record Values(double d, double l) {}

  /**
   * Takes the threshold of both nodes.
   *
   * @param threshold a, which is minus the bias
   * @throws IllegalArgumentException if it is below 0 or not finite: the integrals hold from 0 on
   */
  public Overlap(double threshold) {
    if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a threshold is 0 or above, not " + threshold);
    }
    this.threshold = threshold;
    this.same = at(0, 1);
  }

  /** The threshold a. */
  public double threshold() {
    return threshold;
  }

  /** Overlaps of a node with itself: d_jj and l_jj of equal weights. */
  public Values same() {
    return same;
  }

  /** Both overlaps of two weights of norm 1. */
  public Values of(double[] w, double[] other) {
    double cosine = Directions.dot(w, other);
    return at(Directions.sine(w, other), cosine);
  }

  /**
   * Both overlaps at an angle, given by its sine and cosine.
   *
   * @param sine 0 or above
   */
  public Values at(double sine, double cosine) {
    // The variable counts from the far end, s = π − u: 1 + cos u = 2 sin²(s / 2) has no
    // cancellation there.
    double range = StrictMath.atan2(sine, -cosine);
    if (threshold == 0) {
      return new Values(range / (2 * Math.PI), (sine + range * cosine) / (2 * Math.PI));
    }
    double edge = StrictMath.sin(range / 2);
    double d = 0;
    double l = 0;
    for (int i = 0; i < RULE.nodes().length; i++) {
      double half = StrictMath.sin(range / 4 * (1 + RULE.nodes()[i]));
      double density =
          RULE.weights()[i] * StrictMath.exp(-threshold * threshold / (2 * half * half));
      d += density;
      l += density * 2 * (edge - half) * (edge + half);
    }
    double scale = range / (4 * Math.PI);
    return new Values(scale * d, scale * l);
  }

  /** ψ_d(θ), the probability that both nodes are active. */
  public double d(double angle) {
    return at(StrictMath.sin(angle), StrictMath.cos(angle)).d();
  }

  /** ψ_l(θ), the expected product of both outputs. */
  public double l(double angle) {
    return at(StrictMath.sin(angle), StrictMath.cos(angle)).l();
  }

  /** K_d(θ) = −ψ_d′ / ψ_d, the relative fall of ψ_d per radian. */
  public double fallOfD(double angle) {
    double half = StrictMath.cos(angle / 2);
    return StrictMath.exp(-threshold * threshold / (2 * half * half)) / (2 * Math.PI * d(angle));
  }

  /** K_l(θ) = −ψ_l′ / ψ_l = sin θ ψ_d / ψ_l (Price's theorem). */
  public double fallOfL(double angle) {
    return StrictMath.sin(angle) * d(angle) / l(angle);
  }

  /**
   * K_d of Assumption 2 as its proofs use it, |ψ(w, w₁) − ψ(w, w₂)| ≤ K ψ(w, w₁) ‖w₁ − w₂‖: the
   * greatest such ratio on a grid of 400 angles by 8 distances [A].
   *
   * @param upTo greatest angle between w and w₁ or w₂; a greater angle than π counts as π
   * @param apart greatest angle between w₁ and w₂, above 0
   * @return infinity if ψ is 0 at some of the angles, as it is at π
   */
  public double lipschitzOfD(double upTo, double apart) {
    return lipschitz(this::d, upTo, apart)[ANGLES - 1];
  }

  /**
   * The constants K of ψ_d and of ψ_l for any greatest angle, from one table up to π.
   *
   * @param apart greatest angle between w₁ and w₂, above 0
   */
  public Constants lipschitz(double apart) {
    return new Constants(lipschitz(this::d, Math.PI, apart), lipschitz(this::l, Math.PI, apart));
  }

  /**
   * Constants K of Assumption 2 as a function of the greatest angle.
   *
   * @param d K_d for 400 greatest angles, evenly from 0 to π
   * @param l K_l for the same angles
   */
  @SuppressWarnings("ArrayRecordComponent") // a table, never compared by equals
  public record Constants(double[] d, double[] l) {
    /** K_d for a greatest angle, which is rounded up to the next angle of the table. */
    public double ofD(double upTo) {
      return d[place(upTo)];
    }

    /** K_l for a greatest angle, which is rounded up to the next angle of the table. */
    public double ofL(double upTo) {
      return l[place(upTo)];
    }

    private static int place(double upTo) {
      return (int) Math.ceil(Math.min(upTo, Math.PI) / Math.PI * (ANGLES - 1));
    }
  }

  private static double[] lipschitz(DoubleUnaryOperator psi, double upTo, double apart) {
    double[] greatest = new double[ANGLES];
    for (int i = 0; i < ANGLES; i++) {
      double far = Math.min(upTo, Math.PI) * i / (ANGLES - 1);
      double least = psi.applyAsDouble(far);
      greatest[i] = i == 0 ? 0 : greatest[i - 1];
      for (int k = 1; k <= DISTANCES; k++) {
        double distance = apart * k / DISTANCES;
        if (least == 0) {
          greatest[i] = Double.POSITIVE_INFINITY;
        } else if (distance <= far) {
          double drop = psi.applyAsDouble(far - distance) - least;
          greatest[i] = Math.max(greatest[i], drop / (least * 2 * StrictMath.sin(distance / 2)));
        }
      }
    }
    return greatest;
  }
}
