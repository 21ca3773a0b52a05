package io.luckynodes.crate;

import io.luckynodes.run.Energy;
import io.luckynodes.run.RunRecord;
import io.luckynodes.run.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Describes the run as a whole: its inputs and outputs, the person who ran it, and the crate
 * itself.
 */
final class RunPart {
  private static final String CHANGES = " and changes";
  private static final String TRACE_FORMAT =
      "https://www.nextflow.io/docs/latest/reports.html#trace-file";

  private final Building crate;
  private final RunRecord run;
  private final List<String> agents;

  RunPart(Building crate, List<String> agents) {
    this.crate = crate;
    this.run = crate.known().run();
    this.agents = agents;
  }

  void add(List<String> parameters, Map<String, List<String>> steps, List<String> figures) {
    String action = action(parameters);
    String organised = organised(action, steps);
    ownFiles(action);
    List<String> mentions = new ArrayList<>(figures);
    mentions.add(action);
    mentions.add(organised);
    mentions.addAll(crate.graph().ids("#task/").stream().filter(id -> isAction(id)).toList());
    mentions.addAll(crate.graph().ids("#job/"));
    mentions.addAll(crate.graph().ids("#earlier/"));
    mentions.addAll(crate.graph().ids("#rebuild/"));
    mentions.addAll(crate.graph().ids("#made/"));
    root(mentions);
  }

  /**
   * Whether an id under {@code #task/} is an action; the measurements of a task's resources have
   * longer ids.
   */
  private boolean isAction(String id) {
    return crate.graph().get(id).json().containsKey("instrument");
  }

  private String action(List<String> parameters) {
    List<String> results =
        crate.known().files().keySet().stream()
            .filter(path -> WorkflowPart.output(path) != null)
            .toList();
    String commit = run.commit();
    Entity action =
        timed(
                Entity.of(
                    Ids.of("run", run.name()),
                    results.isEmpty() ? "ActivateAction" : "CreateAction"))
            .with("name", "Run " + run.name())
            .with("description", run.command())
            .link("instrument", RunOfResults.WORKFLOW)
            .link("object", parameters)
            .link("object", crate.graph().ids("#data/"))
            .link("object", crate.known().configuration())
            .link("result", results)
            .link("containerImage", crate.graph().ids("#image/"))
            .link(
                "additionalProperty",
                List.of(
                    crate.values().of("session", run.session()),
                    crate.values().of("profile", run.profile()),
                    crate.values().of("resumed", run.resumed() ? "yes" : "no"),
                    crate.values().of("commit", commit.replace(CHANGES, "")),
                    crate
                        .values()
                        .of("uncommitted changes", commit.endsWith(CHANGES) ? "yes" : "no"),
                    crate
                        .values()
                        .of(
                            "container engine",
                            Objects.requireNonNullElse(run.containerEngine(), "none"))))
            .link("additionalProperty", energy());
    return crate.add(action);
  }

  /** The estimated energy of the run, and the values behind the estimate. */
  private List<String> energy() {
    Energy energy = Energy.of(run);
    double kilowattHours = energy.kilowattHours(crate.known().trace().tasks());
    Values values = crate.values();
    return List.of(
        values.of("estimated energy", kilowattHours, Vocabulary.KILOWATT_HOUR),
        values.of(
            "estimated emissions in CO₂ equivalents", energy.grams(kilowattHours), Vocabulary.GRAM),
        values.of("power of a core in full use", energy.coreWatts(), Vocabulary.WATT),
        values.of("power usage effectiveness", energy.pue()),
        values.of("carbon intensity, in g of CO₂ equivalents for each kWh", energy.gramsPerKwh()));
  }

  private Entity timed(Entity action) {
    return action
        .with("startTime", Vocabulary.time(Instant.parse(run.start())))
        .with("endTime", Vocabulary.time(Instant.parse(run.complete())))
        .with("actionStatus", run.success() ? Vocabulary.COMPLETED : Vocabulary.FAILED)
        .with("error", run.success() ? null : Objects.requireNonNullElse(run.error(), "not known"))
        .link("agent", agents);
  }

  private String organised(String action, Map<String, List<String>> steps) {
    List<String> objects = new ArrayList<>();
    steps.forEach(
        (step, actions) -> {
          String name = String.valueOf(crate.graph().get(step).json().get("name"));
          objects.add(
              crate.add(
                  Entity.of(Ids.of("control", name), "ControlAction")
                      .with("name", "Orchestrate " + name)
                      .link("instrument", step)
                      .link("object", actions)));
        });
    return crate.add(
        timed(Entity.of("#engine-run", "OrganizeAction"))
            .with("name", "Run of " + run.engine().name() + " " + run.engine().version())
            .link("instrument", WorkflowPart.ENGINE)
            .link("object", objects)
            .link("result", action));
  }

  /** Links the files that the engine and the workflow wrote about the run. */
  private void ownFiles(String action) {
    crate.known().paths("run/").forEach(path -> crate.graph().get(path).link("about", action));
    crate.add(
        Entity.of(TRACE_FORMAT, "CreativeWork")
            .with("name", "Nextflow's trace file")
            .with("url", TRACE_FORMAT));
    crate.graph().get(Trace.PLACE).link("conformsTo", TRACE_FORMAT);
  }

  private void root(List<String> mentions) {
    crate.add(
        Entity.of(Vocabulary.ROOT, "Dataset")
            .with("name", "Lucky Nodes: results of run " + run.name())
            .with(
                "description",
                "Figures of papers on teacher-student ReLU networks, rebuilt from source: the figures, the measurements"
                    + " behind them, the records of all that lies between them and the data, the workflow's own files,"
                    + " and the run that made them.")
            .with("datePublished", Vocabulary.time(Instant.parse(run.complete())))
            .link("license", Vocabulary.APACHE)
            .link("conformsTo", List.copyOf(Vocabulary.PROFILES.keySet()))
            .link("hasPart", List.copyOf(crate.known().files().keySet()))
            .link("mainEntity", RunOfResults.WORKFLOW)
            .link("author", Vocabulary.responsible(agents))
            .link("mentions", mentions));
  }
}
