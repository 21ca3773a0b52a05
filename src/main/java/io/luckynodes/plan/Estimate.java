package io.luckynodes.plan;

import io.luckynodes.job.Job;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run will cost, before it runs. Hours, minutes and bytes are estimates; they follow from
 * the settings alone.
 *
 * @param reference what the times were measured on
 * @param machine what they are scaled to
 * @param shortestTaskMinutes that a task should take at least
 * @param longestTaskMinutes after which a task pauses that can
 * @param stages in the order of the workflow, those that have tasks
 * @param all of them together
 * @param tasks one by one
 * @param outside tasks that train or measure, and are shorter or longer than tasks should be
 * @param varied assumed settings whose alternatives are run too
 * @param runs with so many slots each
 */
public record Estimate(
    String scale,
    String reference,
    Machine machine,
    double shortestTaskMinutes,
    double longestTaskMinutes,
    List<Row> stages,
    Row all,
    List<TaskRow> tasks,
    List<Outside> outside,
    List<VariedRow> varied,
    List<Run> runs) {
  /** A task should take so long at least, or starting it weighs too much, */
  public static final double LEAST_MINUTES = 2;

  /** and no longer unless another limit is asked for, or losing it does. */
  public static final double MOST_MINUTES = 4 * 60;

  /** The same as it is written on the command line. */
  public static final String MOST_TIME = (int) MOST_MINUTES / 60 + "h";

  /**
   * Where a run takes place.
   *
   * @param speed of a core, in parts of the reference's
   * @param gpu speed of a GPU, in parts of a reference core's; 0 if jobs ask for none
   * @param overheadSeconds that the scheduler and the container add to each task
   * @param bytesPerSecond that all tasks together can read and write
   */
  public record Machine(double speed, double gpu, double overheadSeconds, double bytesPerSecond) {
    /** The reference itself, without an overhead, on a disk of 100 MB a second. */
    public static final Machine REFERENCE = new Machine(1, 0, 0, 100e6);

    public Machine {
      if (!(speed > 0 && gpu >= 0 && overheadSeconds >= 0 && bytesPerSecond > 0)) {
        throw new IllegalArgumentException(
            "speeds must be positive and no time negative: "
                + Arrays.asList(speed, gpu, overheadSeconds, bytesPerSecond));
      }
    }

    private boolean onGpu(PlannedTask task) {
      return gpu > 0 && task.stage().computes();
    }

    private double minutes(PlannedTask task) {
      return task.resources().minutes() / factor(task);
    }

    private double partMinutes(PlannedTask task) {
      return task.resources().partMinutes() / factor(task);
    }

    private double factor(PlannedTask task) {
      return onGpu(task) ? gpu : speed;
    }
  }

  /**
   * Tasks of one stage.
   *
   * @param stage name; {@code all} for all
   * @param gpuHours 0 if the machine has none
   * @param longestMinutes of one task
   * @param memoryMb MiB that the largest task asks for
   * @param readBytes of what other tasks wrote
   */
  public record Row(
      String stage,
      int tasks,
      double cpuHours,
      double gpuHours,
      double longestMinutes,
      int memoryMb,
      double readBytes,
      double writtenBytes) {}

  /**
   * One task.
   *
   * @param name the id of its job; of several, the first one's and how many more there are
   * @param jobs ids of what it does
   * @param tries in which it runs, each going on from where the one before paused
   */
  public record TaskRow(
      String name,
      Stage stage,
      List<String> jobs,
      int cpus,
      int memoryMb,
      double minutes,
      int tries,
      List<String> needs) {}

  /**
   * An assumed setting that is varied.
   *
   * @param settings its name; of two that are varied together both
   * @param alternatives other values, or pairs of values
   * @param figures whose claims are judged once more for each
   * @param cpuHours beyond what the run does anyway
   */
  public record VariedRow(String settings, int alternatives, int figures, double cpuHours) {}

  /** How a task is outside of what tasks should take. */
  public enum Length {
    SHORTER,
    /** A task that pauses in time, and goes on in another try. */
    IN_TRIES,
    /** What cannot pause in time. */
    LONGER
  }

  /**
   * Tasks of a stage of an experiment that are shorter than {@link #LEAST_MINUTES} or longer than
   * the longest should be.
   *
   * @param experiment of the job that the task is named after
   * @param most minutes of the longest: of all its tries together if they are in time, else of one
   * @param tries of the one that has most
   */
  public record Outside(
      Stage stage, String experiment, Length length, int tasks, double most, int tries) {}

  /**
   * A figure that is there.
   *
   * @param job that draws it
   * @param hours after the beginning of the run
   */
  public record Drawn(String job, double hours) {}

  /**
   * A run with so many slots.
   *
   * @param efficiency part of the slots' time in which they work
   * @param criticalHours of the longest chain of tasks
   * @param criticalPath its tasks
   * @param transferHours that moving all bytes takes
   * @param bottleneck what keeps it from being shorter
   * @param figures when each is there, the first one first
   */
  public record Run(
      int slots,
      double hours,
      double efficiency,
      double criticalHours,
      List<String> criticalPath,
      double transferHours,
      String bottleneck,
      List<Drawn> figures) {
    /** All work divided by the critical path: with more slots than that some must idle. */
    public double usefulSlots() {
      return efficiency * slots * hours / criticalHours;
    }
  }

  /**
   * Estimates a run.
   *
   * @param jobs of the plan
   * @param shortestTaskMinutes that a task should take at least
   * @param longestTaskMinutes after which a task pauses that can
   * @param slots for each number of tasks that can run at once, a run
   */
  public static Estimate of(
      String scale,
      List<Job> jobs,
      Machine machine,
      double shortestTaskMinutes,
      double longestTaskMinutes,
      List<Integer> slots) {
    Plan plan = PlanStage.summary(scale, jobs, shortestTaskMinutes);
    ArtifactSizes sizes = new ArtifactSizes(jobs);
    List<PlannedTask> tasks = PlannedTask.of(plan);
    List<Row> stages = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      List<PlannedTask> own = tasks.stream().filter(task -> task.stage() == stage).toList();
      if (!own.isEmpty()) {
        stages.add(row(stage.id(), own, machine, sizes));
      }
    }
    Row all = row("all", tasks, machine, sizes);
    return new Estimate(
        scale,
        CostModel.REFERENCE,
        machine,
        shortestTaskMinutes,
        longestTaskMinutes,
        stages,
        all,
        tasks.stream().map(task -> taskRow(task, machine, longestTaskMinutes)).toList(),
        outside(tasks, jobs, machine, longestTaskMinutes),
        VariedCosts.of(jobs, machine.speed()),
        slots.stream().map(count -> run(tasks, machine, all, count)).toList());
  }

  private static Row row(
      String stage, List<PlannedTask> tasks, Machine machine, ArtifactSizes sizes) {
    double cpuMinutes = 0;
    double gpuMinutes = 0;
    double longest = 0;
    int memory = 0;
    double read = 0;
    double written = 0;
    for (PlannedTask task : tasks) {
      double minutes = machine.minutes(task);
      cpuMinutes += task.resources().cpus() * minutes;
      gpuMinutes += machine.onGpu(task) ? minutes : 0;
      longest = Math.max(longest, minutes);
      memory = Math.max(memory, task.resources().memoryMb());
      read += sizes.read(task);
      written += sizes.written(task);
    }
    return new Row(
        stage, tasks.size(), cpuMinutes / 60, gpuMinutes / 60, longest, memory, read, written);
  }

  private static TaskRow taskRow(PlannedTask task, Machine machine, double longestTaskMinutes) {
    return new TaskRow(
        task.words(),
        task.stage(),
        task.jobs().stream().map(Plan.Entry::id).toList(),
        task.resources().cpus(),
        task.resources().memoryMb(),
        machine.minutes(task),
        tries(task, machine, longestTaskMinutes),
        task.needs());
  }

  /** A try does as many parts of the work as end in time, and one at least. */
  private static int tries(PlannedTask task, Machine machine, double longestTaskMinutes) {
    if (task.resources().parts() == 0 || machine.minutes(task) <= longestTaskMinutes) {
      return 1;
    }
    double parts = Math.max(1, Math.floor(longestTaskMinutes / machine.partMinutes(task)));
    return (int) Math.ceil(task.resources().parts() / parts);
  }

  private static List<Outside> outside(
      List<PlannedTask> tasks, List<Job> jobs, Machine machine, double longestTaskMinutes) {
    Map<String, String> experiments = new HashMap<>();
    jobs.forEach(job -> experiments.put(job.id(), job.experiment()));
    Map<String, Outside> found = new LinkedHashMap<>();
    for (PlannedTask task : tasks) {
      double minutes = machine.minutes(task);
      boolean shorter = minutes < LEAST_MINUTES;
      if (task.stage().computes() && (shorter || minutes > longestTaskMinutes)) {
        String experiment = experiments.getOrDefault(task.id(), "");
        int tries = tries(task, machine, longestTaskMinutes);
        double oneTry = tries == 1 ? minutes : machine.partMinutes(task);
        Length length =
            shorter
                ? Length.SHORTER
                : oneTry <= longestTaskMinutes ? Length.IN_TRIES : Length.LONGER;
        found.merge(
            task.stage().id() + " " + length + " " + experiment,
            new Outside(
                task.stage(),
                experiment,
                length,
                1,
                length == Length.LONGER ? oneTry : minutes,
                tries),
            (a, b) ->
                new Outside(
                    a.stage,
                    a.experiment,
                    a.length,
                    a.tasks + 1,
                    Math.max(a.most, b.most),
                    Math.max(a.tries, b.tries)));
      }
    }
    return List.copyOf(found.values());
  }

  private static Run run(List<PlannedTask> tasks, Machine machine, Row all, int slots) {
    Schedule schedule =
        Schedule.best(
            TaskGraph.tasks(tasks, task -> 60 * machine.minutes(task) + machine.overheadSeconds()),
            slots);
    double transfer = (all.readBytes() + all.writtenBytes()) / machine.bytesPerSecond();
    return new Run(
        slots,
        schedule.seconds() / 3600,
        schedule.efficiency(),
        schedule.criticalSeconds() / 3600,
        schedule.criticalPath().stream().map(Schedule.Task::id).toList(),
        transfer / 3600,
        bottleneck(schedule, transfer),
        figures(tasks, schedule));
  }

  private static List<Drawn> figures(List<PlannedTask> tasks, Schedule schedule) {
    return tasks.stream()
        .filter(task -> task.stage() == Stage.FIGURE)
        .map(
            task ->
                new Drawn(task.id(), schedule.ends().getOrDefault(task.id(), Double.NaN) / 3600))
        .sorted(Comparator.comparingDouble(Drawn::hours).thenComparing(Drawn::job))
        .toList();
  }

  /** The largest of what no order of the tasks can go below. */
  private static String bottleneck(Schedule schedule, double transferSeconds) {
    double share = schedule.work() / schedule.slots();
    if (transferSeconds > Math.max(share, schedule.criticalSeconds())) {
      return "bytes";
    }
    if (share > schedule.criticalSeconds()) {
      return "slots";
    }
    Schedule.Task longest = schedule.criticalPath().get(0);
    for (Schedule.Task task : schedule.criticalPath()) {
      longest = task.seconds() > longest.seconds() ? task : longest;
    }
    return String.format(
        Locale.ROOT,
        "critical path: %s, %.0f %% of it",
        longest.id(),
        100 * longest.seconds() / schedule.criticalSeconds());
  }
}
