package io.luckynodes.crate;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Describes the inputs and outputs of tools ({@code FormalParameter}), and the connections between
 * tools, or between a tool and the workflow ({@code ParameterConnection}). A parameter is described
 * only if the run has an example of it: a file, a value, or an output of a job.
 */
final class Handover {
  /**
   * A connection of two parameters.
   *
   * @param receiver id of the tool that takes the value, or of the workflow that puts it out
   */
  private record Connection(String source, String target, String receiver) {}

  private final Building crate;
  private final SortedMap<String, Connection> connections = new TreeMap<>();

  Handover(Building crate) {
    this.crate = crate;
  }

  /**
   * Adds an input of a tool with an example, and returns the parameter's id.
   *
   * @param type {@code File}, {@code Collection}, {@code Text} and the like
   */
  String taken(String tool, String name, String type, String description, String example) {
    String id = parameter(tool, name, type, description, example);
    crate.graph().get(tool).link("input", id);
    return id;
  }

  /** Adds an output of a tool with an example, and returns the parameter's id. */
  String given(String tool, String name, String type, String description, String example) {
    String id = parameter(tool, name, type, description, example);
    crate.graph().get(tool).link("output", id);
    return id;
  }

  private String parameter(
      String tool, String name, String type, String description, String example) {
    String id =
        crate.add(
            Entity.of(tool + "/" + name, "FormalParameter")
                .with("name", name)
                .with("additionalType", type)
                .with("description", description));
    crate.graph().get(example).link("exampleOfWork", id);
    return id;
  }

  /** Connects one parameter to another, which takes its value. */
  void connect(String source, String target, String receiver) {
    connections.put(
        Ids.of("connection", Ids.brief(source + " " + target)),
        new Connection(source, target, receiver));
  }

  /** Connects a parameter to the output of the workflow to which a file belongs. */
  void putOut(String source, String path) {
    String output = Objects.requireNonNull(WorkflowPart.output(path), path);
    connect(source, WorkflowPart.outputId(output), RunOfResults.WORKFLOW);
  }

  /**
   * Adds the connections. A connection to an output of the workflow belongs to the workflow, any
   * other to the step that receives it. A tool of an earlier run has no step in this one.
   */
  void add() {
    connections.forEach(
        (id, connection) ->
            receivers(connection.receiver)
                .forEach(
                    receiver ->
                        crate.graph().get(receiver).link("connection", add(id, connection))));
  }

  private List<String> receivers(String receiver) {
    return receiver.equals(RunOfResults.WORKFLOW)
        ? List.of(receiver)
        : crate.graph().ids(WorkflowPart.STEPS).stream()
            .filter(step -> crate.graph().get(step).links("workExample").contains(receiver))
            .toList();
  }

  private String add(String id, Connection connection) {
    return crate.add(
        Entity.of(id, "ParameterConnection")
            .link("sourceParameter", connection.source)
            .link("targetParameter", connection.target));
  }
}
