package io.luckynodes.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * A difference between two results.
 *
 * @param what name of the thing that differs
 * @param a its value in the first results, in words
 * @param b its value in the second results
 */
public record Change(String what, String a, String b) {
  /** The word for a missing value. */
  static final String NONE = "none";

  /** The entries that two maps do not share, by name. */
  static List<Change> between(SortedMap<String, String> a, SortedMap<String, String> b) {
    TreeSet<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      String one = a.getOrDefault(name, NONE);
      String other = b.getOrDefault(name, NONE);
      if (!one.equals(other)) {
        changes.add(new Change(name, one, other));
      }
    }
    return changes;
  }
}
