package io.luckynodes.statistics;

/**
 * Drift of ‖w‖² + b² − ‖a‖² of neurons in training, a number that gradient flow conserves (<i>It's
 * Not a Lottery, It's a Race</i>, appendix E).
 */
public final class DriftShares {
  private DriftShares() {}

  /**
   * The change of ‖w‖² + b² − ‖a‖² of each neuron, without sign, as a share of its ‖w‖² + b² + ‖a‖²
   * at the end.
   *
   * @param start ‖w‖² + b² − ‖a‖² of each neuron before training
   * @param end ‖w‖² + b² − ‖a‖² of each neuron at the end
   * @param in ‖w‖ at the end
   * @param bias b at the end
   * @param out ‖a‖ at the end
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
