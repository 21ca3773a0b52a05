package io.luckynodes.lineage;

import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.csv.CsvLines;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.error.Suggestion;
import io.luckynodes.report.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One table of an experiment. Results keep its rows in one file for each job; here they form one
 * table, in the order of the jobs' ids.
 *
 * @param files files that hold the rows
 * @param columns type of each column of the files, in the order in which the files first name them;
 *     a row is empty in a column that its file does not have
 */
public record TableExport(List<Path> files, Map<String, Class<? extends Column>> columns) {
  private static final String ENDING = ".arrow";

  /**
   * Finds a table, as measured at the scale of the last run. If there is none at that scale, the
   * table of earlier runs at another scale is taken.
   *
   * @param experiment id of the experiment
   * @param table name of the table, such as {@code student-nodes}
   * @throws LuckyException if the results do not hold the table, or hold it only at several other
   *     scales ({@link ExitCode#NO_INPUT}), or if a file is damaged ({@link ExitCode#BAD_INPUT})
   */
  public static TableExport of(Results results, String experiment, String table) {
    Summary summary = Summary.read(results.require(Summary.PLACE));
    SortedSet<String> experiments = new TreeSet<>();
    SortedSet<String> tables = new TreeSet<>();
    SortedMap<String, SortedSet<String>> byScale = new TreeMap<>();
    for (Summary.Figure figure : summary.figures()) {
      for (String path : figure.built() ? figure.metrics().keySet() : Set.<String>of()) {
        String[] steps = path.split("/", -1);
        if (steps.length != 3) {
          continue; // This summary was changed by hand.
        }
        String name = steps[steps.length - 1].replaceFirst(ENDING + "$", "");
        String own = name.substring(name.lastIndexOf('.') + 1);
        experiments.add(steps[1]);
        if (steps[1].equals(experiment)) {
          tables.add(own);
          if (own.equals(table)) {
            byScale.computeIfAbsent(figure.scale(), scale -> new TreeSet<>()).add(path);
          }
        }
      }
    }
    if (tables.isEmpty()) {
      throw absent(results, "measurements of an experiment", experiment, experiments);
    }
    if (byScale.isEmpty()) {
      throw absent(results, "table of " + experiment, table, tables);
    }
    if (byScale.size() > 1 && !byScale.containsKey(summary.scale())) {
      throw new LuckyException(
          ExitCode.NO_INPUT,
          results.folder()
              + ": has "
              + table
              + " of "
              + experiment
              + " at scales "
              + String.join(" and ", byScale.keySet())
              + ", and the last run was of another: run that figure again at one of them");
    }
    String scale = byScale.containsKey(summary.scale()) ? summary.scale() : byScale.firstKey();
    List<Path> files =
        Objects.requireNonNull(byScale.get(scale)).stream().map(results::require).toList();
    Map<String, Class<? extends Column>> columns = new LinkedHashMap<>();
    for (Path file : files) {
      try (ArtifactReader reader = new ArtifactReader(file)) {
        for (Table batch = reader.next(); batch != null; batch = reader.next()) {
          batch
              .columns()
              .forEach(
                  column -> columns.merge(column.name(), column.getClass(), TableExport::both));
        }
      }
    }
    return new TableExport(files, Collections.unmodifiableMap(columns));
  }

  /** Type of a column that has whole numbers in one file and others in another. */
  private static Class<? extends Column> both(
      Class<? extends Column> one, Class<? extends Column> other) {
    return one == other ? one : Column.Doubles.class;
  }

  private static LuckyException absent(
      Results results, String what, String name, SortedSet<String> known) {
    return new LuckyException(
        ExitCode.NO_INPUT,
        results.folder()
            + ": has no "
            + what
            + " '"
            + name
            + "'"
            + Suggestion.text(name, known)
            + "; there are "
            + String.join(", ", known));
  }

  /**
   * Writes all rows as CSV: a line of names, then a line for each row.
   *
   * @return number of rows
   * @throws IOException if they cannot be written
   */
  public long writeCsv(OutputStream out) throws IOException {
    out.write(new CsvLines(columns.keySet().toArray()).encoded());
    return eachBatch(batch -> out.write(lines(batch)));
  }

  /**
   * Writes all rows as Parquet.
   *
   * @param name name of the table
   * @return number of rows
   * @throws IOException if they cannot be written
   */
  public long writeParquet(String name, OutputStream out) throws IOException {
    try (ParquetTable table = new ParquetTable(name, columns, out)) {
      return eachBatch(table::add);
    }
  }

  /** Writes a batch of rows. */
  @FunctionalInterface
  private interface Writing {
    void write(Table batch) throws IOException;
  }

  private long eachBatch(Writing writing) throws IOException {
    long rows = 0;
    for (Path file : files) {
      try (ArtifactReader reader = new ArtifactReader(file)) {
        for (Table batch = reader.next(); batch != null; batch = reader.next()) {
          writing.write(batch);
          rows += batch.rows();
        }
      }
    }
    return rows;
  }

  private byte[] lines(Table batch) {
    List<Optional<Column>> own = new ArrayList<>();
    for (String name : columns.keySet()) {
      own.add(batch.columns().stream().filter(column -> column.name().equals(name)).findFirst());
    }
    CsvLines lines = CsvLines.withoutNames();
    for (int row = 0; row < batch.rows(); row++) {
      @Nullable Object[] fields = new @Nullable Object[own.size()];
      for (int i = 0; i < fields.length; i++) {
        fields[i] = own.get(i).isPresent() ? value(own.get(i).get(), row) : null;
      }
      lines.add(fields);
    }
    return lines.encoded();
  }

  private static Object value(Column column, int row) {
    if (column instanceof Column.Ints ints) {
      return ints.values()[row];
    } else if (column instanceof Column.Doubles doubles) {
      return doubles.values()[row];
    } else if (column instanceof Column.Flags flags) {
      return flags.values()[row];
    } else if (column instanceof Column.Texts texts) {
      return texts.values()[row];
    }
    throw new LuckyException(
        ExitCode.BAD_INPUT,
        "column " + column.name() + ": expected numbers, flags or texts, found lists");
  }
}
