package io.luckynodes.job;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The label and the order of figures within their study. The name of a figure that belongs to a
 * numbered part of a paper is a short word and the number: {@code fig07} is Figure 7 and {@code
 * thm03-06} is Theorem 3.6. Any other name is its own label: {@code stable-cells} is Stable cells.
 */
public final class FigureLabel {
  private static final Pattern NUMBERED = Pattern.compile("([a-z]{3})(\\d+(?:-\\d+)*)");

  private static final Map<String, String> KINDS =
      Map.of(
          "fig", "Figure",
          "tab", "Table",
          "lem", "Lemma",
          "thm", "Theorem",
          "cor", "Corollary",
          "con", "Conjecture");

  /** Figures come first, then the other numbered parts, then all that has no number. */
  private static final List<String> ORDER = List.of("fig", "tab", "lem", "thm", "cor", "con");

  /** Orders names of figures as a page lists them. */
  public static final Comparator<String> BY_NAME =
      Comparator.comparingInt(FigureLabel::rank)
          .thenComparing(FigureLabel::numbers, Arrays::compare)
          .thenComparing(Comparator.naturalOrder());

  private FigureLabel() {}

  /**
   * Label of a figure.
   *
   * @param name the part of the figure's id behind the slash
   */
  public static String of(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    if (numbered.matches() && KINDS.containsKey(numbered.group(1))) {
      return KINDS.get(numbered.group(1))
          + " "
          + Arrays.stream(numbers(name)).mapToObj(String::valueOf).collect(Collectors.joining("."));
    }
    String words = name.replace('-', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static int rank(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    int kind = numbered.matches() ? ORDER.indexOf(numbered.group(1)) : -1;
    return kind < 0 ? ORDER.size() : kind;
  }

  /** Numbers of a numbered part; none of any other name. */
  private static int[] numbers(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    if (rank(name) == ORDER.size() || !numbered.matches()) {
      return new int[0];
    }
    return Arrays.stream(numbered.group(2).split("-", -1)).mapToInt(FigureLabel::number).toArray();
  }

  /** A number; a stranger's name can have more digits than an int. */
  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
