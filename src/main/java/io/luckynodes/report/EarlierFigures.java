package io.luckynodes.report;

import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.ProvenanceRecord.Ancestor;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.JobNames;
import io.luckynodes.json.Json;
import io.luckynodes.stage.RecordFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Reads figures that earlier runs left in the results and this run did not draw. Their definitions
 * and verdicts come from their own records and measurements. A figure whose measurements a later
 * run has replaced is outdated, and its claims are not judged.
 */
final class EarlierFigures {
  private final RunFiles figures;
  private final Path records;
  private final PlannedJobs plan;
  private final MetricsOfRun metrics;

  private EarlierFigures(RunFiles figures, Path records, PlannedJobs plan, MetricsOfRun metrics) {
    this.figures = figures;
    this.records = records;
    this.plan = plan;
    this.metrics = metrics;
  }

  /**
   * The figures whose {@code figures/STUDY/NAME.svg}, {@code .png} and {@code .csv} a folder holds.
   * A file that is no figure, or whose record is damaged, is left out; an audit reports it.
   *
   * @param folder folder that also holds {@code records/NAME.json} of the artifacts from which they
   *     were made, except where the plan has the job
   * @param metrics metrics artifacts of this run, and those of earlier runs that this run has not
   *     replaced
   */
  static List<FigureReport> in(Path folder, PlannedJobs plan, MetricsOfRun metrics) {
    Path drawn = folder.resolve("figures");
    RunFiles files = RunFiles.in(drawn, drawn);
    EarlierFigures earlier =
        new EarlierFigures(files, folder.resolve(RecordFile.FOLDER), plan, metrics);
    return files.drawings().stream().flatMap(svg -> earlier.readable(svg).stream()).toList();
  }

  private Optional<FigureReport> readable(Path svg) {
    try {
      return Optional.of(report(svg));
    } catch (LuckyException e) {
      return Optional.empty();
    }
  }

  private FigureReport report(Path svg) {
    ProvenanceRecord record = FigureFile.read(svg).record();
    Job job = job(record, svg);
    FigureSpec spec = job.figure();
    if (spec == null || !svg.endsWith(spec.id() + ".svg")) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, svg + ": expected a figure of that name, found " + job.id());
    }
    SortedMap<String, Path> files =
        figures
            .figure(spec)
            .orElseThrow(() -> new LuckyException(ExitCode.BAD_INPUT, svg + ": found no figure"));
    DrawnFigure drawn = DrawnFigure.read(job, files);
    return drawn
        .otherInput(metrics::digest)
        .map(
            input ->
                FigureReport.outdated(
                    job,
                    drawn,
                    "A later run has replaced measurements that this figure was drawn from ("
                        + input.name()
                        + ")."))
        .orElseGet(() -> FigureReport.earlier(job, plan.with(recorded(record)), drawn, metrics));
  }

  /** The jobs from which a figure was made and whose records are here, by id. */
  private Map<String, Job> recorded(ProvenanceRecord figure) {
    Map<String, Job> jobs = new HashMap<>();
    for (Ancestor ancestor : figure.ancestors().values()) {
      Path file = records.resolveSibling(RecordFile.pathOf(ancestor.name()));
      if (Files.isRegularFile(file)) {
        Job job = job(Json.read(file, RecordFile.class).record(), file);
        jobs.put(job.id(), job);
      }
    }
    return jobs;
  }

  private static Job job(ProvenanceRecord record, Path file) {
    return JobNames.checked(
        Json.read(Json.write(record.definition()), Job.class, file.toString()), file.toString());
  }
}
