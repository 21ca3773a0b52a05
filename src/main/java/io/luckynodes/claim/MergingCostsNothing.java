package io.luckynodes.claim;

import io.luckynodes.table.MergingRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Clusters can be merged: at threshold {@code cosine} and each number of samples, the accuracy on
 * training and on test images falls by no more than {@code tolerance} in the mean over seeds.
 */
final class MergingCostsNothing {
  private static final String SAMPLES = "train_samples";

  static final Predicate PREDICATE =
      Predicate.of("merging-costs-nothing", MergingRow.class, MergingCostsNothing::judge)
          .numbers("cosine", "tolerance")
          .axes(SAMPLES);

  private MergingCostsNothing() {}

  private static Verdict judge(Options options, Rows rows) {
    double tolerance = options.number("tolerance");
    Rows merged = rows.where("cosine", options.number("cosine"));
    if (merged.isEmpty()) {
      return Verdict.notJudged("Nothing was merged at this threshold.");
    }
    Map<String, Double> numbers = new TreeMap<>();
    List<String> against = new ArrayList<>();
    boolean fewer = false;
    for (double size : merged.distinct(SAMPLES)) {
      Rows variant = merged.where(SAMPLES, size);
      String place = "N = " + Say.plain(size);
      numbers.put(place + " · neurons", variant.mean("neurons"));
      numbers.put(place + " · clusters", variant.mean("clusters"));
      fewer = fewer || variant.mean("clusters") < variant.mean("neurons");
      for (String images : List.of("train", "test")) {
        double before = variant.mean(images + "_before");
        double after = variant.mean(images + "_after");
        String what = place + ", " + (images.equals("train") ? "training" : "test") + " images";
        numbers.put(what + " · before", before);
        numbers.put(what + " · after", after);
        if (!(after >= before - tolerance)) {
          against.add(
              what
                  + " ("
                  + Say.measured(100 * before)
                  + " to "
                  + Say.measured(100 * after)
                  + " %)");
        }
      }
    }
    if (!fewer) {
      return Verdict.notJudged(numbers, "No two neurons are in one cluster: nothing was merged.");
    }
    return Verdict.judged(
        against.isEmpty(),
        numbers,
        against.isEmpty()
            ? "Merging costs at most %s of accuracy everywhere.".formatted(Say.plain(tolerance))
            : "Merging costs accuracy at " + Say.list(against) + ".");
  }
}
