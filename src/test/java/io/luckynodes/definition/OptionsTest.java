package io.luckynodes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.claim.Predicate;
import io.luckynodes.claim.Predicates;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.job.Claim;
import io.luckynodes.job.OptionType;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No option of a drawing or a claim takes what it cannot use. */
class OptionsTest {
  private static final Path OWN = Path.of("figures");

  @TempDir private Path folder;

  /** Where a number is meant, none of these is taken. */
  private static final List<JsonNode> NEVER =
      List.of(
          Json.tree("a b"),
          Json.tree("<svg onload=x>"),
          Json.tree(1e300),
          Json.tree(-1e300),
          Json.tree(List.of(List.of(1))),
          Json.tree(true));

  @Test
  void noNumberOfThisProjectCanBeSomethingElse() {
    SoftAssertions all = new SoftAssertions();
    int tried = 0;
    for (Figure figure : Definitions.read(OWN, List.of()).figures().values()) {
      DrawingKind kind = DrawingKind.of(figure.drawing()).orElseThrow();
      for (var option : figure.options().entrySet()) {
        tried += refused(figure.id(), kind.type(option.getKey()), option.getValue(), all);
      }
      for (Claim claim : figure.claims()) {
        Predicate predicate = Predicates.of(claim.predicate());
        for (String number : predicate.numbers()) {
          String where = figure.id() + ": " + claim.name() + ": " + number;
          tried += refused(where, predicate.type(number), claim.options().get(number), all);
        }
      }
    }
    all.assertAll();
    assertThat(tried).isGreaterThan(1000);
  }

  private static int refused(String where, OptionType type, JsonNode value, SoftAssertions all) {
    all.assertThat(type.fault(value)).as(where).isEmpty();
    int tried = 0;
    for (JsonNode odd : NEVER) {
      for (JsonNode changed : withOneNumberChanged(value, odd)) {
        tried++;
        all.assertThat(type.fault(changed)).as("%s: %s", where, changed).isPresent();
      }
    }
    return tried;
  }

  /** A value with each of its numbers replaced in turn, but for those that name a cell. */
  private static List<JsonNode> withOneNumberChanged(JsonNode value, JsonNode odd) {
    List<JsonNode> changed = new ArrayList<>();
    if (value.isNumber()) {
      changed.add(odd);
    } else if (value instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        for (JsonNode one : withOneNumberChanged(list.get(i), odd)) {
          ArrayNode other = list.deepCopy();
          other.set(i, one);
          changed.add(other);
        }
      }
    } else if (value instanceof ObjectNode map && map.has("bound")) {
      changed.add(map.deepCopy().set("bound", odd));
    }
    return changed;
  }

  private String faults(String figure) throws IOException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, figure.replaceFirst("figure: .*", "figure: mine/own"));
    try {
      Definitions.read(OWN, List.of(file));
      return "none";
    } catch (io.luckynodes.error.LuckyException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void thePlanSaysWhichFileLineAndOption() throws IOException {
    String scatter = Files.readString(OWN.resolve("student-specialization/fig03.yaml"));
    assertThat(faults(scatter)).isEqualTo("none");
    assertThat(faults(scatter.replace("range: [-4, 4]", "range: [-4, a b]")))
        .containsPattern("own\\.yaml:\\d+: options\\.range: expected \\[low, high] ");
    assertThat(faults(scatter.replace("range: [-4, 4]", "range: [4, -4]"))).contains("range");
    assertThat(faults(scatter.replace("  range: [-4, 4]\n", ""))).contains("range is missing");
    assertThat(faults(scatter.replace("epochs: [0, 1, 2, 100]", "epochs: [0, -7]")))
        .contains("options.epochs: expected a list of whole numbers from 0");
    assertThat(faults(scatter.replace("epochs: [0, 1, 2, 100]", "epochs: [0, 2147483]")))
        .contains("2147483 is beyond the last epoch, 100");
    assertThat(faults(scatter.replace("epochs: [0, 1, 2, 100]", "epochs: [0, 7]")))
        .contains("epoch 7 is not measured: snapshot_epochs names it at no scale");
    assertThat(faults(scatter.replace("seed: 1", "seed: 33")))
        .contains("33 is beyond the last seed, 32");
    assertThat(faults(scatter.replace("correlation: 0.95", "correlation: 1e300")))
        .contains("options.correlation: expected a number from -1 to 1");
    // All at once.
    assertThat(faults(scatter.replace("seed: 1", "seed: 33").replace("[-4, 4]", "[4, -4]")))
        .startsWith("2 faults");
  }

  @Test
  void aFilterOfRowsThatAreNotThereIsFound() throws IOException {
    String curves =
        Files.readString(OWN.resolve("student-specialization/fig07.yaml"))
                .replaceAll("(?s)select:.*", "")
                .replaceFirst("drawing: .*", "drawing: curves")
            + "options:\n  table: layers\n  x: over_realisation\n  y: matched_share\n"
            + "  curve: polarity\n  filter: {epoch: 100}\n";
    assertThat(faults(curves)).isEqualTo("none");
    assertThat(faults(curves.replace("epoch: 100", "epoch: 7")))
        .contains("options.filter: epoch: epoch 7 is not measured");
    assertThat(faults(curves.replace("epoch: 100", "polarity: 17")))
        .contains("options.filter: polarity: 17 is not among the values that the figure draws");
  }

  @Test
  void thePlanKnowsWhichAxesADrawingAndAClaimNeed() throws IOException {
    String scatter = Files.readString(OWN.resolve("student-specialization/fig07.yaml"));
    assertThat(faults(scatter)).isEqualTo("none");
    assertThat(faults(scatter.replace("experiment: two-layer-10", "experiment: plane")))
        .containsPattern("own\\.yaml:\\d+: drawing: fan-out-scatter draws the values of polarity");
    String plane = Files.readString(OWN.resolve("student-specialization/fig03.yaml"));
    String claims = plane.substring(0, plane.indexOf("claims:"));
    assertThat(
            faults(
                claims
                    .replace("experiment: plane", "experiment: race-sizes")
                    .replaceFirst("drawing: .*", "drawing: step-losses")
                    .replaceAll("(?s)options:.*", "")))
        .isEqualTo("none");
    assertThat(
            faults(
                claims
                    .replace("experiment: plane", "experiment: race-default")
                    .replaceFirst("drawing: .*", "drawing: race-overview")
                    .replaceAll("(?s)options:.*", "options: {seed: 1, steps: [0]}\n")))
        .contains("initial_std [", "drawing race-overview takes one value of each");
  }

  @Test
  void everyWrongOptionOfAClaimIsToldAtOnce() throws IOException {
    String two = Files.readString(OWN.resolve("luck-matters/fig06.yaml"));
    assertThat(faults(two)).isEqualTo("none");
    assertThat(faults(two.replace("BatchNorm, FC without, ", "BatchNorm, ")))
        .contains("options.columns: expected a list of 4 titles");
    assertThat(faults(two.replaceFirst("show: mean-rank", "show: accuracy")))
        .contains("options.panels: expected rows of panels that show one quantity");
    String claim = two.substring(two.indexOf("claims:"));
    String wrong =
        claim.replaceFirst(
            "(?s)predicate: teacher-accuracy-near.options:.*?reason:"
                .replace(".options", "\\s+options"),
            "predicate: teacher-accuracy-near\n    options: {accuracy: 7, images: 0.5}\n    reason:");
    assertThat(faults(two.replace(claim, wrong)))
        .startsWith("3 faults")
        .contains(
            "options.accuracy: expected", "options.images: expected", "options.of: is missing");
  }
}
