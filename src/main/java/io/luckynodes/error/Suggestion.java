package io.luckynodes.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the known name that is closest to an unknown one. */
public final class Suggestion {
  private Suggestion() {}

  /** Message that a name is unknown, with the closest known name and all allowed names. */
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

  /** The suggestion {@code " (did you mean X?)"}, or an empty text if no known name is close. */
  public static String text(String unknown, Collection<String> known) {
    Optional<String> nearest =
        known.stream().min(Comparator.comparingInt(name -> distance(unknown, name)));
    return nearest
        .filter(name -> distance(unknown, name) <= Math.max(2, unknown.length() / 3))
        .map(name -> " (did you mean " + name + "?)")
        .orElse("");
  }

  /** Computes the Levenshtein distance. */
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
