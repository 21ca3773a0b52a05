package io.luckynodes.plan;

import io.luckynodes.job.Job;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param longestTaskMinutes after which a training pauses
 * @param stages in the order of the workflow, those that have tasks
 * @param all of them together
 * @param jobs one by one
 * @param outside tasks that are shorter or longer than tasks should be
 * @param runs with so many slots each
 */
public record Estimate(
    String scale,
    String reference,
    Machine machine,
    double longestTaskMinutes,
    List<Row> stages,
    Row all,
    List<JobRow> jobs,
    List<Outside> outside,
    List<Run> runs) {
  /** A task should take so long at least, or starting it weighs too much, */
  public static final double LEAST_MINUTES = 2;

  /** and no longer unless another limit is asked for, or losing it does. */
  public static final double MOST_MINUTES = 4 * 60;

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

    private boolean onGpu(Plan.Entry entry) {
      return gpu > 0
          && switch (entry.stage()) {
            case TEACHER, PRUNE, STUDENT, METRICS -> true;
            case PLAN, DATASET, FIGURE, REPORT -> false;
          };
    }

    private double minutes(Plan.Entry entry) {
      return entry.resources().minutes() / factor(entry);
    }

    private double partMinutes(Plan.Entry entry) {
      return entry.resources().partMinutes() / factor(entry);
    }

    private double factor(Plan.Entry entry) {
      return onGpu(entry) ? gpu : speed;
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
   * @param tries in which it runs, each going on from where the one before paused
   */
  public record JobRow(
      String id,
      Stage stage,
      int cpus,
      int memoryMb,
      double minutes,
      int tries,
      List<String> needs) {}

  /** How a task is outside of what tasks should take. */
  public enum Length {
    SHORTER,
    /** A training that pauses in time, and goes on in another try. */
    IN_TRIES,
    /** What cannot pause in time. */
    LONGER
  }

  /**
   * Tasks of a stage of an experiment that are shorter than {@link #LEAST_MINUTES} or longer than
   * the longest should be.
   *
   * @param experiment empty for those of none alone
   * @param most minutes of the longest: of all its tries together if they are in time, else of one
   * @param tries of the one that has most
   */
  public record Outside(
      Stage stage, String experiment, Length length, int tasks, double most, int tries) {}

  /**
   * A run with so many slots.
   *
   * @param efficiency part of the slots' time in which they work
   * @param criticalHours of the longest chain of tasks
   * @param criticalPath its tasks
   * @param transferHours that moving all bytes takes
   * @param bottleneck what keeps it from being shorter
   */
  public record Run(
      int slots,
      double hours,
      double efficiency,
      double criticalHours,
      List<String> criticalPath,
      double transferHours,
      String bottleneck) {
    /** All work divided by the critical path: with more slots than that some must idle. */
    public double usefulSlots() {
      return efficiency * slots * hours / criticalHours;
    }
  }

  /**
   * Estimates a run.
   *
   * @param jobs of the plan
   * @param longestTaskMinutes after which a training pauses
   * @param slots for each number of tasks that can run at once, a run
   */
  public static Estimate of(
      String scale,
      List<Job> jobs,
      Machine machine,
      double longestTaskMinutes,
      List<Integer> slots) {
    Plan plan = PlanStage.summary(scale, jobs);
    ArtifactSizes sizes = new ArtifactSizes(jobs);
    List<Plan.Entry> entries = TaskGraph.entries(plan);
    List<Row> stages = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      List<Plan.Entry> own = entries.stream().filter(entry -> entry.stage() == stage).toList();
      if (!own.isEmpty()) {
        stages.add(row(stage.id(), own, machine, sizes));
      }
    }
    Row all = row("all", entries, machine, sizes);
    return new Estimate(
        scale,
        CostModel.REFERENCE,
        machine,
        longestTaskMinutes,
        stages,
        all,
        entries.stream().map(entry -> jobRow(entry, machine, longestTaskMinutes)).toList(),
        outside(entries, jobs, machine, longestTaskMinutes),
        slots.stream().map(count -> run(plan, machine, all, count)).toList());
  }

  private static Row row(
      String stage, List<Plan.Entry> entries, Machine machine, ArtifactSizes sizes) {
    double cpuMinutes = 0;
    double gpuMinutes = 0;
    double longest = 0;
    int memory = 0;
    double read = 0;
    double written = 0;
    for (Plan.Entry entry : entries) {
      double minutes = machine.minutes(entry);
      cpuMinutes += entry.resources().cpus() * minutes;
      gpuMinutes += machine.onGpu(entry) ? minutes : 0;
      longest = Math.max(longest, minutes);
      memory = Math.max(memory, entry.resources().memoryMb());
      read += sizes.read(entry);
      written += sizes.written(entry);
    }
    return new Row(
        stage, entries.size(), cpuMinutes / 60, gpuMinutes / 60, longest, memory, read, written);
  }

  private static JobRow jobRow(Plan.Entry entry, Machine machine, double longestTaskMinutes) {
    return new JobRow(
        entry.id(),
        entry.stage(),
        entry.resources().cpus(),
        entry.resources().memoryMb(),
        machine.minutes(entry),
        tries(entry, machine, longestTaskMinutes),
        entry.needs());
  }

  /** A try makes as many parts of the work as end in time, and one at least. */
  private static int tries(Plan.Entry entry, Machine machine, double longestTaskMinutes) {
    if (entry.resources().parts() == 0 || machine.minutes(entry) <= longestTaskMinutes) {
      return 1;
    }
    double parts = Math.max(1, Math.floor(longestTaskMinutes / machine.partMinutes(entry)));
    return (int) Math.ceil(entry.resources().parts() / parts);
  }

  private static List<Outside> outside(
      List<Plan.Entry> entries, List<Job> jobs, Machine machine, double longestTaskMinutes) {
    Map<String, String> experiments = new HashMap<>();
    jobs.forEach(job -> experiments.put(job.id(), job.experiment()));
    Map<String, Outside> found = new LinkedHashMap<>();
    for (Plan.Entry entry : entries) {
      double minutes = machine.minutes(entry);
      if (minutes < LEAST_MINUTES || minutes > longestTaskMinutes) {
        String experiment = experiments.getOrDefault(entry.id(), "");
        int tries = tries(entry, machine, longestTaskMinutes);
        double oneTry = tries == 1 ? minutes : machine.partMinutes(entry);
        Length length =
            minutes < LEAST_MINUTES
                ? Length.SHORTER
                : oneTry <= longestTaskMinutes ? Length.IN_TRIES : Length.LONGER;
        found.merge(
            entry.stage().id() + " " + length + " " + experiment,
            new Outside(
                entry.stage(),
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

  private static Run run(Plan plan, Machine machine, Row all, int slots) {
    Schedule schedule =
        Schedule.of(
            TaskGraph.tasks(plan, entry -> 60 * machine.minutes(entry) + machine.overheadSeconds()),
            slots);
    double transfer = (all.readBytes() + all.writtenBytes()) / machine.bytesPerSecond();
    return new Run(
        slots,
        schedule.seconds() / 3600,
        schedule.efficiency(),
        schedule.criticalSeconds() / 3600,
        schedule.criticalPath().stream().map(Schedule.Task::id).toList(),
        transfer / 3600,
        bottleneck(schedule, transfer));
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
