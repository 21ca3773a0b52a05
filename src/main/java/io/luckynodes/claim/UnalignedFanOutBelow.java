package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import io.luckynodes.table.StudentNodesRow;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mean fan-out norm of student nodes that follow no teacher node (correlation below {@code
 * unaligned}) is below a share of that of nodes which do (correlation above {@code aligned}).
 */
final class UnalignedFanOutBelow {
  static final Predicate PREDICATE =
      Predicate.of("unaligned-fan-out-below", StudentNodesRow.class, UnalignedFanOutBelow::judge)
          .numbers("aligned", "unaligned", "share_of_aligned");

  private UnalignedFanOutBelow() {}

  private static Verdict judge(Options options, Rows rows) {
    double alignedAbove = options.number("aligned");
    double unalignedBelow = options.number("unaligned");
    double share = options.number("share_of_aligned");
    Rows finite = rows.finite("correlation", "fan_out");
    Rows aligned = finite.where("correlation", c -> c > alignedAbove);
    Rows unaligned = finite.where("correlation", c -> c < unalignedBelow);
    String leftOut = Say.leftOut(rows.count() - finite.count());
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("aligned nodes", (double) aligned.count());
    numbers.put("unaligned nodes", (double) unaligned.count());
    numbers.put("mean fan-out, aligned", aligned.mean("fan_out"));
    numbers.put("mean fan-out, unaligned", unaligned.mean("fan_out"));
    if (unaligned.isEmpty()) {
      return Verdict.notJudged(
          numbers,
          "No student node has a correlation below "
              + unalignedBelow
              + ": none can fade."
              + leftOut);
    }
    if (aligned.isEmpty()) {
      return Verdict.notJudged(
          numbers,
          "No student node has a correlation above "
              + alignedAbove
              + ": there is nothing to compare with."
              + leftOut);
    }
    double limit = share * aligned.mean("fan_out");
    numbers.put("limit for unaligned", limit);
    boolean holds = unaligned.mean("fan_out") < limit;
    return Verdict.judged(
        holds,
        numbers,
        "Unaligned student nodes (correlation below %s) have a mean fan-out norm of %s, %s %s, which is %s × that of aligned ones (above %s).%s"
            .formatted(
                unalignedBelow,
                Say.measured(unaligned.mean("fan_out")),
                holds ? "below" : "not below",
                Say.measured(limit),
                share,
                alignedAbove,
                leftOut));
  }
}
