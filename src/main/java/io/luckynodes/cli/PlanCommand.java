package io.luckynodes.cli;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.error.Suggestion;
import io.luckynodes.job.Job;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.plan.Estimate;
import io.luckynodes.plan.PlanStage;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucky plan}: what a run would do. */
@Command(
    name = "plan",
    header = "Checks definitions and estimates what a run costs.",
    description =
        "Checks all definitions and estimates what a run costs: tasks, CPU hours, memory, bytes"
            + " read and written, and the wall time for a number of slots. A slot is a place for"
            + " one task. With --out it also writes the jobs for the stages.")
final class PlanCommand implements Runnable {
  @Mixin private final ExpectedCode code = new ExpectedCode();

  @Mixin private final DefinitionsFolder definitions = new DefinitionsFolder();

  @Option(
      names = "--also",
      paramLabel = "FILE",
      description =
          "A definition file of your own, read in addition to --definitions; may be given several"
              + " times.")
  private List<Path> further = new ArrayList<>();

  @Option(
      names = "--figures",
      paramLabel = "LIST",
      split = ",",
      description =
          "Figures to plan, separated by commas: ids, globs, studies, or paths of definition files"
              + " of your own (default: all figures).")
  private List<String> figures = new ArrayList<>();

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      completionCandidates = Scales.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String scale = Scale.DEFAULT.id();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Number of seeds of every experiment (default: that of the scale).")
  private @Nullable Integer seeds;

  @Option(
      names = "--claim",
      paramLabel = "STUDY/FIGURE/CLAIM",
      description = "Plan the figure of this claim, instead of --figures.")
  private @Nullable String claim;

  @Option(
      names = "--set",
      paramLabel = "SETTING=VALUE",
      description =
          "Build each figure with this value instead of its own, on the same random numbers."
              + " Several values, separated by commas, give one figure each. Several settings are"
              + " separated by blanks, within quotation marks.")
  private @Nullable String changes;

  @Option(
      names = "--vary",
      paramLabel = "SETTINGS",
      description =
          "Also judge each claim under the alternatives to assumed settings, one setting at a time:"
              + " names of settings, separated by commas, or all. For each alternative the figure"
              + " is also built with that value, on the same random numbers.")
  private @Nullable String vary;

  @Option(
      names = "--tasks",
      description =
          "Also print every task with the jobs that it needs, and when each figure is ready.")
  private boolean each;

  @Option(
      names = "--slots",
      paramLabel = "N",
      split = ",",
      description =
          "Number of tasks that can run at the same time. Several numbers, separated by commas,"
              + " give one line each (default: the number of cores of this machine).")
  private List<Integer> slots = new ArrayList<>();

  @Option(
      names = "--speed",
      paramLabel = "X",
      description =
          "Speed of a core relative to the core on which the times were measured: the GFLOP/s of"
              + " the largest product in 'lucky bench', divided by 100 (default:"
              + " ${DEFAULT-VALUE}).")
  private double speed = Estimate.Machine.REFERENCE.speed();

  @Option(
      names = "--gpu",
      paramLabel = "X",
      description =
          "Let teacher, prune, student and metrics run on a GPU that is this many times as fast as"
              + " that core, one GPU for each task (default: no GPU). No GPU has been measured.")
  private double gpu = Estimate.Machine.REFERENCE.gpu();

  @Option(
      names = "--overhead",
      paramLabel = "SECONDS",
      description =
          "Seconds that the scheduler and the container add to each task (default:"
              + " ${DEFAULT-VALUE}; on one machine about 0.1).")
  private double overhead = Estimate.Machine.REFERENCE.overheadSeconds();

  @Option(
      names = "--bandwidth",
      paramLabel = "MB",
      description =
          "MB per second that all tasks together can read and write (default: ${DEFAULT-VALUE}).")
  private double bandwidth = Estimate.Machine.REFERENCE.bytesPerSecond() / 1e6;

  @Option(
      names = "--shortest-task",
      paramLabel = "TIME",
      description =
          "Shortest time that a task should take, for example 2min. Shorter teacher, prune, student"
              + " and metrics jobs share tasks; 0s gives each job a task of its own. Give the same"
              + " value as the run's --shortest_task (default: 2min at scales overnight and paper,"
              + " 0s at the others).")
  private @Nullable String shortestTask;

  @Option(
      names = "--longest-task",
      paramLabel = "TIME",
      description =
          "Longest time of a task, for example 90min or 1d. A task that would take longer pauses"
              + " and goes on in another try. Give the same value as the run's --longest_task"
              + " (default: ${DEFAULT-VALUE}).")
  private String longestTask = Estimate.MOST_TIME;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the estimate with every task to this file, as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write plan.json, jobs/*.json and, with --set or --vary, definitions/*.yaml to this"
              + " folder.")
  private @Nullable Path out;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** What {@code --scale} can be. */
  private static final class Scales extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Scales() {
      super(Scale.ids());
    }
  }

  @Override
  public void run() {
    code.check(Stage.PLAN.id());
    slots.forEach(count -> require(count >= 1, "--slots", "1 or more", count));
    require(speed > 0 && Double.isFinite(speed), "--speed", "more than 0", speed);
    require(gpu >= 0 && Double.isFinite(gpu), "--gpu", "0 or more", gpu);
    require(overhead >= 0 && Double.isFinite(overhead), "--overhead", "0 or more", overhead);
    require(bandwidth > 0 && Double.isFinite(bandwidth), "--bandwidth", "more than 0", bandwidth);
    List<String> wanted =
        claim == null
            ? figures.stream().filter(item -> !item.isBlank() && !item.equals("all")).toList()
            : List.of(figureOf(claim));
    addFiles(wanted);
    PlanStage.Planned planned =
        PlanStage.plan(
            new PlanStage.Request(
                definitions.folder(),
                further,
                wanted,
                scale,
                Optional.ofNullable(seeds),
                Optional.ofNullable(changes),
                Optional.ofNullable(vary)));
    List<Job> jobs = planned.jobs();
    if (claim != null) {
      requireClaim(claim, jobs);
    }
    double shortest =
        shortestTask == null
            ? PlanStage.shortestTaskMinutes(scale)
            : minutes(TimeSpan.orNone("--shortest-task", shortestTask));
    Estimate estimate =
        Estimate.of(
            scale,
            jobs,
            new Estimate.Machine(speed, gpu, overhead, bandwidth * 1e6),
            shortest,
            minutes(TimeSpan.of("--longest-task", longestTask)),
            slots.isEmpty() ? List.of(Runtime.getRuntime().availableProcessors()) : slots);
    if (out != null) {
      PlanStage.write(out, scale, planned, shortest);
      PlanStage.writeDefinitions(out.resolve("definitions"), planned.definitions());
      PlanStage.writeLeftOut(out, planned.leftOut());
    }
    if (json != null) {
      AtomicFile.write(json, Json.writeIndented(estimate).getBytes(StandardCharsets.UTF_8));
    }
    PrintWriter print = Terminal.of(spec);
    new EstimateTable(estimate, each).print(print);
    planned.leftOut().forEach(print::println);
    print.flush();
  }

  /** Own files that are named among the figures, of which --also may name some already. */
  private void addFiles(List<String> wanted) {
    for (String item : wanted) {
      Path file = Path.of(item);
      boolean named =
          further.stream().anyMatch(one -> one.getFileName().equals(file.getFileName()));
      if (item.matches(".*\\.ya?ml") && !named) {
        further.add(file);
      }
    }
  }

  /** The figure that a claim names, which must have such a claim. */
  static String figureOf(String claim) {
    return claim.substring(0, Math.max(0, claim.lastIndexOf('/')));
  }

  private static void requireClaim(String claim, List<Job> jobs) {
    String name = claim.substring(claim.lastIndexOf('/') + 1);
    SortedSet<String> known = new TreeSet<>();
    for (Job job : jobs) {
      if (job.figure() != null) {
        job.figure().claims().forEach(one -> known.add(one.name()));
      }
    }
    if (!known.contains(name)) {
      throw new LuckyException(
          ExitCode.USAGE,
          "--claim: figure "
              + figureOf(claim)
              + " has no claim '"
              + name
              + "'"
              + Suggestion.text(name, known)
              + "; its claims are "
              + String.join(", ", known));
    }
  }

  private static double minutes(Duration time) {
    return time.toMillis() / 60_000.0;
  }

  private static void require(boolean met, String option, String expected, Number found) {
    if (!met) {
      throw new LuckyException(
          ExitCode.USAGE, option + ": expected " + expected + ", found " + found);
    }
  }
}
