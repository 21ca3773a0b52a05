package io.luckynodes.claim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What speaks against a claim that must hold in several places, gathered place by place. It fails
 * if anything does; otherwise it is not judged if a place could not be looked at.
 */
final class Findings {
  private final Map<String, Double> numbers = new TreeMap<>();
  private final List<String> against = new ArrayList<>();
  private final List<String> open = new ArrayList<>();
  private final List<Course> courses = new ArrayList<>();
  private int places;

  /** Notes courses, and whether there is something of each to look at. */
  boolean look(Course... together) {
    for (Course course : together) {
      courses.add(course);
      String what =
          course.name() + (course.seeds() == 0 ? " (not measured)" : " (every seed diverged)");
      if (course.isEmpty() && !open.contains(what)) {
        open.add(what);
      }
    }
    return Arrays.stream(together).noneMatch(Course::isEmpty);
  }

  void number(String name, double value) {
    numbers.put(name, value);
  }

  /**
   * A place in which the claim holds or not.
   *
   * @param words the place and its numbers, if it does not
   */
  void place(boolean holds, String words) {
    places++;
    if (!holds) {
      against.add(words);
    }
  }

  /** A place that cannot be judged, and the reason. */
  void undecided(String words) {
    open.add(words);
  }

  /**
   * The verdict.
   *
   * @param all a sentence on what is so everywhere
   * @param otherwise what is not so, before the list of places
   */
  Verdict verdict(String all, String otherwise) {
    String why =
        (against.isEmpty()
                ? open.isEmpty() ? all : ""
                : otherwise
                    + " "
                    + Say.list(against)
                    + (places > against.size() ? ", of " + places + " compared" : "")
                    + ".")
            + (open.isEmpty() ? "" : " Nothing to judge by: " + Say.list(open) + ".")
            + Course.leftOut(courses);
    if (against.isEmpty() && (!open.isEmpty() || places == 0)) {
      return Verdict.notJudged(
          numbers, why.isBlank() ? "Nothing was measured to judge by." : why.strip());
    }
    return Verdict.judged(against.isEmpty(), numbers, why.strip());
  }
}
