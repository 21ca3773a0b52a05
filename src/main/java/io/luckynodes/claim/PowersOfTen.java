package io.luckynodes.claim;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers with powers of ten, as a text prints them: {@code 2.5·10⁻⁵}. */
public final class PowersOfTen {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

  private PowersOfTen() {}

  /** A power of ten, such as {@code 10⁻⁵}. */
  public static String of(int power) {
    StringBuilder raised = new StringBuilder("10");
    for (char c : Integer.toString(power).toCharArray()) {
      raised.append(c == '-' ? '⁻' : SUPERSCRIPTS.charAt(c - '0'));
    }
    return raised.toString();
  }

  /** A measured number with three significant digits, such as {@code 1.20·10⁻⁵}; it is not 0. */
  public static String measured(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(THREE_DIGITS);
    int power = rounded.precision() - rounded.scale() - 1;
    BigDecimal factor = rounded.scaleByPowerOfTen(-power).setScale(2);
    return factor.toPlainString().replace('-', '−') + "·" + of(power);
  }

  /**
   * A number as one digit or more times a power of ten; the digit 1 alone is left out.
   *
   * @param value not 0
   */
  public static String times(BigDecimal value) {
    BigDecimal digits = value.stripTrailingZeros();
    int power = digits.precision() - digits.scale() - 1;
    String factor = digits.scaleByPowerOfTen(-power).toPlainString().replace('-', '−');
    return switch (factor) {
      case "1" -> of(power);
      case "−1" -> "−" + of(power);
      default -> factor + "·" + of(power);
    };
  }
}
