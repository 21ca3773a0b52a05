package io.luckynodes.cli;

import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucky show}: what an artifact holds and what made it. */
@Command(
    name = "show",
    header = "Prints columns, record and first rows of an artifact.",
    description =
        "Checks the seal of an artifact, and prints its columns, its provenance record and its"
            + " first rows.")
final class ShowCommand implements Runnable {
  private static final int LIST_ITEMS = 6;

  @Parameters(paramLabel = "FILE", description = "An .arrow file that a stage made.")
  private Path file = Path.of("");

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Number of rows to print (default: ${DEFAULT-VALUE}).")
  private int rows = 5;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = Terminal.of(spec);
    try (ArtifactReader reader = new ArtifactReader(file)) {
      out.println("file     " + file);
      out.println("sha256   " + reader.sha256());
      out.println();
      out.println("columns");
      reader.describeColumns().forEach(line -> out.println("  " + line));
      out.println();
      out.println("provenance");
      Json.writeIndented(reader.record()).lines().forEach(line -> out.println("  " + line));
      int total = 0;
      out.println();
      out.println("rows");
      for (Table table = reader.next(); table != null; table = reader.next()) {
        for (int row = 0; row < table.rows() && total + row < rows; row++) {
          out.println("  " + describe(table, row));
        }
        total += table.rows();
      }
      out.println("  (" + Math.min(rows, total) + " of " + total + ")");
      out.flush();
    }
  }

  private static String describe(Table table, int row) {
    List<String> fields = new ArrayList<>();
    for (Column column : table.columns()) {
      fields.add(column.name() + "=" + value(column, row));
    }
    return String.join("  ", fields);
  }

  private static String value(Column column, int row) {
    if (column instanceof Column.Ints c) {
      return String.valueOf(c.values()[row]);
    } else if (column instanceof Column.Doubles c) {
      return String.valueOf(c.values()[row]);
    } else if (column instanceof Column.Flags c) {
      return String.valueOf(c.values()[row]);
    } else if (column instanceof Column.Texts c) {
      return c.values()[row];
    } else if (column instanceof Column.IntLists c) {
      return Arrays.toString(c.values()[row]);
    } else if (column instanceof Column.FloatLists c) {
      float[] list = c.values()[row];
      String shown = Arrays.toString(Arrays.copyOf(list, Math.min(LIST_ITEMS, list.length)));
      return list.length > LIST_ITEMS
          ? shown.replace("]", ", … " + list.length + " in all]")
          : shown;
    } else if (column instanceof Column.Blobs c) {
      return "(" + c.width() + " bytes)";
    }
    throw new IllegalArgumentException(column.toString());
  }
}
