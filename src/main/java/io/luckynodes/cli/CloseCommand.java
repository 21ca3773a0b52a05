package io.luckynodes.cli;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.crate.Crate;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.KeptRuns;
import io.luckynodes.lineage.Printable;
import io.luckynodes.lineage.Results;
import io.luckynodes.report.Summary;
import io.luckynodes.run.KeptPlan;
import io.luckynodes.run.RunRecord;
import io.luckynodes.run.RunSection;
import io.luckynodes.run.TaskCommands;
import io.luckynodes.run.Trace;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucky close}: what is still to be said of a run once it has ended. */
@Command(
    name = "close",
    header = "Completes the description of a run that has ended.",
    description =
        "Completes the description of a run in its results: writes the time and memory of each"
            + " stage into the page, and ro-crate-metadata.json, which describes everything as a"
            + " research object (Workflow Run RO-Crate, profile Provenance Run Crate 0.5). The"
            + " workflow does this when a run ends. Calling the command again changes only what is"
            + " out of date.")
final class CloseCommand implements Runnable {
  private static final String PAGE = "index.html";

  @Mixin private final ResultsArgument results = new ResultsArgument();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Nextflow's work folder, from which the commands of the tasks are read. Without this"
              + " option, the commands that are already in the results stay.")
  private @Nullable Path work;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    Results folder = results.open();
    if (work != null) {
      keepCommands(folder, work);
    }
    List<Summary.Figure> figures = figures(folder);
    List<Summary.Figure> earlier = figures.stream().filter(Summary.Figure::earlier).toList();
    // A run that failed early has no page, but is described all the same.
    if (folder.find(PAGE).file() != null) {
      RunSection.write(
          folder.target(PAGE),
          RunRecord.read(folder.require(RunRecord.PLACE)),
          Trace.read(folder.require(Trace.PLACE)),
          folder.find(KeptPlan.PLACE).file() == null
              ? null
              : KeptPlan.read(folder.require(KeptPlan.PLACE)),
          KeptRuns.earlier(folder),
          ids(earlier.stream()));
    }
    Crate.write(folder);
    tell(earlier, onNoPage(folder, figures));
  }

  /** Says what a run that built some figures alone did to the others, and which it left out. */
  private void tell(List<Summary.Figure> earlier, List<String> onNoPage) {
    PrintWriter out = Terminal.of(spec);
    if (!earlier.isEmpty()) {
      out.println(
          "The page also shows "
              + (earlier.size() == 1 ? "1 figure" : earlier.size() + " figures")
              + " of earlier runs");
    }
    List<String> outdated =
        ids(earlier.stream().filter(figure -> figure.status().equals(Summary.OUTDATED)));
    if (!outdated.isEmpty()) {
      out.println(
          "Outdated, because a later run has replaced their measurements: "
              + String.join(", ", outdated));
    }
    if (!onNoPage.isEmpty()) {
      out.println(
          "Not on the page, because they are incomplete or damaged: "
              + String.join(", ", onNoPage)
              + "; lucky audit says why");
    }
    out.flush();
  }

  /** Figures in the folder that are on no page, though there is one. */
  private static List<String> onNoPage(Results folder, List<Summary.Figure> figures) {
    Set<String> shown =
        figures.stream()
            .filter(Summary.Figure::shown)
            .map(Summary.Figure::id)
            .collect(Collectors.toSet());
    return shown.isEmpty()
        ? List.of()
        : folder.figures().stream().filter(id -> !shown.contains(id)).map(Printable::of).toList();
  }

  private static List<String> ids(Stream<Summary.Figure> figures) {
    return figures.map(figure -> Printable.of(figure.id())).toList();
  }

  private static List<Summary.Figure> figures(Results folder) {
    Path summary = folder.find(Summary.PLACE).file();
    return summary == null ? List.of() : Summary.read(summary).figures();
  }

  private static void keepCommands(Results folder, Path work) {
    TaskCommands commands = TaskCommands.in(work, Trace.read(folder.require(Trace.PLACE)));
    AtomicFile.write(
        folder.target(TaskCommands.PLACE),
        Json.writeIndented(commands).getBytes(StandardCharsets.UTF_8));
  }
}
