package io.luckynodes.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Something that is not the same in two results.
 *
 * @param what its name
 * @param a as the first results have it, in words
 * @param b as the second have it
 */
public record Change(String what, String a, String b) {
  /** What stands for something that is not there. */
  static final String NONE = "none";

  /** The entries that two maps do not have in common, by name. */
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
