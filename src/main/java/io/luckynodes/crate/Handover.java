package io.luckynodes.crate;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tools take and give ({@code FormalParameter}), and what is handed from one to another or to
 * and from the workflow ({@code ParameterConnection}). There is only what the run has an example
 * of: a file, a value, or what a job made.
 */
final class Handover {
  /**
   * @param receiver id of the tool that takes it, or of the workflow that puts it out
   */
  private record Connection(String source, String target, String receiver) {}

  private final Building crate;
  private final SortedMap<String, Connection> connections = new TreeMap<>();

  Handover(Building crate) {
    this.crate = crate;
  }

  /**
   * What a tool takes, with an example of it; the parameter's id.
   *
   * @param type {@code File}, {@code Collection}, {@code Text} and the like
   */
  String taken(String tool, String name, String type, String description, String example) {
    String id = parameter(tool, name, type, description, example);
    crate.graph().get(tool).link("input", id);
    return id;
  }

  /** What a tool gives, with an example of it; the parameter's id. */
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

  /** Notes that what one parameter is given becomes the value of another. */
  void connect(String source, String target, String receiver) {
    connections.put(
        Ids.of("connection", Ids.brief(source + " " + target)),
        new Connection(source, target, receiver));
  }

  /** The same for what the workflow puts out under a name. */
  void putOut(String source, String path) {
    String output = Objects.requireNonNull(WorkflowPart.output(path), path);
    connect(source, WorkflowPart.outputId(output), RunOfResults.WORKFLOW);
  }

  /**
   * Adds the connections: those to what the workflow puts out belong to the workflow, the others to
   * the step that receives them. A tool of an earlier run has no step in this one.
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
