package io.luckynodes.cli;

import io.luckynodes.crate.Crate;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.lineage.Audit;
import io.luckynodes.lineage.Printable;
import io.luckynodes.lineage.Results;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    header = "Checks that results are what their records say.",
    description =
        "Hashes every figure and artifact of a results folder again, follows each figure's records"
            + " back to random draws or a data set, and judges every claim again from its metrics."
            + " The exit code is 0 only if everything agrees; otherwise the command prints a line"
            + " for each fault. A figure is outdated if a later run at another scale, or with other"
            + " code or settings, has replaced the measurements that it was drawn from.")
final class AuditCommand implements Runnable {
  private static final int MOST_NAMED = 8;

  @Parameters(paramLabel = "RESULTS", description = "A folder that a run wrote.")
  private Path results = Path.of("results");

  @Option(
      names = "--figures",
      paramLabel = "LIST",
      split = ",",
      description = "Ids of figures, separated by commas (default: all figures in the folder).")
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
      throw new LuckyException(ExitCode.NO_INPUT, results + ": holds no figures");
    }
    Audit.Outcome outcome =
        figures.isEmpty()
            ? Audit.of(folder).with(Crate.compare(folder))
            : Audit.of(folder, figures);
    PrintWriter out = Terminal.of(spec);
    for (Audit.Figure figure : outcome.figures()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-8s %s (%s): %s hashed, %d not kept (can be replayed); from %s",
              words(figure.state()),
              figure.id(),
              Printable.of(origin(figure)),
              figure.kept() == 1 ? "1 artifact" : figure.kept() + " artifacts",
              figure.notKept(),
              figure.data().isEmpty() ? "nothing known" : String.join(", ", figure.data())));
    }
    outcome.figures().stream()
        .filter(figure -> figure.state() == Audit.State.OUTDATED)
        .forEach(figure -> out.println(outdated(figure)));
    outcome.faults().forEach(fault -> out.println(fault.toString()));
    if (!outcome.unproved().isEmpty()) {
      out.println(
          "not checked, because no record says what these files must hold: "
              + places(outcome.unproved()));
    }
    long outdated = outcome.figures(Audit.State.OUTDATED);
    out.println(
        String.format(
            Locale.ROOT,
            "figures sound: %d of %d%s; claims judged again: %d; faults: %d",
            outcome.figures(Audit.State.SOUND),
            outcome.figures().size(),
            outdated == 0 ? "" : ", outdated: " + outdated,
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
    if (outdated > 0) {
      throw new LuckyException(
          ExitCode.NO_INPUT,
          results
              + ": the measurements of "
              + (outdated == 1 ? "1 figure" : outdated + " figures")
              + " are no longer there");
    }
  }

  private static String words(Audit.State state) {
    return state == Audit.State.FAULTY ? "FAULTY" : state.name().toLowerCase(Locale.ROOT);
  }

  private static String origin(Audit.Figure figure) {
    return "scale "
        + (figure.scale().isEmpty() ? "unknown" : figure.scale())
        + (figure.run().isEmpty() ? "" : ", run " + figure.run());
  }

  private static String outdated(Audit.Figure figure) {
    return figure.id()
        + ": a later run has replaced files that it was made from ("
        + Printable.of(figure.replaced().first())
        + (figure.replaced().size() == 1 ? "" : " and " + (figure.replaced().size() - 1) + " more")
        + "); build the figure again, or give each run a folder of its own with --outdir";
  }
}
