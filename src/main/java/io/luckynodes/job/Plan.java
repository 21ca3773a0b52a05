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
   * @param task the task that does it: the id of the first of the jobs of this stage that share it
   * @param needs ids of the jobs whose outputs this one reads
   */
  public record Entry(
      String id, Stage stage, String runner, String task, List<String> needs, Resources resources) {

    /** The same job in another task. */
    public Entry in(String other) {
      return new Entry(id, stage, runner, other, needs, resources);
    }
  }
}
