package io.luckynodes.claim;

import java.util.List;
import java.util.Locale;

/** Words for numbers and lists in sentences. */
final class Say {
  private Say() {}

  /** The value of a setting: 2 rather than 2.0. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** A threshold as a definition gives it. */
  static String number(double value) {
    return plain(value).replace('-', '−');
  }

  /** A measured value with three significant digits. */
  static String measured(double value) {
    int digits =
        value == 0 || !Double.isFinite(value)
            ? 0
            : (int) Math.floor(StrictMath.log10(Math.abs(value)));
    return digits < -4 || digits > 5
        ? String.format(Locale.ROOT, "%.2e", value)
        : String.format(Locale.ROOT, "%." + Math.max(0, 2 - digits) + "f", value);
  }

  static String list(List<String> items) {
    return items.size() < 2
        ? String.join("", items)
        : String.join(", ", items.subList(0, items.size() - 1))
            + " and "
            + items.get(items.size() - 1);
  }
}
