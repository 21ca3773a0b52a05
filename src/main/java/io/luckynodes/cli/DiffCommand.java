package io.luckynodes.cli;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.diff.DifferenceLines;
import io.luckynodes.diff.DifferencePage;
import io.luckynodes.diff.ResultsDifference;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.Printable;
import io.luckynodes.lineage.Results;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucky diff}: two results, compared. */
@Command(
    name = "diff",
    description =
        "Compares two results folders figure by figure: settings, plotted numbers, drawing and the"
            + " verdicts of claims. Ends with 0 if they are the same, or the numbers within the"
            + " tolerance, and with 3 if not. Other code and another environment are told, and"
            + " count as no difference. Nothing is checked against records: that is what audit"
            + " does.")
final class DiffCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "A", description = "A folder that a run wrote.")
  private Path a = Path.of("results");

  @Parameters(index = "1", paramLabel = "B", description = "Another.")
  private Path b = Path.of("results");

  @Option(
      names = "--tolerance",
      paramLabel = "SHARE",
      description =
          "Largest difference of numbers that counts as the same, as a share of the largest number"
              + " in its column (default: ${DEFAULT-VALUE}, the same numbers to the last digit).")
  private double tolerance;

  @Option(
      names = "--page",
      paramLabel = "FILE.html",
      description =
          "Write a page as well: what differs, with the pictures of both side by side. It holds all"
              + " that it shows.")
  private @Nullable Path page;

  @Option(names = "--json", description = "Print all of it for programs.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    if (!(tolerance >= 0)) {
      throw new LuckyException(
          ExitCode.USAGE, "--tolerance: expected a number of at least 0, found " + tolerance);
    }
    Results one = Results.in(a);
    Results other = Results.in(b);
    ResultsDifference difference = ResultsDifference.between(one, other, tolerance);
    if (page != null) {
      AtomicFile.write(page, DifferencePage.of(difference, one, other));
    }
    PrintWriter out = Terminal.of(spec);
    if (json) {
      out.print(
          Printable.json(
              Json.writeIndented(Map.of("same", difference.same(), "difference", difference))));
    } else {
      DifferenceLines.of(difference).forEach(out::println);
    }
    out.flush();
    if (!difference.same()) {
      throw new LuckyException(
          ExitCode.DIFFERENT, a + " and " + b + ": " + DifferenceLines.sum(difference));
    }
  }
}
