package io.luckynodes.claim;

import io.luckynodes.statistics.RankCorrelation;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StudentNodesRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * In every polarity, the mean fan-out norm of student nodes whose correlation is below {@code
 * correlation} is below a share of that of matched ones. The rank correlation between correlation
 * and fan-out norm is reported too, and decides nothing.
 */
final class LowCorrelationLowFanOut {
  /** A student node above this matches a teacher node (Student Specialization, section 6). */
  private static final double MATCHED = 0.95;

  private static final String POLARITY = "polarity";

  static final Predicate PREDICATE =
      Predicate.of(
              "low-correlation-low-fan-out", StudentNodesRow.class, LowCorrelationLowFanOut::judge)
          .numbers("correlation", "share_of_matched")
          .axes(POLARITY);

  private LowCorrelationLowFanOut() {}

  private static Verdict judge(Options options, Rows rows) {
    double low = options.number("correlation");
    double share = options.number("share_of_matched");
    Map<String, Double> numbers = new TreeMap<>();
    List<String> below = new ArrayList<>();
    List<String> notBelow = new ArrayList<>();
    List<String> withoutLow = new ArrayList<>();
    List<String> withoutMatched = new ArrayList<>();
    int leftOut = 0;
    for (double polarity : rows.distinct(POLARITY)) {
      Rows all = rows.where(POLARITY, polarity);
      Rows finite = all.finite("correlation", "fan_out");
      leftOut += all.count() - finite.count();
      Rows lowNodes = finite.where("correlation", c -> c < low);
      Rows matched = finite.where("correlation", c -> c > MATCHED);
      String name = "p = " + Say.plain(polarity);
      numbers.put(name + " · mean fan-out, low correlation", lowNodes.mean("fan_out"));
      numbers.put(name + " · mean fan-out, matched", matched.mean("fan_out"));
      numbers.put(name + " · nodes of low correlation", (double) lowNodes.count());
      numbers.put(name + " · matched nodes", (double) matched.count());
      numbers.put(
          name + " · rank correlation",
          RankCorrelation.of(finite.values("correlation"), finite.values("fan_out")));
      if (lowNodes.isEmpty()) {
        withoutLow.add(name);
      } else if (matched.isEmpty()) {
        withoutMatched.add(name);
      } else {
        numbers.put(
            name + " · share of matched", lowNodes.mean("fan_out") / matched.mean("fan_out"));
        (lowNodes.mean("fan_out") < share * matched.mean("fan_out") ? below : notBelow).add(name);
      }
    }
    String students = "student nodes of correlation below " + low + " have ";
    String limit = share + " × the mean fan-out norm of matched ones (above " + MATCHED + ")";
    String why =
        sentence(below, students + "less than " + limit + ".")
            + sentence(notBelow, students + limit + " or more.")
            + sentence(withoutLow, "no student node has a correlation below " + low + ".")
            + sentence(withoutMatched, "no student node is matched, so nothing can be compared.")
            + Say.leftOut(leftOut);
    if (notBelow.isEmpty() && (below.isEmpty() || !withoutMatched.isEmpty())) {
      return Verdict.notJudged(numbers, why.strip());
    }
    return Verdict.judged(notBelow.isEmpty(), numbers, why.strip());
  }

  private static String sentence(List<String> polarities, String what) {
    return polarities.isEmpty() ? "" : " At " + Say.list(polarities) + " " + what;
  }
}
