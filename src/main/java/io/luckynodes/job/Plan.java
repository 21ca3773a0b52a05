package io.luckynodes.job;

import java.util.List;
import java.util.SortedMap;

/**
 * What a run does: {@code plan.json}.
 *
 * @param format {@link #FORMAT}
 * @param scale {@code smoke}, {@code laptop} or {@code paper}
 * @param studies that are described, whether one of their figures is built or not
 * @param assumptions by experiment that is defined, its assumed settings
 * @param jobs all jobs, each after those it needs
 * @param margins by numbers of slots, how much earlier than it must a task begins that the end of
 *     the run waits for, so that figures come soon and the run takes hardly longer
 */
public record Plan(
    String format,
    String scale,
    List<Study> studies,
    SortedMap<String, List<Assumption>> assumptions,
    List<Entry> jobs,
    SortedMap<Integer, Double> margins) {
  /** Name and version of this layout. */
  public static final String FORMAT = "lucky-nodes-plan/4";

  /**
   * When a job's turn comes among those that are ready.
   *
   * @param figure place of the first figure that needs it among all figures, 0 for the first
   * @param minutesAfter processor minutes of all jobs that need it, directly or not
   */
  public record Turn(int figure, double minutesAfter) {
    /** Of a job whose place nobody has looked for. */
    public static final Turn NONE = new Turn(0, 0);
  }

  /**
   * A job as the workflow sees it; {@code jobs/ID.json} holds the {@link Job} itself.
   *
   * @param runner name of the fingerprint of the code that does it
   * @param task the task that does it: the id of the first of the jobs of this stage that share it
   * @param needs ids of the jobs whose outputs this one reads
   */
  public record Entry(
      String id,
      Stage stage,
      String runner,
      String task,
      List<String> needs,
      Resources resources,
      Turn turn) {

    /** A job without a place yet. */
    public Entry(
        String id,
        Stage stage,
        String runner,
        String task,
        List<String> needs,
        Resources resources) {
      this(id, stage, runner, task, needs, resources, Turn.NONE);
    }

    /** The same job in another task. */
    public Entry in(String other) {
      return new Entry(id, stage, runner, other, needs, resources, turn);
    }

    /** The same job with its place. */
    public Entry at(Turn place) {
      return new Entry(id, stage, runner, task, needs, resources, place);
    }
  }
}
