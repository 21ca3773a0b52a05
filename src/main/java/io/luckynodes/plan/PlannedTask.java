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
 * What the workflow runs at once: one job of a plan, or several that would be too short alone, one
 * after the other.
 *
 * @param id of the job that the task is named after
 * @param jobs all of one stage
 * @param needs ids of the jobs whose outputs it reads, without doubles
 * @param resources of all its jobs together
 */
public record PlannedTask(
    String id, Stage stage, List<Plan.Entry> jobs, List<String> needs, Resources resources) {

  /** A plan's tasks, each after those whose outputs it reads: PLAN first and REPORT last. */
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

  /** Place of the first figure that needs one of its jobs; PLAN is before, REPORT after all. */
  public int turn() {
    return jobs.stream().mapToInt(job -> job.turn().figure()).min().orElse(0);
  }

  /** Its name, and how many jobs more it does. */
  public String words() {
    return jobs.size() > 1 ? id + " and " + (jobs.size() - 1) + " more" : id;
  }
}
