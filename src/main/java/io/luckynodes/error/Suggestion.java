package io.luckynodes.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name that an unknown one is most like. */
public final class Suggestion {
  private Suggestion() {}

  /** That a name is none of those that are known, with the nearest of these and all of them. */
  public static String unknown(String what, String found, Collection<String> known) {
    return "unknown "
        + what
        + " '"
        + found
        + "'"
        + text(found, known)
        + "; allowed are "
        + String.join(", ", known);
  }

  /** {@code " (did you mean X?)"}, or nothing if no known name is near. */
  public static String text(String unknown, Collection<String> known) {
    Optional<String> nearest =
        known.stream().min(Comparator.comparingInt(name -> distance(unknown, name)));
    return nearest
        .filter(name -> distance(unknown, name) <= Math.max(2, unknown.length() / 3))
        .map(name -> " (did you mean " + name + "?)")
        .orElse("");
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
