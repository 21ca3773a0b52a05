package io.luckynodes.theory.region;

import io.luckynodes.theory.Directions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Linear independence of ReLU nodes on some points (Lemmas 2 and 3). */
public final class ReluColumns {
  private ReluColumns() {}

  /**
   * The least singular value over the greatest, for the matrix whose columns are the nodes'
   * activations and the functions 1, x₁ and x₂, each scaled to length 1. It is 0 if a node is
   * active on no point.
   *
   * @param lines rows (w₁, w₂, b) of the nodes
   * @param points [points][2]
   */
  public static double independence(List<double[]> lines, double[][] points) {
    List<double[]> columns = new ArrayList<>();
    for (double[] line : lines) {
      columns.add(column(points, x -> Math.max(0, PlaneNetwork.linear(line, x))));
    }
    columns.add(column(points, x -> 1));
    columns.add(column(points, x -> x[0]));
    columns.add(column(points, x -> x[1]));
    if (columns.stream().anyMatch(column -> Directions.norm(column) == 0)) {
      return 0;
    }
    double[] values =
        SingularValues.of(columns.stream().map(Directions::unit).toArray(double[][]::new));
    return values[values.length - 1] / values[0];
  }

  private static double[] column(double[][] points, ToDoubleFunction<double[]> f) {
    return Arrays.stream(points).mapToDouble(f).toArray();
  }
}
