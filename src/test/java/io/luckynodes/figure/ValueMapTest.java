package io.luckynodes.figure;

import static io.luckynodes.figure.Plates.draw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.table.TextTable;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueMapTest {
  /** Two layers of two seeds at two learning rates and two epochs; one has no number. */
  private static final TextTable LAYERS =
      TextTable.of(
          "seed epoch learning_rate layer mean_best_correlation matched_share dead_teachers",
          "1 0 0.01 0 0.1 0 0",
          "1 5 0.01 0 0.5 0.5 0",
          "2 5 0.01 0 0.7 0.4 0",
          "1 5 0.01 1 0.6 0.25 0",
          "2 5 0.01 1 0.8 0.75 0",
          "1 5 0.02 0 0.9 1 0",
          "2 5 0.02 0 0.8 1 0",
          "1 5 0.02 1 NaN NaN 0");

  private static Plate map(String more) {
    return draw(
        "value-map",
        "{'table': 'layers', 'x': 'learning_rate', 'value': 'mean_best_correlation'" + more + "}",
        "{'learning_rate': [0.01, 0.02]}",
        Map.of("layers", LAYERS));
  }

  @Test
  void aFieldHasTheMeanOverSeedsAndNamesItsPlace() {
    Plate plate = map(", 'y': 'layer'");
    Panel panel = plate.panels().get(0);
    HeatMap map = panel.map().orElseThrow();
    // The greatest layer is on top.
    assertThat(map.down()).containsExactly(1.0, 0.0);
    assertThat(map.across()).containsExactly(0.01, 0.02);
    assertThat(map.values()[0][0]).isCloseTo(0.7, within(1e-15));
    assertThat(map.values()[0][1]).isNaN();
    assertThat(map.values()[1][0]).isCloseTo(0.6, within(1e-15));
    assertThat(map.values()[1][1]).isCloseTo(0.85, within(1e-15));
    assertThat(map.colour().apply(Double.NaN)).isEqualTo(Color.WHITE);
    assertThat(map.colour().apply(0.6)).isEqualTo(Palette.ordered(0));
    assertThat(map.colour().apply(0.85)).isEqualTo(Palette.ordered(1));
    assertThat(panel.x().title().unstyled()).isEqualTo("learning rate");
    assertThat(panel.x().ticks(5)).extracting(Axis.Tick::label).containsExactly("0.01", "0.02");
    assertThat(panel.y().ticks(5)).extracting(Axis.Tick::label).containsExactly("0", "1");
    assertThat(plate.key())
        .isInstanceOfSatisfying(
            Key.ColourBar.class,
            bar -> {
              assertThat(bar.title().unstyled()).isEqualTo("mean best correlation");
              assertThat(bar.shades().get(0).label()).isEqualTo("0.6");
              assertThat(bar.shades().get(9).label()).isEqualTo("0.85");
            });
    assertThat(plate.notes())
        .containsExactly(
            "After training.",
            "Means over 2 seeds.",
            "Rows left out, since they have no number there: 1.",
            "White: no number.");
  }

  @Test
  void theCsvHasEachFieldByItsPlaces() {
    String csv = new String(CsvFile.encode(map(", 'y': 'layer'")), StandardCharsets.UTF_8);
    assertThat(csv.lines().skip(1))
        .hasSize(4)
        .anyMatch(line -> line.contains("layer 0,0.02,0.0,") && line.contains(",0.85"))
        .anyMatch(line -> line.contains("layer 1,0.02,1.0,") && line.endsWith(","));
  }

  @Test
  void panelsShareOneScaleWhichCanBeLogarithmic() {
    Plate plate = map(", 'y': 'seed', 'panel': 'layer', 'logarithmic': ['value']");
    assertThat(plate.panels())
        .extracting(panel -> panel.title().unstyled())
        .containsExactly("layer 0", "layer 1");
    HeatMap first = plate.panels().get(0).map().orElseThrow();
    assertThat(first.values()[1][0]).isEqualTo(0.5);
    assertThat(first.colour().apply(Math.sqrt(0.5 * 0.9))).isEqualTo(Palette.ordered(0.5));
    assertThat(plate.panels().get(1).map().orElseThrow().colour().apply(0.9))
        .isEqualTo(Palette.ordered(1));
  }

  @Test
  void whatALogarithmHasNoPlaceForIsLeftOutAndCounted() {
    Plate plate =
        draw(
            "value-map",
            "{'table': 'layers', 'x': 'learning_rate', 'y': 'layer', 'value': 'matched_share',"
                + " 'when': 'start', 'logarithmic': ['value']}",
            "{'learning_rate': [0.01, 0.02]}",
            Map.of("layers", LAYERS));
    assertThat(plate.panels().get(0).isEmpty()).isTrue();
    assertThat(plate.notes())
        .contains("Left out, since a logarithmic axis has no place for them: 1.");
  }
}
