package io.luckynodes.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of text in which the papers' symbols are typeset: variables in italics, subscripts, bars.
 * Immutable; each method gives a longer text.
 *
 * <pre>{@code Text.of("fan-out norm ‖").italic("v").sub("j").plain("‖")}</pre>
 */
record Text(List<Run> runs) {
  enum Style {
    PLAIN,
    BOLD,
    ITALIC,
    BARRED_ITALIC,
    SUBSCRIPT
  }

  /** A stretch of text in one style. */
  record Run(String characters, Style style) {}

  Text {
    runs = List.copyOf(runs);
  }

  static Text of(String characters) {
    return new Text(List.of()).plain(characters);
  }

  static Text bold(String characters) {
    return new Text(List.of()).and(Style.BOLD, characters);
  }

  Text plain(String characters) {
    return and(Style.PLAIN, characters);
  }

  Text italic(String characters) {
    return and(Style.ITALIC, characters);
  }

  /** This text and an italic character with a bar above, which marks a mean. */
  Text barred(String character) {
    return and(Style.BARRED_ITALIC, character);
  }

  /** This text and another text. */
  Text and(Text more) {
    List<Run> longer = new ArrayList<>(runs);
    longer.addAll(more.runs);
    return new Text(longer);
  }

  /** This text and a subscript, in which letters are italic. */
  Text sub(String characters) {
    return and(Style.SUBSCRIPT, characters);
  }

  /** The text without its styles, with the bar as a combining character, for tables. */
  String unstyled() {
    StringBuilder text = new StringBuilder();
    for (Run run : runs) {
      text.append(
          switch (run.style()) {
            case BARRED_ITALIC -> run.characters() + "\u0304";
            case SUBSCRIPT -> "_" + run.characters();
            default -> run.characters();
          });
    }
    return text.toString();
  }

  private Text and(Style style, String characters) {
    List<Run> longer = new ArrayList<>(runs);
    longer.add(new Run(characters, style));
    return new Text(longer);
  }
}
