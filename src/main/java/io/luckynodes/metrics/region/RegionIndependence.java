package io.luckynodes.metrics.region;

import io.luckynodes.metrics.Computed;
import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.theory.plane.PlaneLines;
import io.luckynodes.theory.region.PlaneNetwork;
import io.luckynodes.theory.region.ReluColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tests of Lemmas 2 and 3: linear independence of the teacher's nodes. */
final class RegionIndependence {
  private final Computed one;
  private final double[][] points;
  private final List<double[]> lines;

  RegionIndependence(Computed one, PlaneNetwork teacher, double[][] points) {
    this.one = one;
    this.points = points;
    lines = Arrays.asList(teacher.lines());
  }

  /**
   * Measures the independence.
   *
   * @param teacher the case of Assumption 1 for the teacher, one of {@link RegionEnd#CASES}
   */
  void run(String teacher) {
    int number = RegionEnd.CASES.indexOf(teacher) + 1;
    one.law("independence", teacher, number, ReluColumns.independence(lines, points));
    List<double[]> reversed = new ArrayList<>(lines);
    reversed.add(Arrays.stream(lines.get(0)).map(w -> -w).toArray());
    one.law(
        "independence",
        "a node and its reverse",
        RegionEnd.CASES.size() + 1,
        ReluColumns.independence(reversed, points));
    double degrees = one.reals("teacher_degrees")[0];
    double offset = one.reals("teacher_offsets")[0];
    double[] turns = one.reals("turned_degrees");
    double[] values = new double[turns.length];
    Arrays.setAll(
        values,
        i ->
            ReluColumns.independence(
                List.of(lines.get(0), PlaneLines.teacher(degrees + turns[i], offset)), points));
    int last = turns.length - 1;
    for (int i = 0; i <= last; i++) {
      one.law(
          "independence-turned",
          "two lines",
          turns[i],
          values[i],
          values[last] * turns[i] / turns[last]);
    }
    double slope =
        LeastSquares.of(
                Arrays.stream(turns).map(StrictMath::log).toArray(),
                Arrays.stream(values).map(StrictMath::log).toArray())
            .slope();
    one.law("independence-slope", "two lines", 0, slope, 1);
  }
}
