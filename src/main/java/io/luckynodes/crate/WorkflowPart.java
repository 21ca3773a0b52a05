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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Describes the workflow, its parameters and steps, and the tools that it calls. */
final class WorkflowPart {
  static final String LANGUAGE = "https://w3id.org/workflowhub/workflow-ro-crate#nextflow";
  static final String ENGINE = "https://www.nextflow.io/";

  /** Outputs of the workflow, by name. */
  private static final Map<String, String> OUTPUTS =
      Map.of(
          "figure", "A figure, as SVG, PNG and its numbers",
          "measurement", "The numbers behind a figure",
          "record", "What made an artifact or a figure",
          "page", "The page about the run",
          "summary", "The page's contents for programs",
          "claims", "How the claims stand: drawn for each figure and study, and as a table");

  /** Prefix of the ids of steps. */
  static final String STEPS = RunOfResults.WORKFLOW + "#step-";

  private static final String BUILD_FORMAT = "https://maven.apache.org/POM/4.0.0";

  private static final List<Stage> STAGES = List.of(Stage.values());
  private static final int SHORT = 12;

  private final Building crate;
  private final Entity workflow;

  /** Name of each tool's runner, by the tool's id. */
  private final Map<String, String> runners = new HashMap<>();

  WorkflowPart(Building crate) {
    this.crate = crate;
    this.workflow = crate.graph().get(RunOfResults.WORKFLOW);
  }

  /**
   * Adds the workflow and its engine.
   *
   * @param agents ids of the people who ran it; empty if none is named
   */
  void add(List<String> agents) {
    RunRecord run = crate.known().run();
    workflow
        .with("name", "Lucky Nodes")
        .with(
            "description",
            "Rebuilds figures of papers on teacher-student ReLU networks: plan, data set, teacher, prune, student,"
                + " metrics, figure, report.")
        .with("version", run.version())
        // The date is that of this copy, which the run made when it began.
        .with("dateCreated", Vocabulary.time(Instant.parse(run.start())))
        .link("url", RunOfResults.WORKFLOW)
        .link("creator", Vocabulary.CONTRIBUTORS)
        .link("sdPublisher", Vocabulary.responsible(agents))
        .link("conformsTo", Vocabulary.BIOSCHEMAS)
        .link("buildInstructions", build())
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

  /** The project file from which the stages are built, if the results have it. */
  private List<String> build() {
    if (!crate.graph().has(RunOfResults.BUILD)) {
      return List.of();
    }
    crate.add(
        Entity.of(BUILD_FORMAT, "CreativeWork")
            .with("name", "Maven's project file, POM 4.0.0")
            .with("url", "https://maven.apache.org/pom.html"));
    crate.graph().get(RunOfResults.BUILD).link("conformsTo", BUILD_FORMAT);
    return List.of(RunOfResults.BUILD);
  }

  private void outputs() {
    for (String path : crate.known().files().keySet()) {
      String output = output(path);
      if (output != null) {
        String id = outputId(output);
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

  static String outputId(String output) {
    return RunOfResults.WORKFLOW + "#output-" + output;
  }

  /**
   * Name of the workflow's output to which a file of the results belongs; null if it belongs to
   * none.
   */
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
   * Adds every parameter and the value that it had, and returns the ids of the values.
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
              String id = parameterId(name);
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

  static String parameterId(String name) {
    return RunOfResults.WORKFLOW + Ids.of("parameter-" + name);
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
   * The tools that a task ran, one for each kind of job. Other code makes another version of a
   * tool.
   *
   * @param makers jobs that the task did; empty if no record describes an output of the task
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

  /** The tool that ran a job. */
  String tool(Maker maker) {
    String id = tool(maker.stage(), maker.runner(), maker.code());
    crate.graph().get(id).link("softwareRequirements", Software.below(crate, maker.environment()));
    return id;
  }

  /** Name of a tool's runner. */
  String runner(String tool) {
    return runners.getOrDefault(tool, "");
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
    // A tool of an earlier run with other code was part of a program whose version is unknown.
    if (code == null || code.equals(crate.known().run().code().get(runner))) {
      String program = Software.program(crate);
      tool.link("mainEntity", program).link("softwareRequirements", program);
    }
    String id = crate.add(tool);
    runners.put(id, runner);
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

  /**
   * Adds the step of the workflow to which a task belongs, which these tools do, and returns its
   * id.
   */
  String step(Task task, SortedSet<String> tools) {
    String id = RunOfResults.WORKFLOW + Ids.of("step-" + task.processName());
    Stage stage = task.stage();
    crate.add(
        Entity.of(id, "HowToStep")
            .with("name", task.processName())
            .with(
                "position", String.valueOf(stage == null ? STAGES.size() : STAGES.indexOf(stage))));
    crate.graph().get(id).link("workExample", tools).link("buildInstructions", build());
    workflow.link("step", id);
    return id;
  }
}
