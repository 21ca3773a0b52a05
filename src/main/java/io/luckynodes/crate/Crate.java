package io.luckynodes.crate;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.Results;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The research object of a run: {@code ro-crate-metadata.json} in its results. */
public final class Crate {
  /** Where it lies in the results. */
  public static final String PLACE = Vocabulary.METADATA;

  private Crate() {}

  /**
   * Describes a run in its results; equal results give equal bytes.
   *
   * @throws LuckyException if something that every run leaves is missing ({@link
   *     ExitCode#NO_INPUT}) or damaged ({@link ExitCode#BAD_INPUT}), or the file cannot be written
   *     ({@link ExitCode#CANNOT_WRITE}); then the one before stays
   */
  public static void write(Results results) {
    Building crate = Building.of(RunOfResults.in(results));
    JsonNode schema = Json.read(results.require(RunOfResults.SCHEMA), JsonNode.class);
    Vocabulary.addTo(crate.graph());
    FilePart.add(crate);
    List<Maker> makers = Maker.of(crate.known().records());
    List<String> agents = Agent.add(crate, crate.known().run().agent());
    WorkflowPart workflow = new WorkflowPart(crate);
    workflow.add();
    List<String> parameters = workflow.parameters(schema);
    Map<String, List<String>> steps =
        new TaskPart(crate, workflow, new Artifacts(crate, makers), agents).add(makers);
    List<String> figures = new FigurePart(crate).add();
    new RunPart(crate, agents).add(parameters, steps, figures);
    AtomicFile.write(results.target(PLACE), crate.graph().json().getBytes(StandardCharsets.UTF_8));
  }
}
