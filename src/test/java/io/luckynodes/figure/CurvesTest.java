package io.luckynodes.figure;

import static io.luckynodes.figure.Plates.draw;
import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.artifact.Table;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.TextTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static final String ALL =
      "{'table': 'layers', 'x': 'epoch', 'y': 'mean_best_correlation'}";

  /** Two layers of two seeds at two learning rates and three epochs. */
  private static final TextTable LAYERS =
      TextTable.of(
          "seed epoch learning_rate layer mean_best_correlation matched_share dead_teachers",
          "1 0 0.01 0 0.1 0 0",
          "2 0 0.01 0 0.3 0 0",
          "1 0 0.01 1 0.2 0 0",
          "2 0 0.01 1 0.2 0 0",
          "1 5 0.01 0 0.5 0.5 0",
          "2 5 0.01 0 0.7 0.5 0",
          "1 5 0.01 1 0.6 0.25 0",
          "2 5 0.01 1 0.8 0.75 0",
          "1 0 0.02 0 0.1 0 0",
          "2 0 0.02 0 0.3 0 0",
          "1 5 0.02 0 0.9 1 0",
          "2 5 0.02 0 NaN NaN 0");

  private static Plate layers(String options) {
    return draw("curves", options, "{'learning_rate': [0.01, 0.02]}", Map.of("layers", LAYERS));
  }

  private static String with(String more) {
    return ALL.replace("}", ", " + more + "}");
  }

  @Test
  void aCurveAndAPanelForEachValueOfWhatIsNamed() {
    Plate plate = layers(with("'curve': 'layer', 'panel': 'learning_rate'"));
    assertThat(plate.panels())
        .extracting(panel -> panel.title().unstyled())
        .containsExactly("learning rate 0.01", "learning rate 0.02");
    Panel first = plate.panels().get(0);
    assertThat(first.series()).extracting(Series::name).containsExactly("layer 0", "layer 1");
    assertThat(first.series().get(0).x()).containsExactly(0, 5);
    assertThat(first.series().get(0).y()).containsExactly(0.2, 0.6);
    assertThat(first.series().get(0).spread().orElseThrow().low()).containsExactly(0.1, 0.5);
    assertThat(first.x().title().unstyled()).isEqualTo("epoch");
    assertThat(first.y().title().unstyled()).isEqualTo("mean best correlation");
    // The same curve looks the same in every panel.
    assertThat(plate.panels().get(1).series().get(0).look())
        .isEqualTo(first.series().get(0).look());
    assertThat(plate.notes())
        .contains(
            "Rows left out, since they have no number there: 1.",
            "Lines: mean over 2 seeds; bands: from the least to the greatest seed.");
  }

  @Test
  void againstAnAxisOfTheSweepRowsAreThoseAfterTraining() {
    Plate plate =
        layers(
            with("'curve': 'layer', 'logarithmic': ['x']").replace("'epoch'", "'learning_rate'"));
    Series lowest = plate.panels().get(0).series().get(0);
    assertThat(lowest.x()).containsExactly(0.01, 0.02);
    assertThat(lowest.y()).containsExactly(0.6, 0.9);
    assertThat(plate.panels().get(0).x().scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
    assertThat(plate.panels().get(0).x().title().unstyled()).isEqualTo("learning rate");
    assertThat(plate.notes()).contains("After training.");
    Plate before =
        layers(with("'curve': 'layer', 'when': 'start'").replace("'epoch'", "'learning_rate'"));
    assertThat(before.panels().get(0).series().get(0).y()).containsExactly(0.2, 0.2);
    assertThat(before.notes()).contains("Before training.");
  }

  @Test
  void aSeedOfSeveralRowsCountsWithTheirMean() {
    Plate plate = layers(with("'filter': {'learning_rate': 0.01}"));
    Series all = plate.panels().get(0).series().get(0);
    assertThat(all.y()).usingComparatorWithPrecision(1e-12).containsExactly(0.2, 0.65);
    assertThat(plate.notes())
        .contains("A seed with several rows at one place counts with their mean.");
    assertThat(plate.key()).isEqualTo(new Key.None());
  }

  @Test
  void severalColumnsAreCurvesOfTheirNames() {
    Plate plate =
        layers(
            with("'filter': {'layer': [1], 'learning_rate': [0.01]}, 'band': 'deviation'")
                .replace("'mean_best_correlation'", "['mean_best_correlation', 'matched_share']"));
    assertThat(plate.panels().get(0).series())
        .extracting(Series::name)
        .containsExactly("mean best correlation", "share of matched teacher nodes");
    Series shares = plate.panels().get(0).series().get(1);
    assertThat(shares.y()).containsExactly(0, 0.5);
    assertThat(shares.spread().orElseThrow().high()[1] - 0.5)
        .isCloseTo(Math.sqrt(2) / 4, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void whatALogarithmicAxisHasNoPlaceForIsLeftOutAndCounted() {
    Plate plate =
        layers(
            with("'filter': {'learning_rate': 0.01}, 'logarithmic': ['y']")
                .replace("mean_best_correlation", "matched_share"));
    assertThat(plate.panels().get(0).series().get(0).x()).containsExactly(5);
    assertThat(plate.notes())
        .contains("Left out, since a logarithmic axis has no place for them: 2.");
  }

  @Test
  void experimentsStandSideBySideUnderTheirLabels() {
    TextTable one =
        TextTable.of("seed epoch loss accuracy teacher_accuracy", "1 0 4 0 0", "1 5 2 0 0");
    TextTable other =
        TextTable.of("seed epoch loss accuracy teacher_accuracy", "1 0 4 0 0", "1 5 1 0 0");
    List<Table> tables =
        List.of(
            one.as(EvaluationRow.class).with("experiment", "plane"),
            other.as(EvaluationRow.class).with("experiment", "plane-fast"));
    Plate plate =
        draw(
            "curves",
            "{'table': 'evaluation', 'x': 'epoch', 'y': 'loss', 'curve': 'experiment',"
                + " 'x_range': [0, 6], 'y_title': 'loss on the evaluation samples'}",
            List.of(
                Plates.experiment("plane", "{}", new TreeMap<>()),
                Plates.experiment("plane-fast", "{}", new TreeMap<>())),
            Map.of("evaluation", tables));
    Panel panel = plate.panels().get(0);
    assertThat(panel.series()).extracting(Series::name).containsExactly("plane", "plane-fast");
    assertThat(panel.series().get(1).y()).containsExactly(4, 1);
    assertThat(panel.x().high()).isEqualTo(6);
    assertThat(panel.y().title().unstyled()).isEqualTo("loss on the evaluation samples");
  }

  @Test
  void textsCanPartAndFilterRows() {
    TextTable laws =
        TextTable.of(
            "seed epoch law series x y predicted",
            "1 0 one a 1 2 0",
            "1 0 one b 1 3 0",
            "1 0 two a 1 9 0");
    Plate plate =
        draw(
            "curves",
            "{'table': 'laws', 'x': 'x', 'y': 'y', 'curve': 'series', 'filter': {'law': 'one'}}",
            "{}",
            Map.of("laws", laws));
    assertThat(plate.panels().get(0).series()).extracting(Series::name).containsExactly("a", "b");
  }
}
