package io.luckynodes.theory;

import io.luckynodes.statistics.Median;
import java.util.ArrayList;
import java.util.List;

/**
 * Overlaps of a teacher's nodes with each other, divided by their overlaps with themselves
 * (Assumption 3).
 *
 * @param d [nodes, nodes], d**_jj′ / d**_jj
 * @param l [nodes, nodes], l**_jj′ / l**_jj
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record TeacherOverlaps(double[][] d, double[][] l) {
  /**
   * Summary of all pairs of different nodes; both numbers are NaN for a single node.
   *
   * @param greatest the ε that Assumption 3 needs
   * @param median the median over the pairs
   */
  public record Summary(double greatest, double median) {}

  /** Overlaps of rows of norm 1. */
  public static TeacherOverlaps of(Overlap overlap, double[][] w) {
    double[][] d = new double[w.length][w.length];
    double[][] l = new double[w.length][w.length];
    for (int j = 0; j < w.length; j++) {
      d[j][j] = 1;
      l[j][j] = 1;
      for (int other = 0; other < j; other++) {
        Overlap.Values values = overlap.of(w[j], w[other]);
        d[j][other] = values.d() / overlap.same().d();
        l[j][other] = values.l() / overlap.same().l();
        d[other][j] = d[j][other];
        l[other][j] = l[j][other];
      }
    }
    return new TeacherOverlaps(d, l);
  }

  /** ε_d, as the greatest and the median of the pairs. */
  public Summary ofD() {
    return summary(d);
  }

  /** ε_l, as the greatest and the median of the pairs. */
  public Summary ofL() {
    return summary(l);
  }

  private static Summary summary(double[][] ratios) {
    List<Double> pairs = new ArrayList<>();
    for (int j = 0; j < ratios.length; j++) {
      for (int other = 0; other < j; other++) {
        pairs.add(ratios[j][other]);
      }
    }
    double[] values = pairs.stream().mapToDouble(Double::doubleValue).toArray();
    double greatest = pairs.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    return new Summary(greatest, Median.of(values));
  }
}
