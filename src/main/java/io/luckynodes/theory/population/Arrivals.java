package io.luckynodes.theory.population;

import java.util.Arrays;

/** When each teacher node is matched by a student for the first time, in units of the flow. */
public final class Arrivals {
  private Arrivals() {}

  /**
   * Follows a flow by Euler's method until all teacher nodes have been matched.
   *
   * @param time at which it ends in any case
   * @param cosine of weights from which on a teacher node counts as matched
   * @return a time for each teacher node, infinite if it was never matched
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
