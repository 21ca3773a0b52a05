package io.luckynodes.crate;

import io.luckynodes.artifact.ProvenanceRecord.Input;
import io.luckynodes.job.Stage;
import io.luckynodes.run.KeptPlan;
import io.luckynodes.run.RunRecord.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes the inputs and outputs of each tool: parameters of the workflow, the plan, outputs of
 * other jobs, and the files of the report.
 */
final class ToolPart {
  /**
   * A parameter of the workflow that is passed to a tool.
   *
   * @param runner start of the name of the tool's runner
   * @param as option or environment variable by which it is passed
   */
  record Told(String runner, String parameter, String as) {}

  /**
   * Parameters that bear on results. The place of a task's state, and the time after which it
   * pauses, do not.
   */
  static final List<Told> TOLD =
      List.of(
          new Told("plan", "figures", "--figures"),
          new Told("plan", "scale", "--scale"),
          new Told("plan", "seeds", "--seeds"),
          new Told("plan", "set", "--set"),
          new Told("plan", "vary", "--vary"),
          new Told("plan", "claim", "--claim"),
          new Told("plan", "shortest_task", "--shortest-task"),
          new Told("dataset.cifar10", "cifar10", "--cifar10"),
          new Told("dataset.vgg", "vgg_bn", "--vgg-bn"),
          new Told("teacher", "device", "LUCKY_DEVICE"),
          new Told("prune", "device", "LUCKY_DEVICE"),
          new Told("student", "device", "LUCKY_DEVICE"),
          new Told("metrics", "device", "LUCKY_DEVICE"),
          new Told("report", "outdir", "--results"));

  private static final String COLLECTION = "Collection";
  private static final String FILE = "File";
  private static final String IN = "in";
  private static final String PLAN_MEANING = "The jobs of the run.";
  private static final String IN_MEANING = "What other jobs have made.";

  /** Stages whose outputs the report reads. */
  private static final List<String> REPORTED = List.of(Stage.FIGURE.id(), Stage.METRICS.id());

  /** The outputs of a job, and the parameter of its tool of which they are an example. */
  private record Made(Maker maker, String collection, String parameter) {}

  private final Building crate;
  private final WorkflowPart workflow;
  private final Artifacts artifacts;
  private final Handover handover;

  ToolPart(Building crate, WorkflowPart workflow, Artifacts artifacts) {
    this.crate = crate;
    this.workflow = workflow;
    this.artifacts = artifacts;
    this.handover = new Handover(crate);
  }

  /** Adds all inputs and outputs; tools and steps must be there. */
  void add(List<Maker> makers) {
    TOLD.forEach(this::told);
    plan();
    Map<String, Made> made = made(makers);
    makers.forEach(maker -> taken(maker, made));
    report(made);
    handover.add();
  }

  /** Tools of this run's steps whose runner's name has a prefix. */
  private List<String> tools(String runner) {
    return crate.graph().ids(WorkflowPart.STEPS).stream()
        .flatMap(step -> crate.graph().get(step).links("workExample").stream())
        .distinct()
        .filter(tool -> workflow.runner(tool).startsWith(runner))
        .toList();
  }

  private void told(Told told) {
    @Nullable Parameter given = crate.known().run().parameters().get(told.parameter);
    if (given == null || given.value() == null || given.value().isNull()) {
      return;
    }
    String source = WorkflowPart.parameterId(told.parameter);
    Map<String, Object> parameter = crate.graph().get(source).json();
    for (String tool : tools(told.runner)) {
      String target =
          handover.taken(
              tool,
              told.as,
              String.valueOf(parameter.get("additionalType")),
              String.valueOf(parameter.get("description")),
              Ids.of("parameter", told.parameter));
      handover.connect(source, target, tool);
    }
  }

  /** Adds the plan, which is made from definitions and tells every other tool what to do. */
  private void plan() {
    for (String planner : tools(Stage.PLAN.id())) {
      for (String definitions : crate.known().paths("workflow/figures/")) {
        handover.taken(planner, "--definitions", FILE, "What can be planned.", definitions);
      }
      if (crate.graph().has(KeptPlan.PLACE)) {
        String plan = handover.given(planner, "plan", FILE, PLAN_MEANING, KeptPlan.PLACE);
        for (String tool : tools("")) {
          if (!tool.equals(planner)) {
            String as = workflow.runner(tool).equals(Stage.REPORT.id()) ? "--plan" : "--job";
            handover.connect(
                plan, handover.taken(tool, as, FILE, PLAN_MEANING, KeptPlan.PLACE), tool);
          }
        }
      }
    }
  }

  /** The outputs of each job, by the SHA-256 of each part. */
  private Map<String, Made> made(List<Maker> makers) {
    Map<String, Made> all = new TreeMap<>();
    for (Maker maker : makers) {
      List<String> parts = artifacts.made(maker);
      String tool = workflow.tool(maker);
      String collection =
          crate.add(
              Entity.of(
                      maker.definition() == null
                          ? Ids.of("made", maker.made().values().iterator().next())
                          : Ids.of("made", maker.job()),
                      COLLECTION)
                  .with("name", "What " + maker.job() + " made")
                  .link("hasPart", parts));
      String parameter = handover.given(tool, "made", COLLECTION, "What a job makes.", collection);
      parts.stream()
          .filter(part -> WorkflowPart.output(part) != null)
          .forEach(part -> handover.putOut(parameter, part));
      for (String record : maker.records()) {
        handover.putOut(
            handover.given(tool, "records", FILE, "What made each of them.", record), record);
      }
      maker
          .made()
          .values()
          .forEach(sha256 -> all.put(sha256, new Made(maker, collection, parameter)));
    }
    return all;
  }

  /** Adds the inputs of a job that other jobs made. */
  private void taken(Maker maker, Map<String, Made> all) {
    for (Input input : maker.inputs().values()) {
      Made made = all.get(input.sha256());
      if (made != null) {
        takes(workflow.tool(maker), made);
      }
    }
  }

  private void takes(String tool, Made made) {
    String target = handover.taken(tool, IN, COLLECTION, IN_MEANING, made.collection);
    handover.connect(made.parameter, target, tool);
  }

  /**
   * Adds the inputs of the report, figures and measurements, and its outputs, the page and the
   * files beside it.
   */
  private void report(Map<String, Made> all) {
    if (!TaskPart.reported(crate.known()).isEmpty()) {
      for (String tool : tools(Stage.REPORT.id())) {
        all.values().stream()
            .filter(made -> made.maker.definition() != null)
            .filter(made -> REPORTED.contains(made.maker.stage()))
            .forEach(made -> takes(tool, made));
        TaskPart.reported(crate.known()).forEach(path -> gives(tool, path));
      }
    }
  }

  private void gives(String tool, String path) {
    String name = String.valueOf(WorkflowPart.output(path));
    Object meaning = crate.graph().get(WorkflowPart.outputId(name)).json().get("description");
    handover.putOut(handover.given(tool, name, FILE, String.valueOf(meaning), path), path);
  }
}
