package io.luckynodes.theory;

/**
 * Theorem 4 compared with one course of m students with fixed fan-outs.
 *
 * @param gamma γ = cos θ₀ − (m − 1) ε_d M_d; the theorem applies where γ is above 0
 * @param rate η d̄ γ with d̄ = ψ_d(θ₀), the least d*_jj of the course
 * @param quotient least contraction of the greatest sine in one step, over this rate; the theorem
 *     says at least 1
 * @param printedRatio greatest sin θ^t / ((1 − η d̄ γ)^(t−1) sin θ₀) with the printed d̄ = (1 +
 *     2K_d sin(θ₀/2)) min d*_jj⁰ (L489); the print says at most 1
 * @param firstContraction 1 − sin θ¹ / sin θ⁰ of the greatest sines
 * @param lastContraction the contraction of the last step that starts from a sine of at least 1e-9
 */
public record Recovery(
    double gamma,
    double rate,
    double quotient,
    double printedRatio,
    double firstContraction,
    double lastContraction) {
  /** Least sine that is measured: below it, rounding errors prevail [A]. */
  public static final double LEAST_SINE = 1e-9;

  /** Compares the theorem with a course. */
  public static Recovery of(UnitNodeSettings settings, UnitCourse course) {
    UnitDynamics dynamics = new UnitDynamics(settings, course.start().teacher());
    Overlap overlap = dynamics.overlap();
    double[][] teachers = course.start().teacher().w();
    int m = teachers.length;
    double start = Math.toRadians(settings.startDegrees());
    double half = StrictMath.sin(start / 2);

    double apart = 0;
    // ε_d, the greatest d**_jk / d**_jj of two teacher nodes; 0 with a single teacher node.
    double epsilon = 0;
    for (int j = 0; j < m; j++) {
      for (int k = 0; k < j; k++) {
        apart = Math.max(apart, Directions.angle(teachers[j], teachers[k]));
        double ratio = overlap.of(teachers[j], teachers[k]).d() / overlap.same().d();
        epsilon = Math.max(epsilon, ratio);
      }
    }
    // K_d up to the greatest angle between students, 2θ₀ beyond the teachers'; M_d is Eqn 41.
    double lipschitz = overlap.lipschitzOfD(apart + 2 * start, start);
    double drift = 1 + 2 * lipschitz * half;
    double factor = (1 + lipschitz) * drift * drift / StrictMath.cos(start / 2);
    // A single teacher node has no sum, whatever K_d is.
    double gamma = StrictMath.cos(start) - (m == 1 ? 0 : (m - 1) * epsilon * factor);
    double rate = dynamics.rate() * overlap.d(start) * gamma;

    double leastAtStart = Double.POSITIVE_INFINITY;
    for (int j = 0; j < m; j++) {
      double own = overlap.of(course.start().student().w()[j], teachers[j]).d();
      leastAtStart = Math.min(leastAtStart, own);
    }
    double printedBase = 1 - dynamics.rate() * drift * leastAtStart * gamma;

    double[] sines = course.greatestSines();
    double contraction = Double.NaN;
    double first = Double.NaN;
    double last = Double.NaN;
    double printed = 0;
    for (int t = 1; t < sines.length && sines[t - 1] >= LEAST_SINE; t++) {
      last = 1 - sines[t] / sines[t - 1];
      first = t == 1 ? last : first;
      contraction = t == 1 ? last : Math.min(contraction, last);
      double bound = StrictMath.pow(printedBase, t - 1) * StrictMath.sin(start);
      printed = Math.max(printed, sines[t] / bound);
    }
    return new Recovery(gamma, rate, contraction / rate, printed, first, last);
  }
}
