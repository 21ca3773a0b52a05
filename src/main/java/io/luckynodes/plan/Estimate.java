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
 * Estimates what a run will cost, before it runs. Hours, minutes and bytes are estimates that
 * follow from the settings alone.
 *
 * @param reference the machine on which the times were measured
 * @param machine the machine to which the times are scaled
 * @param shortestTaskMinutes minutes that a task should take at least
 * @param longestTaskMinutes minutes after which a task pauses, if it can
 * @param stages one row for each stage that has tasks, in the order of the workflow
 * @param all the row of all stages together
 * @param tasks one row for each task
 * @param outside tasks that train or measure and are shorter or longer than tasks should be
 * @param varied assumed settings whose alternatives are run too
 * @param runs one run for each number of slots
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
  /** Minutes that a task should take at least; in a shorter task the start weighs too much. */
  public static final double LEAST_MINUTES = 2;

  /**
   * Minutes that a task should take at most unless another limit is given; the loss of a longer
   * task costs too much.
   */
  public static final double MOST_MINUTES = 4 * 60;

  /** {@link #MOST_MINUTES} as written on the command line. */
  public static final String MOST_TIME = (int) MOST_MINUTES / 60 + "h";

  /**
   * The machine on which a run takes place.
   *
   * @param speed speed of a core relative to a core of the reference
   * @param gpu speed of a GPU relative to a core of the reference; 0 if jobs ask for no GPU
   * @param overheadSeconds seconds that the scheduler and the container add to each task
   * @param bytesPerSecond bytes per second that all tasks together can read and write
   */
  public record Machine(double speed, double gpu, double overheadSeconds, double bytesPerSecond) {
    /** The reference itself, without overhead, with a disk of 100 MB a second. */
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
   * Totals of the tasks of one stage.
   *
   * @param stage name of the stage; {@code all} for all stages
   * @param gpuHours hours of GPUs; 0 if the machine has none
   * @param longestMinutes minutes of the longest task
   * @param memoryMb MiB that the largest task asks for
   * @param readBytes bytes that tasks read from the outputs of other tasks
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
   * One task of a run.
   *
   * @param name the id of the task's job; for several jobs, the first id and the number of further
   *     jobs
   * @param jobs ids of the jobs that the task runs
   * @param tries number of tries in which the task runs, each continuing where the one before
   *     paused
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
   * @param settings name of the setting; both names if two settings are varied together
   * @param alternatives number of other values, or of pairs of values
   * @param figures number of figures whose claims are judged again for each alternative
   * @param cpuHours CPU hours beyond those of the run without alternatives
   */
  public record VariedRow(String settings, int alternatives, int figures, double cpuHours) {}

  /** How the duration of a task lies outside the intended range. */
  public enum Length {
    SHORTER,
    /** A task that pauses in time and continues in another try. */
    IN_TRIES,
    /** A task that cannot pause in time. */
    LONGER
  }

  /**
   * Tasks of one stage and experiment that are shorter than {@link #LEAST_MINUTES} or longer than
   * the longest task should be.
   *
   * @param experiment the experiment of the job after which the task is named
   * @param most minutes of the longest task: of all its tries together if each try ends in time,
   *     else of its shortest possible try
   * @param tries number of tries of the task that has most
   */
  public record Outside(
      Stage stage, String experiment, Length length, int tasks, double most, int tries) {}

  /**
   * A figure that has been drawn.
   *
   * @param job the job that draws the figure
   * @param hours hours after the beginning of the run
   */
  public record Drawn(String job, double hours) {}

  /**
   * A run with a given number of slots.
   *
   * @param efficiency share of the slots' time in which they work
   * @param criticalHours hours of the longest chain of tasks
   * @param criticalPath the tasks of the longest chain
   * @param transferHours hours that the transfer of all bytes takes
   * @param bottleneck the reason that keeps the run from being shorter
   * @param figures the time when each figure is drawn, the earliest first
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
    /** All work divided by the critical path. With more slots than this, some slots must idle. */
    public double usefulSlots() {
      return efficiency * slots * hours / criticalHours;
    }
  }

  /**
   * Estimates a run.
   *
   * @param jobs all jobs of the plan
   * @param shortestTaskMinutes minutes that a task should take at least
   * @param longestTaskMinutes minutes after which a task pauses, if it can
   * @param slots numbers of tasks that can run at once; one run is estimated for each
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

  /**
   * Number of tries of a task. A try does as many parts of the work as end in time, and at least
   * one.
   */
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

  /** The largest of the lower bounds that hold for every order of the tasks. */
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
