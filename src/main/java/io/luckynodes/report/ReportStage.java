package io.luckynodes.report;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The REPORT stage: {@code summary.json} for programs, {@code claims.csv} for tables and {@code
 * index.html} for people, about every figure of a plan, those built and those not.
 */
public final class ReportStage {
  private ReportStage() {}

  /**
   * What to report on.
   *
   * @param plan {@code plan.json}
   * @param jobs folder with {@code ID.json} of each job of the plan
   * @param figures folder that holds {@code STUDY/figNN.svg}, {@code .png} and {@code .csv} of each
   *     figure built, at any depth
   * @param metrics folder that holds the metrics artifacts, at any depth
   * @param state folder that may hold {@code unavailable/JOB.txt}, the reason why a data set cannot
   *     be had; empty if there is none
   * @param out where the files go
   */
  public record Request(
      Path plan, Path jobs, Path figures, Path metrics, Optional<Path> state, Path out) {}

  /**
   * Writes the files; equal inputs give equal bytes.
   *
   * @throws LuckyException if the plan or a job's file is missing ({@link ExitCode#NO_INPUT}), if
   *     an input is damaged, ambiguous, or a figure was drawn from another definition or other
   *     metrics than the plan's ({@link ExitCode#BAD_INPUT}), if a claim's predicate or options are
   *     wrong ({@link ExitCode#BAD_DEFINITION}), or if a file cannot be written ({@link
   *     ExitCode#CANNOT_WRITE}); then no file is left
   */
  public static Summary write(Request request) {
    PlannedJobs plan = PlannedJobs.read(request.plan(), request.jobs());
    RunFiles files = RunFiles.in(request.figures(), request.metrics());
    MetricsOfRun metrics = new MetricsOfRun(files);
    List<FigureReport> figures = new ArrayList<>();
    for (Job job : plan.figures()) {
      figures.add(FigureReport.of(job, plan, files, metrics, request.state()));
    }
    Summary summary =
        new Summary(
            Summary.FORMAT, plan.scale(), figures.stream().map(FigureReport::entry).toList());
    byte[] page = Page.render(PageModel.of(plan.scale(), figures));
    byte[] json = Json.writeIndented(summary).getBytes(StandardCharsets.UTF_8);
    byte[] claims = ClaimsFile.encode(summary);
    AtomicFile.write(request.out().resolve("index.html"), page);
    AtomicFile.write(request.out().resolve("claims.csv"), claims);
    AtomicFile.write(request.out().resolve("summary.json"), json);
    return summary;
  }
}
