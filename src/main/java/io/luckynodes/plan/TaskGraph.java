package io.luckynodes.plan;

import io.luckynodes.job.Stage;
import io.luckynodes.plan.Schedule.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Builds the graph of the tasks of a run, as {@code main.nf} chains them. */
public final class TaskGraph {
  /**
   * Stages whose tasks begin first, since they are short, or other tasks or a reader wait for them;
   * main.nf has the same rule.
   */
  private static final Set<Stage> FIRST =
      Set.of(Stage.PLAN, Stage.DATASET, Stage.METRICS, Stage.FIGURE);

  private TaskGraph() {}

  /**
   * The tasks with the tasks for which each waits.
   *
   * @param planned tasks, each after those whose outputs it reads
   * @param seconds seconds that a task takes
   */
  public static List<Task> tasks(List<PlannedTask> planned, ToDoubleFunction<PlannedTask> seconds) {
    Map<String, String> taskOf = new HashMap<>();
    planned.forEach(task -> task.jobs().forEach(job -> taskOf.put(job.id(), task.id())));
    List<Task> tasks = new ArrayList<>();
    for (PlannedTask task : planned) {
      SortedSet<String> waitsFor = new TreeSet<>();
      task.needs().forEach(need -> waitsFor.add(taskOf.getOrDefault(need, need)));
      if (task.stage() != Stage.PLAN && waitsFor.isEmpty()) {
        waitsFor.add(Stage.PLAN.id());
      }
      tasks.add(
          new Task(
              task.id(),
              seconds.applyAsDouble(task),
              List.copyOf(waitsFor),
              FIRST.contains(task.stage()),
              task.turn()));
    }
    return tasks;
  }
}
