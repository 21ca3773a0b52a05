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

/** What the definitions' README says of scales and settings is what the program says. */
class SettingsChapterTest {
  private static final Path README = Path.of("figures/README.md");
  private static final String BEGIN = "<!-- From here on written by SettingsChapterTest. -->\n";
  private static final String END = "<!-- Up to here. -->\n";

  /** Characters of a line of text. */
  private static final int WIDTH = 140;

  @Test
  void theChapterOnSettingsIsMadeFromThem() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    assertThat(begin).isGreaterThanOrEqualTo(BEGIN.length());
    assertThat(end).isGreaterThanOrEqualTo(begin);
    Generated.hold(README, readme.substring(0, begin) + chapter() + readme.substring(end));
  }

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

  private static String chapter() {
    StringBuilder text = new StringBuilder();
    for (ModelKind kind : ModelKind.values()) {
      String tables =
          kind.tableNames().stream()
              .map(SettingsChapterTest::code)
              .collect(Collectors.joining(", "));
      text.append('\n')
          .append(wrapped("**" + code(kind.id()) + "**: " + kind.words() + " Tables: " + tables))
          .append(".\n");
      if (!kind.settings().isEmpty()) {
        text.append("\n| setting | what it is | allowed |\n| --- | --- | --- |\n");
      }
      for (SettingSpec spec : kind.settings()) {
        text.append("| ").append(code(spec.name())).append(" | ").append(spec.meaning());
        text.append(" | ").append(spec.allowed()).append(" |\n");
      }
    }
    return text.append('\n').toString();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : text.split(" ", -1)) {
      // One more may be the full stop.
      boolean next = length + 1 + word.length() + 1 > WIDTH;
      lines.append(length == 0 ? "" : next ? "\n" : " ").append(word);
      length = (next ? 0 : length + 1) + word.length();
    }
    return lines.toString();
  }
}
