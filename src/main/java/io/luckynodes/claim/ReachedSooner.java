package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.WinnerRanksRow;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Each variant of the list {@code of} gets somewhere at an earlier measured epoch than the one at
 * the same place of the list {@code than}; one that never does gets there after the last epoch.
 * Seen are means over layers and seeds.
 *
 * @param threshold name of the option that says where
 * @param words what it is to reach
 * @param settles whether the measure must fall to the threshold and stay, rather than rise to it
 */
record ReachedSooner(String measure, String threshold, String words, boolean settles) {
  private static final String OF = "of";
  private static final String THAN = "than";

  static Predicate correlationReachedSooner() {
    return new ReachedSooner(
            "mean_best_correlation", "correlation", "a mean best correlation of", false)
        .predicate("correlation-reached-sooner", LayersRow.class);
  }

  static Predicate ranksSettleSooner() {
    return new ReachedSooner(
            "mean_rank", "rank", "final winners with a mean rank that stays at or below", true)
        .predicate("ranks-settle-sooner", WinnerRanksRow.class);
  }

  private Predicate predicate(String name, Class<? extends Row> table) {
    return Predicate.of(name, table, this::judge)
        .numbers(threshold)
        .variants(OF, THAN)
        .atAllEpochs();
  }

  private Verdict judge(Options options, Rows rows) {
    double wanted = options.number(threshold);
    Findings findings = new Findings();
    for (List<Variant> pair : options.pairs(OF, THAN)) {
      Course of = Course.of(rows, pair.get(0), measure);
      Course than = Course.of(rows, pair.get(1), measure);
      if (!findings.look(of, than)) {
        continue;
      }
      OptionalDouble a = epoch(of, wanted);
      OptionalDouble b = epoch(than, wanted);
      a.ifPresent(epoch -> findings.number(of.name() + " · epoch", epoch));
      b.ifPresent(epoch -> findings.number(than.name() + " · epoch", epoch));
      String words = "%s (%s) against %s (%s)".formatted(of.name(), said(a), than.name(), said(b));
      if (a.isEmpty() && b.isEmpty()) {
        findings.undecided(words);
      } else {
        findings.place(
            a.orElse(Double.POSITIVE_INFINITY) < b.orElse(Double.POSITIVE_INFINITY), words);
      }
    }
    String what = words + " " + wanted;
    return findings.verdict(
        "There are %s sooner in each comparison."
            .formatted(what)
            .replace("There are a", "There is a"),
        "Not sooner to have %s:".formatted(what));
  }

  private OptionalDouble epoch(Course course, double wanted) {
    return settles
        ? Course.settles(course.overall(), wanted)
        : Course.reaches(course.overall(), wanted);
  }

  private static String said(OptionalDouble epoch) {
    return epoch.isPresent() ? "epoch " + Say.plain(epoch.getAsDouble()) : "never";
  }
}
