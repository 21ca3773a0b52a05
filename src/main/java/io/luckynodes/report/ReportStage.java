package io.luckynodes.report;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.artifact.Digests;
import io.luckynodes.drawing.ClaimPlots;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.job.Study;
import io.luckynodes.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs the REPORT stage. It reports on every figure of a plan, built or not, and on the figures
 * that earlier runs left.
 *
 * <p>It writes {@code summary.json} for programs, {@code claims.csv} for tables, {@code
 * numbers.tex} for LaTeX and {@code index.html} for people. It also draws plots of claims as SVG,
 * PNG and CSV: {@code claims/STUDY/figNN} for a figure, {@code claims/STUDY/figNN-versions} for a
 * figure and the figures based on it, {@code claims/STUDY} for a study, and {@code
 * claims/STUDY-alternatives} for a study whose assumed settings were varied.
 */
public final class ReportStage {
  private ReportStage() {}

  /**
   * The inputs and outputs of the stage.
   *
   * @param plan {@code plan.json}
   * @param jobs folder with {@code ID.json} of each job of the plan
   * @param figures folder that holds {@code STUDY/figNN.svg}, {@code .png} and {@code .csv} of each
   *     figure built, at any depth
   * @param metrics folder that holds the metrics artifacts, at any depth
   * @param earlier folder that may hold figures of earlier runs with their {@code figures/}, {@code
   *     metrics/} and {@code records/}; empty if there is none
   * @param results folder of the results as the run was told, for commands
   * @param state folder that may hold {@code unavailable/JOB.txt} and {@code undrawn/JOB.txt}, the
   *     reasons why a data set cannot be had or a figure not be drawn; empty if there is none
   * @param progress progress of the run; empty if the run has built all that it can
   * @param out folder for the files
   */
  public record Request(
      Path plan,
      Path jobs,
      Path figures,
      Path metrics,
      Optional<Path> earlier,
      String results,
      Optional<Path> state,
      Optional<Progress> progress,
      Path out) {}

  /**
   * Writes the files; equal inputs give equal bytes. While the run is going on, the page names the
   * figures' files and embeds no picture, and there are no plots of claims.
   *
   * @param plots draws the plots of claims
   * @throws LuckyException if the plan or a job's file is missing ({@link ExitCode#NO_INPUT}), if
   *     an input is damaged, ambiguous, or a figure was drawn from another definition or other
   *     metrics than the plan's ({@link ExitCode#BAD_INPUT}), if a claim's predicate or options are
   *     wrong ({@link ExitCode#BAD_DEFINITION}), or if a file cannot be written ({@link
   *     ExitCode#CANNOT_WRITE}); then no file is left
   */
  public static Summary write(Request request, ClaimPlots plots) {
    PlannedJobs plan = PlannedJobs.read(request.plan(), request.jobs());
    // A page that will soon be replaced has no plots and embeds no pictures, so that it costs
    // little.
    boolean passing = request.progress().filter(progress -> !progress.stopped()).isPresent();
    List<FigureReport> figures =
        withFootings(reports(request, plan).values()).stream()
            .map(figure -> passing || figure.assumesOtherwise() ? figure : figure.drawnBy(plots))
            .toList();
    List<Study> studies =
        Study.inOrder(
            plan.studies(), figures.stream().map(figure -> figure.spec().study()).toList());
    List<Chapter> chapters = Chapter.of(studies, figures);
    SortedMap<String, DrawnClaims> ofStudies =
        passing ? new TreeMap<>() : drawnStudies(chapters, plots);
    SortedMap<String, DrawnClaims> alternatives =
        passing ? new TreeMap<>() : drawnAlternatives(chapters, plots);
    SortedMap<String, DrawnClaims> versions =
        passing ? new TreeMap<>() : drawnVersions(figures, plots);
    List<Summary.Figure> entries = figures.stream().map(FigureReport::entry).toList();
    SortedMap<String, byte[]> claims = ClaimFiles.of(entries);
    SortedMap<String, String> digests = new TreeMap<>();
    claims.forEach((name, bytes) -> digests.put(name, Digests.of(bytes)));
    ofStudies.values().forEach(drawn -> digests.putAll(drawn.digests()));
    alternatives.values().forEach(drawn -> digests.putAll(drawn.digests()));
    versions.values().forEach(drawn -> digests.putAll(drawn.digests()));
    Summary summary =
        new Summary(
            Summary.FORMAT,
            plan.scale(),
            request.progress().map(Progress::unfinished).orElse(null),
            studies,
            entries,
            digests);
    byte[] page =
        Page.render(
            PageModel.of(
                summary,
                request.results(),
                chapters,
                new PageModel.Plots(ofStudies, alternatives, versions),
                plan.assumptions()));
    byte[] json = Json.writeIndented(summary).getBytes(StandardCharsets.UTF_8);
    figures.forEach(figure -> figure.plot().ifPresent(drawn -> write(request.out(), drawn)));
    ofStudies.values().forEach(drawn -> write(request.out(), drawn));
    alternatives.values().forEach(drawn -> write(request.out(), drawn));
    versions.values().forEach(drawn -> write(request.out(), drawn));
    AtomicFile.write(request.out().resolve("index.html"), page);
    claims.forEach((name, bytes) -> AtomicFile.write(request.out().resolve(name), bytes));
    AtomicFile.write(request.out().resolve(Summary.PLACE), json);
    return summary;
  }

  /** The same figures, with the footing of each claim. */
  private static List<FigureReport> withFootings(Collection<FigureReport> figures) {
    Map<String, Summary.Figure> given = new HashMap<>();
    Footings.given(figures.stream().map(FigureReport::entry).toList())
        .forEach(entry -> given.put(entry.id(), entry));
    return figures.stream()
        .map(figure -> figure.as(given.getOrDefault(figure.spec().id(), figure.entry())))
        .toList();
  }

  /** Plots of claims under other assumptions, by study. */
  private static SortedMap<String, DrawnClaims> drawnAlternatives(
      List<Chapter> chapters, ClaimPlots plots) {
    SortedMap<String, DrawnClaims> drawn = new TreeMap<>();
    for (Chapter chapter : chapters) {
      DrawnAlternatives.of(chapter, plots).ifPresent(plot -> drawn.put(chapter.study().id(), plot));
    }
    return drawn;
  }

  private static SortedMap<String, DrawnClaims> drawnStudies(
      List<Chapter> chapters, ClaimPlots plots) {
    SortedMap<String, DrawnClaims> studies = new TreeMap<>();
    for (Chapter chapter : chapters) {
      DrawnClaims.of(chapter, plots).ifPresent(drawn -> studies.put(chapter.study().id(), drawn));
    }
    return studies;
  }

  /** Plots of versions, by the first figure of each. */
  private static SortedMap<String, DrawnClaims> drawnVersions(
      List<FigureReport> figures, ClaimPlots plots) {
    SortedMap<String, DrawnClaims> drawn = new TreeMap<>();
    List<FigureReport> own = figures.stream().filter(one -> !one.assumesOtherwise()).toList();
    for (Versions versions : Versions.of(own)) {
      DrawnClaims.of(versions, plots)
          .ifPresent(plot -> drawn.put(versions.figures().get(0).spec().id(), plot));
    }
    return drawn;
  }

  /**
   * The reports on the figures of the plan, and on those that earlier runs drew and this run did
   * not, by id.
   */
  private static SortedMap<String, FigureReport> reports(Request request, PlannedJobs plan) {
    RunFiles own = RunFiles.in(request.figures(), request.metrics());
    RunFiles files =
        request.earlier().map(folder -> own.withMetrics(folder.resolve("metrics"))).orElse(own);
    MetricsOfRun metrics = new MetricsOfRun(files);
    SortedMap<String, FigureReport> reports = new TreeMap<>();
    for (Job job : plan.figures()) {
      FigureReport report =
          FigureReport.of(job, plan, files, metrics, request.state(), request.progress());
      reports.put(report.spec().id(), report);
    }
    request
        .earlier()
        .ifPresent(
            folder ->
                EarlierFigures.in(folder, plan, metrics)
                    .forEach(
                        earlier ->
                            reports.merge(
                                earlier.spec().id(),
                                earlier,
                                (planned, old) ->
                                    planned.drawn().isPresent()
                                        ? planned
                                        : old.notDrawnAnew(planned.entry().reason()))));
    return reports;
  }

  private static void write(Path out, DrawnClaims drawn) {
    drawn
        .plot()
        .files()
        .forEach((ending, bytes) -> AtomicFile.write(out.resolve(drawn.path(ending)), bytes));
  }
}
