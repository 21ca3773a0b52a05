package io.luckynodes.run;

import io.luckynodes.job.Plan;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Stage;
import io.luckynodes.plan.PlannedTask;
import io.luckynodes.plan.Schedule;
import io.luckynodes.plan.TaskGraph;
import io.luckynodes.report.Wording;
import io.luckynodes.run.Trace.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares a run's estimates in the plan with its measurements in the trace, as the page shows
 * them. Only tasks count that are done and whose every try is in the trace. The times of a task's
 * tries are added.
 *
 * @param speed measured speed of the machine relative to the speed that the plan assumes; empty if
 *     unknown
 * @param wallTime a sentence; empty unless the run did its whole plan itself
 * @param stages rows of the stages, in the order of the workflow
 * @param all row of all stages together
 * @param experiments one row for each stage of each experiment
 */
public record Comparison(
    String speed, String wallTime, List<Row> stages, Row all, List<Row> experiments) {
  /**
   * Totals of some tasks.
   *
   * @param used processor time
   * @param ratio ratio of used to estimated processor time
   * @param longestEstimated estimated time of the longest task
   * @param longest measured time of the longest task
   * @param asked memory that the largest task asked for
   * @param peak most memory that one task used
   * @param share largest share that one task used of the memory for which it asked
   */
  public record Row(
      String name,
      long tasks,
      String estimated,
      String used,
      String ratio,
      String longestEstimated,
      String longest,
      String asked,
      String peak,
      String share) {}

  /** A task that is done. */
  private record Done(PlannedTask task, Trace.Tries tries) {
    double estimatedSeconds() {
      Resources resources = task.resources();
      return 60 * resources.cpus() * resources.minutes();
    }

    double usedSeconds() {
      return tries.sum(task -> seconds(task) * (task.cpu() == null ? 0 : task.cpu() / 100));
    }

    double tookSeconds() {
      return tries.sum(Comparison::seconds);
    }

    long asked() {
      Long memory = tries.last().memory();
      return memory == null ? (long) task.resources().memoryMb() << 20 : memory;
    }

    long peak() {
      return tries.all().stream()
          .mapToLong(task -> task.peakRss() == null ? 0 : task.peakRss())
          .max()
          .orElse(0);
    }
  }

  /**
   * Compares a plan with the trace of its run.
   *
   * @return null if no task of the plan is done
   */
  static @Nullable Comparison of(Plan plan, RunRecord run, Trace trace) {
    Map<List<String>, Trace.Tries> tasks = new HashMap<>();
    for (Trace.Tries tries : trace.tries()) {
      Task last = tries.last();
      if (last.succeeded() && last.realtime() != null && last.cpu() != null && tries.complete()) {
        tasks.put(last.jobs(), tries);
      }
    }
    List<Done> all = new ArrayList<>();
    Map<String, List<Done>> stages = new LinkedHashMap<>();
    Map<String, List<Done>> experiments = new LinkedHashMap<>();
    for (PlannedTask task : PlannedTask.of(plan)) {
      Trace.Tries tries = tasks.get(ids(task));
      // PLAN and REPORT run no job of the plan.
      if (tries != null && !task.jobs().isEmpty() && task.stage() == tries.last().stage()) {
        Done done = new Done(task, tries);
        all.add(done);
        stages.computeIfAbsent(name(task.stage()), key -> new ArrayList<>()).add(done);
        if (task.stage().computes()) {
          experiments
              .computeIfAbsent(
                  name(task.stage()) + " of " + experiment(task), key -> new ArrayList<>())
              .add(done);
        }
      }
    }
    return all.isEmpty()
        ? null
        : new Comparison(
            speed(all),
            wallTime(plan, run, trace),
            rows(stages),
            row("All", all),
            rows(experiments));
  }

  /** Ids of a task's jobs in the order in which the workflow names them. */
  private static List<String> ids(PlannedTask task) {
    return task.jobs().stream().map(Plan.Entry::id).sorted().toList();
  }

  /** The experiment of a task, from the ids of its jobs, which are {@code STAGE.EXPERIMENT.…}. */
  private static String experiment(PlannedTask task) {
    List<String> experiments =
        task.jobs().stream()
            .map(job -> job.id().split("\\.", -1))
            .map(parts -> parts[Math.min(1, parts.length - 1)])
            .distinct()
            .toList();
    return experiments.size() == 1 ? experiments.get(0) : "several experiments";
  }

  private static String speed(List<Done> done) {
    double speed = estimated(done) / used(done);
    return speed > 0 && Double.isFinite(speed) ? String.format(Locale.ROOT, "%.2f", speed) : "";
  }

  private static String wallTime(Plan plan, RunRecord run, Trace trace) {
    int together = together(trace.tasks());
    if (!run.success() || together == 0 || trace.tasks().stream().anyMatch(Task::cached)) {
      return "";
    }
    Schedule schedule =
        Schedule.best(
            TaskGraph.tasks(PlannedTask.of(plan), task -> 60 * task.resources().minutes()),
            together);
    Duration took = Duration.between(Instant.parse(run.start()), Instant.parse(run.complete()));
    return "With "
        + Wording.count(together, "task", "tasks")
        + " at once, as many as there were, it should have taken "
        + Wording.time(Math.round(1000 * schedule.seconds()))
        + " and took "
        + Wording.time(took.toMillis())
        + ".";
  }

  /** The most tasks that ran at one time; 0 if no times are known. */
  private static int together(List<Task> tasks) {
    SortedMap<Instant, Integer> changes = new TreeMap<>();
    for (Task task : tasks) {
      if (task.start() != null && task.complete() != null) {
        changes.merge(task.start(), 1, Integer::sum);
        changes.merge(task.complete(), -1, Integer::sum);
      }
    }
    int now = 0;
    int most = 0;
    for (int change : changes.values()) {
      now += change;
      most = Math.max(most, now);
    }
    return most;
  }

  private static List<Row> rows(Map<String, List<Done>> groups) {
    return groups.entrySet().stream().map(group -> row(group.getKey(), group.getValue())).toList();
  }

  private static Row row(String name, List<Done> done) {
    double estimated = estimated(done);
    double used = used(done);
    return new Row(
        name,
        done.size(),
        time(estimated),
        time(used),
        estimated > 0 ? String.format(Locale.ROOT, "%.2f", used / estimated) : "–",
        time(done.stream().mapToDouble(one -> 60 * one.task.resources().minutes()).max().orElse(0)),
        time(done.stream().mapToDouble(Done::tookSeconds).max().orElse(0)),
        Wording.bytes(done.stream().mapToLong(Done::asked).max().orElse(0)),
        Wording.bytes(done.stream().mapToLong(Done::peak).max().orElse(0)),
        String.format(
            Locale.ROOT,
            "%.0f %%",
            100
                * done.stream()
                    .mapToDouble(one -> (double) one.peak() / one.asked())
                    .max()
                    .orElse(0)));
  }

  private static double estimated(List<Done> done) {
    return done.stream().mapToDouble(Done::estimatedSeconds).sum();
  }

  private static double used(List<Done> done) {
    return done.stream().mapToDouble(Done::usedSeconds).sum();
  }

  private static double seconds(Task task) {
    return task.realtime() == null ? 0 : task.realtime() / 1000.0;
  }

  private static String time(double seconds) {
    return Wording.time(Math.round(1000 * seconds));
  }

  private static String name(Stage stage) {
    return stage.name().charAt(0) + stage.id().substring(1);
  }
}
