package io.luckynodes.cli;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Origin;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.report.Commands;
import io.luckynodes.report.Progress;
import io.luckynodes.report.ReportStage;
import io.luckynodes.report.Summary;
import io.luckynodes.runner.Reporting;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucky report}: the page and the summary of a run. */
@Command(
    name = "report",
    header = "Writes the page and the summary of a run.",
    description =
        "Writes the page and the summary of a run: index.html with every figure, its claims,"
            + " settings and digests; summary.json and claims.csv with the same for programs;"
            + " numbers.tex with the verdicts and numbers of claims for LaTeX; and plots of the"
            + " claims in claims/. A figure that is missing is reported as skipped, with the"
            + " reason. The workflow calls this command at the end of a run.")
final class ReportCommand implements Runnable {
  @Mixin private final ExpectedCode code = new ExpectedCode();

  @Option(
      names = "--plan",
      required = true,
      paramLabel = "FILE",
      description = "plan.json, as 'lucky plan --out' writes it.")
  private Path plan = Path.of("");

  @Option(
      names = "--jobs",
      required = true,
      paramLabel = "DIR",
      description = "Folder with ID.json of every job of the plan.")
  private Path jobs = Path.of("");

  @Option(
      names = "--figures",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder that holds STUDY/figNN.svg, .png and .csv of the figures that were built, at any"
              + " depth.")
  private Path figures = Path.of("");

  @Option(
      names = "--metrics",
      required = true,
      paramLabel = "DIR",
      description = "Folder that holds the .arrow files of the METRICS jobs, at any depth.")
  private Path metrics = Path.of("");

  @Option(
      names = "--earlier",
      paramLabel = "DIR",
      description =
          "Folder with figures of earlier runs that stay in the results: figures/, metrics/ and"
              + " records/, as a run writes them.")
  private @Nullable Path earlier;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = Commands.RESULTS,
      showDefaultValue = CommandLine.Help.Visibility.ALWAYS,
      description = "Path of the results folder in the commands that the page shows.")
  private String results = Commands.RESULTS;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "${env:LUCKY_STATE}",
      description =
          "Folder that may hold unavailable/JOB.txt with the reason why a data set is unavailable"
              + " (default: the environment variable LUCKY_STATE).")
  private @Nullable Path state;

  @Option(
      names = "--progress",
      paramLabel = "FILE",
      description =
          "Progress of a run that has not ended, as the workflow writes it. Figures that are"
              + " missing then count as still to come.")
  private @Nullable Path progress;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the files, made if missing.")
  private Path out = Path.of("");

  @Option(
      names = "--strict",
      description =
          "End with an error if a figure was skipped; all files are still written. A claim that"
              + " fails is never an error.")
  private boolean strict;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    code.check(Stage.REPORT.id());
    Summary summary =
        Reporting.write(
            new ReportStage.Request(
                plan,
                jobs,
                figures,
                metrics,
                Optional.ofNullable(earlier),
                results,
                Optional.ofNullable(state).filter(folder -> !folder.toString().isEmpty()),
                Optional.ofNullable(progress).map(file -> Json.read(file, Progress.class)),
                out));
    List<Summary.Figure> missing = summary.missing();
    PrintWriter print = Terminal.of(spec);
    print.println(
        (summary.figures().size() - missing.size())
            + " of "
            + summary.figures().size()
            + " figures built: "
            + out.resolve("index.html"));
    for (Origin origin : Origin.values()) {
      print.println(
          "claims "
              + origin.words()
              + ": "
              + Arrays.stream(Outcome.values())
                  .map(outcome -> summary.claims(outcome, origin) + " " + outcome.words())
                  .collect(Collectors.joining(", ")));
    }
    print.flush();
    if (strict && !missing.isEmpty()) {
      throw new LuckyException(
          ExitCode.NO_INPUT,
          "not built: "
              + String.join(", ", missing.stream().map(Summary.Figure::id).toList())
              + "; "
              + out.resolve(Summary.PLACE)
              + " says why");
    }
  }
}
