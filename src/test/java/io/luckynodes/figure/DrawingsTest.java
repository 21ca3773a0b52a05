package io.luckynodes.figure;

import static io.luckynodes.figure.SyntheticMetrics.MORE_POLARITIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.Table;
import io.luckynodes.job.FigureSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
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
  void layerScatterHasTheTopLayerAboveAndTheMeasuredEpochsNearestToTheShares() {
    // 11 is nearer to a quarter of 40 than 8; 25 and 15 are as near to a half, and 15 is earlier.
    Plate plate = layerScatter(SyntheticMetrics.layerNodes(1, 20, 0, 8, 11, 15, 25, 31, 40));
    assertThat(plate.rows()).hasSize(3).allMatch(row -> row.panels().size() == 5);
    assertThat(plate.columnTitles())
        .extracting(Text::unstyled)
        .containsExactly("before training", "epoch 11", "epoch 15", "epoch 31", "epoch 40");
    assertThat(plate.rowTitles())
        .extracting(Text::unstyled)
        .containsExactly("layer 3 (top)", "layer 2", "layer 1 (lowest)");
    assertThat(plate.panels().get(4).name()).isEqualTo("layer 3, epoch 40");
    assertThat(plate.panels())
        .allSatisfy(panel -> assertThat(panel.series().get(0).points()).isEqualTo(20));
    assertThat(plate.panels().get(0).y().title().unstyled()).isEqualTo("√E[β_jj]");
    assertThat(plate.key()).isInstanceOf(Key.None.class);
  }

  @Test
  void layerScatterScalesEachLayerByItsOwnLargestAndShowsItsOwnNodes() {
    Table table = SyntheticMetrics.layerNodes(2, 20, 0, 10);
    Plate plate = layerScatter(table);
    for (int row = 0; row < 3; row++) {
      int layer = 2 - row;
      double largest = 0;
      for (int i = 0; i < table.rows(); i++) {
        if (table.ints("layer")[i] == layer) {
          largest = Math.max(largest, table.doubles("fan_out")[i]);
        }
      }
      List<Panel> panels = plate.rows().get(row).panels();
      assertThat(panels).hasSize(2).extracting(Panel::y).containsOnly(panels.get(0).y());
      assertThat(panels.get(0).y().low()).isNegative();
      assertThat(panels.get(0).y().high()).isBetween(largest, 1.1 * largest);
      double drawn =
          panels.stream()
              .flatMap(panel -> panel.series().stream())
              .flatMapToDouble(series -> Arrays.stream(series.y()))
              .max()
              .orElseThrow();
      assertThat(drawn).isEqualTo(largest);
    }
    assertThat(plate.key()).isInstanceOf(Key.ColourBar.class);
    assertThat(plate.notes().get(0)).contains("one colour per seed (2)");
  }

  @Test
  void layerScatterLeavesOutWhatDivergedAndDrawsALayerWithoutFanOut() {
    Table table = SyntheticMetrics.layerNodes(1, 4, 0, 10);
    for (int i = 0; i < table.rows(); i++) {
      int layer = table.ints("layer")[i];
      if (layer == 0) {
        table.doubles("fan_out")[i] = 0;
      } else if (layer == 1 && table.ints("epoch")[i] == 10) {
        table.doubles("fan_out")[i] = Double.POSITIVE_INFINITY;
      }
    }
    Plate plate = layerScatter(table);
    assertThat(plate.panels().get(3).series()).isEmpty();
    assertThat(plate.panels().get(3).remark()).isEqualTo("every seed diverged");
    assertThat(plate.panels().get(5).series().get(0).y()).containsOnly(0.0);
    assertThat(plate.notes()).anyMatch(note -> note.contains("left out there: seeds [1]"));
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

  @Test
  void successRatesHaveAPanelPerPolarityWithBothEpochsOfEveryWidth() {
    Plate plate = successRates(SyntheticMetrics.teacherNodes(MORE_POLARITIES, 4, 20, 0, 5, 100));
    assertThat(plate.rows()).extracting(row -> row.panels().size()).containsExactly(3, 2);
    assertThat(plate.panels())
        .extracting(Panel::name)
        .containsExactly("p = 0.5", "p = 1", "p = 1.5", "p = 2", "p = 2.5");
    Panel panel = plate.panels().get(1);
    assertThat(panel.series()).hasSize(8).allMatch(series -> series.points() == 20);
    Series early = panel.series().get(2);
    Series late = panel.series().get(3);
    assertThat(early.name()).isEqualTo("2×, epoch 5");
    assertThat(late.name()).isEqualTo("2×, epoch 100");
    assertThat(early.look().line()).isEqualTo(Look.Line.DOTTED);
    assertThat(late.look().line()).isEqualTo(Look.Line.SOLID);
    assertThat(early.look().color()).isEqualTo(late.look().color());
    assertThat(((Key.LegendBelow) plate.key()).entries())
        .extracting(entry -> entry.label().unstyled())
        .containsExactly("1×", "2×", "5×", "10×", "after epoch 5", "after epoch 100");
  }

  @Test
  void successRatesAreSharesOfTheSeedsThatDidNotDiverge() {
    Table table = SyntheticMetrics.teacherNodes(MORE_POLARITIES, 4, 2, 0, 5, 100);
    for (int i = 0; i < table.rows(); i++) {
      int seed = table.ints("seed")[i];
      table.flags("matched")[i] = seed <= 2 && table.ints("epoch")[i] == 100;
      if (seed == 4
          && table.doubles("polarity")[i] == 1
          && table.doubles("over_realisation")[i] == 2
          && table.ints("epoch")[i] == 100) {
        table.doubles("correlation")[i] = Double.NaN;
      }
    }
    Plate plate = draw(SyntheticMetrics.successRates(2), "teacher-nodes", table);
    assertThat(plate.panels().get(0).series().get(3).y()).containsExactly(0.5, 0.5);
    assertThat(plate.panels().get(1).series().get(3).y()).containsExactly(2 / 3.0, 2 / 3.0);
    assertThat(plate.panels().get(1).series().get(2).y()).containsExactly(0, 0);
    assertThat(plate.notes()).contains("p = 1, 2×: 1 of 4 seeds diverged and is left out.");
  }

  @Test
  void successRatesOfARunThatEndsBeforeTheEarlyEpochShowItsLast() {
    Plate plate = successRates(SyntheticMetrics.teacherNodes(MORE_POLARITIES, 2, 20, 0, 3));
    assertThat(plate.panels().get(0).series())
        .extracting(Series::name)
        .containsExactly("1×, epoch 3", "2×, epoch 3", "5×, epoch 3", "10×, epoch 3");
    assertThat(plate.notes()).anyMatch(note -> note.contains("ended with epoch 3"));
  }

  @Test
  void lossesAreMeansAndDeviationsOfLogarithms() {
    Table table = SyntheticMetrics.learningCurves(MORE_POLARITIES, 3, 4);
    for (int i = 0; i < table.rows(); i++) {
      // Logarithms of -1, -2 and -3: mean -2, and a sample's deviation of 1.
      table.doubles("evaluation_loss")[i] = Math.pow(10, -table.ints("seed")[i]);
    }
    Plate plate = draw(SyntheticMetrics.lossCurves(), "learning-curve", table);
    assertThat(plate.rows()).extracting(row -> row.panels().size()).containsExactly(3, 3);
    Series series = plate.panels().get(2).series().get(1);
    assertThat(series.points()).isEqualTo(5);
    assertThat(series.y()[3]).isCloseTo(-2, within(1e-12));
    assertThat(series.spread().orElseThrow().low()[3]).isCloseTo(-3, within(1e-12));
    assertThat(series.spread().orElseThrow().high()[3]).isCloseTo(-1, within(1e-12));
    assertThat(plate.notes().get(0)).contains("3 seeds").contains("standard deviation");
  }

  @Test
  void lossAxesAreThePapersButEndWithTheRun() {
    Panel whole =
        draw(
                SyntheticMetrics.lossCurves(),
                "learning-curve",
                SyntheticMetrics.learningCurves(MORE_POLARITIES, 2, 120))
            .panels()
            .get(0);
    assertThat(List.of(whole.x().low(), whole.x().high())).containsExactly(0.0, 100.0);
    assertThat(List.of(whole.y().low(), whole.y().high())).containsExactly(-8.0, 0.0);
    assertThat(whole.series()).allMatch(series -> series.points() == 101);
    Panel shorter =
        draw(
                SyntheticMetrics.lossCurves(),
                "learning-curve",
                SyntheticMetrics.learningCurves(MORE_POLARITIES, 2, 3))
            .panels()
            .get(0);
    assertThat(shorter.x().high()).isEqualTo(3.0);
  }

  @Test
  void lossesThatDivergedVanishedOrLeaveTheAxesAreCounted() {
    Table table = SyntheticMetrics.learningCurves(MORE_POLARITIES, 2, 4);
    double[] loss = table.doubles("evaluation_loss");
    for (int i = 0; i < table.rows(); i++) {
      boolean atStart = table.ints("epoch")[i] == 0;
      if (table.doubles("polarity")[i] == 0 && table.ints("seed")[i] == 2) {
        loss[i] = atStart ? loss[i] : Double.POSITIVE_INFINITY;
      } else if (table.doubles("polarity")[i] == 2 && atStart) {
        loss[i] = 0;
      } else if (table.doubles("polarity")[i] == 1 && atStart) {
        loss[i] = 10;
      }
    }
    Plate plate = draw(SyntheticMetrics.lossCurves(), "learning-curve", table);
    assertThat(plate.notes())
        .contains("p = 0, 10×: 1 of 2 seeds diverged and is left out.")
        .contains("4 points lie outside the axes.")
        .contains("Left out, since 0 has no logarithm: 8 losses of 0.");
    assertThat(plate.panels().get(0).series()).allMatch(series -> series.spread().isEmpty());
    assertThat(plate.panels().get(4).series()).allMatch(series -> series.points() == 4);
  }

  @Test
  void pairsHaveARowPerSeedAndAColumnPerTeacherAndAStudentLooksTheSameInAll() {
    Plate plate =
        draw(SyntheticMetrics.pairCurves(), "pairs", SyntheticMetrics.pairs(4, 5, 10, 30));
    assertThat(plate.rows()).hasSize(3).allMatch(row -> row.panels().size() == 5);
    assertThat(plate.columnTitles().get(4).unstyled()).isEqualTo("teacher 5");
    assertThat(plate.rowTitles().get(1).unstyled()).isEqualTo("seed 2");
    List<Look> looks = plate.panels().get(0).series().stream().map(Series::look).toList();
    assertThat(looks).hasSize(10).doesNotHaveDuplicates();
    assertThat(plate.panels())
        .allSatisfy(
            panel -> {
              assertThat(panel.series()).extracting(Series::look).isEqualTo(looks);
              assertThat(panel.series()).allMatch(series -> series.points() == 31);
              assertThat(panel.x().high()).isEqualTo(30);
            });
    assertThat(((Key.LegendBelow) plate.key()).entries())
        .extracting(Key.Entry::look)
        .isEqualTo(looks);
    assertThat(Stream.iterate(0, n -> n + 1).limit(Looks.DISTINCT_LINES).map(Looks::line))
        .doesNotHaveDuplicates();
  }

  @Test
  void pairsOfSeedsThatWereNotRunAreLeftOutAndSaid() {
    Table table = SyntheticMetrics.pairs(2, 3, 4, 6);
    for (int i = 0; i < table.rows(); i++) {
      if (table.ints("seed")[i] == 2 && table.ints("epoch")[i] >= 4) {
        table.doubles("correlation")[i] = Double.NaN;
      }
    }
    Plate plate = draw(SyntheticMetrics.pairCurves(), "pairs", table);
    assertThat(plate.rows()).hasSize(2);
    assertThat(plate.notes())
        .contains("Not run: seeds [3].")
        .contains("Diverged, where curves end: seeds [2].");
    assertThat(plate.panels().get(5).series()).allMatch(series -> series.points() == 4);
  }

  @Test
  void arrivalsHaveACurvePerTeacherInTheOrderOfThePalette() {
    Plate plate =
        draw(
            SyntheticMetrics.arrivalCurves(),
            "teacher-nodes",
            SyntheticMetrics.arrivals(2, 20, 40));
    Panel panel = plate.panels().get(0);
    assertThat(panel.series()).hasSize(20).allMatch(series -> series.points() == 41);
    assertThat(panel.series().get(0).name()).isEqualTo("teacher 1");
    assertThat(panel.series().get(0).look().color()).isEqualTo(Palette.ordered(0));
    assertThat(panel.series().get(19).look().color()).isEqualTo(Palette.ordered(1));
    assertThat(((Key.ColourBar) plate.key()).shades())
        .extracting(Key.Shade::label)
        .startsWith("1", "2")
        .endsWith("20");
    Series first = panel.series().get(0);
    assertThat(first.y()[40]).isGreaterThan(0.99);
    assertThat(first.spread()).isEmpty();
  }

  private static Plate successRates(Table table) {
    return draw(SyntheticMetrics.successRates(), "teacher-nodes", table);
  }

  private static Plate draw(FigureSpec spec, String kind, Table table) {
    return draw(spec, kind, table, Optional.empty());
  }

  private static Plate scatter(Table table) {
    return draw(SyntheticMetrics.scatter(), "student-nodes", table, Optional.empty());
  }

  private static Plate layerScatter(Table table) {
    return draw(SyntheticMetrics.layerScatter(), "student-nodes", table, Optional.empty());
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
