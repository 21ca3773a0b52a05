package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.artifact.Table;
import io.luckynodes.job.FigureSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What stands where in each kind of figure, before it is painted. */
class DrawingsTest {
  @Test
  void scatterHasAPanelPerPolarityAndWidthWithThePapersAxes() {
    Plate plate = scatter(SyntheticMetrics.studentNodes(1, 32, 10));
    assertThat(plate.rows()).hasSize(3).allMatch(row -> row.panels().size() == 4);
    assertThat(plate.panels())
        .allSatisfy(
            panel -> {
              assertThat(List.of(panel.x().low(), panel.x().high())).containsExactly(0.0, 1.1);
              assertThat(List.of(panel.y().low(), panel.y().high())).containsExactly(-0.1, 2.5);
              assertThat(panel.series()).hasSize(32);
            });
    assertThat(plate.panels().get(7).name()).isEqualTo("p = 1, 10×");
    assertThat(plate.panels().get(7).series()).allMatch(series -> series.points() == 100);
    assertThat(plate.rowTitles().get(2).unstyled()).isEqualTo("polarity p = 2");
    assertThat(plate.columnTitles().get(2).unstyled()).isEqualTo("5× students");
  }

  @Test
  void scatterLeavesOutWhatDivergedAndSaysSo() {
    Table table = SyntheticMetrics.studentNodes(1, 2, 10);
    int[] seeds = table.ints("seed");
    double[] polarity = table.doubles("polarity");
    double[] width = table.doubles("over_realisation");
    double[] norm = table.doubles("fan_out");
    for (int i = 0; i < norm.length; i++) {
      if (polarity[i] == 0 && (width[i] == 1 || (width[i] == 2 && seeds[i] == 2))) {
        norm[i] = Double.NaN;
      }
    }
    Plate plate = scatter(table);
    assertThat(plate.panels().get(0).series()).isEmpty();
    assertThat(plate.panels().get(0).remark()).isEqualTo("every seed diverged");
    assertThat(plate.panels().get(1).series()).extracting(Series::name).containsExactly("seed 1");
    assertThat(plate.notes()).anyMatch(note -> note.contains("left out there: seeds [1, 2]"));
  }

  @Test
  void boundariesOfAShorterRunEndWithItsLastEpoch() {
    assertThat(boundaries(SyntheticMetrics.boundaries(0, 1, 3)).panels())
        .extracting(Panel::name)
        .containsExactly("epoch 0", "epoch 1", "epoch 3");
  }

  @Test
  void boundariesHaveAPanelPerMeasuredEpochAndNormsOfTheLastEpoch() {
    Plate plate = boundaries(SyntheticMetrics.boundaries(0, 1, 100));
    assertThat(plate.panels())
        .extracting(Panel::name)
        .containsExactly("epoch 0", "epoch 1", "epoch 100");
    assertThat(plate.panels().get(2).series())
        .extracting(Series::name)
        .contains("teacher 1", "teacher 2", "student 1", "student 2");
    Key.LegendBeside legend = (Key.LegendBeside) plate.key();
    assertThat(legend.title().unstyled()).isEqualTo("‖v_j‖ at epoch 100");
    assertThat(legend.entries())
        .extracting(entry -> entry.label().unstyled())
        .contains("teacher 2", "‖v_1‖ = 1.50", "‖v_6‖ = 0.00")
        .hasSize(8);
  }

  @Test
  void linesAreCutAtTheirRectangleOrLeftOut() {
    Axis axis = new Axis(Text.of("x"), -1, 1);
    assertThat(DecisionBoundaries.BoundaryLine.within(1, 0, -0.5, axis, axis))
        .contains(new DecisionBoundaries.BoundaryLine(0.5, -1, 0.5, 1));
    assertThat(DecisionBoundaries.BoundaryLine.within(0, 2, 0, axis, axis))
        .contains(new DecisionBoundaries.BoundaryLine(1, 0, -1, 0));
    assertThat(DecisionBoundaries.BoundaryLine.within(0, 1, 5, axis, axis)).isEmpty();
    assertThat(DecisionBoundaries.BoundaryLine.within(1, 1, 5, axis, axis)).isEmpty();
    assertThat(DecisionBoundaries.BoundaryLine.within(0, 0, 0, axis, axis)).isEmpty();
    assertThat(DecisionBoundaries.BoundaryLine.within(Double.NaN, 1, 0, axis, axis)).isEmpty();
  }

  @Test
  void curvesHaveAPanelPerLayerThatShareAxesAndOneOfAccuracy() {
    Plate plate = curves(SyntheticMetrics.layers(3, 20), SyntheticMetrics.evaluation(3, 20, 0.72));
    assertThat(plate.rows()).hasSize(2);
    assertThat(plate.rows().get(0).panels()).hasSize(4);
    assertThat(plate.rows().get(0).panels())
        .extracting(Panel::y)
        .containsOnly(plate.panels().get(0).y());
    assertThat(plate.panels()).extracting(Panel::x).containsOnly(plate.panels().get(0).x());
    assertThat(plate.panels().get(3).series())
        .hasSize(4)
        .allMatch(series -> series.points() == 21 && series.spread().isPresent());
    Panel accuracy = plate.panels().get(4);
    assertThat(accuracy.series())
        .extracting(Series::name)
        .containsExactly("teacher", "1×", "2×", "5×", "10×");
    assertThat(accuracy.series().get(0).y()).containsExactly(72.0, 72.0);
    assertThat(accuracy.y().high()).isBetween(72.0, 100.0);
    assertThat(plate.notes().get(0)).contains("3 seeds").contains("least to the greatest");
  }

  @Test
  void curvesOfOneSeedHaveNoBand() {
    Plate plate = curves(SyntheticMetrics.layers(1, 5), SyntheticMetrics.evaluation(1, 5, 0.72));
    assertThat(plate.panels().get(0).series()).allMatch(series -> series.spread().isEmpty());
  }

  @Test
  void curvesLeaveADivergedSeedOutEverywhereAndCountIt() {
    Table layers = SyntheticMetrics.layers(3, 5);
    for (int i = 0; i < layers.rows(); i++) {
      if (layers.ints("seed")[i] == 2
          && layers.doubles("over_realisation")[i] == 10
          && layers.ints("epoch")[i] == 5) {
        layers.doubles("mean_best_correlation")[i] = Double.NaN;
      }
    }
    Table evaluation = SyntheticMetrics.evaluation(3, 5, 0.72);
    Plate plate = curves(layers, evaluation);
    assertThat(plate.notes()).contains("10×: 1 of 3 seeds diverged and is left out.");
    double[] kept = new double[2];
    for (int i = 0; i < evaluation.rows(); i++) {
      if (evaluation.doubles("over_realisation")[i] == 10
          && evaluation.ints("epoch")[i] == 0
          && evaluation.ints("seed")[i] != 2) {
        kept[evaluation.ints("seed")[i] / 2] = 100 * evaluation.doubles("accuracy")[i];
      }
    }
    assertThat(plate.panels().get(4).series().get(4).y()[0])
        .isEqualTo(Arrays.stream(kept).sum() / 2);
  }

  @Test
  void accuracyPanelSaysThatThereAreNoClasses() {
    Table evaluation = SyntheticMetrics.evaluation(2, 3, Double.NaN);
    Arrays.fill(evaluation.doubles("accuracy"), Double.NaN);
    Plate plate = curves(SyntheticMetrics.layers(2, 3), evaluation);
    assertThat(plate.panels().get(4).series()).isEmpty();
    assertThat(plate.panels().get(4).remark()).startsWith("no accuracy");
    assertThat(new PlatePainter(plate, "T", "", List.of("f"), new Lettering()).height())
        .isPositive();
  }

  private static Plate scatter(Table table) {
    return draw(SyntheticMetrics.scatter(), "student-nodes", table, Optional.empty());
  }

  private static Plate boundaries(Table table) {
    return draw(SyntheticMetrics.boundariesFigure(), "boundaries", table, Optional.empty());
  }

  private static Plate curves(Table layers, Table evaluation) {
    return draw(SyntheticMetrics.curves(), "layers", layers, Optional.of(evaluation));
  }

  private static Plate draw(FigureSpec spec, String kind, Table table, Optional<Table> evaluation) {
    Drawing drawing = Drawings.of(spec);
    SortedMap<String, List<Table>> tables = new TreeMap<>();
    tables.put(kind, List.of(table));
    evaluation.ifPresent(other -> tables.put("evaluation", List.of(other)));
    assertThat(drawing.tables()).isEqualTo(tables.keySet());
    return drawing.draw(
        spec, new Options(spec, drawing.options()), new Metrics(tables, new TreeMap<>()));
  }
}
