package io.luckynodes.claim;

import io.luckynodes.claim.VariantsCompared.Summary;
import io.luckynodes.job.Variant;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.WinnerRanksRow;
import java.util.List;

/**
 * One variant's lead over another is greater than a third one's over a fourth, by more than {@code
 * tolerance}: {@code of} holds the two that lead, {@code over} those they lead over, the greater
 * lead first. Compared are means over layers and seeds.
 *
 * @param words what is compared
 * @param sign 1 if more is a lead, −1 if less is
 */
record LeadsCompared(String measure, String words, int sign, Summary summary) {
  private static final String OF = "of";
  private static final String OVER = "over";
  private static final String TOLERANCE = "tolerance";
  private static final int TWO = 2;

  static Predicate correlationLeadGreater() {
    return new LeadsCompared(
            "mean_best_correlation", "mean best correlation after the last epoch", 1, Summary.LAST)
        .predicate("correlation-lead-greater", LayersRow.class);
  }

  static Predicate rankLeadGreater() {
    return new LeadsCompared(
            "mean_rank",
            "mean rank of the final winners over the course of training",
            -1,
            Summary.THROUGHOUT)
        .predicate("rank-lead-greater", WinnerRanksRow.class);
  }

  private Predicate predicate(String name, Class<? extends Row> table) {
    return Predicate.of(name, table, this::judge)
        .numbers(TOLERANCE)
        .variants(OF, OVER)
        .atAllEpochs();
  }

  private Verdict judge(Options options, Rows rows) {
    double tolerance = options.number(TOLERANCE);
    List<List<Variant>> pairs = options.pairs(OF, OVER);
    if (pairs.size() != TWO) {
      throw options.wrong(OF, "expected two variants, found " + pairs.size());
    }
    Findings findings = new Findings();
    double[] leads = new double[TWO];
    String[] names = new String[TWO];
    boolean complete = true;
    for (int i = 0; i < TWO; i++) {
      Course of = Course.of(rows, pairs.get(i).get(0), measure);
      Course over = Course.of(rows, pairs.get(i).get(1), measure);
      if (findings.look(of, over)) {
        leads[i] = sign * (summary.of(of.overall(), 0) - summary.of(over.overall(), 0));
        names[i] = of.name() + " over " + over.name();
        findings.number(names[i], leads[i]);
      } else {
        complete = false;
      }
    }
    if (complete) {
      findings.place(
          leads[0] - leads[1] > tolerance,
          "%s (%s) against %s (%s)"
              .formatted(names[0], Say.measured(leads[0]), names[1], Say.measured(leads[1])));
    }
    return findings.verdict(
        "The lead in %s is greater by more than %s.".formatted(words, tolerance),
        "The lead in %s is not greater by more than %s:".formatted(words, tolerance));
  }
}
