package io.luckynodes.run;

import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of which the results keep what it said of itself.
 *
 * @param folder of its files, in the results
 */
public record KeptRun(String folder, RunRecord run, Plan plan) {

  /** Whether a figure was among those that it was to build. */
  public boolean planned(String figure) {
    String end = "." + figure.replace('/', '.');
    return plan.jobs().stream()
        .anyMatch(job -> job.stage() == Stage.FIGURE && job.id().endsWith(end));
  }

  /**
   * The run that drew a figure last, as far as is known: the latest that was to build it and
   * succeeded.
   *
   * @param runs the latest first
   * @return null if none of them was
   */
  public static @Nullable KeptRun of(String figure, List<KeptRun> runs) {
    return runs.stream()
        .filter(one -> one.run.success() && one.planned(figure))
        .findFirst()
        .orElse(null);
  }
}
