package io.luckynodes.claim;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Claim;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges claims. */
public final class Claims {
  private Claims() {}

  /** What is wrong with a claim's predicate or options; empty if nothing. */
  public static Optional<String> fault(Claim claim) {
    try {
      Options unused = new Options(claim, Predicates.of(claim.predicate()).options());
      return Optional.empty();
    } catch (LuckyException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /**
   * Judges a claim by the cells that its figure selects, at the epochs that its predicate sees.
   *
   * @param scale the run's
   * @param select values of each sweep axis that the figure draws
   * @param rows of the table that the claim's predicate reads
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if the predicate is unknown or an
   *     option is wrong
   */
  public static Verdict judge(
      Claim claim, String scale, Map<String, List<JsonNode>> select, Rows rows) {
    Predicate predicate = Predicates.of(claim.predicate());
    Options options = new Options(claim, predicate.options());
    if (!claim.scales().contains(scale)) {
      return Verdict.notJudged(
          "It can be judged at scale "
              + String.join(" or ", claim.scales())
              + "; this run is of scale "
              + scale
              + ".");
    }
    List<String> absent =
        predicate.columns().stream().filter(column -> !rows.has(column)).sorted().toList();
    if (!rows.isEmpty() && !absent.isEmpty()) {
      return Verdict.notJudged(
          "Table "
              + predicate.table()
              + " of this experiment has no column "
              + String.join(", ", absent)
              + ".");
    }
    Rows selected = rows.selected(select);
    Rows seen =
        switch (predicate.epochs()) {
          case LAST -> selected.atLastEpoch();
          case ALL -> selected;
        };
    if (seen.isEmpty()) {
      return Verdict.notJudged(
          "The metrics have no rows of table " + predicate.table() + " for what the figure draws.");
    }
    return predicate.judge(options, seen);
  }
}
