package io.luckynodes.plan;

import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import io.luckynodes.plan.Schedule.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * All tasks of a run and what each waits for, as {@code main.nf} chains them: the plan's jobs, PLAN
 * before them and REPORT after them.
 */
public final class TaskGraph {
  private TaskGraph() {}

  /**
   * A plan's jobs with PLAN before and REPORT after them, each after those whose outputs it reads.
   */
  public static List<Plan.Entry> entries(Plan plan) {
    List<Plan.Entry> entries = new ArrayList<>();
    entries.add(around(Stage.PLAN, List.of()));
    entries.addAll(plan.jobs());
    entries.add(
        around(
            Stage.REPORT,
            plan.jobs().stream()
                .filter(job -> job.stage() == Stage.METRICS || job.stage() == Stage.FIGURE)
                .map(Plan.Entry::id)
                .toList()));
    return entries;
  }

  private static Plan.Entry around(Stage stage, List<String> needs) {
    return new Plan.Entry(stage.id(), stage, stage.id(), needs, CostModel.around(stage));
  }

  /**
   * The tasks.
   *
   * @param seconds that a job takes
   */
  public static List<Task> tasks(Plan plan, ToDoubleFunction<Plan.Entry> seconds) {
    // TEACHER begins with the longest of its jobs, and for that waits until all can begin.
    SortedSet<String> beforeTeachers = new TreeSet<>();
    for (Plan.Entry job : plan.jobs()) {
      if (job.stage() == Stage.TEACHER) {
        beforeTeachers.addAll(job.needs());
      }
    }
    List<Task> tasks = new ArrayList<>();
    for (Plan.Entry entry : entries(plan)) {
      SortedSet<String> waitsFor = new TreeSet<>(entry.needs());
      if (entry.stage() == Stage.TEACHER) {
        waitsFor.addAll(beforeTeachers);
      }
      if (entry.stage() != Stage.PLAN && waitsFor.isEmpty()) {
        waitsFor.add(Stage.PLAN.id());
      }
      tasks.add(new Task(entry.id(), seconds.applyAsDouble(entry), List.copyOf(waitsFor)));
    }
    return tasks;
  }
}
