package io.luckynodes.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as figures print them, the same in every locale. */
final class Numbers {
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

  private static String withMinus(String digits) {
    return digits.replace('-', '\u2212');
  }
}
