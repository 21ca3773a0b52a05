package io.luckynodes.crate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.kit.datamanager.ro_crate.RoCrate;
import edu.kit.datamanager.ro_crate.reader.FolderReader;
import edu.kit.datamanager.ro_crate.reader.RoCrateReader;
import io.luckynodes.artifact.Digests;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QuerySolution;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.Severity;

/**
 * A crate as others see it: RDF, shapes, queries, another library. Nothing of it needs a network.
 */
public final class CrateCheck {
  /** Where the crate is taken to lie, so that its relative names become addresses. */
  static final String BASE = "https://crate.invalid/";

  private static final String PREFIXES =
      """
      PREFIX s: <http://schema.org/>
      PREFIX bio: <https://bioschemas.org/>
      PREFIX biow: <https://bioschemas.org/ComputationalWorkflow#>
      PREFIX codemeta: <https://codemeta.github.io/terms/>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX run: <https://w3id.org/ro/terms/workflow-run#>
      PREFIX crate: <https://crate.invalid/>
      """;

  private final Path results;
  private final ObjectNode json;
  private final Model model;

  private CrateCheck(Path results, ObjectNode json, Model model) {
    this.results = results;
    this.json = json;
    this.model = model;
  }

  /** Reads the crate in a folder of results. */
  public static CrateCheck of(Path results) {
    ObjectNode json = Json.read(results.resolve(Crate.PLACE), ObjectNode.class);
    return new CrateCheck(results, json, model(json));
  }

  /** The crate is a Provenance Run Crate, says of every file what it is, and names nothing else. */
  public CrateCheck isSound() {
    assertThat(problems(Severity.Violation)).as("MUST").isEmpty();
    assertThat(problems(Severity.Warning)).as("SHOULD").isEmpty();
    return isWhole();
  }

  /** As {@link #isSound}, but for what is recommended only. */
  public CrateCheck isValid() {
    assertThat(problems(Severity.Violation)).as("MUST").isEmpty();
    return isWhole();
  }

  private CrateCheck isWhole() {
    Map<String, JsonNode> entities = entities();
    assertThat(new ArrayList<>(entities.keySet())).as("order of the graph").isSorted();
    Set<String> linked = new TreeSet<>();
    entities.values().forEach(entity -> links(entity, linked));
    assertThat(entities.keySet()).as("everything that is linked is described").containsAll(linked);
    linked.addAll(List.of(Crate.PLACE, "./"));
    assertThat(linked).as("everything that is described is linked").containsAll(entities.keySet());
    assertThat(ask("SELECT DISTINCT ?entity { ?entity a ?type }"))
        .as("everything that is described is RDF")
        .containsExactlyInAnyOrderElementsOf(
            entities.keySet().stream().map(id -> id.equals("./") ? "" : id).toList());
    entities.forEach(
        (id, entity) -> {
          if (types(entity).contains("File")) {
            assertThat(results.resolve(id)).isRegularFile();
            assertThat(entity.path("sha256").asText())
                .as(id)
                .isEqualTo(Digests.of(results.resolve(id)));
          }
        });
    RoCrate read = new RoCrateReader(new FolderReader()).readCrate(results.toString());
    assertThat(read.getRootDataEntity().getProperty("name").asText())
        .isEqualTo(entities.get("./").path("name").asText());
    assertThat(read.getAllDataEntities())
        .hasSize(
            (int) entities.values().stream().filter(one -> types(one).contains("File")).count());
    return this;
  }

  private List<String> problems(Severity severity) {
    Graph shapes =
        RDFParser.create().source(resource("crate/shapes.ttl")).lang(Lang.TURTLE).toGraph();
    List<String> problems = new ArrayList<>();
    ShaclValidator.get()
        .validate(Shapes.parse(shapes), model.getGraph())
        .getEntries()
        .forEach(
            entry -> {
              if (entry.severity().equals(severity)) {
                problems.add(entry.focusNode() + " " + entry.resultPath() + ": " + entry.message());
              }
            });
    return problems;
  }

  /** Answers to a query, each a text of the values in order, sorted. */
  List<String> ask(String query) {
    List<String> rows = new ArrayList<>();
    try (var execution = QueryExecutionFactory.create(PREFIXES + query, model)) {
      var answers = execution.execSelect();
      while (answers.hasNext()) {
        QuerySolution row = answers.next();
        rows.add(
            String.join(
                " | ",
                answers.getResultVars().stream()
                    .map(name -> row.get(name))
                    .map(
                        value ->
                            value == null
                                ? ""
                                : value.isLiteral()
                                    ? value.asLiteral().getLexicalForm()
                                    : value.toString().replace(BASE, ""))
                    .toList()));
      }
    }
    return rows.stream().sorted().toList();
  }

  /** All entities by id, in the order of the file. */
  Map<String, JsonNode> entities() {
    Map<String, JsonNode> entities = new java.util.LinkedHashMap<>();
    json.get("@graph").forEach(entity -> entities.put(entity.get("@id").asText(), entity));
    assertThat(entities).hasSize(json.get("@graph").size());
    return entities;
  }

  static List<String> types(JsonNode entity) {
    JsonNode type = entity.get("@type");
    List<String> types = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(one -> types.add(one.asText()));
    } else {
      types.add(type.asText());
    }
    return types;
  }

  private static void links(JsonNode entity, Set<String> linked) {
    for (Map.Entry<String, JsonNode> property : entity.properties()) {
      JsonNode values = property.getValue();
      (values.isArray() ? values : List.of(values))
          .forEach(
              value -> {
                if (value.isObject()) {
                  assertThat(value.size()).isEqualTo(1);
                  linked.add(value.get("@id").asText());
                }
              });
    }
  }

  /** The crate as RDF; RO-Crate's context comes from the library that brings it along. */
  private static Model model(ObjectNode json) {
    ObjectNode copy = json.deepCopy();
    ArrayNode contexts = (ArrayNode) copy.get("@context");
    assertThat(contexts.get(0).asText()).isEqualTo("https://w3id.org/ro/crate/1.1/context");
    contexts.set(
        0,
        Json.read(
                new String(bytes("default_context/version1.1.json"), StandardCharsets.UTF_8),
                JsonNode.class,
                "RO-Crate's context")
            .get("@context"));
    Model model = ModelFactory.createDefaultModel();
    RDFParser.create().fromString(Json.write(copy)).lang(Lang.JSONLD11).base(BASE).parse(model);
    return model;
  }

  private static InputStream resource(String name) {
    InputStream in = CrateCheck.class.getClassLoader().getResourceAsStream(name);
    assertThat(in).as(name).isNotNull();
    return in;
  }

  private static byte[] bytes(String name) {
    try (InputStream in = resource(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
