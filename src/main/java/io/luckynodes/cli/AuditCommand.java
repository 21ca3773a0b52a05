package io.luckynodes.cli;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.lineage.Audit;
import io.luckynodes.lineage.Printable;
import io.luckynodes.lineage.Results;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucky audit}: whether results are what their records say. */
@Command(
    name = "audit",
    description =
        "Hashes every figure and artifact of a results folder again, follows each figure's records back to random draws or"
            + " a data set, and judges every claim again from its metrics. Ends with 0 only if all of it agrees; otherwise prints a line for each fault.")
final class AuditCommand implements Runnable {
  private static final int MOST_NAMED = 8;

  @Parameters(paramLabel = "RESULTS", description = "A folder that a run wrote.")
  private Path results = Path.of("results");

  @Option(
      names = "--figures",
      paramLabel = "LIST",
      split = ",",
      description = "Ids of figures, comma-separated (default: all that are there).")
  private List<String> figures = new ArrayList<>();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** Files by their folders, and how many each has. */
  private static String places(List<String> files) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (String file : files) {
      int end = file.lastIndexOf('/');
      counts.merge(end < 0 ? file : file.substring(0, end + 1), 1, Integer::sum);
    }
    String named =
        counts.entrySet().stream()
            .limit(MOST_NAMED)
            .map(
                place ->
                    Printable.of(place.getKey())
                        + (place.getKey().endsWith("/") ? " (" + place.getValue() + ")" : ""))
            .collect(Collectors.joining(", "));
    return counts.size() > MOST_NAMED ? named + " and further folders" : named;
  }

  @Override
  public void run() {
    Results folder = Results.in(results);
    if (figures.isEmpty() && folder.figures().isEmpty()) {
      throw new LuckyException(ExitCode.NO_INPUT, results + ": no figures in it");
    }
    Audit.Outcome outcome = figures.isEmpty() ? Audit.of(folder) : Audit.of(folder, figures);
    PrintWriter out = Terminal.of(spec);
    for (Audit.Figure figure : outcome.figures()) {
      out.println(
          "%-7s %s: %s hashed, %d not kept (can be replayed); from %s"
              .formatted(
                  figure.sound() ? "sound" : "FAULTY",
                  figure.id(),
                  figure.kept() == 1 ? "1 artifact" : figure.kept() + " artifacts",
                  figure.notKept(),
                  figure.data().isEmpty() ? "nothing known" : String.join(", ", figure.data())));
    }
    outcome.faults().forEach(fault -> out.println(fault.toString()));
    if (!outcome.unproved().isEmpty()) {
      out.println(
          "not proved, for nothing here says what they must be: " + places(outcome.unproved()));
    }
    out.println(
        "figures sound: %d of %d; claims judged again: %d; faults: %d"
            .formatted(
                outcome.figures().stream().filter(Audit.Figure::sound).count(),
                outcome.figures().size(),
                outcome.claims(),
                outcome.faults().size()));
    out.flush();
    if (!outcome.sound()) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          results
              + ": "
              + (outcome.faults().size() == 1 ? "1 fault" : outcome.faults().size() + " faults"));
    }
  }
}
