package io.luckynodes.claim;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Claim;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Checks and judges claims. */
public final class Claims {
  private Claims() {}

  /** The faults of a claim's predicate and options; empty if there are none. */
  public static List<String> faults(Claim claim) {
    return Predicates.names().contains(claim.predicate())
        ? Options.faults(claim, Predicates.of(claim.predicate()))
        : List.of(Predicates.unknown(claim.predicate()));
  }

  /**
   * Judges a claim by the variants that its figure selects, at the epochs that its predicate sees.
   * At a scale that the claim does not list, the claim is not judged, but the verdict has its
   * numbers.
   *
   * @param scale scale of the run
   * @param experiments experiments that the figure draws
   * @param tables tables that the claim's predicate reads
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if the predicate is unknown or an
   *     option is wrong
   */
  public static Verdict judge(
      Claim claim, String scale, List<DrawnExperiment> experiments, Tables tables) {
    Predicate predicate = Predicates.of(claim.predicate());
    Options options = new Options(claim, predicate);
    Map<Class<? extends Row>, Rows> seen = new HashMap<>();
    for (Class<? extends Row> table : predicate.tables()) {
      Rows rows = tables.rows(table);
      String name = TableType.of(table).name();
      List<String> absent =
          predicate.axes().stream().filter(axis -> !rows.has(axis)).sorted().toList();
      if (!rows.isEmpty() && !absent.isEmpty()) {
        return Verdict.notJudged(
            "Table "
                + name
                + " of this experiment has no column "
                + String.join(", ", absent)
                + ".");
      }
      Rows selected = rows.selected(experiments);
      Rows own =
          switch (predicate.epochs()) {
            case LAST -> selected.atEnd();
            case ALL -> selected;
          };
      if (own.isEmpty()) {
        return Verdict.notJudged(
            "The metrics have no rows of table " + name + " for what the figure draws.");
      }
      seen.put(table, own);
    }
    Verdict verdict =
        Judge.judge(predicate.reduction().reduce(options, new Tables(seen)))
            .in(
                all(experiments, DrawnExperiment::otherThanPaper),
                all(
                    experiments,
                    experiment -> Objects.requireNonNullElse(experiment.changes(), List.of())));
    return claim.scales().contains(scale)
        ? verdict
        : verdict.forInformation(
            "It can be judged at scale "
                + String.join(" or ", claim.scales())
                + "; this run is of scale "
                + scale
                + ", and its numbers are for information alone.");
  }

  /** The distinct lines of some experiments. */
  private static List<String> all(
      List<DrawnExperiment> experiments, Function<DrawnExperiment, List<String>> linesOf) {
    return experiments.stream().flatMap(one -> linesOf.apply(one).stream()).distinct().toList();
  }
}
