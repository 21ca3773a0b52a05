package io.luckynodes.drawing;

import java.util.List;
import java.util.stream.Stream;

/**
 * The axes of a sweep of which a drawing shows several values side by side. The drawing takes one
 * value of every other axis, because it would draw several values as one.
 *
 * @param needed axes that each experiment must sweep over
 * @param optional axes that an experiment may sweep over
 * @param others number of axes of any other name that may have several values
 */
public record Axes(List<String> needed, List<String> optional, int others) {
  static final Axes NONE = new Axes(List.of(), List.of(), 0);

  /**
   * No axis is limited to one value, because each panel names the variant or the law that it draws.
   */
  static final Axes ANY = anyOf(Integer.MAX_VALUE);

  static Axes needed(String... axes) {
    return new Axes(List.of(axes), List.of(), 0);
  }

  static Axes optional(String... axes) {
    return new Axes(List.of(), List.of(axes), 0);
  }

  static Axes anyOf(int most) {
    return new Axes(List.of(), List.of(), most);
  }

  Axes and(String... more) {
    return new Axes(needed, List.of(more), others);
  }

  /** Names of the needed and the optional axes. */
  public List<String> named() {
    return Stream.concat(needed.stream(), optional.stream()).toList();
  }
}
