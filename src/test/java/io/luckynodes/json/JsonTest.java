package io.luckynodes.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {
  record Inner(int n) {}

  record Outer(String name, List<Inner> inner, @Nullable String remark) {}

  @Test
  void equalValuesAreEqualBytesWhateverTheOrderOfTheirKeys() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("b", Map.of("z", 1, "a", 2));
    one.put("a", List.of(3));
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("a", List.of(3));
    other.put("b", Map.of("a", 2, "z", 1));
    assertThat(Json.write(one)).isEqualTo("{\"a\":[3],\"b\":{\"a\":2,\"z\":1}}");
    assertThat(Json.write(Json.tree(other))).isEqualTo(Json.write(one));
    assertThat(Json.writeIndented(one)).isEqualTo(Json.writeIndented(other)).endsWith("}\n");
  }

  @Test
  void aRecordComesBackAndLeavesOutWhatIsNull() {
    Outer outer = new Outer("x", List.of(new Inner(1)), null);
    assertThat(Json.write(outer)).isEqualTo("{\"inner\":[{\"n\":1}],\"name\":\"x\"}");
    assertThat(Json.read(Json.write(outer), Outer.class, "test")).isEqualTo(outer);
  }

  @Test
  void missingUnknownAndNullFieldsAreFaults() {
    assertFault("{\"inner\":[]}", "field name is missing");
    assertFault("{\"name\":\"x\",\"inner\":[null]}", "field inner.(an item) is missing");
    assertFault("{\"name\":\"x\",\"inner\":[{}]}", "n");
    assertFault("{\"name\":\"x\",\"inner\":[],\"colour\":1}", "colour");
    assertFault("null", "it is null");
    assertFault("{", "not a valid Outer");
  }

  record Versioned(String format, int n) {}

  @Test
  void aFileOfAnotherVersionIsCalledThatWhateverElseItLacks(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("file.json");
    Files.writeString(file, "{\"format\": \"thing/2\", \"n\": 3}");
    assertThat(Json.read(file, Versioned.class, "thing/2").n()).isEqualTo(3);
    Files.writeString(file, "{\"format\": \"thing/1\", \"m\": 3}");
    assertThatThrownBy(() -> Json.read(file, Versioned.class, "thing/2"))
        .isInstanceOf(LuckyException.class)
        .hasMessageStartingWith(file + ": format is thing/1, expected thing/2; another version");
    Files.writeString(file, "{\"n\": 3}");
    assertThatThrownBy(() -> Json.read(file, Versioned.class, "thing/2"))
        .hasMessageContaining("field format is missing");
  }

  private static void assertFault(String text, String words) {
    assertThatThrownBy(() -> Json.read(text, Outer.class, "job.json"))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageStartingWith("job.json: not a valid Outer")
        .hasMessageContaining(words);
  }

  @Test
  void whatTakesMuchMemoryOrIsDeepIsRefused() {
    String many = "[" + "{},".repeat(1_000_000) + "{}]";
    String deep = "[".repeat(65) + "]".repeat(65);
    for (String text : new String[] {many, deep}) {
      assertThatThrownBy(() -> Json.read(text, JsonNode.class, "text"))
          .isInstanceOf(LuckyException.class)
          .hasMessageStartingWith("text: not a valid JsonNode: ")
          .hasMessageContaining("exceeds the maximum allowed");
    }
  }
}
