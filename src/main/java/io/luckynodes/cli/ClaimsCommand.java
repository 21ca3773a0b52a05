package io.luckynodes.cli;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.lineage.Results;
import io.luckynodes.report.ClaimLines;
import io.luckynodes.report.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucky claims}: how the claims stand. */
@Command(
    name = "claims",
    header = "Lists the claims of a run and their verdicts.",
    description =
        "Lists the claims of a run's figures. A claim must hold in one place or in several, such as"
            + " layers or variants. For each claim the command prints the expected value, the value"
            + " obtained in the place in which the claim is least certain (the mean over seeds,"
            + " with its bounds at 5 %% in brackets), and the verdict. A table of counts for each"
            + " study follows.")
final class ClaimsCommand implements Runnable {
  /** Claims that fit on a screen. */
  private static final int MOST_AT_ONCE = 20;

  @Mixin private final ResultsArgument results = new ResultsArgument();

  @Option(
      names = "--figures",
      paramLabel = "LIST",
      split = ",",
      description = "Ids of figures or studies, separated by commas (default: all).")
  private List<String> wanted = new ArrayList<>();

  @Option(
      names = "--claim",
      paramLabel = "STUDY/FIGURE/CLAIM",
      description =
          "Print this claim alone, for its figure and for every figure that is based on that one,"
              + " for example with other settings.")
  private @Nullable String claim;

  @Option(
      names = "--short",
      description =
          "Leave out the claims if there are more than "
              + MOST_AT_ONCE
              + " and print the counts alone, as a run does at its end.")
  private boolean brief;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    Results folder = results.open();
    Summary summary = Summary.read(folder.require(Summary.PLACE));
    List<String> lines =
        claim == null ? ofFigures(summary, folder.folder()) : ofClaim(summary, claim);
    PrintWriter out = Terminal.of(spec);
    lines.forEach(out::println);
    out.flush();
  }

  private List<String> ofFigures(Summary summary, Path folder) {
    List<Summary.Figure> figures =
        summary.figures().stream()
            .filter(figure -> wanted.isEmpty() || wanted.stream().anyMatch(one -> is(figure, one)))
            .toList();
    if (figures.isEmpty()) {
      throw new LuckyException(
          ExitCode.USAGE,
          "no figure of the results is "
              + String.join(" or ", wanted)
              + "; the figures are "
              + String.join(", ", summary.figures().stream().map(Summary.Figure::id).toList()));
    }
    long claims = figures.stream().mapToLong(figure -> figure.claims().size()).sum();
    if (claims == 0) {
      return List.of("These figures have no claims.");
    }
    List<String> lines = new ArrayList<>();
    if (!brief || claims <= MOST_AT_ONCE) {
      lines.addAll(ClaimLines.of(figures));
      lines.add("");
    }
    lines.addAll(ClaimLines.counts(figures));
    if (brief && claims > MOST_AT_ONCE) {
      lines.add("Every claim with its expected and obtained value: bin/lucky claims " + folder);
    }
    return lines;
  }

  private static boolean is(Summary.Figure figure, String wanted) {
    return figure.id().equals(wanted) || figure.id().startsWith(wanted + "/");
  }

  private static List<String> ofClaim(Summary summary, String claim) {
    int end = Math.max(0, claim.lastIndexOf('/'));
    String name = claim.substring(end).replaceFirst("^/", "");
    List<Summary.Figure> figures =
        ClaimLines.family(summary, claim.substring(0, end)).stream()
            .filter(figure -> ClaimLines.has(figure, name))
            .toList();
    if (figures.isEmpty()) {
      throw new LuckyException(
          ExitCode.USAGE,
          "--claim " + claim + ": no figure of the results has it, nor one that is based on it");
    }
    return ClaimLines.of(name, figures);
  }
}
