package io.luckynodes.claim;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Words for numbers and lists in sentences. */
final class Say {
  /** Least threshold that is written as a decimal number. */
  private static final double LEAST_PLAIN = 1e-4;

  private Say() {}

  /** The value of a setting: 2 rather than 2.0, and 0.0001 rather than 1.0E-4. */
  static String plain(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  /** A threshold as a definition gives it: {@code 0.05}, {@code −2} or {@code 10⁻¹²}. */
  static String number(double value) {
    return value != 0 && Math.abs(value) < LEAST_PLAIN
        ? PowersOfTen.times(BigDecimal.valueOf(value))
        : plain(value).replace('-', '−');
  }

  /** A measured value with three significant digits: {@code −0.325} or {@code 2.83·10⁹⁶}. */
  static String measured(double value) {
    int digits =
        value == 0 || !Double.isFinite(value)
            ? 0
            : (int) Math.floor(StrictMath.log10(Math.abs(value)));
    return digits < -4 || digits > 5
        ? PowersOfTen.measured(value)
        : String.format(Locale.ROOT, "%." + Math.max(0, 2 - digits) + "f", value).replace('-', '−');
  }

  static String list(List<String> items) {
    return items.size() < 2
        ? String.join("", items)
        : String.join(", ", items.subList(0, items.size() - 1))
            + " and "
            + items.get(items.size() - 1);
  }
}
