package io.luckynodes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.luckynodes.json.Json;
import io.luckynodes.testkit.Generated;
import io.luckynodes.testkit.GuideExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.nodes.Node;

/** The schema by which editors check definitions accepts those that are right. */
class DefinitionSchemaTest {
  private static final Path FIGURES = Path.of("figures");
  private static final Path FILE = FIGURES.resolve("definition.schema.json");
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);

  private static final JsonNode SCHEMA =
      Json.read(DefinitionSchema.text(), JsonNode.class, "the schema");

  @TempDir Path folder;

  @Test
  void theFileIsMadeFromWhatReadsDefinitions() throws IOException {
    Generated.hold(FILE, DefinitionSchema.text());
  }

  @Test
  void itIsASchemaItself() {
    assertThat(SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V7)).validate(SCHEMA)).isEmpty();
  }

  @Test
  void itHasTheFieldsThatAreRead() {
    Map.of(
            "experiment", ExperimentReader.FIELDS,
            "figure", FigureReader.FIELDS,
            "study", StudyReader.FIELDS,
            "claim", FigureReader.CLAIM_FIELDS)
        .forEach(
            (kind, fields) -> {
              JsonNode properties = SCHEMA.at("/definitions/" + kind + "/properties");
              assertThat(properties.fieldNames()).toIterable().containsExactlyElementsOf(fields);
            });
  }

  static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.walk(FIGURES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyShippedDefinitionIsAccepted(Path file) throws IOException {
    assertThat(faults(file)).isEmpty();
  }

  @Test
  void theReadmesExampleIsAccepted() throws IOException {
    assertThat(faults(GuideExample.text())).isEmpty();
  }

  /** What is put in the place of what in which file, and what the schema says to it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          experiments/plane | 'study: '             | 'studdy: '              | studdy
          experiments/plane | 'title: '             | 'Title: '               | title
          experiments/plane | 'model: two-layer'    | 'model: two-layers'     | $.model
          experiments/plane | '  learning_rate: '   | '  learning_rat: '      | learning_rat
          experiments/plane | 'value: 0.01, source' | 'value: fast, source'   | $.settings.learning_rate.value
          experiments/plane | 'value: 0.01, source' | 'value: 0, source'      | $.settings.learning_rate.value
          experiments/plane | 'value: 0.01, source' | 'valeu: 0.01, source'   | valeu
          experiments/plane | 'value: 0.01, source: C' | 'value: 0.01, source: B' | $.settings.learning_rate.source
          experiments/plane | 'value: 0.01, source: C' | 'value: 0.01'        | source
          experiments/two-layer-10 | '  over_realisation: {values: [' | '  over_realisation: {values: [0.5, ' | $.sweep.over_realisation.values
          experiments/two-layer-10 | '  over_realisation: {values: [' | '  over_realisations: {values: [' | over_realisations
          experiments/plane | 'measure: ['          | 'measure: [student-node, ' | $.measure
          experiments/plane | '  smoke:'            | '  smok:'               | smok
          experiments/plane | '  smoke:'            | '  paper:'              | paper
          experiments/plane | '    seeds: 2'        | '    seeds: 0'          | $.scales.smoke.seeds
          experiments/plane | '    seeds: 2'        | '    seedz: 2'          | seedz
          experiments/plane | 'seeds: {value: 32'   | 'seeds: {value: many'   | $.seeds.value
          experiments/vgg11-bn | 'title: '          | 'seeds: 3 # '           | $.seeds
          student-specialization/fig07 | 'drawing: fan-out-scatter' | 'drawing: fan-out' | $.drawing
          student-specialization/fig07 | '  x_range: '   | '  x_rang: '       | x_rang
          student-specialization/fig07 | 'experiment: two-layer-10' | 'experiment: [a, b]' | $.experiment
          student-specialization/fig07 | 'figure: student-specialization/fig07' | 'figure: fig07' | $.figure
          student-specialization/fig07 | 'caption: '     | 'captions: '       | captions
          student-specialization/fig07 | 'predicate: fewer-matched-with-polarity' | 'predicate: fewer-matched' | $.claims[1].predicate
          student-specialization/fig07 | 'reason: '      | 'why: '            | why
          """)
  void aTypicalMistakeIsFound(String file, String right, String wrong, String found)
      throws IOException {
    String text = Files.readString(FIGURES.resolve(file + ".yaml"));
    assertThat(text).contains(right);
    int at = text.indexOf(right);
    assertThat(faults(text.substring(0, at) + wrong + text.substring(at + right.length())))
        .anyMatch(fault -> fault.contains(found));
  }

  @Test
  void aClaimNeedsTheOptionsOfItsPredicateAndNoOther() throws IOException {
    String claim =
        """
        figure: mine/one
        experiment: plane
        title: One
        caption: One.
        alternative_text: One.
        drawing: fan-out-scatter
        claims:
          - name: one
            statement: One.
            origin: ours
            predicate: winners-lead-early
            options: OPTIONS
            reason: One.
            scales: paper
        """;
    String right = "{variants: [{batch_norm: 1}], epoch: 1}";
    assertThat(faults(claim.replace("OPTIONS", right))).isEmpty();
    for (String wrong :
        List.of(
            "{}",
            right.replace("epoch", "epok"),
            right.replace("epoch: 1", "epoch: little"),
            right.replace("[{batch_norm: 1}]", "1"),
            right.replace("batch_norm: 1", "batch_norm: yes"))) {
      assertThat(faults(claim.replace("OPTIONS", wrong))).as(wrong).isNotEmpty();
    }
    assertThat(faults(claim.replace("scales: paper", "scales: [poster]"))).isNotEmpty();
  }

  private List<String> faults(String text) throws IOException {
    return faults(Files.writeString(folder.resolve("definition.yaml"), text));
  }

  private static List<String> faults(Path file) throws IOException {
    JsonSchema schema = SCHEMAS.getSchema(SCHEMA);
    List<String> faults = new ArrayList<>();
    for (Node document : YamlDocuments.of(file)) {
      YamlMap map = YamlMap.top(file.toString(), document, new Problems()).orElseThrow();
      JsonNode json = JsonNodeFactory.instance.objectNode().setAll(map.all());
      schema.validate(json).stream().map(ValidationMessage::getMessage).forEach(faults::add);
    }
    return faults;
  }
}
