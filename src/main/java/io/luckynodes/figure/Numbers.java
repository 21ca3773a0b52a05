package io.luckynodes.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as figures print them, the same in every locale. */
final class Numbers {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private static final int MOST_DECIMALS = 4;

  private Numbers() {}

  /** As short as can be: {@code 1}, {@code 0.5}; a true minus sign. */
  static String plain(double value) {
    return withMinus(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
  }

  /** With that many decimals. */
  static String fixed(double value, int decimals) {
    String digits =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    return withMinus(digits);
  }

  /** With that many significant digits, as a plain decimal. */
  static String significant(double value, int digits) {
    return withMinus(
        BigDecimal.valueOf(value)
            .round(new MathContext(digits, RoundingMode.HALF_EVEN))
            .toPlainString());
  }

  /**
   * A digit times a power of ten: a plain decimal from 0.01 up to 5000, else {@code 10⁻⁵} or {@code
   * 2·10⁻⁵}.
   */
  static String scientific(int digit, int power) {
    if (power >= -2 && power <= 3) {
      return plain(BigDecimal.valueOf(digit, -power).doubleValue());
    }
    return (digit == 1 ? "10" : digit + "·10") + raised(power);
  }

  /**
   * A whole multiple of a step of one digit: with as many decimals as the step, or as {@code
   * 1.2·10⁻⁵} if these are many.
   */
  static String multiple(BigDecimal value, BigDecimal step) {
    if (step.scale() <= MOST_DECIMALS || value.signum() == 0) {
      return fixed(
          value.doubleValue(), step.scale() <= MOST_DECIMALS ? Math.max(0, step.scale()) : 0);
    }
    BigDecimal digits = value.stripTrailingZeros();
    int power = digits.precision() - digits.scale() - 1;
    String factor = withMinus(digits.scaleByPowerOfTen(-power).toPlainString());
    return factor.equals("1") ? "10" + raised(power) : factor + "·10" + raised(power);
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
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3));
    int power = rounded.precision() - rounded.scale() - 1;
    return withMinus(rounded.scaleByPowerOfTen(-power).toPlainString()) + "·10" + raised(power);
  }

  private static String raised(int power) {
    StringBuilder raised = new StringBuilder();
    for (char c : Integer.toString(power).toCharArray()) {
      raised.append(c == '-' ? '⁻' : SUPERSCRIPTS.charAt(c - '0'));
    }
    return raised.toString();
  }

  private static String withMinus(String digits) {
    return digits.replace('-', '\u2212');
  }
}
