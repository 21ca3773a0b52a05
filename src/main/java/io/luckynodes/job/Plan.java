package io.luckynodes.job;

import java.util.List;

/**
 * What a run does: {@code plan.json}.
 *
 * @param format {@link #FORMAT}
 * @param scale {@code smoke}, {@code laptop} or {@code paper}
 * @param jobs all jobs, each after those it needs
 */
public record Plan(String format, String scale, List<Entry> jobs) {
  /** Name and version of this layout. */
  public static final String FORMAT = "lucky-nodes-plan/1";

  /**
   * A job as the workflow sees it; {@code jobs/ID.json} holds the {@link Job} itself.
   *
   * @param runner name of the fingerprint of the code that does it
   * @param needs ids of the jobs whose outputs this one reads
   */
  public record Entry(
      String id, Stage stage, String runner, List<String> needs, Resources resources) {}
}
