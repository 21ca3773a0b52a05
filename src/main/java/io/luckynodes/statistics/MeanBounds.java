package io.luckynodes.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of a sample, and one-sided bounds of the true mean by Student's t.
 *
 * @param count n, the size of the sample
 * @param mean mean of the sample; NaN for an empty sample
 * @param deviation standard deviation with n − 1; NaN for fewer than two values
 */
public record MeanBounds(int count, double mean, double deviation) {

  /** Mean and deviation of a sample. */
  public static MeanBounds of(double[] values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    // Equal values have no spread, even if their mean is rounded.
    boolean equal = Arrays.stream(values).distinct().count() == 1;
    return new MeanBounds(
        values.length,
        equal ? values[0] : mean,
        values.length < 2 ? Double.NaN : equal ? 0 : Math.sqrt(squares / (values.length - 1)));
  }

  /**
   * The value below which the true mean lies with probability {@code level} at most: mean − t(1 −
   * level; n − 1) · deviation / √n.
   *
   * @return the bound; −∞ for fewer than two values
   */
  public double lower(double level) {
    return count < 2 ? Double.NEGATIVE_INFINITY : mean - margin(level);
  }

  /**
   * The value above which the true mean lies with probability {@code level} at most.
   *
   * @return the bound; ∞ for fewer than two values
   */
  public double upper(double level) {
    return count < 2 ? Double.POSITIVE_INFINITY : mean + margin(level);
  }

  private double margin(double level) {
    double t = TDistribution.of(count - 1).inverseSurvivalProbability(level);
    return deviation == 0 ? 0 : t * deviation / Math.sqrt(count);
  }
}
