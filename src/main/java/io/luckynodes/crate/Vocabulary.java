package io.luckynodes.crate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Names from other vocabularies that the crate uses: those of <a
 * href="https://w3id.org/ro/crate/1.1">RO-Crate 1.1</a>, of the <a
 * href="https://w3id.org/ro/wfrun/provenance/0.5">Provenance Run Crate profile 0.5</a> and of <a
 * href="https://qudt.org/">QUDT</a>'s units.
 */
final class Vocabulary {
  static final String METADATA = "ro-crate-metadata.json";
  static final String ROOT = "./";

  private static final String CRATE = "https://w3id.org/ro/crate/1.1";
  private static final String WORKFLOW_CRATE = "https://w3id.org/workflowhub/workflow-ro-crate/1.0";
  private static final String RUN_TERMS = "https://w3id.org/ro/terms/workflow-run#";
  static final String APACHE = "https://spdx.org/licenses/Apache-2.0";

  /** The profile to which the workflow's own description conforms. */
  static final String BIOSCHEMAS =
      "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE";

  /** Id of the authors of the workflow, as CITATION.cff names them. */
  static final String CONTRIBUTORS = "#contributors";

  static final String COMPLETED = "http://schema.org/CompletedActionStatus";
  static final String FAILED = "http://schema.org/FailedActionStatus";

  static final String MILLISECOND = "https://qudt.org/vocab/unit/MilliSEC";
  static final String BYTE = "https://qudt.org/vocab/unit/BYTE";
  static final String KILOWATT_HOUR = "https://qudt.org/vocab/unit/KiloW-HR";
  static final String GRAM = "https://qudt.org/vocab/unit/GM";
  static final String WATT = "https://qudt.org/vocab/unit/W";
  static final String PERCENT = "https://qudt.org/vocab/unit/PERCENT";

  /** Format of the time of an action: UTC, to the millisecond. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * RO-Crate's own context by its address, which every reader knows. The few terms of workflow runs
   * and of CodeMeta are written out, so that nobody needs the network for them.
   */
  static final List<Object> CONTEXT = List.of(CRATE + "/context", runTerms());

  private Vocabulary() {}

  private static SortedMap<String, String> runTerms() {
    SortedMap<String, String> terms = new TreeMap<>();
    Stream.of(
            "ContainerImage",
            "DockerImage",
            "ParameterConnection",
            "SIFImage",
            "connection",
            "containerImage",
            "environment",
            "registry",
            "resourceUsage",
            "sha256",
            "sourceParameter",
            "tag",
            "targetParameter")
        .forEach(term -> terms.put(term, RUN_TERMS + term));
    terms.put("buildInstructions", "https://codemeta.github.io/terms/buildInstructions");
    return terms;
  }

  static String runTerm(String term) {
    return RUN_TERMS + term;
  }

  /**
   * The people responsible for a crate: those who ran it if they are named, or else the authors of
   * the workflow.
   */
  static List<String> responsible(List<String> agents) {
    return agents.isEmpty() ? List.of(CONTRIBUTORS) : agents;
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  /** The profiles to which the crate of a run conforms, by address. */
  static final Map<String, String> PROFILES =
      new TreeMap<>(
          Map.of(
              "https://w3id.org/ro/wfrun/process/0.5",
              "Process Run Crate",
              "https://w3id.org/ro/wfrun/workflow/0.5",
              "Workflow Run Crate",
              "https://w3id.org/ro/wfrun/provenance/0.5",
              "Provenance Run Crate",
              WORKFLOW_CRATE,
              "Workflow RO-Crate"));

  /** Adds the metadata file, and all outside entities that every crate has. */
  static void addTo(Graph graph) {
    graph.add(
        Entity.of(METADATA, "CreativeWork")
            .link("about", ROOT)
            .link("conformsTo", List.of(CRATE, WORKFLOW_CRATE)));
    graph.add(work(CRATE, "RO-Crate").with("version", "1.1"));
    PROFILES.forEach(
        (address, name) ->
            graph.add(
                work(address, name)
                    .with("version", address.substring(address.lastIndexOf('/') + 1))));
    graph.add(work(BIOSCHEMAS, "Bioschemas ComputationalWorkflow").with("version", "1.0-RELEASE"));
    graph.add(Entity.of(CONTRIBUTORS, "Organization").with("name", "The Lucky Nodes contributors"));
    graph.add(
        work(APACHE, "Apache License 2.0")
            .with("identifier", "Apache-2.0")
            .with("url", "https://www.apache.org/licenses/LICENSE-2.0"));
  }

  private static Entity work(String address, String name) {
    return Entity.of(address, "CreativeWork").with("name", name);
  }
}
