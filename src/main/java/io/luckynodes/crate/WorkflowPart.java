package io.luckynodes.crate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.report.Summary;
import io.luckynodes.run.RunRecord;
import io.luckynodes.run.Trace.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was meant to be done: the workflow, its parameters and steps, and the tools it calls. */
final class WorkflowPart {
  static final String LANGUAGE = "https://w3id.org/workflowhub/workflow-ro-crate#nextflow";
  static final String ENGINE = "https://www.nextflow.io/";

  /** What the workflow puts out, by name. */
  private static final Map<String, String> OUTPUTS =
      Map.of(
          "figure", "A figure, as SVG, PNG and its numbers",
          "measurement", "The numbers behind a figure",
          "record", "What made an artifact or a figure",
          "page", "The page about the run",
          "summary", "The page's contents for programs",
          "claims", "How the claims stand: drawn for each figure and study, and as a table");

  private static final List<Stage> STAGES = List.of(Stage.values());
  private static final int SHORT = 12;

  private final Building crate;
  private final Entity workflow;

  WorkflowPart(Building crate) {
    this.crate = crate;
    this.workflow = crate.graph().get(RunOfResults.WORKFLOW);
  }

  void add() {
    RunRecord run = crate.known().run();
    workflow
        .with("name", "Lucky Nodes")
        .with(
            "description",
            "Rebuilds figures of papers on teacher-student ReLU networks: plan, data set, teacher, prune, student,"
                + " metrics, figure, report.")
        .with("version", run.version())
        .link("programmingLanguage", LANGUAGE)
        .link("softwareRequirements", ENGINE);
    crate.add(
        Entity.of(LANGUAGE, "ComputerLanguage")
            .with("name", "Nextflow")
            .with("alternateName", "NF")
            .with("identifier", ENGINE)
            .with("url", ENGINE)
            .with("version", run.engine().version()));
    crate.add(
        Entity.of(ENGINE, "SoftwareApplication")
            .with("name", run.engine().name())
            .with("softwareVersion", run.engine().version())
            .with("description", "Build " + run.engine().build())
            .with("url", ENGINE));
    outputs();
  }

  private void outputs() {
    for (String path : crate.known().files().keySet()) {
      String output = output(path);
      if (output != null) {
        String id = RunOfResults.WORKFLOW + "#output-" + output;
        crate.graph().get(path).link("exampleOfWork", id);
        crate.add(
            Entity.of(id, "FormalParameter")
                .with("name", output)
                .with("additionalType", "File")
                .with("description", OUTPUTS.get(output)));
        workflow.link("output", id);
      }
    }
  }

  /** Which of the workflow's outputs a file of the results is; null if it is none. */
  static @Nullable String output(String path) {
    return switch (path.split("/", 2)[0]) {
      case "figures" -> "figure";
      case "metrics" -> "measurement";
      case "records" -> "record";
      case "index.html" -> "page";
      case Summary.PLACE -> "summary";
      case "claims", "claims.csv", "numbers.tex" -> "claims";
      default -> null;
    };
  }

  /**
   * Every parameter as it may be given, and as it was; the ids of the values.
   *
   * @param schema the workflow's own description of its parameters
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if the run has a parameter that the schema
   *     does not describe
   */
  List<String> parameters(JsonNode schema) {
    List<String> values = new ArrayList<>();
    crate
        .known()
        .run()
        .parameters()
        .forEach(
            (name, given) -> {
              JsonNode rule = rule(schema, name);
              String id = RunOfResults.WORKFLOW + Ids.of("parameter-" + name);
              Entity parameter =
                  Entity.of(id, "FormalParameter")
                      .with("name", name)
                      .with("description", rule.path("description").asText())
                      .with("additionalType", type(rule.path("type").asText()))
                      .with("valueRequired", "False");
              if (rule.has("default")) {
                parameter.with("defaultValue", rule.path("default").asText());
              }
              crate.add(parameter);
              workflow.link("input", id);
              JsonNode value = given.value();
              boolean none = value == null || value.isNull();
              values.add(
                  crate.add(
                      Entity.of(Ids.of("parameter", name), "PropertyValue")
                          .with("name", name)
                          .value(value == null ? NullNode.getInstance() : value)
                          .with(
                              "description",
                              none
                                  ? "not given"
                                  : given.byDefault() ? "by default" : "given by the user")
                          .link("exampleOfWork", id)));
            });
    return values;
  }

  private static JsonNode rule(JsonNode schema, String name) {
    for (JsonNode group : schema.path("$defs")) {
      JsonNode rule = group.path("properties").path(name);
      if (!rule.isMissingNode()) {
        return rule;
      }
    }
    throw new LuckyException(
        ExitCode.BAD_INPUT,
        RunRecord.PLACE
            + ": parameters: expected those of "
            + RunOfResults.SCHEMA
            + ", found "
            + Json.write(name));
  }

  private static String type(String json) {
    return switch (json) {
      case "integer" -> "Integer";
      case "boolean" -> "Boolean";
      default -> "Text";
    };
  }

  /**
   * The tools that a task ran, one for each kind of job: the code of each is one version of it.
   *
   * @param makers none if the task made nothing that a record tells of
   */
  SortedSet<String> tools(Task task, List<Maker> makers) {
    SortedSet<String> tools = new TreeSet<>();
    makers.forEach(maker -> tools.add(tool(maker)));
    if (makers.isEmpty()) {
      Stage stage = task.stage();
      String name = stage == null ? task.processName() : stage.id();
      tools.add(tool(name, name, crate.known().run().code().get(name)));
    }
    return tools;
  }

  /** The tool that made what a record tells of. */
  String tool(Maker maker) {
    return tool(maker.stage(), maker.runner(), maker.code());
  }

  private String tool(String stage, String runner, @Nullable String code) {
    String version = crate.known().run().version();
    String module = "workflow/modules/" + stage + "/main.nf";
    Entity tool =
        Entity.of(
                code == null ? Ids.of("tool", runner) : Ids.of("tool", runner, brief(code)),
                "SoftwareApplication")
            .with("name", "lucky " + stage + (runner.equals(stage) ? "" : " (" + runner + ")"))
            .with("softwareVersion", code == null ? version : version + "+" + brief(code))
            .with("identifier", code)
            .with("description", purpose(stage));
    if (crate.graph().has(module)) {
      tool.link("url", module);
    } else {
      tool.link("url", RunOfResults.WORKFLOW);
    }
    String id = crate.add(tool);
    workflow.link("hasPart", id);
    return id;
  }

  private static String brief(String code) {
    return code.substring(0, Math.min(SHORT, code.length()));
  }

  private static String purpose(String stage) {
    for (Stage one : Stage.values()) {
      if (one.id().equals(stage)) {
        return one.purpose() + " Its identifier is the fingerprint of its code and libraries.";
      }
    }
    return "A process of the workflow.";
  }

  /** The step of the workflow that a task belongs to, done by these tools. */
  String step(Task task, SortedSet<String> tools) {
    String id = RunOfResults.WORKFLOW + Ids.of("step-" + task.processName());
    Stage stage = task.stage();
    crate.add(
        Entity.of(id, "HowToStep")
            .with("name", task.processName())
            .with(
                "position", String.valueOf(stage == null ? STAGES.size() : STAGES.indexOf(stage))));
    crate.graph().get(id).link("workExample", tools);
    workflow.link("step", id);
    return id;
  }
}
