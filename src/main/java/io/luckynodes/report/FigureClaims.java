package io.luckynodes.report;

import io.luckynodes.artifact.Table;
import io.luckynodes.claim.Claims;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Predicates;
import io.luckynodes.claim.Tables;
import io.luckynodes.claim.Verdict;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Claim;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Judges the claims of a figure by the metrics from which it was drawn. */
public final class FigureClaims {
  private FigureClaims() {}

  /**
   * Judges the claims of a figure that was built, as the summary of its run has them.
   *
   * @param figure the job that drew it
   * @param measured the METRICS jobs that it needs, in the order of their ids
   * @param metrics files of artifacts, including those of these jobs
   * @throws LuckyException if an artifact is damaged or of another kind, or if a claim's predicate
   *     or options are wrong
   */
  public static List<Summary.Claim> of(Job figure, List<Job> measured, List<Path> metrics) {
    return judge(figure, measured, new MetricsOfRun(RunFiles.of(metrics)), true).stream()
        .map(Summary.Claim::of)
        .toList();
  }

  /**
   * Judges the claims of a figure.
   *
   * @param built whether it was drawn; if not, no claim is judged
   */
  static List<JudgedClaim> judge(
      Job figure, List<Job> measured, MetricsOfRun metrics, boolean built) {
    FigureSpec spec = Objects.requireNonNull(figure.figure());
    return spec.claims().stream()
        .map(
            claim ->
                new JudgedClaim(
                    claim,
                    built
                        ? verdict(claim, figure.scale(), spec, measured, metrics)
                        : Verdict.notJudged("The figure is not built.")))
        .toList();
  }

  private static Verdict verdict(
      Claim claim, String scale, FigureSpec spec, List<Job> measured, MetricsOfRun metrics) {
    Map<Class<? extends Row>, Rows> rows = new HashMap<>();
    for (Class<? extends Row> row : Predicates.of(claim.predicate()).tables()) {
      String table = TableType.of(row).name();
      Optional<List<Table>> tables = metrics.tables(measured, table);
      if (tables.isEmpty()) {
        return Verdict.notJudged(
            "Not every job that the figure needs has measured table " + table + ".");
      }
      rows.put(row, Rows.of(row, tables.get()));
    }
    return Claims.judge(claim, scale, spec.experiments(), new Tables(rows));
  }
}
