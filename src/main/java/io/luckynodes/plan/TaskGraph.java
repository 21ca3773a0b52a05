package io.luckynodes.plan;

import io.luckynodes.job.Stage;
import io.luckynodes.plan.Schedule.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** What each task of a run waits for, as {@code main.nf} chains them. */
public final class TaskGraph {
  private TaskGraph() {}

  /**
   * The tasks.
   *
   * @param planned each after those whose outputs it reads
   * @param seconds that a task takes
   */
  public static List<Task> tasks(List<PlannedTask> planned, ToDoubleFunction<PlannedTask> seconds) {
    Map<String, String> taskOf = new HashMap<>();
    planned.forEach(task -> task.jobs().forEach(job -> taskOf.put(job.id(), task.id())));
    // TEACHER begins with the longest of its tasks, and for that waits until all can begin.
    SortedSet<String> beforeTeachers = new TreeSet<>();
    for (PlannedTask task : planned) {
      if (task.stage() == Stage.TEACHER) {
        beforeTeachers.addAll(task.needs());
      }
    }
    List<Task> tasks = new ArrayList<>();
    for (PlannedTask task : planned) {
      SortedSet<String> waitsFor = new TreeSet<>();
      (task.stage() == Stage.TEACHER ? beforeTeachers : task.needs())
          .forEach(need -> waitsFor.add(taskOf.getOrDefault(need, need)));
      if (task.stage() != Stage.PLAN && waitsFor.isEmpty()) {
        waitsFor.add(Stage.PLAN.id());
      }
      tasks.add(new Task(task.id(), seconds.applyAsDouble(task), List.copyOf(waitsFor)));
    }
    return tasks;
  }
}
