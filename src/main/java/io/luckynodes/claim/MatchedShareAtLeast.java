package io.luckynodes.claim;

import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * At one polarity, students of each of the given widths match at least a share of the teacher
 * nodes, in the mean over seeds (and over layers, if there are several).
 */
final class MatchedShareAtLeast {
  static final Predicate PREDICATE =
      Predicate.of("matched-share-at-least", LayersRow.class, MatchedShareAtLeast::judge)
          .numbers("polarity", "over_realisation", "share")
          .axes("polarity", "over_realisation");

  private MatchedShareAtLeast() {}

  private static Verdict judge(Options options, Rows rows) {
    double polarity = options.number("polarity");
    double share = options.number("share");
    Map<String, Double> numbers = new TreeMap<>();
    List<String> reached = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    List<String> unmeasured = new ArrayList<>();
    int leftOut = 0;
    for (double width : options.numbers("over_realisation")) {
      Rows variant = rows.where("polarity", polarity).where("over_realisation", width);
      Rows finite = variant.finite("matched_share", "mean_best_correlation");
      leftOut += variant.count() - finite.count();
      String name = Say.plain(width) + "×";
      if (finite.isEmpty()) {
        unmeasured.add(name);
      } else {
        double mean = finite.mean("matched_share");
        numbers.put(name + " · matched share", mean);
        (mean >= share ? reached : missed).add(name + " (" + Say.measured(mean) + ")");
      }
    }
    String at = " at p = " + Say.plain(polarity);
    String why =
        (reached.isEmpty()
                ? ""
                : "Students of "
                    + Say.list(reached)
                    + " match "
                    + share
                    + " of the teacher nodes or more"
                    + at
                    + ".")
            + (missed.isEmpty()
                ? ""
                : " Students of " + Say.list(missed) + " match less than " + share + at + ".")
            + (unmeasured.isEmpty()
                ? ""
                : " Nothing was measured of " + Say.list(unmeasured) + at + ".")
            + Say.leftOut(leftOut);
    if (missed.isEmpty() && !unmeasured.isEmpty()) {
      return Verdict.notJudged(numbers, why.strip());
    }
    return Verdict.judged(missed.isEmpty(), numbers, why.strip());
  }
}
