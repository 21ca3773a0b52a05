package io.luckynodes.metrics.overlaps;

import io.luckynodes.job.Member;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.TableWriter;
import java.math.BigDecimal;

/** What is measured of one seed, of which nothing is trained: all of it is of epoch 0. */
record SeedLaws(Member member, TableWriter tables) {
  /** A number that a statement bounds or says nothing of. */
  void add(String law, String series, double x, double y) {
    add(law, series, x, y, Double.NaN);
  }

  /** A number beside what a statement says that it is. */
  void add(String law, String series, double x, double y, double predicted) {
    add(new LawsRow(law, series, x, y, predicted));
  }

  void add(Row row) {
    tables.add(member, 0, row);
  }

  /** {@code threshold 1.5}, the name of a series. */
  static String words(double threshold) {
    return "threshold " + BigDecimal.valueOf(threshold).stripTrailingZeros().toPlainString();
  }
}
