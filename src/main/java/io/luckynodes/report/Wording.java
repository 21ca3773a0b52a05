package io.luckynodes.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Formats numbers and values for people. */
public final class Wording {
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private Wording() {}

  /**
   * A setting's value: commas between list items, separated thousands, and fractions as decimals.
   */
  public static String value(JsonNode value) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(value(item)));
      return String.join(", ", items);
    }
    if (value.isIntegralNumber()) {
      return String.format(Locale.ROOT, "%,d", value.longValue());
    }
    return value.isNumber()
        ? value.decimalValue().stripTrailingZeros().toPlainString()
        : value.asText();
  }

  /** Whether a value is a number or a list of numbers. */
  static boolean isNumeric(JsonNode value) {
    return value.isNumber()
        || (value.isArray()
            && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isNumber));
  }

  /** A measured number with four significant digits; whole numbers have all their digits. */
  static String measured(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    double size = Math.abs(value);
    return size >= 1e-4 && size < 1e6
        ? new BigDecimal(value).round(FOUR_DIGITS).toPlainString()
        : String.format(Locale.ROOT, "%.3e", value);
  }

  /** A number of bytes in a suitable unit. */
  public static String bytes(long count) {
    if (count < 1000) {
      return count + " bytes";
    } else if (count < 1_000_000) {
      return Math.round(count / 1e3) + " kB";
    }
    return count < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", count / 1e6)
        : String.format(Locale.ROOT, "%.2f GB", count / 1e9);
  }

  /** A time in its one or two largest units. */
  public static String time(long milliseconds) {
    long seconds = Math.round(milliseconds / 1e3);
    if (milliseconds < 9950) {
      return String.format(Locale.ROOT, "%.1f s", milliseconds / 1e3);
    } else if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = Math.round(seconds / 60.0);
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /** A list in words: {@code a}, {@code a and b}, or {@code a, b and c}. */
  static String list(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** A count with the noun that is counted. */
  public static String count(long count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }
}
