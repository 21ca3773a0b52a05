package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.WinnerRanksRow;
import java.util.List;
import java.util.SortedMap;

/**
 * Each variant of the list {@code of} has more, or less, of something than the one at the same
 * place of the list {@code than}, by more than {@code tolerance}; compared are means over layers
 * and seeds.
 *
 * @param words what is compared
 * @param sign 1 if {@code of} is to have more, −1 if less
 */
record VariantsCompared(String measure, String words, int sign, Summary summary) {
  private static final String OF = "of";
  private static final String THAN = "than";
  private static final String TOLERANCE = "tolerance";
  private static final String SHARE = "share";

  /** What of a course is compared. */
  enum Summary {
    LAST,
    THROUGHOUT,
    /** From a share of the epochs on to the last. */
    LATE_GAIN;

    double of(SortedMap<Double, Double> byEpoch, double share) {
      return switch (this) {
        case LAST -> Course.last(byEpoch);
        case THROUGHOUT -> Course.throughout(byEpoch);
        case LATE_GAIN ->
            Course.last(byEpoch) - byEpoch.getOrDefault(Course.epochAt(byEpoch, share), Double.NaN);
      };
    }
  }

  static Predicate correlationHigher() {
    return new VariantsCompared(
            "mean_best_correlation", "mean best correlation after the last epoch", 1, Summary.LAST)
        .predicate("correlation-higher", LayersRow.class);
  }

  static Predicate correlationHigherThroughout() {
    return new VariantsCompared(
            "mean_best_correlation",
            "mean best correlation over the course of training",
            1,
            Summary.THROUGHOUT)
        .predicate("correlation-higher-throughout", LayersRow.class);
  }

  static Predicate correlationGainsMoreLate() {
    return new VariantsCompared(
            "mean_best_correlation",
            "gain in mean best correlation late in training",
            1,
            Summary.LATE_GAIN)
        .predicate("correlation-gains-more-late", LayersRow.class)
        .numbers(TOLERANCE, SHARE);
  }

  static Predicate rankLowerThroughout() {
    return new VariantsCompared(
            "mean_rank",
            "mean rank of the final winners over the course of training",
            -1,
            Summary.THROUGHOUT)
        .predicate("rank-lower-throughout", WinnerRanksRow.class);
  }

  private Predicate predicate(String name, Class<? extends Row> table) {
    return Predicate.of(name, table, this::judge)
        .numbers(TOLERANCE)
        .variants(OF, THAN)
        .atAllEpochs();
  }

  private Verdict judge(Options options, Rows rows) {
    double tolerance = options.number(TOLERANCE);
    double share = summary == Summary.LATE_GAIN ? options.number(SHARE) : 0;
    Findings findings = new Findings();
    for (List<Variant> pair : options.pairs(OF, THAN)) {
      Course of = Course.of(rows, pair.get(0), measure);
      Course than = Course.of(rows, pair.get(1), measure);
      if (findings.look(of, than)) {
        double a = summary.of(of.overall(), share);
        double b = summary.of(than.overall(), share);
        findings.number(of.name(), a);
        findings.number(than.name(), b);
        findings.place(
            sign * (a - b) > tolerance,
            "%s (%s) against %s (%s)"
                .formatted(of.name(), Say.measured(a), than.name(), Say.measured(b)));
      }
    }
    String direction = sign > 0 ? "higher" : "lower";
    return findings.verdict(
        "The %s is %s by more than %s in each comparison.".formatted(words, direction, tolerance),
        "The %s is not %s by more than %s in".formatted(words, direction, tolerance));
  }
}
