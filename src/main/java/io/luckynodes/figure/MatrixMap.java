package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.table.MatricesRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A measured matrix as a map of signed colours, its first row on top. */
final class MatrixMap {
  private static final double SWATCH = 6;

  private MatrixMap() {}

  /** The numbers of one matrix, [rows][columns]; empty if there are none. */
  static double[][] values(Rows matrix) {
    int[] row = matrix.ints("row");
    int[] column = matrix.ints("column");
    double[] value = matrix.values("value");
    double[][] values = new double[size(row)][size(column)];
    for (int i = 0; i < value.length; i++) {
      values[row[i]][column[i]] = value[i];
    }
    return values;
  }

  private static int size(int[] places) {
    return Arrays.stream(places).max().orElse(-1) + 1;
  }

  /** The greatest magnitude of the numbers of some matrices; 1 if there are none, or all are 0. */
  static double limit(Rows matrices) {
    double limit = Arrays.stream(matrices.values("value")).map(Math::abs).max().orElse(0);
    return limit > 0 ? limit : 1;
  }

  /** The rows of the table that belong to the matrix with this name. */
  static Rows named(Rows matrices, String name) {
    return matrices.where(MatricesRow.MATRIX, name);
  }

  /**
   * A panel of one matrix.
   *
   * @param name of the panel, in the CSV
   * @param across name of a column
   * @param down name of a row
   * @param limit magnitude of a number that has the deepest colour
   * @param over series drawn over the map, in numbers of rows and columns from 1
   */
  static Panel panel(
      String name,
      Text title,
      String across,
      String down,
      Rows matrix,
      double limit,
      List<Series> over) {
    double[][] values = values(matrix);
    int columns = values.length == 0 ? 1 : values[0].length;
    return new Panel(
        name,
        title,
        new Axis(Text.of(across), 0.5, columns + 0.5, Axis.Scale.WHOLE),
        new Axis(Text.of(down), 0.5, Math.max(1, values.length) + 0.5, Axis.Scale.DOWNWARD),
        over,
        "not measured",
        matrix.isEmpty() ? Optional.empty() : Optional.of(HeatMap.signed(down, values, limit)));
  }

  /** Legend entries for the colours, which are shares of a map's scale. */
  static List<Key.Entry> key(double... shares) {
    List<Key.Entry> entries = new ArrayList<>();
    for (double share : shares) {
      entries.add(
          new Key.Entry(
              Text.of(Numbers.plain(share) + " × scale"),
              new Look(Palette.signed(share), Line.NONE, Sign.SQUARE, SWATCH)));
    }
    return entries;
  }
}
