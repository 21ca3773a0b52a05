package io.luckynodes.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class CitedWorkTest {
  private static final Path CITATION = Path.of("CITATION.cff");

  @TempDir Path folder;

  @Test
  void thePapersOfThisProjectAreCitedWithTheirAuthors() {
    List<CitedWork> works = CitedWork.in(CITATION);
    assertThat(works).hasSize(3);
    assertThat(works.get(0))
        .isEqualTo(
            new CitedWork(
                "Luck Matters: Understanding Training Dynamics of Deep ReLU Networks",
                List.of("Yuandong Tian", "Tina Jiang", "Qucheng Gong", "Ari Morcos"),
                "https://arxiv.org/abs/1905.13405"));
    assertThat(works.get(2).authors()).as("a group is nobody's name").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "- a", "a: [", "references: 3", "references: [3]", "a: &b [*b]"})
  void whatIsNoCitationIsRefusedWithItsFile(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("CITATION.cff"), text);
    assertThatThrownBy(() -> CitedWork.in(file))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining(file + ": expected a citation");
  }

  @Test
  void zenodoIsToldTheSameAsCitationFile() throws IOException {
    Map<?, ?> citation =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(CITATION));
    JsonNode zenodo = Json.read(Path.of(".zenodo.json"), JsonNode.class);
    assertThat(zenodo.path("title").asText()).isEqualTo(citation.get("title"));
    assertThat(zenodo.path("version").asText()).isEqualTo(citation.get("version"));
    assertThat(zenodo.path("license").asText())
        .isEqualToIgnoringCase((String) citation.get("license"));
    assertThat(zenodo.path("description").asText()).isEqualTo(citation.get("abstract"));
    assertThat(zenodo.path("upload_type").asText()).isEqualTo(citation.get("type"));
    assertThat(texts(zenodo.path("creators"), "name"))
        .isEqualTo(
            ((List<?>) citation.get("authors"))
                .stream().map(author -> (String) ((Map<?, ?>) author).get("name")).toList());
    assertThat(texts(zenodo.path("related_identifiers"), "identifier"))
        .isEqualTo(CitedWork.in(CITATION).stream().map(CitedWork::url).toList());
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<version>" + zenodo.path("version").asText() + "</version>");
  }

  private static List<String> texts(JsonNode items, String field) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(item.path(field).asText()));
    return texts;
  }
}
