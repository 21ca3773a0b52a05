package io.luckynodes.theory.deep;

import io.luckynodes.theory.FanOuts;
import io.luckynodes.theory.SmallNetwork;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * A₁ and B₁ of the lowest layer over many inputs, which Corollary 1 says are constant where no gate
 * above that layer switches (Student Specialization, S:86).
 */
public final class Mixtures {
  private final Map<List<Double>, double[]> byGates = new LinkedHashMap<>();
  private double spread;
  private double size;

  /**
   * Takes both networks at one input.
   *
   * @param layer the layer of A and B
   * @param gated the layer whose gates group the inputs, which is the layer above
   */
  public void add(FanOuts student, FanOuts teacher, int layer, int gated) {
    List<Double> gates =
        DoubleStream.concat(
                Arrays.stream(student.gates(gated)), Arrays.stream(teacher.gates(gated)))
            .boxed()
            .toList();
    double[] entries =
        DoubleStream.concat(
                flat(student.mixture(teacher, layer)), flat(student.mixture(student, layer)))
            .toArray();
    double[] first = byGates.computeIfAbsent(gates, unseen -> entries);
    for (int i = 0; i < entries.length; i++) {
      spread = Math.max(spread, Math.abs(entries[i] - first[i]));
      size = Math.max(size, Math.abs(entries[i]));
    }
  }

  /** The mixtures at the inputs in a disc, from a grid over the square around it. */
  public static Mixtures overDisc(
      SmallNetwork student, SmallNetwork teacher, double radius, int side) {
    Mixtures mixtures = new Mixtures();
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double x1 = place(column, radius, side);
        double x2 = place(row, radius, side);
        if (x1 * x1 + x2 * x2 < radius * radius) {
          mixtures.add(FanOuts.at(student, x1, x2), FanOuts.at(teacher, x1, x2), 0, 1);
        }
      }
    }
    return mixtures;
  }

  /** The coordinate of a row or column of a grid, from −radius to radius. */
  public static double place(int i, double radius, int side) {
    return radius * (2.0 * i / (side - 1) - 1);
  }

  private static DoubleStream flat(double[][] matrix) {
    return Arrays.stream(matrix).flatMapToDouble(Arrays::stream);
  }

  /**
   * The greatest difference from the first input with the same pattern of gates, over all entries,
   * as a share of the greatest entry.
   */
  public double spread() {
    return spread / size;
  }

  /** The number of patterns of gates. */
  public int patterns() {
    return byGates.size();
  }

  /** The number of pairs (A, B) that differ by more than rounding. */
  public long distinct() {
    return byGates.values().stream()
        .map(entries -> Arrays.stream(entries).mapToObj(e -> Math.round(e / size * 1e10)).toList())
        .distinct()
        .count();
  }
}
