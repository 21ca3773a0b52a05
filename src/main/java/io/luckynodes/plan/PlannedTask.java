package io.luckynodes.plan;

import io.luckynodes.job.Plan;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A task of the workflow: one job of a plan, or several short jobs that run one after the other.
 *
 * @param id id of the job after which the task is named
 * @param jobs the jobs of the task, all of one stage
 * @param needs ids of the jobs whose outputs the task reads, without duplicates
 * @param resources resources of all jobs of the task together
 */
public record PlannedTask(
    String id, Stage stage, List<Plan.Entry> jobs, List<String> needs, Resources resources) {

  /**
   * The tasks of a plan, each after the tasks whose outputs it reads. PLAN is the first and REPORT
   * the last.
   */
  public static List<PlannedTask> of(Plan plan) {
    Map<String, List<Plan.Entry>> byTask = new LinkedHashMap<>();
    for (Plan.Entry job : plan.jobs()) {
      byTask.computeIfAbsent(job.task(), task -> new ArrayList<>()).add(job);
    }
    List<PlannedTask> tasks = new ArrayList<>();
    tasks.add(around(Stage.PLAN, List.of()));
    // Jobs come stage by stage, and none needs another of its stage.
    byTask.values().forEach(jobs -> tasks.add(of(jobs)));
    tasks.add(
        around(
            Stage.REPORT,
            plan.jobs().stream()
                .filter(job -> job.stage() == Stage.METRICS || job.stage() == Stage.FIGURE)
                .map(Plan.Entry::id)
                .toList()));
    return tasks;
  }

  private static PlannedTask of(List<Plan.Entry> jobs) {
    Plan.Entry first = jobs.get(0);
    TreeSet<String> needs = new TreeSet<>();
    jobs.forEach(job -> needs.addAll(job.needs()));
    return new PlannedTask(
        first.task(),
        first.stage(),
        List.copyOf(jobs),
        List.copyOf(needs),
        CostModel.together(jobs.stream().map(Plan.Entry::resources).toList()));
  }

  private static PlannedTask around(Stage stage, List<String> needs) {
    return new PlannedTask(stage.id(), stage, List.of(), needs, CostModel.around(stage));
  }

  /**
   * Place in the order of figures of the first figure that needs one of the task's jobs; 0 for PLAN
   * and REPORT.
   */
  public int turn() {
    return jobs.stream().mapToInt(job -> job.turn().figure()).min().orElse(0);
  }

  /** The id of the task and the number of its further jobs. */
  public String words() {
    return jobs.size() > 1 ? id + " and " + (jobs.size() - 1) + " more" : id;
  }
}
