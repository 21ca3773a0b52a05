package io.luckynodes.job;

import java.util.List;
import java.util.SortedMap;

/**
 * The plan of a run: {@code plan.json}.
 *
 * @param format {@link #FORMAT}
 * @param scale id of a {@link Scale}
 * @param studies studies that are described, whether one of their figures is built or not
 * @param assumptions assumed settings of each experiment that is defined
 * @param jobs all jobs, each after those that it needs
 * @param margins by number of slots, the margin with which tasks begin because the end of the run
 *     waits for them; figures then come soon, and the run takes hardly longer
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
   * The place of a job in the order of jobs that are ready.
   *
   * @param figure place of the first figure that needs the job among all figures, 0 for the first
   * @param minutesAfter processor minutes of all jobs that need it, directly or not
   */
  public record Turn(int figure, double minutesAfter) {
    /** The turn of a job whose place was not determined. */
    public static final Turn NONE = new Turn(0, 0);
  }

  /**
   * A job as the workflow sees it; {@code jobs/ID.json} holds the {@link Job} itself.
   *
   * @param runner name of the code that runs it, and of its fingerprint
   * @param task name of the task that runs it: the id of the first of the jobs of this stage that
   *     share the task
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

    /** Creates a job whose place is not determined yet. */
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

    /** The same job with its turn. */
    public Entry at(Turn place) {
      return new Entry(id, stage, runner, task, needs, resources, place);
    }
  }
}
