package io.luckynodes.cli;

import io.luckynodes.json.Json;
import io.luckynodes.lineage.Explanation;
import io.luckynodes.lineage.Printable;
import io.luckynodes.lineage.Recognition;
import io.luckynodes.lineage.Results;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucky explain}: what made a figure. */
@Command(
    name = "explain",
    header = "Prints the settings and artifacts behind a figure.",
    description =
        "Prints what made a figure: its settings with their sources, what was reduced, and every"
            + " artifact from the metrics back to the data. The figure's file alone is enough. A"
            + " file that has lost its record is recognised among the figures of --results by its"
            + " bytes, its pixels or its drawing.")
final class ExplainCommand implements Runnable {
  @Parameters(
      paramLabel = "FIGURE",
      description =
          "A file (.svg, .png, .pdf or .csv), or an id such as student-specialization/fig07.")
  private String figure = "";

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description =
          "Results folder in which to look for a figure that is given by its id, or whose file has"
              + " lost its record (default: ${DEFAULT-VALUE}).")
  private Path results = Path.of("results");

  @Option(names = "--json", description = "Print the record as JSON, for programs.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    Path file = Path.of(figure);
    Recognition read =
        Files.exists(file) || figure.matches("(?s).*\\.[A-Za-z]{3,4}")
            ? Recognition.of(file, Files.isDirectory(results) ? Results.in(results) : null)
            : Recognition.of(drawn(Results.in(results), figure), null);
    PrintWriter out = Terminal.of(spec);
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("sha256", read.sha256());
      fields.put("seal", read.standing());
      fields.put("record", read.record());
      out.print(Printable.json(Json.writeIndented(fields)));
    } else {
      Explanation.of(read).forEach(out::println);
    }
    out.flush();
  }

  private static Path drawn(Results folder, String id) {
    FigureId.require(folder, id);
    return folder.require("figures/" + id + ".svg");
  }
}
