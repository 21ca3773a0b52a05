package io.luckynodes.statistics;

/**
 * Mean and standard deviation of a vector, and counts of its signs.
 *
 * @param count number of values, at least 2
 * @param deviation the unbiased estimate, with n − 1
 * @param positive number of values above 0
 * @param negative number of values below 0
 */
public record Moments(int count, double mean, double deviation, int positive, int negative) {
  public static Moments of(float[] values) {
    double sum = 0;
    int positive = 0;
    int negative = 0;
    for (float value : values) {
      sum += value;
      positive += value > 0 ? 1 : 0;
      negative += value < 0 ? 1 : 0;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Moments(
        values.length, mean, Math.sqrt(squares / (values.length - 1)), positive, negative);
  }
}
