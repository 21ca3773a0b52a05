package io.luckynodes.claim;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Order of texts by their words, and by the size of the numbers within them: 2× comes before 10×.
 */
final class NumericOrder implements Comparator<String>, Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern PART = Pattern.compile("\\d+(?:\\.\\d+)?|[^\\d]+");

  @Override
  public int compare(String a, String b) {
    Matcher left = PART.matcher(a);
    Matcher right = PART.matcher(b);
    while (left.find()) {
      if (!right.find()) {
        return 1;
      }
      String x = left.group();
      String y = right.group();
      int order =
          isNumber(x) && isNumber(y)
              ? new BigDecimal(x).compareTo(new BigDecimal(y))
              : x.compareTo(y);
      if (order != 0) {
        return order;
      }
    }
    // Two spellings of one number are still two texts.
    return right.find() ? -1 : a.compareTo(b);
  }

  private static boolean isNumber(String part) {
    return Character.isDigit(part.charAt(0));
  }
}
