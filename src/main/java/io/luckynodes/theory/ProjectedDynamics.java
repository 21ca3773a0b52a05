package io.luckynodes.theory;

/**
 * Error of Theorem 2 as the gradient of the lowest layer of unit nodes (Eqn 8). The reference is
 * quadrature of the gradient itself in the plane of each two nodes.
 *
 * @param raw ‖error‖ / ‖gradient‖ over all students
 * @param projected the same ratio for the parts orthogonal to each student's weights
 */
public record ProjectedDynamics(double raw, double projected) {
  private static final GaussLegendre ALONG = GaussLegendre.of(128);
  private static final GaussLegendre ASIDE = GaussLegendre.of(100);
  // A Gaussian has a share of 1e-23 beyond ten standard deviations.
  private static final double REACH = 10;

  /** Compares the theorem with quadrature in one state. */
  public static ProjectedDynamics of(Overlap overlap, UnitNodes teacher, UnitNodes student) {
    double[] gradients = new double[2];
    double[] errors = new double[2];
    for (int j = 0; j < student.count(); j++) {
      double[] w = student.w()[j];
      double[] gradient = new double[w.length];
      double[] error = new double[w.length];
      for (int other = 0; other < teacher.count() + student.count(); other++) {
        boolean own = other >= teacher.count();
        int at = own ? other - teacher.count() : other;
        double[] u = own ? student.w()[at] : teacher.w()[at];
        double[] fanOut = own ? student.v()[at] : teacher.v()[at];
        double mixture = (own ? -1 : 1) * Directions.dot(student.v()[j], fanOut);
        double[] term = expected(overlap.threshold(), w, u);
        gradient = Directions.sum(gradient, mixture, term);
        error = Directions.sum(error, mixture, Directions.sum(term, -overlap.of(w, u).d(), u));
      }
      gradients[0] += Directions.dot(gradient, gradient);
      errors[0] += Directions.dot(error, error);
      gradient = Directions.upright(gradient, w);
      error = Directions.upright(error, w);
      gradients[1] += Directions.dot(gradient, gradient);
      errors[1] += Directions.dot(error, error);
    }
    return new ProjectedDynamics(
        Math.sqrt(errors[0] / gradients[0]), Math.sqrt(errors[1] / gradients[1]));
  }

  /** E[f′(wᵀx) f_u(x) x], by quadrature over x₁ along w and x₂ aside in the plane of w and u. */
  static double[] expected(double threshold, double[] w, double[] u) {
    double cosine = Directions.dot(w, u);
    double sine = Directions.sine(u, w);
    double[] aside = Directions.upright(u, w);
    double[] sums = new double[2];
    double half = REACH / 2;
    for (int i = 0; i < ALONG.nodes().length; i++) {
      double x1 = threshold + half * (1 + ALONG.nodes()[i]);
      double weight = half * ALONG.weights()[i] * density(x1);
      // u is active only above the kink, so the integral does not cross it.
      double kink = (threshold - x1 * cosine) / sine;
      double from = sine == 0 ? -REACH : Math.max(-REACH, Math.min(REACH, kink));
      double range = (REACH - from) / 2;
      for (int k = 0; k < ASIDE.nodes().length; k++) {
        double x2 = from + range * (1 + ASIDE.nodes()[k]);
        double output = Math.max(0, x1 * cosine + x2 * sine - threshold);
        double share = weight * range * ASIDE.weights()[k] * density(x2) * output;
        sums[0] += share * x1;
        sums[1] += share * x2;
      }
    }
    double[] expected = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      expected[i] = sums[0] * w[i] + (sine == 0 ? 0 : sums[1] * aside[i] / sine);
    }
    return expected;
  }

  private static double density(double x) {
    return StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
