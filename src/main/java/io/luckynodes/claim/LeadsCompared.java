package io.luckynodes.claim;

import io.luckynodes.claim.CellsCompared.Summary;
import io.luckynodes.job.Variant;
import java.util.List;
import java.util.Set;

/**
 * One cell's lead over another is greater than a third one's over a fourth, by more than {@code
 * tolerance}: {@code of} holds the two that lead, {@code over} those they lead over, the greater
 * lead first. Compared are means over layers and seeds.
 *
 * @param words what is compared
 * @param sign 1 if more is a lead, −1 if less is
 */
record LeadsCompared(
    String name, String table, String measure, String words, int sign, Summary summary)
    implements Predicate {
  private static final String OF = "of";
  private static final String OVER = "over";
  private static final String TOLERANCE = "tolerance";
  private static final int TWO = 2;

  static LeadsCompared correlation() {
    return new LeadsCompared(
        "correlation-lead-greater",
        "layers",
        "mean_best_correlation",
        "mean best correlation after the last epoch",
        1,
        Summary.LAST);
  }

  static LeadsCompared rank() {
    return new LeadsCompared(
        "rank-lead-greater",
        "winner-ranks",
        "mean_rank",
        "mean rank of the final winners over the course of training",
        -1,
        Summary.THROUGHOUT);
  }

  @Override
  public Set<String> columns() {
    return Course.columns(measure);
  }

  @Override
  public Set<String> options() {
    return Set.of(OF, OVER, TOLERANCE);
  }

  @Override
  public Set<String> variants() {
    return Set.of(OF, OVER);
  }

  @Override
  public Epochs epochs() {
    return Epochs.ALL;
  }

  @Override
  public Verdict judge(Options options, Rows rows) {
    double tolerance = options.number(TOLERANCE);
    List<List<Variant>> pairs = options.pairs(OF, OVER);
    if (pairs.size() != TWO) {
      throw options.wrong(OF, "expected two cells, found " + pairs.size());
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
