package io.luckynodes.figure;

import static io.luckynodes.figure.Plates.draw;
import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.table.TextTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScatterTest {
  /** Two layers of two seeds at two learning rates and two epochs. */
  private static final TextTable LAYERS =
      TextTable.of(
          "seed epoch learning_rate layer mean_best_correlation matched_share dead_teachers",
          "1 0 0.01 0 0.1 0 0",
          "2 0 0.01 0 0.3 0 0",
          "1 5 0.01 0 0.5 0.5 0",
          "2 5 0.01 0 0.7 0.4 0",
          "1 5 0.01 1 0.6 0.25 0",
          "2 5 0.01 1 0.8 0.75 0",
          "1 5 0.02 0 0.9 1 0",
          "2 5 0.02 0 NaN NaN 0");

  private static Plate layers(String more) {
    return draw(
        "scatter",
        "{'table': 'layers', 'x': 'mean_best_correlation', 'y': 'matched_share'" + more + "}",
        "{'learning_rate': [0.01, 0.02]}",
        Map.of("layers", LAYERS));
  }

  @Test
  void everyRowAfterTrainingIsADotInTheColourOfItsValue() {
    Plate plate = layers(", 'colour': 'layer', 'panel': 'learning_rate'");
    assertThat(plate.panels())
        .extracting(panel -> panel.title().unstyled())
        .containsExactly("learning rate 0.01", "learning rate 0.02");
    Panel first = plate.panels().get(0);
    assertThat(first.series()).extracting(Series::name).containsExactly("layer 0", "layer 1");
    assertThat(first.series().get(0).x()).containsExactlyInAnyOrder(0.5, 0.7);
    assertThat(first.series().get(1).y()).containsExactlyInAnyOrder(0.25, 0.75);
    assertThat(first.series().get(0).look().color())
        .isNotEqualTo(first.series().get(1).look().color());
    Panel second = plate.panels().get(1);
    assertThat(second.series()).extracting(Series::name).containsExactly("layer 0");
    assertThat(second.series().get(0).look()).isEqualTo(first.series().get(0).look());
    assertThat(plate.key()).isInstanceOf(Key.LegendBelow.class);
    assertThat(plate.notes())
        .containsExactly(
            "After training.",
            "Dots: one for each row, 5 of 2 seeds.",
            "Rows left out, since they have no number there: 1.");
  }

  @Test
  void withoutAColourAllDotsLookAlikeAndTheTimeCanBeChosen() {
    Plate plate = layers(", 'when': 'start'");
    assertThat(plate.panels()).hasSize(1);
    assertThat(plate.panels().get(0).series()).hasSize(1);
    assertThat(plate.panels().get(0).series().get(0).x()).containsExactlyInAnyOrder(0.1, 0.3);
    assertThat(plate.key()).isEqualTo(new Key.None());
    assertThat(plate.notes()).contains("Before training.");
  }

  @Test
  void whatALogarithmicAxisHasNoPlaceForIsLeftOutAndCounted() {
    Plate plate = layers(", 'when': 'start', 'logarithmic': ['y']");
    assertThat(plate.panels().get(0).isEmpty()).isTrue();
    assertThat(plate.notes())
        .contains("Left out, since a logarithmic axis has no place for them: 2.");
  }

  @Test
  void ofManyValuesColoursAreShadesInTheirOrder() {
    String[] rows = new String[9];
    rows[0] = "seed epoch learning_rate layer mean_best_correlation matched_share dead_teachers";
    for (int layer = 0; layer < 8; layer++) {
      rows[layer + 1] = "1 5 0.01 " + layer + " 0." + layer + " 0.5 0";
    }
    Plate plate =
        draw(
            "scatter",
            "{'table': 'layers', 'x': 'learning_rate', 'y': 'mean_best_correlation', 'colour': 'layer'}",
            "{'learning_rate': [0.01]}",
            Map.of(
                "layers",
                TextTable.of(rows[0], List.of(rows).subList(1, 9).toArray(String[]::new))));
    List<Series> series = plate.panels().get(0).series();
    assertThat(series).extracting(one -> one.look().color()).doesNotHaveDuplicates().hasSize(8);
    assertThat(plate.panels().get(0).x().sweep()).containsExactly(0.01);
  }
}
