package io.luckynodes.theory.population;

import java.util.Arrays;

/** The times at which a student first matches each teacher node, in units of the flow. */
public final class Arrivals {
  private Arrivals() {}

  /**
   * Follows a flow by Euler's method until all teacher nodes have been matched.
   *
   * @param time latest time, at which the course ends in any case
   * @param cosine least cosine of weights at which a teacher node counts as matched
   * @return a time for each teacher node, infinite if no student matched it
   */
  public static double[] of(
      PopulationFlow flow, double[][] start, double step, double time, double cosine) {
    double[][] state = start;
    double[] best = flow.bestCosines(state);
    double[] arrivals = new double[best.length];
    Arrays.fill(arrivals, Double.POSITIVE_INFINITY);
    long steps = Math.round(time / step);
    for (long i = 0; i <= steps && !Arrays.stream(arrivals).allMatch(Double::isFinite); i++) {
      for (int j = 0; j < best.length; j++) {
        arrivals[j] = best[j] >= cosine ? Math.min(arrivals[j], i * step) : arrivals[j];
      }
      state = Flow.euler(flow, state, step);
      best = flow.bestCosines(state);
    }
    return arrivals;
  }
}
