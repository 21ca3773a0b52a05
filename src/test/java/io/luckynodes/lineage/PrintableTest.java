package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void jsonSaysTheSameWithoutControlCharacters() {
    Map<String, String> label = Map.of("label", "a\u001b[2J\u009b\u007f\u202eb");
    String json = Printable.json(Json.writeIndented(label));

    assertThat(json).doesNotContainPattern("[\u007f-\u009f\u202e]").contains("\n");
    assertThat(Json.read(json, JsonNode.class, "label")).isEqualTo(Json.tree(label));
  }
}
