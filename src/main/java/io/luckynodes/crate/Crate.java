package io.luckynodes.crate;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.Audit;
import io.luckynodes.lineage.Results;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the research object of a run: {@code ro-crate-metadata.json} in its results. */
public final class Crate {
  /** Path of the research object in the results. */
  public static final String PLACE = Vocabulary.METADATA;

  private Crate() {}

  /**
   * Describes a run in its results; equal results give equal bytes.
   *
   * @throws LuckyException if a file that every run leaves is missing ({@link ExitCode#NO_INPUT})
   *     or damaged ({@link ExitCode#BAD_INPUT}), or if the description cannot be written ({@link
   *     ExitCode#CANNOT_WRITE}); then an earlier description stays
   */
  public static void write(Results results) {
    AtomicFile.write(results.target(PLACE), text(results).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Compares the description in results with a new description of the same results.
   *
   * @return the first difference as a fault; empty if there is none, or no description
   */
  public static Optional<Audit.Fault> compare(Results results) {
    Path file = results.find(PLACE).file();
    if (file == null) {
      return Optional.empty();
    }
    try (BufferedReader found =
        new BufferedReader(new InputStreamReader(WholeFile.open(file), StandardCharsets.UTF_8))) {
      Iterator<String> expected = text(results).lines().iterator();
      for (int line = 1; expected.hasNext(); line++) {
        String one = expected.next();
        String other = found.readLine();
        if (!one.equals(other)) {
          return fault(
              "in line " + line + ", as 'lucky close' describes the results, " + one.strip(),
              other == null ? "nothing" : other.strip());
        }
      }
      String more = found.readLine();
      return more == null ? Optional.empty() : fault("no more", more.strip());
    } catch (IOException | LuckyException e) {
      return fault("what describes the results", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Audit.Fault> fault(String expected, String found) {
    return Optional.of(new Audit.Fault(PLACE, expected, found));
  }

  private static String text(Results results) {
    Building crate = Building.of(RunOfResults.in(results));
    JsonNode schema = Json.read(results.require(RunOfResults.SCHEMA), JsonNode.class);
    Vocabulary.addTo(crate.graph());
    FilePart.add(crate);
    List<Maker> makers = Maker.of(crate.known().records());
    List<String> agents = Agent.add(crate, crate.known().run().agent());
    WorkflowPart workflow = new WorkflowPart(crate);
    workflow.add(agents);
    Configuration.describe(crate);
    List<String> parameters = workflow.parameters(schema);
    Artifacts artifacts = new Artifacts(crate, makers);
    Map<String, List<String>> steps = new TaskPart(crate, workflow, artifacts, agents).add(makers);
    new ToolPart(crate, workflow, artifacts).add(makers);
    List<String> figures = new FigurePart(crate).add();
    new RunPart(crate, agents).add(parameters, steps, figures);
    return crate.graph().json();
  }
}
