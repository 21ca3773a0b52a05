package io.luckynodes.claim;

import io.luckynodes.claim.WidthMeans.Way;
import io.luckynodes.table.LearningCurveRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * At each of some polarities, wider students have a lower evaluation loss: in the mean over seeds
 * of log₁₀ of the loss, every width lies below the narrowest, and none lies more than {@code
 * tolerance} above any narrower one.
 */
final class LossFallsWithWidth {
  private static final String POLARITY = "polarity";
  private static final String LOSS = "evaluation_loss";

  static final Predicate PREDICATE =
      Predicate.of("loss-falls-with-width", LearningCurveRow.class, LossFallsWithWidth::judge)
          .numbers(POLARITY, "tolerance")
          .axes(POLARITY, WidthMeans.WIDTH);

  private LossFallsWithWidth() {}

  private static Verdict judge(Options options, Rows rows) {
    double tolerance = options.number("tolerance");
    double[] widths = rows.distinct(WidthMeans.WIDTH);
    if (widths.length < 2) {
      return Verdict.notJudged("Only one width of students was measured.");
    }
    Map<String, Double> numbers = new TreeMap<>();
    List<String> against = new ArrayList<>();
    List<String> unmeasured = new ArrayList<>();
    int leftOut = 0;
    for (double polarity : options.numbers(POLARITY)) {
      Rows all = rows.where(POLARITY, polarity);
      // A loss of 0 would have no logarithm.
      Rows kept = all.finite(LOSS).where(LOSS, loss -> loss > 0);
      leftOut += all.count() - kept.count();
      String prefix = "p = " + Say.plain(polarity) + " · ";
      WidthMeans means = WidthMeans.of(widths, kept, LossFallsWithWidth::meanLogarithm);
      means.addTo(numbers, prefix);
      unmeasured.addAll(means.unmeasured(prefix));
      List<String> rises = means.against(Way.DOWN, tolerance, prefix);
      against.addAll(rises.isEmpty() ? means.notBeyond(widths[0], Way.DOWN, prefix) : rises);
    }
    String why =
        (against.isEmpty()
                ? unmeasured.isEmpty()
                    ? "The mean of log10 of the loss falls from the narrowest students to all wider ones, and rises by no more than %s from any width to a wider one."
                        .formatted(tolerance)
                    : ""
                : "The mean of log10 of the loss does not fall with width: %s."
                    .formatted(Say.list(against)))
            + (unmeasured.isEmpty()
                ? ""
                : " Nothing finite was measured of " + Say.list(unmeasured) + ".")
            + Say.leftOut(leftOut);
    if (against.isEmpty() && !unmeasured.isEmpty()) {
      return Verdict.notJudged(numbers, why.strip());
    }
    return Verdict.judged(against.isEmpty(), numbers, why.strip());
  }

  private static double meanLogarithm(Rows rows) {
    return Arrays.stream(rows.values(LOSS)).map(StrictMath::log10).average().orElse(Double.NaN);
  }
}
