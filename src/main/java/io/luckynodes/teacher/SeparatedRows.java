package io.luckynodes.teacher;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Draws the weights of a separated teacher: rows of a few possible values, with no row all zero and
 * no two rows equal [C].
 */
public final class SeparatedRows {
  private SeparatedRows() {}

  /**
   * Draws rows.
   *
   * @return [rows][width]
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if {@code choices} allow too few
   *     different rows
   */
  public static double[][] draw(RandomGenerator random, int rows, int width, double[] choices) {
    // Adding 0 turns −0 into 0. With both, equal rows would pass as different, and the loop might
    // never find the last row.
    double[] values = Arrays.stream(choices).map(choice -> choice + 0.0).toArray();
    long distinct = Arrays.stream(values).distinct().count();
    int zeroRows = Arrays.stream(values).anyMatch(value -> value == 0) ? 1 : 0;
    if (Math.pow((double) distinct, width) - zeroRows < rows) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "a separated teacher of "
              + rows
              + " rows of "
              + width
              + " weights needs more than "
              + distinct
              + " weight choices");
    }
    Set<List<Double>> drawn = new HashSet<>();
    List<double[]> result = new ArrayList<>();
    while (result.size() < rows) {
      double[] row = new double[width];
      for (int i = 0; i < width; i++) {
        row[i] = values[random.nextInt(values.length)];
      }
      boolean zero = Arrays.stream(row).allMatch(value -> value == 0);
      if (!zero && drawn.add(Arrays.stream(row).boxed().toList())) {
        result.add(row);
      }
    }
    return result.toArray(new double[0][]);
  }
}
