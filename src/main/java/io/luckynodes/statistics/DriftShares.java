package io.luckynodes.statistics;

/**
 * How far ‖w‖² + b² − ‖a‖² of neurons drifts in training, which gradient flow conserves (<i>It's
 * Not a Lottery, It's a Race</i>, appendix E).
 */
public final class DriftShares {
  private DriftShares() {}

  /**
   * The change of each neuron as a share of its ‖w‖² + b² + ‖a‖² at the end; never below 0.
   *
   * @param start ‖w‖² + b² − ‖a‖² of each neuron before training
   * @param end the same later
   * @param in ‖w‖ at that time
   * @param bias b at that time
   * @param out ‖a‖ at that time
   */
  public static double[] of(
      double[] start, double[] end, double[] in, double[] bias, double[] out) {
    double[] shares = new double[start.length];
    for (int j = 0; j < shares.length; j++) {
      double squares = in[j] * in[j] + bias[j] * bias[j] + out[j] * out[j];
      shares[j] = Math.abs(end[j] - start[j]) / squares;
    }
    return shares;
  }
}
