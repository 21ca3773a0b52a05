package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {
  @TempDir static Path folder;
  private static Path results;

  @BeforeAll
  static void run() throws IOException {
    results = SmallRun.results(folder);
  }

  @Test
  void aBareFileTellsItsWholeLineage() throws IOException {
    for (String ending : new String[] {"svg", "png"}) {
      Path bare = folder.resolve("renamed." + ending);
      Files.copy(results.resolve("figures/" + SmallRun.FIGURE + "." + ending), bare);
      String told = SmallRun.lucky("explain", bare.toString());
      assertThat(told)
          .startsWith(SmallRun.FIGURE + ": ")
          .contains("seal           intact")
          .contains("scale          smoke")
          .contains("└─ metrics.")
          .contains("─ student.")
          .contains("─ teacher.")
          .contains("learning_rate")
          .contains("reduced; at paper scale")
          .contains("tensorflow");
    }
  }

  @Test
  void aFigureIsAlsoFoundByItsId() {
    assertThat(SmallRun.lucky("explain", SmallRun.FIGURE, "--results", results.toString()))
        .startsWith(SmallRun.FIGURE + ": ");
  }

  @Test
  void programsGetTheRecord() {
    JsonNode told =
        Json.read(
            SmallRun.lucky("explain", "--json", SmallRun.FIGURE, "--results", results.toString()),
            JsonNode.class,
            "explain");
    assertThat(told.path("seal").asText()).isEqualTo("intact");
    assertThat(told.path("record").path("ancestors").size()).isGreaterThan(2);
  }

  @Test
  void aStrangersFileCannotCommandTheTerminal() throws IOException {
    Path svg = results.resolve("figures/" + SmallRun.FIGURE + ".svg");
    Path crafted = folder.resolve("crafted.svg");
    Files.writeString(
        crafted,
        Files.readString(svg).replace("\"scale\":\"smoke\"", "\"scale\":\"\\u001b[2Jsmoke\""));
    assertThat(SmallRun.lucky("explain", crafted.toString()))
        .contains("seal           broken")
        .contains("scale          \uFFFD[2Jsmoke")
        .doesNotContain("\u001b");
  }
}
