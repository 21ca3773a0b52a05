package io.luckynodes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.job.Plan;
import io.luckynodes.lineage.KeptRuns;
import io.luckynodes.lineage.Printable;
import io.luckynodes.lineage.Results;
import io.luckynodes.lineage.Status;
import io.luckynodes.plan.PlanStage;
import io.luckynodes.report.Wording;
import io.luckynodes.run.KeptRun;
import io.luckynodes.run.RunRecord;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucky status}: what a run would do again, and which figures are behind. */
@Command(
    name = "status",
    header = "Says what the same run would do again now.",
    description =
        "Says which jobs the same run would do again with the present code and definitions, and"
            + " why, before anything runs. It also lists the figures that are out of date. All"
            + " other jobs come from the cache, as long as the work folder is there.")
final class StatusCommand implements Runnable {
  private static final String OWN_DEFINITIONS = "workflow/definitions/";

  @Mixin private final ResultsArgument results = new ResultsArgument();

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description =
          "Name of an earlier run of these results, kept in run/NAME (default: the last run).")
  private @Nullable String name;

  @Mixin private final DefinitionsFolder definitions = new DefinitionsFolder();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    Results folder = results.open();
    RunRecord run = run(folder).run();
    List<Job> jobs = PlanStage.jobs(request(folder, run));
    Plan plan = PlanStage.summary(text(run, "scale"), jobs, 0);
    print(run, Status.of(folder, jobs, plan));
  }

  private KeptRun run(Results folder) {
    Optional<KeptRun> found =
        name == null
            ? KeptRuns.last(folder)
            : KeptRuns.earlier(folder).stream()
                .filter(one -> one.run().name().equals(name))
                .findFirst();
    return found.orElseThrow(
        () ->
            new LuckyException(
                ExitCode.NO_INPUT,
                folder.folder()
                    + ": holds no record of "
                    + (name == null ? "the run that made it" : "a run " + name)));
  }

  /**
   * What the run was asked for. Files of the user's own that are gone are as the results keep them.
   */
  private PlanStage.Request request(Results folder, RunRecord run) {
    List<String> figures = new ArrayList<>();
    List<Path> own = new ArrayList<>();
    String claim = text(run, "claim");
    String wanted = claim.isEmpty() ? text(run, "figures") : PlanCommand.figureOf(claim);
    for (String item : wanted.split(" *, *", -1)) {
      if (item.matches(".*\\.ya?ml")) {
        Path file = Path.of(item);
        Path kept = folder.find(OWN_DEFINITIONS + file.getFileName()).file();
        own.add(Files.exists(file) || kept == null ? file : kept);
        figures.add(String.valueOf(file.getFileName()));
      } else if (!item.isBlank() && !item.equals("all")) {
        figures.add(item);
      }
    }
    JsonNode seeds = value(run, "seeds");
    return new PlanStage.Request(
        definitions.folder(),
        own,
        figures,
        text(run, "scale"),
        seeds.canConvertToInt() ? Optional.of(seeds.intValue()) : Optional.empty(),
        Optional.of(text(run, "set")).filter(text -> !text.isEmpty()),
        Optional.of(text(run, "vary")).filter(text -> !text.isEmpty()));
  }

  private static String text(RunRecord run, String parameter) {
    return value(run, parameter).asText("");
  }

  /** A parameter's value; no text and no number if none was given. */
  private static JsonNode value(RunRecord run, String parameter) {
    RunRecord.Parameter found = run.parameters().get(parameter);
    JsonNode value = found == null ? null : found.value();
    return value == null ? MissingNode.getInstance() : value;
  }

  private void print(RunRecord run, Status status) {
    PrintWriter out = Terminal.of(spec);
    out.println(
        "Run "
            + Printable.of(run.name())
            + " at scale "
            + Printable.of(text(run, "scale"))
            + ", with the present code and definitions:");
    out.println();
    String format = "%-8s  %4s  %-30s  %s";
    out.println(format.formatted("stage", "jobs", "", "because of"));
    for (Status.Jobs row : status.rows()) {
      out.println(
          format.formatted(
              row.stage().id(),
              row.jobs(),
              row.turn().words(),
              row.why().isEmpty() ? "-" : row.why()));
    }
    out.println();
    out.println(
        Wording.count(status.sound(), "figure is", "figures are")
            + " up to date; "
            + (status.behind().isEmpty() ? "none is out of date." : "out of date:"));
    if (!status.behind().isEmpty()) {
      status
          .behind()
          .forEach((figure, why) -> out.println("  " + figure + "  " + String.join("; ", why)));
      out.println(
          "The jobs that are certain to run take about "
              + Wording.time(Math.round(status.minutes() * 60_000))
              + " of processor time, by the plan's estimate.");
    }
    out.flush();
  }
}
