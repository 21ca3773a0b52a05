package io.luckynodes.diff;

import io.luckynodes.report.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A claim whose verdict differs between two results.
 *
 * @param a the verdict in the first results; {@code none} if they do not have the claim
 * @param b the verdict in the second results; {@code none} if they do not have the claim
 */
public record ClaimDifference(String figure, String claim, String a, String b) {
  /** The differences of a figure that both results have, in the order of the first. */
  static List<ClaimDifference> between(Summary.Figure a, Summary.Figure b) {
    Map<String, String> one = verdicts(a);
    Map<String, String> other = verdicts(b);
    Set<String> names = new LinkedHashSet<>(one.keySet());
    names.addAll(other.keySet());
    List<ClaimDifference> changed = new ArrayList<>();
    for (String name : names) {
      String before = one.getOrDefault(name, Change.NONE);
      String after = other.getOrDefault(name, Change.NONE);
      if (!before.equals(after)) {
        changed.add(new ClaimDifference(a.id(), name, before, after));
      }
    }
    return changed;
  }

  private static Map<String, String> verdicts(Summary.Figure figure) {
    Map<String, String> verdicts = new LinkedHashMap<>();
    figure.claims().forEach(claim -> verdicts.put(claim.name(), claim.verdict()));
    return verdicts;
  }
}
