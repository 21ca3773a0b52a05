package io.luckynodes.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Source;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BasedOnTest {
  private static final Path OWN = Path.of("figures");

  private static final String FAST =
      """
      experiment: plane-fast
      based_on: plane
      settings:
        learning_rate: {value: 0.02, source: A}
      """;

  private static final String FIGURE =
      """
      ---
      figure: mine/fig03-fast
      based_on: student-specialization/fig03
      experiment: plane-fast
      """;

  @TempDir Path folder;

  private Definitions read(String text) throws IOException {
    return Definitions.read(OWN, List.of(Files.writeString(folder.resolve("mine.yaml"), text)));
  }

  private String faults(String text) {
    LuckyException fault = catchThrowableOfType(LuckyException.class, () -> read(text));
    return String.valueOf(fault.getMessage()).replace(folder + "/", "");
  }

  @Test
  void whatAnExperimentDoesNotGiveIsAsInTheOther() throws IOException {
    Definitions definitions = read(FAST);
    Experiment plane = definitions.experiments().get("plane");
    Experiment fast = definitions.experiments().get("plane-fast");
    assertThat(fast.settings().get("learning_rate").value()).isEqualTo(Json.tree(0.02));
    assertThat(fast.settings().get("learning_rate").source()).isEqualTo(Source.A);
    assertThat(fast.settings().get("batch")).isEqualTo(plane.settings().get("batch"));
    assertThat(fast.settings().keySet()).isEqualTo(plane.settings().keySet());
    assertThat(List.of(fast.study(), fast.title(), fast.measure(), fast.seeds(), fast.scales()))
        .containsExactly(
            plane.study(), plane.title(), plane.measure(), plane.seeds(), plane.scales());
    assertThat(List.of(fast.id(), fast.label())).containsOnly("plane-fast");
    assertThat(fast.streams()).isEqualTo("plane");
    assertThat(fast.original()).isEqualTo(plane);
  }

  @Test
  void randomNumbersAreItsOwnOrAnothersWhereItSaysSo() throws IOException {
    assertThat(read(FAST + "streams: plane-fast\n").experiments().get("plane-fast").streams())
        .isEqualTo("plane-fast");
    assertThat(faults(FAST + "streams: plain\n"))
        .contains("mine.yaml:5: streams: unknown experiment 'plain' (did you mean plane?)");
  }

  @Test
  void whatItGivesIsInForceAtEveryScaleThatItDoesNotName() throws IOException {
    String longer =
        FAST
            + "  epochs: {value: 7, source: A}\n"
            + "seeds: {value: 9, source: A}\n"
            + "scales:\n  smoke:\n    seeds: 3\n";
    Map<String, Map<String, com.fasterxml.jackson.databind.JsonNode>> scales =
        read(longer).experiments().get("plane-fast").scales();
    assertThat(scales.get("smoke"))
        .containsOnlyKeys("seeds", "steps_per_epoch", "train_samples", "evaluation_samples")
        .containsEntry("seeds", Json.tree(3));
    assertThat(read(FAST).experiments().get("plane").scales().get("smoke"))
        .containsEntry("epochs", Json.tree(5))
        .containsEntry("seeds", Json.tree(2));
  }

  @Test
  void aSettingCanBecomeAnAxisAndAnAxisASetting() throws IOException {
    Experiment swept =
        read("experiment: many\nbased_on: plane\nsweep:\n  batch: {values: [8, 16], source: A}\n")
            .experiments()
            .get("many");
    assertThat(swept.settings()).doesNotContainKey("batch");
    assertThat(swept.sweep()).containsOnlyKeys("batch");
    Experiment fixed =
        read("experiment: one\nbased_on: two-layer-10\nsettings:\n  polarity: {value: 1, source: A}\n")
            .experiments()
            .get("one");
    assertThat(fixed.settings().get("polarity").value()).isEqualTo(Json.tree(1));
    assertThat(fixed.sweep()).containsOnlyKeys("over_realisation");
    assertThat(fixed.scales().get("smoke")).doesNotContainKey("polarity");
  }

  @Test
  void aFigureTakesWhatItDoesNotGiveFromTheOther() throws IOException {
    Definitions definitions = read(FAST + FIGURE + "options: {range: [-3, 3]}\n");
    Figure base = definitions.figures().get("student-specialization/fig03");
    Figure own = definitions.figures().get("mine/fig03-fast");
    assertThat(own.experiments()).containsExactly("plane-fast");
    assertThat(List.of(own.title(), own.caption(), own.drawing(), own.claims(), own.select()))
        .containsExactly(
            base.title(), base.caption(), base.drawing(), base.claims(), base.select());
    assertThat(own.options())
        .containsEntry("range", Json.tree(List.of(-3, 3)))
        .containsEntry("epochs", base.options().get("epochs"));
  }

  @Test
  void itsExperimentsStandForTheOthersInPanelsAndClaims() throws IOException {
    Figure base = Definitions.read(OWN, List.of()).figures().get("luck-matters/fig06");
    assertThat(base.experiments()).hasSizeGreaterThan(1);
    String first = base.experiments().get(0);
    Figure own =
        read("experiment: other\nbased_on: "
                + first
                + "\n---\nfigure: mine/other\nbased_on: luck-matters/fig06\nexperiment: "
                + Json.write(base.experiments()).replace("\"" + first + "\"", "other"))
            .figures()
            .get("mine/other");
    String before = Json.write(base.options()) + Json.write(base.claims());
    String after = Json.write(own.options()) + Json.write(own.claims());
    assertThat(before).contains("\"experiment\":\"" + first + "\"");
    assertThat(after).isEqualTo(before.replace("\"" + first + "\"", "\"other\""));
  }

  @Test
  void theOrderOfDefinitionsDoesNotMatter() throws IOException {
    String second = "experiment: a-faster\nbased_on: plane-fast\n";
    Experiment last = read(second + "---\n" + FAST).experiments().get("a-faster");
    assertThat(last.settings().get("learning_rate").value()).isEqualTo(Json.tree(0.02));
    assertThat(last.original().id()).isEqualTo("plane");
    assertThat(last.basedOn().id()).isEqualTo("plane-fast");
  }

  @Test
  void whatCannotBeReadSaysWhy() {
    assertThat(faults(FAST.replace("based_on: plane", "based_on: plain")))
        .contains("mine.yaml:2: based_on: unknown experiment 'plain' (did you mean plane?)");
    assertThat(faults(FAST + FIGURE.replace("fig03\n", "fig33\n")))
        .contains("based_on: unknown figure 'student-specialization/fig33' (did you mean");
    assertThat(faults(FAST.replace("based_on: plane", "based_on: plane-fast")))
        .contains("mine.yaml:2: based_on: plane-fast is based on this one");
    assertThat(faults(FAST + "model: two-layer\n"))
        .contains("mine.yaml:5: model: is that of plane, on which the experiment is based");
    assertThat(faults(FAST.replace("learning_rate", "learning_rat")))
        .contains("settings.learning_rat: unknown field (did you mean learning_rate?)");
    assertThat(faults(FAST.replace("0.02", "-1")))
        .contains(
            "mine.yaml:4: settings.learning_rate.value: expected a number, above 0, found -1");
    assertThat(faults(FAST + "  epochs: {value: 20, source: A}\n" + FIGURE))
        .contains("options: epochs: 100 is beyond the last epoch, 20");
  }
}
