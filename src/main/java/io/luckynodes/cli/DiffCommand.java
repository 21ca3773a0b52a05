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
    header = "Compares two results folders.",
    description =
        "Compares two results folders figure by figure: settings, plotted numbers, drawing and"
            + " verdicts of claims. The exit code is 0 if they are the same or the numbers are"
            + " within the tolerance, and 3 if they differ. Other code and another environment are"
            + " reported, but are no difference. The files are not checked against their records;"
            + " lucky audit does that.")
final class DiffCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "A", description = "A folder that a run wrote.")
  private Path a = Path.of("results");

  @Parameters(index = "1", paramLabel = "B", description = "The results folder to compare it with.")
  private Path b = Path.of("results");

  @Option(
      names = "--tolerance",
      paramLabel = "SHARE",
      description =
          "Largest difference of two numbers that counts as the same, as a share of the largest"
              + " number in their column (default: ${DEFAULT-VALUE}: equal to the last digit).")
  private double tolerance;

  @Option(
      names = "--page",
      paramLabel = "FILE.html",
      description =
          "Also write the comparison to this file, as a page with the pictures of both results side"
              + " by side. The page needs no other file.")
  private @Nullable Path page;

  @Option(names = "--json", description = "Print the comparison as JSON, for programs.")
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
