package io.luckynodes.plan;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Experiment;
import io.luckynodes.definition.Figure;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Assumption;
import io.luckynodes.job.Job;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Study;
import io.luckynodes.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs the PLAN stage, which turns definitions into {@code plan.json} and one file per job. */
public final class PlanStage {
  private PlanStage() {}

  /**
   * What a user asks the PLAN stage to plan.
   *
   * @param definitions folder of definitions
   * @param further the user's own definition files
   * @param figures ids, globs, studies or file names; all figures if empty
   * @param scale name of a {@link Scale}
   * @param seeds number of trials of every experiment; empty for the numbers in the definitions
   * @param changes new values of settings, such as {@code learning_rate=0.01,0.02}: each figure is
   *     built with each value instead of its own; empty for none
   * @param vary names of assumed settings, or {@code all}: each figure with claims is also built
   *     with each of their alternatives; empty for none
   */
  public record Request(
      Path definitions,
      List<Path> further,
      List<String> figures,
      String scale,
      Optional<Integer> seeds,
      Optional<String> changes,
      Optional<String> vary) {
    /** Requests figures as they are defined. */
    public Request(
        Path definitions,
        List<Path> further,
        List<String> figures,
        String scale,
        Optional<Integer> seeds) {
      this(definitions, further, figures, scale, seeds, Optional.empty(), Optional.empty());
    }
  }

  /**
   * The plan of a request.
   *
   * @param jobs all jobs, each after the jobs that it needs
   * @param studies the studies that are described
   * @param assumptions the assumed settings of each experiment that is defined
   * @param definitions text of each definition that was written for the request's changes and
   *     alternatives, by the name of its file
   * @param leftOut one sentence for each experiment of the user's own files that no requested
   *     figure draws, and on the assumptions that this scale does not vary
   */
  public record Planned(
      List<Job> jobs,
      List<Study> studies,
      SortedMap<String, List<Assumption>> assumptions,
      SortedMap<String, String> definitions,
      List<String> leftOut) {}

  private static final double MINUTES_OF_A_DAY = 24 * 60;

  /** Minutes of ten years: longer than a machine lives, and than anyone waits. */
  private static final double LONGEST_MINUTES = 3650 * MINUTES_OF_A_DAY;

  /**
   * Numbers of slots for which a plan has a margin; any other number takes the margin of the next
   * lower one.
   */
  private static final int[] SLOTS = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 128};

  /** MiB of the largest machines with shared memory, 64 TiB. */
  private static final long MOST_MEMORY_MB = 64L << 20;

  /** The jobs of a request, as in {@link #plan}. */
  public static List<Job> jobs(Request request) {
    return plan(request).jobs();
  }

  /**
   * Plans all that a request needs.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if a definition is wrong; ({@link
   *     ExitCode#NO_INPUT}) if the folder of definitions does not exist; ({@link ExitCode#USAGE})
   *     if nothing matches, the scale is unknown, the number of seeds is below 1, or the text of
   *     the changes is malformed
   */
  public static Planned plan(Request request) {
    if (Scale.of(request.scale()).isEmpty()) {
      throw new LuckyException(
          ExitCode.USAGE,
          "unknown scale '" + request.scale() + "'; allowed are " + String.join(", ", Scale.ids()));
    }
    if (request.seeds().filter(seeds -> seeds < 1).isPresent()) {
      throw new LuckyException(
          ExitCode.USAGE, "seeds must be at least 1, found " + request.seeds().get());
    }
    if (!Files.isDirectory(request.definitions())) {
      throw new LuckyException(
          ExitCode.NO_INPUT, request.definitions() + ": no such folder of definitions");
    }
    Definitions definitions = Definitions.read(request.definitions(), request.further());
    List<Figure> figures = Selection.of(definitions, request.figures());
    SortedMap<String, String> written = new TreeMap<>();
    if (request.changes().isPresent()) {
      ChangedFigures.Written changed =
          ChangedFigures.of(
              definitions,
              figures,
              Assignments.of(request.changes().get()),
              request.scale(),
              request.seeds());
      written.putAll(changed.files());
      definitions = Definitions.read(request.definitions(), request.further(), written);
      figures = figures(definitions, changed.figures());
    }
    SortedMap<String, List<Assumption>> assumptions = Assumptions.of(definitions);
    List<String> leftOut = new ArrayList<>();
    if (request.vary().isPresent()) {
      VariedFigures.WithAlternatives varied =
          VariedFigures.of(definitions, figures, request.vary().get(), request.scale());
      written.putAll(varied.files());
      definitions = Definitions.read(request.definitions(), request.further(), written);
      leftOut.addAll(varied.leftOut());
      Set<String> all = new LinkedHashSet<>(figures.stream().map(Figure::id).toList());
      all.addAll(varied.figures());
      figures = figures(definitions, all);
    }
    leftOut.addAll(0, leftOut(definitions, figures));
    List<Job> jobs = Planner.plan(definitions, figures, request.scale(), request.seeds());
    requirePossible(jobs);
    return new Planned(
        jobs, List.copyOf(definitions.studies().values()), assumptions, written, leftOut);
  }

  private static List<Figure> figures(Definitions definitions, Set<String> ids) {
    return ids.stream()
        .map(id -> Objects.requireNonNull(definitions.figures().get(id), id))
        .toList();
  }

  private static List<String> leftOut(Definitions definitions, List<Figure> figures) {
    Set<Experiment> used = new HashSet<>();
    for (Figure figure : figures) {
      for (String id : figure.experiments()) {
        for (Experiment one = definitions.experiments().get(id); one != null; one = one.basedOn()) {
          used.add(one);
        }
      }
    }
    return definitions.experiments().values().stream()
        .filter(one -> definitions.own().contains(one.file()) && !used.contains(one))
        .map(
            one ->
                "experiment "
                    + one.id()
                    + " of "
                    + one.file()
                    + " is left out: no figure that is built draws it")
        .toList();
  }

  /**
   * Refuses jobs that no machine can run. A mistyped number of epochs or width first shows in the
   * estimate.
   */
  private static void requirePossible(List<Job> jobs) {
    Map<String, Job> byId = new HashMap<>();
    jobs.forEach(job -> byId.put(job.id(), job));
    List<String> faults = new ArrayList<>();
    for (Job job : jobs) {
      Resources needs = CostModel.of(job, byId);
      if (needs.minutes() > LONGEST_MINUTES || needs.memoryMb() > MOST_MEMORY_MB) {
        faults.add(
            String.format(
                Locale.ROOT,
                "experiment %s: job %s: expected a job of at most %.0f days and %d GB, but the estimate is %.0f days and %d GB",
                job.experiment(),
                job.id(),
                LONGEST_MINUTES / MINUTES_OF_A_DAY,
                MOST_MEMORY_MB / 1024,
                needs.minutes() / MINUTES_OF_A_DAY,
                needs.memoryMb() / 1024));
      }
    }
    if (!faults.isEmpty()) {
      throw new LuckyException(ExitCode.BAD_DEFINITION, String.join("\n", faults));
    }
  }

  /**
   * The plan of some jobs for the workflow: the resources of each job, and the task that runs it.
   *
   * @param shortestTaskMinutes minutes that a task should take at least; shorter jobs share a task
   */
  public static Plan summary(String scale, List<Job> jobs, double shortestTaskMinutes) {
    Map<String, Job> byId = new HashMap<>();
    jobs.forEach(job -> byId.put(job.id(), job));
    List<Plan.Entry> entries = new ArrayList<>();
    for (Job job : jobs) {
      List<String> needs = job.needs().values().stream().distinct().sorted().toList();
      entries.add(
          new Plan.Entry(
              job.id(), job.stage(), job.runner(), job.id(), needs, CostModel.of(job, byId)));
    }
    Set<String> alternatives = new HashSet<>();
    for (Job job : jobs) {
      if (job.figure() != null && job.figure().alternative() != null) {
        alternatives.add(job.id());
      }
    }
    List<Plan.Entry> all =
        ShortJobs.together(Turns.given(entries, alternatives), shortestTaskMinutes);
    return new Plan(Plan.FORMAT, scale, List.of(), new TreeMap<>(), all, new TreeMap<>());
  }

  /**
   * The same plan with studies and assumptions for the page, and margins of numbers of slots for
   * the workflow.
   */
  private static Plan whole(
      Plan plan, List<Study> studies, SortedMap<String, List<Assumption>> assumptions) {
    return new Plan(plan.format(), plan.scale(), studies, assumptions, plan.jobs(), margins(plan));
  }

  private static SortedMap<Integer, Double> margins(Plan plan) {
    List<Schedule.Task> tasks =
        TaskGraph.tasks(PlannedTask.of(plan), task -> 60 * task.resources().minutes());
    SortedMap<Integer, Double> margins = new TreeMap<>();
    for (int slots : SLOTS) {
      margins.put(slots, Schedule.best(tasks, slots).margin());
    }
    return margins;
  }

  /** Default number of minutes that a task should take at least at a scale. */
  public static double shortestTaskMinutes(String scale) {
    return ShortJobs.shortestMinutes(scale);
  }

  /** Writes the file of the experiments and assumptions that are left out, if there are any. */
  public static void writeLeftOut(Path out, List<String> leftOut) {
    if (!leftOut.isEmpty()) {
      String text = String.join("\n", leftOut) + "\n";
      AtomicFile.write(out.resolve("left-out.txt"), text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Writes each definition into a file of its own in a folder. */
  public static void writeDefinitions(Path out, SortedMap<String, String> definitions) {
    definitions.forEach(
        (name, text) -> AtomicFile.write(out.resolve(name), text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes {@code plan.json} and {@code jobs/ID.json} of a request into a folder. */
  public static void write(Path out, String scale, Planned planned, double shortestTaskMinutes) {
    write(
        out, scale, planned.jobs(), planned.studies(), planned.assumptions(), shortestTaskMinutes);
  }

  /**
   * Writes {@code plan.json} and {@code jobs/ID.json} for some jobs, without studies and
   * assumptions.
   */
  public static void write(Path out, String scale, List<Job> jobs) {
    write(out, scale, jobs, List.of(), new TreeMap<>(), 0);
  }

  private static void write(
      Path out,
      String scale,
      List<Job> jobs,
      List<Study> studies,
      SortedMap<String, List<Assumption>> assumptions,
      double shortestTaskMinutes) {
    for (Job job : jobs) {
      AtomicFile.write(
          out.resolve("jobs").resolve(job.id() + ".json"),
          Json.writeIndented(job).getBytes(StandardCharsets.UTF_8));
    }
    AtomicFile.write(
        out.resolve("plan.json"),
        Json.writeIndented(whole(summary(scale, jobs, shortestTaskMinutes), studies, assumptions))
            .getBytes(StandardCharsets.UTF_8));
  }
}
