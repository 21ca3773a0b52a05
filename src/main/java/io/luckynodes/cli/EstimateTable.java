package io.luckynodes.cli;

import io.luckynodes.job.Scale;
import io.luckynodes.job.Stage;
import io.luckynodes.plan.Estimate;
import io.luckynodes.plan.Estimate.Length;
import io.luckynodes.plan.Estimate.Outside;
import io.luckynodes.plan.Estimate.Row;
import io.luckynodes.plan.Estimate.Run;
import io.luckynodes.plan.Estimate.TaskRow;
import io.luckynodes.plan.Estimate.VariedRow;
import io.luckynodes.report.Wording;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run will cost, as people read it. */
final class EstimateTable {
  private static final String ROW = "%-9s %6s %10s %10s %13s %9s %9s %9s%n";
  private static final String RUN = "%-9s %13s %13s %13s %10s %13s  %s%n";

  private static final String VARIED = "%-38s %7s %8s %10s%n";

  private final Estimate estimate;
  private final boolean each;

  /**
   * @param each whether every task is printed too
   */
  EstimateTable(Estimate estimate, boolean each) {
    this.estimate = estimate;
    this.each = each;
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "An estimate for scale %s. Times are those of %s%s.%n%n",
        estimate.scale(),
        estimate.reference(),
        estimate.machine().speed() == 1
            ? ""
            : ", scaled to one " + decimal(estimate.machine().speed()) + " times as fast");
    out.printf(
        Locale.ROOT,
        ROW,
        "STAGE",
        "TASKS",
        "CPU HOURS",
        "GPU HOURS",
        "LONGEST TASK",
        "MEMORY",
        "READ",
        "WRITTEN");
    for (Row row : estimate.stages()) {
      print(out, row);
      if (each) {
        estimate.tasks().stream()
            .filter(task -> task.stage().id().equals(row.stage()))
            .forEach(task -> print(out, task));
      }
    }
    print(out, estimate.all());
    printOutside(out);
    printVaried(out);
    out.printf(
        Locale.ROOT,
        "%n" + RUN,
        "SLOTS",
        "FIRST FIGURE",
        "HALF OF THEM",
        "WALL TIME",
        "EFFICIENCY",
        "CRITICAL PATH",
        "BOTTLENECK");
    for (Run run : estimate.runs()) {
      out.printf(
          Locale.ROOT,
          RUN,
          String.format(Locale.ROOT, "%,d", run.slots()),
          hours(run.figures().get(0).hours()),
          hours(run.figures().get((run.figures().size() - 1) / 2).hours()),
          hours(run.hours()),
          percent(run.efficiency()),
          hours(run.criticalHours()),
          run.bottleneck());
    }
    Run any = estimate.runs().get(0);
    if (each) {
      out.printf(
          Locale.ROOT,
          "%nFigures in their order, with %s:%n",
          Wording.count(any.slots(), "slot", "slots"));
      any.figures()
          .forEach(
              drawn ->
                  out.printf(Locale.ROOT, "  %-60s %13s%n", drawn.job(), hours(drawn.hours())));
    }
    out.printf(Locale.ROOT, "%nThe critical path: %s%n", String.join(" → ", any.criticalPath()));
    out.printf(
        Locale.ROOT,
        "The total work divided by it: %.1f slots. Many more slots save little time.%n",
        any.usefulSlots());
    if (estimate.machine().gpu() == 0) {
      out.printf(
          Locale.ROOT,
          "%nNo task asks for a GPU. With -profile gpu, tasks that train or measure do; --gpu estimates them.%n");
    }
  }

  private void print(PrintWriter out, Row row) {
    out.printf(
        Locale.ROOT,
        ROW,
        row.stage(),
        row.tasks(),
        decimal(row.cpuHours()),
        estimate.machine().gpu() == 0 ? "-" : decimal(row.gpuHours()),
        hours(row.longestMinutes() / 60),
        memory(row.memoryMb()),
        Wording.bytes(Math.round(row.readBytes())),
        Wording.bytes(Math.round(row.writtenBytes())));
  }

  private static void print(PrintWriter out, TaskRow task) {
    List<String> needs = task.needs();
    out.printf(
        Locale.ROOT,
        "  %-46s %2d %13s %9s  %s%n",
        task.name(),
        task.cpus(),
        hours(task.minutes() / 60),
        memory(task.memoryMb()),
        needs.size() > 3 ? needs.size() + " jobs" : String.join(" ", needs));
  }

  /** What alternatives to assumed settings cost, the dearest first. */
  private void printVaried(PrintWriter out) {
    if (estimate.varied().isEmpty()) {
      return;
    }
    out.printf(Locale.ROOT, "%n" + VARIED, "VARIED", "VALUES", "FIGURES", "CPU HOURS");
    estimate.varied().stream()
        .sorted(Comparator.comparingDouble(VariedRow::cpuHours).reversed())
        .forEach(
            row ->
                out.printf(
                    Locale.ROOT,
                    VARIED,
                    row.settings(),
                    row.alternatives(),
                    row.figures(),
                    decimal(row.cpuHours())));
    double hours = estimate.varied().stream().mapToDouble(VariedRow::cpuHours).sum();
    out.printf(
        Locale.ROOT,
        "The alternatives take %s of the %s CPU hours; without --vary only the rest is needed.%n",
        decimal(hours),
        decimal(estimate.all().cpuHours()));
  }

  /** Which tasks are not as long as they should be; short ones only where nothing is cut down. */
  private void printOutside(PrintWriter out) {
    String most = span(estimate.longestTaskMinutes());
    List<Outside> inTries = outside(Length.IN_TRIES);
    if (!inTries.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%nTasks that take longer than %s pause, and run in tries of at most that time:%n",
          most);
      for (Outside tasks : inTries) {
        out.printf(
            Locale.ROOT,
            "  %s, up to %s in %d tries%n",
            names(tasks),
            hours(tasks.most() / 60),
            tasks.tries());
      }
    }
    boolean whole = Scale.of(estimate.scale()).filter(Scale::onClusters).isPresent();
    List<Outside> shorter = whole ? outside(Length.SHORTER) : List.of();
    List<Outside> longer = outside(Length.LONGER);
    if (whole) {
      out.printf(
          Locale.ROOT,
          "%nTasks of a few seconds, which run beside Nextflow under a batch scheduler: %s.%n",
          estimate.tasks().stream()
              .filter(task -> !task.stage().computes())
              .collect(Collectors.groupingBy(TaskRow::stage, TreeMap::new, Collectors.counting()))
              .entrySet()
              .stream()
              .map(stage -> stage.getValue() + " " + stage.getKey().id())
              .collect(Collectors.joining(", ")));
    }
    if (shorter.isEmpty() && longer.isEmpty()) {
      if (whole) {
        out.printf(
            Locale.ROOT,
            "All other tasks take between %.0f minutes and %s.%n",
            Estimate.LEAST_MINUTES,
            most);
      }
      return;
    }
    out.printf(
        Locale.ROOT,
        "%nAll other tasks should take between %.0f minutes and %s; %d do not:%n",
        Estimate.LEAST_MINUTES,
        most,
        Stream.concat(shorter.stream(), longer.stream()).mapToInt(Outside::tasks).sum());
    if (!shorter.isEmpty()) {
      Map<Stage, Integer> stages = new TreeMap<>();
      shorter.forEach(tasks -> stages.merge(tasks.stage(), tasks.tasks(), Integer::sum));
      out.printf(
          Locale.ROOT,
          "  shorter, each job in a task of its own: %s (--shortest-task lets jobs share tasks)%n",
          stages.entrySet().stream()
              .map(stage -> stage.getValue() + " " + stage.getKey().id())
              .collect(Collectors.joining(", ")));
    }
    for (Outside tasks : longer) {
      boolean pauses = tasks.tries() > 1;
      out.printf(
          Locale.ROOT,
          "  longer, %s: %s, up to %s%s%n",
          pauses ? "even between two pauses" : "and unable to pause",
          names(tasks),
          hours(tasks.most() / 60),
          pauses ? " in each of " + tasks.tries() + " tries" : "");
    }
  }

  private List<Outside> outside(Length length) {
    return estimate.outside().stream().filter(tasks -> tasks.length() == length).toList();
  }

  private static String names(Outside tasks) {
    return tasks.tasks() + " " + tasks.stage().id() + " of " + tasks.experiment();
  }

  private static String span(double minutes) {
    return minutes % 60 == 0
        ? Wording.count(Math.round(minutes / 60), "hour", "hours")
        : Wording.time(Math.round(60_000 * minutes));
  }

  private static String hours(double hours) {
    return hours < 48
        ? Wording.time(Math.round(hours * 3.6e6))
        : String.format(Locale.ROOT, "%,.1f d", hours / 24);
  }

  private static String memory(int mb) {
    return Wording.bytes((long) mb << 20);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
  }
}
