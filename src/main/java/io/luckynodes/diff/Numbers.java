package io.luckynodes.diff;

import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.csv.CsvTable;
import io.luckynodes.lineage.ColumnDifference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The differences of a figure's plotted numbers.
 *
 * @param shape differences of rows and columns; if the number of rows differs, no column is
 *     compared
 * @param columns columns with differences, even if these are below the tolerance
 */
public record Numbers(List<Change> shape, List<ColumnDifference> columns) {
  static final Numbers SAME = new Numbers(List.of(), List.of());

  /** A number as figures and Java write it. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][-+]?\\d{1,9})?");

  /** Compares two CSV files. */
  static Numbers between(Path a, Path b) {
    if (Digests.of(a).equals(Digests.of(b))) {
      return SAME;
    }
    CsvTable one = CsvTable.read(a, FigureFile.LARGEST);
    CsvTable other = CsvTable.read(b, FigureFile.LARGEST);
    List<Change> shape = new ArrayList<>();
    List<String> common = new ArrayList<>(one.columns());
    common.retainAll(other.columns());
    if (!one.columns().equals(other.columns())) {
      shape.add(
          new Change(
              "columns", String.join(", ", one.columns()), String.join(", ", other.columns())));
    }
    if (one.rows().size() != other.rows().size()) {
      shape.add(
          new Change(
              "rows", String.valueOf(one.rows().size()), String.valueOf(other.rows().size())));
      return new Numbers(shape, List.of());
    }
    return new Numbers(
        shape,
        common.stream()
            .map(name -> between(name, one.column(name), other.column(name)))
            .filter(column -> column.rows() > 0)
            .toList());
  }

  private static ColumnDifference between(String name, String[] a, String[] b) {
    Optional<double[]> one = numbers(a);
    Optional<double[]> other = numbers(b);
    return one.isPresent() && other.isPresent()
        ? ColumnDifference.ofNumbers(name, one.get(), other.get())
        : ColumnDifference.ofValues(name, a, b);
  }

  /** The numbers of a column; empty if it holds anything else. An empty field becomes NaN. */
  private static Optional<double[]> numbers(String[] fields) {
    double[] numbers = new double[fields.length];
    for (int i = 0; i < fields.length; i++) {
      if (NUMBER.matcher(fields[i]).matches()) {
        numbers[i] = Double.parseDouble(fields[i]);
      } else if (fields[i].isEmpty()) {
        numbers[i] = Double.NaN;
      } else if (fields[i].equals("Infinity") || fields[i].equals("-Infinity")) {
        numbers[i] = Double.parseDouble(fields[i]);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(numbers);
  }

  /** Whether the numbers count as equal. */
  boolean within(double tolerance) {
    return shape.isEmpty() && columns.stream().allMatch(column -> column.within(tolerance));
  }

  /** Whether the numbers are equal to the last digit. */
  boolean same() {
    return shape.isEmpty() && columns.isEmpty();
  }
}
