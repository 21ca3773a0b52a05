package io.luckynodes.run;

import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run whose record and plan the results keep.
 *
 * @param folder folder of its files in the results
 */
public record KeptRun(String folder, RunRecord run, Plan plan) {

  /** Whether a figure was in the plan of the run. */
  public boolean planned(String figure) {
    String end = "." + figure.replace('/', '.');
    return plan.jobs().stream()
        .anyMatch(job -> job.stage() == Stage.FIGURE && job.id().endsWith(end));
  }

  /**
   * The run that probably drew a figure last: the latest that planned it and succeeded.
   *
   * @param runs runs, the latest first
   * @return null if there is no such run
   */
  public static @Nullable KeptRun of(String figure, List<KeptRun> runs) {
    return runs.stream()
        .filter(one -> one.run.success() && one.planned(figure))
        .findFirst()
        .orElse(null);
  }
}
