package io.luckynodes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.luckynodes.job.Scale;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The file of settings has every kind of network, and the README every scale. */
class ModelTableTest {
  private static final Path README = Path.of("figures/README.md");

  @Test
  void theReadmeSaysWhatEachScaleIsMeantFor() throws IOException {
    String rows =
        Arrays.stream(Scale.values())
            .map(scale -> "| `" + scale.id() + "` | " + scale.purpose() + " |\n")
            .collect(Collectors.joining());
    assertThat(Files.readString(README)).contains("| scale | meant for |\n| --- | --- |\n" + rows);
  }

  @Test
  void theFileOfSettingsHasEveryKindAndNoFieldTwice() throws IOException {
    assertThat(ModelTable.names())
        .containsExactlyElementsOf(Arrays.stream(ModelKind.values()).map(ModelKind::id).toList());
    JsonMapper strict =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (InputStream file = ModelTable.class.getResourceAsStream("models.json")) {
      strict
          .readTree(file)
          .path("common")
          .fieldNames()
          .forEachRemaining(
              name ->
                  assertThat(ModelKind.values())
                      .filteredOn(kind -> kind.setting(name).isPresent())
                      .as("kinds that have the common setting " + name)
                      .hasSizeGreaterThan(1));
    }
  }
}
