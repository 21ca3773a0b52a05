package io.luckynodes.report;

import io.luckynodes.artifact.Parent;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Predicates;
import io.luckynodes.drawing.ClaimPlots;
import io.luckynodes.job.Claim;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.table.Row;
import io.luckynodes.table.TableType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One figure of the plan with all that is reported of it.
 *
 * @param ancestors the jobs it is made from
 * @param drawn empty if it was not built
 * @param claims how they stand
 * @param judgedFrom the metrics artifacts by which they were judged, by job and kind
 * @param plot of the claims; empty if there is nothing to be drawn, or until it is drawn
 * @param entry how it stands in the summary
 * @param metricsSizes bytes of its metrics artifacts, by path in the results
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

  static FigureReport of(
      Job job, PlannedJobs plan, RunFiles files, MetricsOfRun metrics, Optional<Path> state) {
    FigureSpec spec = Objects.requireNonNull(job.figure());
    List<Job> measured = plan.needs(job);
    SortedMap<String, String> digests = new TreeMap<>();
    SortedMap<String, String> metricsInResults = new TreeMap<>();
    Map<String, Long> sizes = new HashMap<>();
    for (Job need : measured) {
      SortedMap<String, String> own = metrics.digests(need);
      digests.putAll(own);
      String folder = "metrics/" + need.experiment() + "/";
      own.forEach((name, sha256) -> metricsInResults.put(folder + name, sha256));
      metrics.sizes(need).forEach((name, size) -> sizes.put(folder + name, size));
    }
    Optional<DrawnFigure> drawn =
        files.figure(spec).map(found -> DrawnFigure.read(job, found, digests));
    List<JudgedClaim> claims = FigureClaims.judge(job, measured, metrics, drawn.isPresent());
    SortedMap<String, Parent> judgedFrom = new TreeMap<>();
    for (JudgedClaim judged : claims) {
      if (!judged.verdict().places().isEmpty()) {
        judgedFrom.putAll(inputs(judged.claim(), measured, metrics));
      }
    }
    Summary.Figure entry =
        new Summary.Figure(
            spec.id(),
            spec.title(),
            drawn.isPresent() ? Summary.BUILT : Summary.SKIPPED,
            drawn.isPresent() ? null : SkipReason.of(job, plan, metrics, state),
            job.scale(),
            spec.reductions(),
            drawn.map(figure -> figure.digests(spec)).orElseGet(TreeMap::new),
            new TreeMap<>(),
            metricsInResults,
            claims.stream().map(Summary.Claim::of).toList());
    return new FigureReport(
        job, spec, plan.ancestors(job), drawn, claims, judgedFrom, Optional.empty(), entry, sizes);
  }

  /** This with its claims drawn, if there is anything to draw. */
  FigureReport drawnBy(ClaimPlots plots) {
    Optional<DrawnClaims> made = DrawnClaims.of(this, plots);
    return new FigureReport(
        job,
        spec,
        ancestors,
        drawn,
        claims,
        judgedFrom,
        made,
        entry.withPlots(made.map(DrawnClaims::digests).orElseGet(TreeMap::new)),
        metricsSizes);
  }

  /** Bytes of a metrics artifact, by its path in the results. */
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
