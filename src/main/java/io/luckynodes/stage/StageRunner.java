package io.luckynodes.stage;

/**
 * The work of one stage, or of one stage for one kind of network. Implementations keep no state
 * between tasks.
 */
@FunctionalInterface
public interface StageRunner {
  /**
   * Runs one job.
   *
   * @throws io.luckynodes.error.LuckyException if an input, a setting or the machine prevents the
   *     work; then no output is left
   */
  void run(StageTask task);
}
