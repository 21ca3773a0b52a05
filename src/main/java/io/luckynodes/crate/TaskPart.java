package io.luckynodes.crate;

import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.report.ClaimFiles;
import io.luckynodes.report.Summary;
import io.luckynodes.run.Trace.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes the work: one action for each try of a task, and one for each job whose outputs are in
 * the results although no task of this run did it. A pause is no failure.
 */
final class TaskPart {
  private static final String USAGE = "https://w3id.org/ro/terms/nf-trace#";

  private final Building crate;
  private final WorkflowPart workflow;
  private final Artifacts artifacts;
  private final List<String> agents;

  /** Ids of actions by step. */
  private final Map<String, List<String>> steps = new TreeMap<>();

  TaskPart(Building crate, WorkflowPart workflow, Artifacts artifacts, List<String> agents) {
    this.crate = crate;
    this.workflow = workflow;
    this.artifacts = artifacts;
    this.agents = agents;
  }

  /** Adds all actions, and returns their ids by step. */
  Map<String, List<String>> add(List<Maker> makers) {
    Map<String, Maker> open = new TreeMap<>();
    List<Maker> before = new ArrayList<>();
    for (Maker maker : makers) {
      if (maker.definition() == null) {
        before.add(maker);
      } else {
        open.put(maker.job(), maker);
      }
    }
    for (Task task : crate.known().trace().tasks()) {
      List<Maker> done = new ArrayList<>();
      if (task.succeeded()) {
        for (String job : task.jobs()) {
          Optional.ofNullable(open.remove(job)).ifPresent(done::add);
        }
      }
      action(task, done);
    }
    before.addAll(open.values());
    before.forEach(this::actionBefore);
    return steps;
  }

  /** Id of the action for a try of a task. */
  static String id(Task task) {
    return task.hash().isEmpty()
        ? Ids.of("task", task.processName(), task.tag(), String.valueOf(task.attempt()))
        : Ids.of("task", task.hash());
  }

  /**
   * Adds the action for a try of a task.
   *
   * @param makers the jobs that the task did
   */
  private void action(Task task, List<Maker> makers) {
    List<String> results = results(task, makers);
    SortedSet<String> tools = workflow.tools(task, makers);
    boolean asItShould = task.succeeded() || task.paused();
    String what = task.tag().isEmpty() ? task.processName() : String.join(", ", task.jobs());
    String command = crate.known().commands().of(task);
    Entity action =
        Entity.of(id(task), results.isEmpty() ? "ActivateAction" : "CreateAction")
            .with(
                "name",
                what
                    + (task.attempt() > 1 ? ", try " + task.attempt() : "")
                    + (task.paused() ? ", until it paused" : ""))
            .with("description", command == null ? "Its command is not known." : command)
            .with("startTime", time(task.start()))
            .with("endTime", time(task.complete()))
            .with("actionStatus", asItShould ? Vocabulary.COMPLETED : Vocabulary.FAILED)
            .with("error", asItShould ? null : error(task))
            .link("instrument", tools)
            .link("object", objects(task, makers))
            .link("result", results)
            .link(
                "environment",
                makers.stream()
                    .flatMap(maker -> crate.values().of(maker.environment()).stream())
                    .toList())
            .link("resourceUsage", usage(task))
            .link("additionalProperty", properties(task));
    if (!task.cached()) {
      action.link("agent", agents);
    }
    if (task.container() != null) {
      action.link("containerImage", Container.add(crate, task.container()));
    }
    steps
        .computeIfAbsent(workflow.step(task, tools), step -> new ArrayList<>())
        .add(crate.add(action));
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : Vocabulary.time(time);
  }

  private static String error(Task task) {
    return (task.exit() == null ? "It ended without an exit code" : "It ended with " + task.exit())
        + (task.errorAction() == null ? "" : "; Nextflow's answer was " + task.errorAction());
  }

  private List<String> results(Task task, List<Maker> makers) {
    if (!makers.isEmpty()) {
      return makers.stream().flatMap(maker -> artifacts.madeAndTold(maker).stream()).toList();
    }
    if (!task.succeeded()) {
      return List.of();
    }
    if (task.stage() == Stage.PLAN) {
      return List.of(
          crate.add(
              Entity.of("#plan", "CreativeWork")
                  .with("name", "The plan: all jobs of the run")
                  .with("description", "Not kept whole; each record holds its own job.")));
    }
    return task.stage() == Stage.REPORT ? reported(crate.known()) : List.of();
  }

  /** Paths of the files that the run's report made; none if the run did not finish it. */
  static List<String> reported(RunOfResults known) {
    boolean done =
        known.trace().tasks().stream()
            .anyMatch(task -> task.stage() == Stage.REPORT && task.succeeded());
    return known.files().keySet().stream()
        .filter(
            path ->
                done
                    && (Set.of("index.html", Summary.PLACE).contains(path)
                        || ClaimFiles.NAMES.contains(path)
                        || path.startsWith("claims/")))
        .toList();
  }

  private List<String> objects(Task task, List<Maker> makers) {
    if (!makers.isEmpty()) {
      return makers.stream().flatMap(maker -> objects(maker).stream()).toList();
    }
    List<String> objects = new ArrayList<>();
    if (task.stage() == Stage.PLAN) {
      objects.addAll(crate.known().paths("workflow/figures/"));
    } else if (task.stage() == Stage.REPORT) {
      objects.addAll(crate.known().paths("figures/"));
      objects.addAll(crate.known().paths("metrics/"));
    }
    return objects;
  }

  /** Inputs of a job: artifacts, settings, seeds, and the variants of a sweep. */
  private List<String> objects(Maker maker) {
    List<String> objects = new ArrayList<>();
    maker.inputs().values().forEach(input -> objects.add(artifacts.input(maker, input)));
    maker.seeds().forEach(seed -> objects.add(crate.values().of("seed", seed)));
    Job job = maker.definition();
    if (job != null) {
      objects.addAll(crate.values().settings(job.settings()));
      job.members()
          .forEach(
              member ->
                  member
                      .variant()
                      .forEach((axis, value) -> objects.add(crate.values().of(axis, value))));
    }
    return objects;
  }

  private List<String> usage(Task task) {
    List<String> usage = new ArrayList<>();
    measured(usage, task, "realTime", task.realtime(), Vocabulary.MILLISECOND);
    measured(usage, task, "percentCPU", task.cpu(), Vocabulary.PERCENT);
    measured(usage, task, "peakRSS", task.peakRss(), Vocabulary.BYTE);
    measured(usage, task, "rChar", task.read(), Vocabulary.BYTE);
    measured(usage, task, "wChar", task.written(), Vocabulary.BYTE);
    return usage;
  }

  private void measured(
      List<String> usage, Task task, String quantity, @Nullable Number value, String unit) {
    if (value != null) {
      usage.add(
          crate.add(
              Entity.of(id(task) + "/" + quantity, "PropertyValue")
                  .with("name", quantity)
                  .with("propertyID", USAGE + quantity)
                  .with("unitCode", unit)
                  .with("value", value)));
    }
  }

  private List<String> properties(Task task) {
    Values values = crate.values();
    List<String> properties = new ArrayList<>();
    properties.add(values.of("attempt", task.attempt()));
    properties.add(values.of("from cache", task.cached() ? "yes" : "no"));
    Instant start = task.start();
    String run = start == null ? null : crate.known().run().runAt(start);
    properties.add(values.of("done by run", run == null ? "an earlier one" : run));
    if (task.exit() != null) {
      properties.add(values.of("exit code", task.exit()));
    }
    if (task.cpus() != null) {
      properties.add(values.of("cores asked for", task.cpus()));
    }
    if (task.memory() != null) {
      properties.add(values.of("memory asked for", task.memory(), Vocabulary.BYTE));
    }
    return properties;
  }

  private void actionBefore(Maker maker) {
    crate.add(
        Entity.of(
                maker.definition() == null
                    ? Ids.of("earlier", maker.made().values().iterator().next())
                    : Ids.of("job", maker.job()),
                "CreateAction")
            .with("name", maker.job())
            .with(
                "description",
                "Done by a run before this one, of which the results keep only the record.")
            .with("actionStatus", Vocabulary.COMPLETED)
            .link("instrument", workflow.tool(maker))
            .link("object", objects(maker))
            .link("result", artifacts.madeAndTold(maker))
            .link("environment", crate.values().of(maker.environment())));
  }
}
