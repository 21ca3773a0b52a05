package io.luckynodes.statistics;

import java.util.Arrays;

/**
 * The exact one-sided sign-flip test: of all 2ⁿ ways to give the values signs, the share whose sum
 * is at least that of the values as they are. It supposes no more than that, without an effect,
 * each value is as likely to be its negative.
 */
public final class SignFlip {
  /** More would need more than 2²⁰ sums in memory. */
  private static final int MOST = 40;

  private SignFlip() {}

  /**
   * The test's p.
   *
   * @return NaN for no values, and for more than 40
   */
  public static double p(double[] values) {
    if (values.length == 0 || values.length > MOST) {
      return Double.NaN;
    }
    int half = values.length / 2;
    double[] low = sums(Arrays.copyOfRange(values, 0, half));
    double[] high = sums(Arrays.copyOfRange(values, half, values.length));
    double size = Arrays.stream(values).map(Math::abs).sum();
    // Sums of one set of values in another order may differ in the last digits.
    double least = Arrays.stream(values).sum() - 1e-12 * size;
    Arrays.sort(low);
    Arrays.sort(high);
    long atLeast = 0;
    int from = high.length;
    for (double one : low) {
      while (from > 0 && one + high[from - 1] >= least) {
        from--;
      }
      atLeast += high.length - from;
    }
    return atLeast / ((double) low.length * high.length);
  }

  /** The sums of the values with every choice of signs. */
  private static double[] sums(double[] values) {
    double[] sums = new double[1 << values.length];
    for (int signs = 0; signs < sums.length; signs++) {
      for (int i = 0; i < values.length; i++) {
        sums[signs] += (signs >> i & 1) == 0 ? values[i] : -values[i];
      }
    }
    return sums;
  }
}
