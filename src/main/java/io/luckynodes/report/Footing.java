package io.luckynodes.report;

import io.luckynodes.claim.Verdict.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says how far the verdict on a claim rests on the assumptions of its experiments, by counting the
 * outcomes under each alternative.
 *
 * @param holds number of alternatives under which the claim holds
 * @param fails number of alternatives under which it fails
 * @param notResolved number of alternatives under which it is not resolved
 * @param notJudged number of alternatives under which it cannot be judged
 * @param unchanged number of alternatives that change none of its numbers; they are in none of the
 *     other counts
 * @param restsOn names of settings that have an alternative with another verdict
 * @param words the same in words that follow the verdict, such as <i>whatever was assumed (7 of
 *     7)</i>
 */
public record Footing(
    int holds,
    int fails,
    int notResolved,
    int notJudged,
    int unchanged,
    List<String> restsOn,
    String words) {

  public Footing {
    restsOn = List.copyOf(restsOn);
  }

  /**
   * The footing of a claim that is judged.
   *
   * @param claim the claim under the assumed settings
   * @param alternatives the figure with each alternative
   */
  static Footing of(Summary.Claim claim, List<Summary.Figure> alternatives) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    int unchanged = 0;
    SortedSet<String> restsOn = new TreeSet<>();
    List<String> labels = new ArrayList<>();
    for (Summary.Figure figure : alternatives) {
      Summary.Claim other = figure.claim(claim.name());
      if (other != null && isUnchanged(claim, other)) {
        unchanged++;
        continue;
      }
      Outcome outcome = other == null ? Outcome.NOT_JUDGED : other.stands();
      counts.merge(outcome, 1, Integer::sum);
      if (outcome != Outcome.NOT_JUDGED && outcome != claim.stands()) {
        for (Summary.Changed setting : figure.changedSettings()) {
          if (restsOn.add(setting.setting())) {
            labels.add(setting.label());
          }
        }
      }
    }
    return new Footing(
        counts.getOrDefault(Outcome.HOLDS, 0),
        counts.getOrDefault(Outcome.FAILS, 0),
        counts.getOrDefault(Outcome.NOT_RESOLVED, 0),
        counts.getOrDefault(Outcome.NOT_JUDGED, 0),
        unchanged,
        List.copyOf(restsOn),
        words(claim.stands(), counts, unchanged, labels));
  }

  /** Whether an alternative changes no number of a claim, to the last digit. */
  static boolean isUnchanged(Summary.Claim claim, Summary.Claim other) {
    return !claim.places().isEmpty()
        && claim.places().stream()
            .map(Summary.Place::bySeed)
            .toList()
            .equals(other.places().stream().map(Summary.Place::bySeed).toList());
  }

  private static String words(
      Outcome stands, Map<Outcome, Integer> counts, int unchanged, List<String> labels) {
    int judged =
        counts.entrySet().stream()
            .filter(entry -> entry.getKey() != Outcome.NOT_JUDGED)
            .mapToInt(Map.Entry::getValue)
            .sum();
    if (judged == 0) {
      return unchanged == 0
          ? "no alternative to what is assumed could be judged"
          : unchanged == 1
              ? "its one alternative changes no number"
              : "none of its " + unchanged + " alternatives changes a number";
    }
    int open = counts.getOrDefault(Outcome.NOT_JUDGED, 0);
    String unsaid = open == 0 ? ")" : "; " + open + " not judged)";
    if (labels.isEmpty()) {
      return "whatever was assumed (" + judged + " of " + judged + unsaid;
    }
    List<String> sorted = new ArrayList<>(labels);
    Collections.sort(sorted);
    return "rests on "
        + Wording.list(sorted)
        + " ("
        + Stream.of(Outcome.HOLDS, Outcome.FAILS, Outcome.NOT_RESOLVED)
            .filter(outcome -> counts.containsKey(outcome))
            .sorted((a, b) -> Boolean.compare(b == stands, a == stands))
            .map(outcome -> says(outcome) + " in " + counts.get(outcome) + " of " + judged)
            .collect(Collectors.joining(", "))
        + unsaid;
  }

  private static String says(Outcome outcome) {
    return outcome == Outcome.NOT_RESOLVED ? "is not resolved" : outcome.words();
  }
}
