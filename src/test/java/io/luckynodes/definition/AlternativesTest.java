package io.luckynodes.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlternativesTest {
  private static final Path OWN = Path.of("figures");

  @TempDir Path folder;

  private Experiment read(String fields) throws IOException {
    String text = "experiment: own\nbased_on: race-imp\n" + fields;
    return Definitions.read(OWN, List.of(Files.writeString(folder.resolve("mine.yaml"), text)))
        .experiments()
        .get("own");
  }

  @Test
  void anAssumedSettingHasAlternativesAndTheReason() throws IOException {
    Experiment own =
        read(
            "settings:\n  learning_rate: {value: 0.01, source: A, alternatives: [0.003, 0.03], because: half a decade}\n");
    assertThat(own.alternatives().get("learning_rate"))
        .isEqualTo(new Alternatives(List.of(Json.tree(0.003), Json.tree(0.03)), "half a decade"));
  }

  @Test
  void aReasonAloneSaysWhyThereAreNone() throws IOException {
    Experiment own =
        read("settings:\n  luma: {value: [1, 0, 0], source: A, because: one channel}\n");
    assertThat(own.alternatives().get("luma"))
        .isEqualTo(new Alternatives(List.of(), "one channel"));
  }

  @Test
  void aSettingThatIsGivenAnewHasNoneOfTheOthers() throws IOException {
    String first =
        """
        settings:
          learning_rate: {value: 0.01, source: A, alternatives: [0.02], because: twice}
          pixel_mean: {value: 0.4, source: A, alternatives: [0.5], because: grey}
        ---
        experiment: second
        based_on: own
        settings:
          learning_rate: {value: 0.02, source: A}
        """;
    read(first);
    Experiment second =
        Definitions.read(OWN, List.of(folder.resolve("mine.yaml"))).experiments().get("second");
    assertThat(second.alternatives()).containsKey("pixel_mean").doesNotContainKey("learning_rate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learning_rate: {value: 0.1, source: T, alternatives: [0.2], because: b} | only what is assumed (source A) has alternatives,"
            + " and this has source T",
        "learning_rate: {value: 0.1, source: A, alternatives: [0.2]} | because: is missing",
        "learning_rate: {value: 0.1, source: A, alternatives: 0.2, because: b} | expected a list of at least one other value",
        "learning_rate: {value: 0.1, source: A, alternatives: [], because: b} | expected a list of at least one other value",
        "learning_rate: {value: 0.1, source: A, alternatives: [-1], because: b} | expected a number, above 0, found -1",
        "learning_rate: {value: 0.1, source: A, alternatives: [0.10], because: b} | expected other values than the one that is"
            + " assumed, found 0.1",
        "learning_rate: {value: 0.1, source: A, alternatives: [0.2, 0.2], because: b} | 0.2 stands twice",
        "luma: {value: [1, 0, 0], source: A, alternatives: [0.5], because: b} | expected a list of numbers",
      })
  void faultsAreNamed(String setting, String fault) {
    assertThat(faults("settings:\n  " + setting + "\n")).contains(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alternatives: [[0.3]] | expected lists of 2 values each, which take the places of [0.2,0.5], found [0.3]",
        "alternatives: [0.3] | expected lists of 2 values each",
        "alternatives: [[0.3, 0.3]] | a value stands twice in [0.3,0.3]",
        "alternatives: [[0.3, 7]] | expected a number",
        "alternatives: [[0.2, 0.50]] | expected other values than the one that is assumed",
      })
  void faultsOfAxesAreNamed(String alternatives, String fault) {
    assertThat(
            faults(
                "sweep:\n  prune_share: {values: [0.2, 0.5], source: A, "
                    + alternatives
                    + ", because: b}\n"))
        .contains(fault);
  }

  @Test
  void onlySettingsWithAlternativesAreVariedTogether() {
    assertThat(
            faults(
                """
                settings:
                  learning_rate: {value: 0.1, source: A, alternatives: [0.2], because: b}
                vary_together: [[learning_rate, batch]]
                """))
        .contains(
            "vary_together: expected pairs of settings that have alternatives, as in [[learning_rate, steps]], found");
  }

  @Test
  void theNumberOfTrialsHasNone() {
    assertThat(faults("seeds: {value: 3, source: A, alternatives: [4], because: b}\n"))
        .contains("seeds.alternatives: unknown field");
  }

  @Test
  void onlyAFigureThatIsBasedOnAnotherIsAnAlternative() {
    assertThat(
            faults(
                """
                ---
                figure: mine/one
                experiment: own
                title: t
                caption: c
                alternative_text: a
                drawing: pruned-scatter
                options: {steps: [0]}
                alternative: {learning_rate: 1}
                """))
        .contains("alternative: is allowed only in a figure that is based on another");
  }

  private String faults(String fields) {
    LuckyException fault = catchThrowableOfType(LuckyException.class, () -> read(fields));
    return String.valueOf(fault.getMessage());
  }
}
