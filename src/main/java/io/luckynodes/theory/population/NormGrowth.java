package io.luckynodes.theory.population;

import io.luckynodes.theory.Directions;
import java.util.Arrays;

/**
 * The growth of norms by Theorem 7 (S:256), whose printed form is lost, in this reading: with
 * balanced norms ‖w_k‖ = ‖v_k‖, which Eqn 8 keeps, ẇ_k = ‖w_k‖ r_k, and d/dt ln(‖w_1‖ / ‖w_2‖) =
 * ŵ_1·r_1 − ŵ_2·r_2.
 *
 * @param logarithms ln ‖w_k‖ at the end, less its value at the start
 * @param integrals of ŵ_k·r_k over the same time, r_k = ẇ_k / ‖v_k‖
 * @param drift the greatest change of ‖w_k‖² − ‖v_k‖² between start and end, without sign (Eqn 8)
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of one run, never compared by equals
public record NormGrowth(double[] logarithms, double[] integrals, double drift) {
  /**
   * Follows a flow by the Runge–Kutta method, and integrates over the same stages.
   *
   * @param start rows (w, v)
   */
  public static NormGrowth of(PopulationFlow flow, double[][] start, double step, double time) {
    double[][] longer = new double[start.length][];
    for (int k = 0; k < start.length; k++) {
      longer[k] = Arrays.copyOf(start[k], start[k].length + 1);
    }
    double[][] end = Flow.rungeKutta(state -> withIntegrals(flow, state), longer, step, time);
    double[] logarithms = new double[start.length];
    double[] integrals = new double[start.length];
    double drift = 0;
    for (int k = 0; k < start.length; k++) {
      logarithms[k] =
          StrictMath.log(
              Directions.norm(flow.weights(end[k])) / Directions.norm(flow.weights(start[k])));
      integrals[k] = end[k][start[k].length];
      drift = Math.max(drift, Math.abs(difference(flow, end[k]) - difference(flow, start[k])));
    }
    return new NormGrowth(logarithms, integrals, drift);
  }

  private static double[][] withIntegrals(PopulationFlow flow, double[][] state) {
    double[][] velocity = flow.at(state);
    for (int k = 0; k < state.length; k++) {
      velocity[k][state[k].length - 1] =
          Directions.dot(Directions.unit(flow.weights(state[k])), flow.weights(velocity[k]))
              / Directions.norm(flow.fanOut(state[k]));
    }
    return velocity;
  }

  private static double difference(PopulationFlow flow, double[] row) {
    double[] w = flow.weights(row);
    double[] v = flow.fanOut(row);
    return Directions.dot(w, w) - Directions.dot(v, v);
  }
}
