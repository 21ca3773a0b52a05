package io.luckynodes.statistics;

import java.util.Arrays;

/**
 * The exact one-sided sign-flip test. Its p is the share of all 2ⁿ choices of signs whose sum is at
 * least the sum of the values as they are. It assumes only that, without an effect, each value is
 * as likely as its negative.
 */
public final class SignFlip {
  /** Greatest number of values: with more, half of the values have more than 2²⁰ sums. */
  private static final int MOST = 40;

  private SignFlip() {}

  /**
   * The p of the test.
   *
   * @return p; NaN for no values and for more than 40
   */
  public static double p(double[] values) {
    if (values.length == 0 || values.length > MOST) {
      return Double.NaN;
    }
    int half = values.length / 2;
    double[] low = sums(Arrays.copyOfRange(values, 0, half));
    double[] high = sums(Arrays.copyOfRange(values, half, values.length));
    double size = Arrays.stream(values).map(Math::abs).sum();
    // Sums of the same values in another order can differ in the last digits.
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
