package io.luckynodes.drawing;

import java.util.List;
import java.util.stream.Stream;

/**
 * Of what axes of a sweep a drawing sets several values side by side. Of every other it takes one
 * value, since it would draw several as one.
 *
 * @param needed that each experiment must sweep over
 * @param optional that it may sweep over
 * @param others how many axes of any other name may have several values
 */
public record Axes(List<String> needed, List<String> optional, int others) {
  static final Axes NONE = new Axes(List.of(), List.of(), 0);

  /** Laws have their names, and their rows say themselves of what they are. */
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

  /** All that it knows by name. */
  public List<String> named() {
    return Stream.concat(needed.stream(), optional.stream()).toList();
  }
}
