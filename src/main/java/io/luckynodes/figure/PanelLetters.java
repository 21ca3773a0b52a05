package io.luckynodes.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The letters of panels in a legend: {@code (a)}, {@code (a), (b)} or {@code (a)–(d)}. */
final class PanelLetters {
  private PanelLetters() {}

  /** The letter of the n-th panel of a figure, from 0. */
  static String of(int panel) {
    return "(" + (char) ('a' + panel) + ")";
  }

  /** The letters of consecutive panels. */
  static String from(int first, int count) {
    return of(IntStream.range(first, first + count).boxed().toList());
  }

  /**
   * The letters of some panels. Three or more consecutive panels are a range.
   *
   * @param panels their numbers, from 0, in ascending order
   */
  static String of(List<Integer> panels) {
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < panels.size(); ) {
      int to = from;
      while (to + 1 < panels.size() && panels.get(to + 1) == panels.get(to) + 1) {
        to++;
      }
      if (to - from > 1) {
        parts.add(of(panels.get(from)) + "–" + of(panels.get(to)));
      } else {
        panels.subList(from, to + 1).forEach(panel -> parts.add(of(panel)));
      }
      from = to + 1;
    }
    return String.join(", ", parts);
  }
}
