package io.luckynodes.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Parent;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Predicates;
import io.luckynodes.claim.Verdict;
import io.luckynodes.drawing.ClaimPlots;
import io.luckynodes.job.Claim;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.table.Row;
import io.luckynodes.table.TableType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One figure with all that is reported about it.
 *
 * @param ancestors the jobs from which it is made; empty if it is outdated
 * @param drawn the figure; empty if it was not built
 * @param claims its claims with their verdicts
 * @param judgedFrom the metrics artifacts by which claims were judged, by job and kind
 * @param plot plot of the claims; empty if there is nothing to draw, or until it is drawn
 * @param entry its entry in the summary
 * @param metricsSizes sizes of its metrics artifacts in bytes, by path in the results
 */
record FigureReport(
    Job job,
    FigureSpec spec,
    List<Job> ancestors,
    Optional<DrawnFigure> drawn,
    List<JudgedClaim> claims,
    SortedMap<String, Parent> judgedFrom,
    Optional<DrawnClaims> plot,
    Summary.Figure entry,
    Map<String, Long> metricsSizes) {

  /**
   * The report on a figure of the plan.
   *
   * @param state folder that may hold reasons why it was not built
   * @param progress progress of the run; empty if the run has built all that it can
   */
  static FigureReport of(
      Job job,
      PlannedJobs plan,
      RunFiles files,
      MetricsOfRun metrics,
      Optional<Path> state,
      Optional<Progress> progress) {
    FigureSpec spec = Objects.requireNonNull(job.figure());
    Measurements measured = Measurements.of(plan.needs(job), metrics);
    Optional<DrawnFigure> drawn =
        files
            .figure(spec)
            .map(found -> DrawnFigure.read(job, found).requireDrawnFrom(job, measured.digests));
    return of(
        job,
        plan,
        drawn,
        measured,
        metrics,
        drawn.isPresent()
            ? new Standing(Summary.BUILT, null, false)
            : missing(job, plan, metrics, state, progress));
  }

  private static Standing missing(
      Job job,
      PlannedJobs plan,
      MetricsOfRun metrics,
      Optional<Path> state,
      Optional<Progress> progress) {
    if (progress.isEmpty()) {
      return new Standing(Summary.SKIPPED, SkipReason.of(job, plan, metrics, state), false);
    }
    return SkipReason.noted(job, plan, metrics, state)
        .map(reason -> new Standing(Summary.SKIPPED, reason, false))
        .orElseGet(
            () -> {
              SortedSet<String> jobs = new TreeSet<>(Set.of(job.id()));
              plan.ancestors(job).forEach(needed -> jobs.add(needed.id()));
              return new Standing(
                  progress.get().stopped() ? Summary.SKIPPED : Summary.TO_COME,
                  progress.get().of(jobs),
                  false);
            });
  }

  /**
   * The report on a figure that an earlier run drew, where the plan has the definitions of its
   * jobs.
   */
  static FigureReport earlier(Job job, PlannedJobs plan, DrawnFigure drawn, MetricsOfRun metrics) {
    return of(
        job,
        plan,
        Optional.of(drawn),
        Measurements.of(plan.needs(job), metrics),
        metrics,
        new Standing(Summary.BUILT, null, true));
  }

  /**
   * The report on a figure that an earlier run drew from measurements that have been replaced. No
   * claim is judged by the present measurements.
   *
   * @param reason the reason why it is outdated
   */
  static FigureReport outdated(Job job, DrawnFigure drawn, String reason) {
    FigureSpec spec = Objects.requireNonNull(job.figure());
    List<JudgedClaim> claims =
        spec.claims().stream()
            .map(claim -> new JudgedClaim(claim, Verdict.notJudged(reason)))
            .toList();
    return new FigureReport(
        job,
        spec,
        List.of(),
        Optional.of(drawn),
        claims,
        new TreeMap<>(),
        Optional.empty(),
        entry(
            job,
            Optional.of(drawn),
            claims,
            new TreeMap<>(),
            new Standing(Summary.OUTDATED, reason, true)),
        Map.of());
  }

  private static FigureReport of(
      Job job,
      PlannedJobs plan,
      Optional<DrawnFigure> drawn,
      Measurements measured,
      MetricsOfRun metrics,
      Standing standing) {
    FigureSpec spec = Objects.requireNonNull(job.figure());
    List<Job> needs = plan.needs(job);
    List<JudgedClaim> claims = FigureClaims.judge(job, needs, metrics, drawn.isPresent());
    SortedMap<String, Parent> judgedFrom = new TreeMap<>();
    for (JudgedClaim judged : claims) {
      if (!judged.verdict().places().isEmpty()) {
        judgedFrom.putAll(inputs(judged.claim(), needs, metrics));
      }
    }
    return new FigureReport(
        job,
        spec,
        plan.ancestors(job),
        // The page only names the files of alternatives, since many pictures would fill memory.
        spec.alternative() == null ? drawn : drawn.map(DrawnFigure::withoutContents),
        claims,
        judgedFrom,
        Optional.empty(),
        entry(job, drawn, claims, measured.inResults, standing),
        measured.sizes);
  }

  /** The status of a figure in the results. */
  private record Standing(String status, @Nullable String reason, boolean earlier) {}

  /**
   * The metrics artifacts of some jobs.
   *
   * @param digests SHA-256 by name
   * @param inResults SHA-256 by path in the results
   * @param sizes sizes in bytes, by path in the results
   */
  private record Measurements(
      SortedMap<String, String> digests,
      SortedMap<String, String> inResults,
      Map<String, Long> sizes) {
    static Measurements of(List<Job> jobs, MetricsOfRun metrics) {
      Measurements all = new Measurements(new TreeMap<>(), new TreeMap<>(), new HashMap<>());
      for (Job job : jobs) {
        SortedMap<String, String> own = metrics.digests(job);
        all.digests.putAll(own);
        String folder = "metrics/" + job.experiment() + "/";
        own.forEach((name, sha256) -> all.inResults.put(folder + name, sha256));
        metrics.sizes(job).forEach((name, size) -> all.sizes.put(folder + name, size));
      }
      return all;
    }
  }

  private static Summary.Figure entry(
      Job job,
      Optional<DrawnFigure> drawn,
      List<JudgedClaim> claims,
      SortedMap<String, String> metrics,
      Standing standing) {
    FigureSpec spec = Objects.requireNonNull(job.figure());
    return new Summary.Figure(
        spec.id(),
        spec.title(),
        standing.status,
        standing.reason,
        standing.earlier,
        job.scale(),
        spec.differences(),
        drawn.map(figure -> figure.digests(spec)).orElseGet(TreeMap::new),
        new TreeMap<>(),
        metrics,
        claims.stream().map(Summary.Claim::of).toList(),
        spec.basedOn(),
        changed(spec),
        Summary.settingsOf(spec));
  }

  /** The settings that a figure changes as an alternative to another figure. */
  private static @Nullable List<Summary.Changed> changed(FigureSpec spec) {
    SortedMap<String, JsonNode> alternative = spec.alternative();
    if (alternative == null) {
      return null;
    }
    List<Summary.Changed> changed = new ArrayList<>();
    alternative.forEach(
        (name, value) ->
            changed.add(new Summary.Changed(name, SettingLines.label(spec, name), value)));
    return changed;
  }

  boolean assumesOtherwise() {
    return entry.assumesOtherwise();
  }

  boolean outdated() {
    return entry.status().equals(Summary.OUTDATED);
  }

  /** This report of an earlier run's figure, with the reason why this run did not draw it again. */
  FigureReport notDrawnAnew(@Nullable String why) {
    return with(entry.withReason(why), plot);
  }

  /** This report with another entry, whose claims say how far they rest on assumptions. */
  FigureReport as(Summary.Figure other) {
    return with(other, plot);
  }

  /** This report with a plot of its claims, if there is anything to draw. */
  FigureReport drawnBy(ClaimPlots plots) {
    Optional<DrawnClaims> made = DrawnClaims.of(this, plots);
    return with(entry.withPlots(made.map(DrawnClaims::digests).orElseGet(TreeMap::new)), made);
  }

  private FigureReport with(Summary.Figure other, Optional<DrawnClaims> drawnClaims) {
    return new FigureReport(
        job, spec, ancestors, drawn, claims, judgedFrom, drawnClaims, other, metricsSizes);
  }

  /** Size in bytes of a metrics artifact, by its path in the results. */
  long metricsSize(String path) {
    return metricsSizes.getOrDefault(path, 0L);
  }

  private static SortedMap<String, Parent> inputs(
      Claim claim, List<Job> measured, MetricsOfRun metrics) {
    SortedMap<String, Parent> inputs = new TreeMap<>();
    for (Class<? extends Row> row : Predicates.of(claim.predicate()).tables()) {
      String table = TableType.of(row).name();
      for (Job job : measured) {
        metrics
            .artifact(job, table)
            .ifPresent(artifact -> inputs.put(job.id() + "." + table, artifact.asInput()));
      }
    }
    return inputs;
  }
}
