package io.luckynodes.figure;

import io.luckynodes.claim.PowersOfTen;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Numbers as figures print them, the same in every locale. */
final class Numbers {
  private static final int MOST_DECIMALS = 4;

  /** Number of significant digits of a double that are free of rounding errors. */
  private static final MathContext EXACT = new MathContext(12, RoundingMode.HALF_EVEN);

  private static final double LEAST_PLAIN = 1e-3;
  private static final double MOST_PLAIN = 1e5;

  private Numbers() {}

  /**
   * The shortest form of a number, with a true minus sign: {@code 1}, {@code 0.5}, or {@code
   * 3·10⁻⁴} if it is smaller than 0.001.
   */
  static String plain(double value) {
    return value != 0 && Math.abs(value) < LEAST_PLAIN
        ? PowersOfTen.times(BigDecimal.valueOf(value))
        : decimal(value);
  }

  /**
   * The numbers of one axis in their shortest form, all in one format. They are plain decimals if
   * all are from 0.001 to below 100 000, else {@code 10⁻³} or {@code 2·10⁻³}; 0 stays {@code 0}.
   */
  static List<String> alike(List<Double> values) {
    boolean plain =
        values.stream()
            .allMatch(
                value ->
                    value == 0 || (Math.abs(value) >= LEAST_PLAIN && Math.abs(value) < MOST_PLAIN));
    return values.stream()
        .map(
            value ->
                plain || value == 0 ? decimal(value) : PowersOfTen.times(BigDecimal.valueOf(value)))
        .toList();
  }

  /** The value without rounding errors in the last digits: 0.04 for 0.04000000000000001. */
  static double rounded(double value) {
    return BigDecimal.valueOf(value).round(EXACT).doubleValue();
  }

  private static String decimal(double value) {
    return withMinus(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
  }

  /** The value with the given number of decimals. */
  static String fixed(double value, int decimals) {
    String digits =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    return withMinus(digits);
  }

  /** The value with the given number of significant digits, as a plain decimal. */
  static String significant(double value, int digits) {
    return withMinus(
        BigDecimal.valueOf(value)
            .round(new MathContext(digits, RoundingMode.HALF_EVEN))
            .toPlainString());
  }

  /**
   * A whole multiple of a step of one digit. It has as many decimals as the step, or is written as
   * {@code 1.2·10⁻⁵} if the step has more than four.
   */
  static String multiple(BigDecimal value, BigDecimal step) {
    if (step.scale() <= MOST_DECIMALS || value.signum() == 0) {
      return fixed(
          value.doubleValue(), step.scale() <= MOST_DECIMALS ? Math.max(0, step.scale()) : 0);
    }
    return PowersOfTen.times(value);
  }

  /**
   * A measured value with three significant digits: a plain decimal from 0.001 up to 100 000, else
   * as {@code 1.23·10⁻⁵}.
   */
  static String measured(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    } else if (size >= 1e-3 && size < 1e5) {
      return significant(value, 3);
    }
    return PowersOfTen.measured(value);
  }

  private static String withMinus(String digits) {
    return digits.replace('-', '\u2212');
  }
}
