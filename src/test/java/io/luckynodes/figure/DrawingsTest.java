package io.luckynodes.figure;

import static io.luckynodes.figure.SyntheticMetrics.MORE_POLARITIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.Table;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  void layerScatterHasTheTopLayerAboveAndTheMeasuredEpochsNearestToTheWanted() {
    // 11 is nearer to 10 than 8; 25 and 15 are as near to 20, and 15 is earlier.
    Plate plate = layerScatter(SyntheticMetrics.layerNodes(1, 20, 0, 8, 11, 15, 25, 31, 40));
    assertThat(plate.notes())
        .contains("Not measured, with the nearest epoch that is drawn: 10 (11), 20 (15), 30 (31).");
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
  void layerScatterOfAShortRunEndsWithItsLastEpochAndSaysSo() {
    Plate plate = layerScatter(SyntheticMetrics.layerNodes(1, 20, 0, 10, 20));
    assertThat(plate.columnTitles())
        .extracting(Text::unstyled)
        .containsExactly("before training", "epoch 10", "epoch 20");
    assertThat(plate.notes())
        .contains("Not measured, with the nearest epoch that is drawn: 30 (20), 40 (20).");
    assertThat(layerScatter(SyntheticMetrics.layerNodes(1, 20, 0, 10, 20, 30, 40)).notes())
        .noneMatch(note -> note.startsWith("Not measured"));
  }

  @Test
  void layerScatterScalesEachLayerByItsOwnLargestAndShowsItsOwnNodes() {
    Table table = SyntheticMetrics.layerNodes(2, 20, 0, 10);
    Plate plate = layerScatter(table);
    assertThat(plate.panels())
        .allSatisfy(
            panel -> assertThat(panel.series()).extracting(Series::name).containsOnly("seed 1"));
    for (int row = 0; row < 3; row++) {
      int layer = 2 - row;
      double largest = 0;
      for (int i = 0; i < table.rows(); i++) {
        if (table.ints("layer")[i] == layer && table.ints("seed")[i] == 1) {
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
    assertThat(plate.notes().get(0)).startsWith("Seed 1, one dot per student node.");
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
  void coursesHaveThePanelsThatAreListedEachOfItsExperimentsCell() {
    Plate plate = courses(SyntheticMetrics.convNetCourses("layers"));
    assertThat(plate.rows()).hasSize(3).allMatch(row -> row.panels().size() == 4);
    assertThat(plate.panels())
        .extracting(Panel::name)
        .startsWith("fc, batch_norm 1: correlation", "fc, batch_norm 0: correlation")
        .endsWith("conv, batch_norm 0: accuracy");
    assertThat(plate.columnTitles().get(3).unstyled()).isEqualTo("ConvNet without");
    // Panels of one quantity share the vertical axis, those of one experiment that of epochs.
    assertThat(plate.rows().get(0).panels()).extracting(Panel::y).containsOnly(panel(plate, 0).y());
    assertThat(plate.rows().get(1).panels()).extracting(Panel::y).containsOnly(panel(plate, 4).y());
    assertThat(panel(plate, 0).y()).isNotEqualTo(panel(plate, 4).y());
    assertThat(panel(plate, 1).x()).isEqualTo(panel(plate, 5).x());
    assertThat(panel(plate, 1).x().holds(30)).isTrue();
    assertThat(panel(plate, 2).x().holds(9)).isFalse();
    assertThat(panel(plate, 0).series())
        .extracting(Series::name)
        .containsExactly("layer 1", "layer 2", "layer 3", "layer 4");
    assertThat(plate.notes().get(0)).contains("mean over seeds (fc: 5; conv: 2)");
  }

  @Test
  void coursesAreMeansOfTheirOwnCellWithTheLeastAndTheGreatestSeed() {
    Table table = SyntheticMetrics.convNetCourses("layers");
    Series curve = panel(courses(table), 2).series().get(3);
    double[] found = new double[2];
    for (int row = 0; row < table.rows(); row++) {
      if (table.doubles("batch_norm")[row] == 1
          && table.doubles("fresh_samples")[row] == 1
          && table.ints("layer")[row] == 3
          && table.ints("epoch")[row] == 5) {
        found[table.ints("seed")[row] - 1] = table.doubles("mean_best_correlation")[row];
      }
    }
    assertThat(curve.x()[5]).isEqualTo(5);
    assertThat(curve.y()[5]).isCloseTo((found[0] + found[1]) / 2, within(1e-12));
    assertThat(curve.spread().orElseThrow().low()[5]).isEqualTo(Math.min(found[0], found[1]));
    assertThat(curve.spread().orElseThrow().high()[5]).isEqualTo(Math.max(found[0], found[1]));
  }

  @Test
  void coursesLeaveOutASeedThatIsNotFiniteOrEndsEarlyAndCountIt() {
    Table table = SyntheticMetrics.convNetCourses("layers");
    for (int row = 0; row < table.rows(); row++) {
      boolean drawn = table.doubles("fresh_samples")[row] == 1;
      if (drawn && table.doubles("batch_norm")[row] == 1 && table.ints("seed")[row] == 2) {
        // As if its last snapshot were missing.
        table.ints("epoch")[row] = Math.min(7, table.ints("epoch")[row]);
      } else if (drawn && table.doubles("batch_norm")[row] == 0) {
        table.doubles("mean_best_correlation")[row] = Double.NaN;
      }
    }
    Plate plate = courses(table);
    assertThat(panel(plate, 2).series()).hasSize(4).allMatch(one -> one.spread().isEmpty());
    assertThat(panel(plate, 3).series()).isEmpty();
    assertThat(panel(plate, 3).remark()).contains("every seed diverged");
    assertThat(panel(plate, 6).series()).allMatch(one -> one.points() == 9 || one.points() == 2);
    assertThat(plate.notes())
        .contains(
            "ConvNet with BatchNorm: 1 of 2 seeds diverged and is left out.",
            "ConvNet without: 2 of 2 seeds diverged and are left out.");
  }

  @Test
  void aRunThatDivergedInEverySeedIsKnownByTheEpochsItShouldHave() {
    Table table = SyntheticMetrics.convNetCourses("layers");
    for (int row = 0; row < table.rows(); row++) {
      table.ints("epoch")[row] = Math.min(3, table.ints("epoch")[row]);
    }
    Plate plate = courses(table);
    assertThat(panel(plate, 2).series()).isEmpty();
    assertThat(panel(plate, 2).x().holds(8)).isTrue();
  }

  @Test
  void accuracyIsOneCurveInPercentWithTheTeachersMeanAsADottedLine() {
    Plate plate = courses(SyntheticMetrics.convNetCourses("layers"));
    List<Series> series = panel(plate, 8).series();
    assertThat(series).extracting(Series::name).containsExactly("students", "teachers");
    assertThat(series.get(0).points()).isEqualTo(31);
    assertThat(series.get(0).spread()).isPresent();
    assertThat(series.get(0).y()[0]).isBetween(8.0, 12.0);
    // Teachers of seeds 1 to 5 have 53 to 57 %.
    assertThat(series.get(1).y()).containsOnly(series.get(1).y()[0]).hasSize(2);
    assertThat(series.get(1).y()[0]).isCloseTo(55, within(1e-9));
    assertThat(series.get(1).look().line()).isEqualTo(Look.Line.DOTTED);
    assertThat(panel(plate, 8).y()).isEqualTo(panel(plate, 11).y());
    assertThat(panel(plate, 8).y().holds(57)).isTrue();
    assertThat(panel(plate, 8).y()).isNotEqualTo(panel(plate, 4).y());
    assertThat(((Key.LegendBelow) plate.key()).entries())
        .extracting(entry -> entry.label().unstyled())
        .endsWith("layer 4", "students", "teachers");
  }

  @Test
  void ranksAreSolidMeansWithABandAndDashedMediansWithoutOne() {
    Plate plate = ranks(SyntheticMetrics.convNetCourses("winner-ranks"));
    assertThat(plate.rows()).hasSize(2).allMatch(row -> row.panels().size() == 2);
    List<Series> series = panel(plate, 0).series();
    assertThat(series)
        .extracting(Series::name)
        .startsWith("layer 1, mean", "layer 1, median", "layer 2, mean")
        .hasSize(8);
    assertThat(series.get(0).spread()).isPresent();
    assertThat(series.get(1).spread()).isEmpty();
    assertThat(series.get(1).look().line()).isNotEqualTo(series.get(0).look().line());
    assertThat(series.get(1).look().color()).isEqualTo(series.get(0).look().color());
    for (int i = 0; i < series.get(0).points(); i++) {
      assertThat(series.get(1).y()[i]).isCloseTo(0.6 * series.get(0).y()[i], within(1e-12));
    }
    assertThat(((Key.LegendBelow) plate.key()).entries())
        .extracting(entry -> entry.label().unstyled())
        .containsExactly("layer 1", "layer 2", "layer 3", "layer 4", "mean", "median");
    // A line of chance above all ranks would press them to the lower edge.
    assertThat(panel(plate, 0).y().holds(0.5)).isFalse();
    assertThat(plate.notes())
        .anyMatch(note -> note.contains("0 by that choice"))
        .anyMatch(note -> note.endsWith("By chance it would be 0.5, above the axis."));
  }

  private static Plate ranks(Table winnerRanks) {
    Metrics metrics =
        new Metrics(
            new TreeMap<>(
                Map.of(
                    "layers",
                    List.of(SyntheticMetrics.convNetCourses("layers")),
                    "winner-ranks",
                    List.of(winnerRanks),
                    "evaluation",
                    List.of(SyntheticMetrics.convNetCourses("evaluation")))),
            new TreeMap<>());
    return draw(SyntheticMetrics.ranks(), metrics);
  }

  @Test
  void ranksThatReachChanceHaveItsLine() {
    Table ranks = SyntheticMetrics.convNetCourses("winner-ranks");
    Arrays.fill(ranks.doubles("mean_rank"), 0.6);
    Plate plate = ranks(ranks);
    assertThat(panel(plate, 0).series()).last().extracting(Series::name).isEqualTo("chance");
    assertThat(((Key.LegendBelow) plate.key()).entries())
        .last()
        .extracting(entry -> entry.label().unstyled())
        .isEqualTo("chance");
    assertThat(plate.notes()).noneMatch(note -> note.contains("By chance"));
  }

  @Test
  void mapsHaveTheTopLayerAboveAndBothCoefficientsAtBothEnds() {
    Plate plate =
        draw(SyntheticMetrics.mixtureMaps(), "mixture", SyntheticMetrics.mixture(2, 2, 3));
    assertThat(plate.rows()).hasSize(2).allMatch(row -> row.panels().size() == 4);
    assertThat(plate.panels())
        .extracting(Panel::name)
        .startsWith("layer 2, H*ᵀ, epoch 0", "layer 2, H*ᵀ, epoch 40", "layer 2, β*ᵀ, epoch 0");
    assertThat(plate.panels())
        .allSatisfy(
            panel -> {
              HeatMap map = panel.map().orElseThrow();
              assertThat(map.columns()).isEqualTo(10 * map.values().length);
            });
    // After training every student follows one teacher node: an exact diagonal of blocks.
    double[][] after = panel(plate, 1).map().orElseThrow().values();
    for (int teacher = 0; teacher < 3; teacher++) {
      for (int student = 0; student < 30; student++) {
        assertThat(after[teacher][student] > 0.1).isEqualTo(student / 10 == teacher);
      }
    }
    assertThat(plate.notes().get(0)).startsWith("Seed 1, before training and after epoch 40.");
  }

  @Test
  void mapsBeforeAndAfterTrainingHaveOneScale() {
    Plate plate =
        draw(SyntheticMetrics.mixtureMaps(), "mixture", SyntheticMetrics.mixture(1, 2, 3));
    for (int place = 0; place < plate.panels().size(); place += 2) {
      HeatMap before = panel(plate, place).map().orElseThrow();
      HeatMap after = panel(plate, place + 1).map().orElseThrow();
      double largest =
          Stream.of(before, after)
              .flatMap(map -> Arrays.stream(map.values()))
              .flatMapToDouble(Arrays::stream)
              .map(Math::abs)
              .max()
              .orElseThrow();
      assertThat(Plates.limit(before)).isEqualTo(largest);
      assertThat(Plates.limit(after)).isEqualTo(largest);
    }
    assertThat(Plates.limit(panel(plate, 0).map().orElseThrow()))
        .isNotEqualTo(Plates.limit(panel(plate, 2).map().orElseThrow()));
  }

  @Test
  void studentsKeepTheirPlaceFromBeforeTrainingToAfterIt() {
    Table table = SyntheticMetrics.mixture(1, 2);
    for (int row = 0; row < table.rows(); row++) {
      // The same coefficients before and after, of other correlations.
      table.doubles("beta")[row] = table.ints("student")[row];
    }
    Plate plate = draw(SyntheticMetrics.mixtureMaps(), "mixture", table);
    double[] before = panel(plate, 2).map().orElseThrow().values()[0];
    assertThat(before).isEqualTo(panel(plate, 3).map().orElseThrow().values()[0]);
    // Those that follow the first teacher node in the end are the even ones.
    assertThat(Arrays.stream(before).limit(10).allMatch(student -> student % 2 == 0)).isTrue();
  }

  @Test
  void theMapsBeforeTrainingOfANetworkThatIsNotThereInTheEndHaveAnOrderOfTheirOwn() {
    Table table = SyntheticMetrics.mixture(1, 2);
    for (int row = 0; row < table.rows(); row++) {
      if (table.ints("epoch")[row] == 40) {
        table.doubles("correlation")[row] = Double.NaN;
      }
    }
    Plate plate = draw(SyntheticMetrics.mixtureMaps(), "mixture", table);
    assertThat(panel(plate, 0).map().orElseThrow().columns()).isEqualTo(20);
    assertThat(panel(plate, 1).isEmpty()).isTrue();
  }

  @Test
  void studentsStandByTheTeacherNodeTheyResembleMostTheClosestFirst() {
    double[][] rho = {{0.1, 0.9, 0.2, 0.5, 0}, {0.8, 0.3, 0.9, 0.1, 0}};
    assertThat(MixtureMaps.order(rho)).containsExactly(1, 3, 4, 2, 0);
  }

  @Test
  void mapsOfANetworkThatDivergedSaySo() {
    Table table = SyntheticMetrics.mixture(1, 2, 3);
    for (int row = 0; row < table.rows(); row++) {
      if (table.ints("epoch")[row] == 40) {
        table.doubles("beta")[row] = Double.NaN;
      }
    }
    Plate plate = draw(SyntheticMetrics.mixtureMaps(), "mixture", table);
    assertThat(panel(plate, 3).isEmpty()).isTrue();
    assertThat(panel(plate, 3).remark()).isEqualTo("diverged");
    assertThat(panel(plate, 1).isEmpty()).isFalse();
  }

  private static Panel panel(Plate plate, int place) {
    return plate.panels().get(place);
  }

  /** Figure 6 with other correlations of ConvNets. */
  private static Plate courses(Table convNets) {
    FigureSpec spec = SyntheticMetrics.courses();
    SortedMap<String, List<Table>> tables = new TreeMap<>();
    for (String kind : List.of("layers", "winner-ranks", "evaluation")) {
      Table fc = SyntheticMetrics.courses(kind, 0.5, 5, 30, Map.of("batch_norm", new int[] {0, 1}));
      Table conv = kind.equals("layers") ? convNets : SyntheticMetrics.convNetCourses(kind);
      tables.put(kind, List.of(fc.with(Rows.EXPERIMENT, "fc"), conv.with(Rows.EXPERIMENT, "conv")));
    }
    return draw(spec, new Metrics(tables, new TreeMap<>()));
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
        .contains("Not run: seed 3.")
        .contains("Diverged, where curves end: seed 2.");
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
    assertThat(panel.series().get(0).look().color()).isEqualTo(Palette.blueToRed(0));
    assertThat(panel.series().get(19).look().color()).isEqualTo(Palette.blueToRed(1));
    assertThat(((Key.ColourBar) plate.key()).shades())
        .extracting(Key.Shade::label)
        .startsWith("1", "2")
        .endsWith("20");
    Series first = panel.series().get(0);
    assertThat(first.y()[40]).isGreaterThan(0.99);
    assertThat(first.spread()).isEmpty();
  }

  private static Plate biasHistograms(double[]... layers) {
    FigureSpec spec = SyntheticMetrics.biasHistograms();
    SortedMap<String, List<Table>> tables = new TreeMap<>();
    tables.put("biases", List.of(SyntheticMetrics.biases(layers)));
    tables.put("batch-norm", List.of(SyntheticMetrics.batchNorm(layers)));
    return draw(spec, new Metrics(tables, new TreeMap<>()));
  }

  @Test
  void biasHistogramsCountBinsWithAnEdgeAtZeroInSharesOfTheLayer() {
    Plate plate =
        biasHistograms(
            new double[] {-0.051, -0.05, -0.049, -1e-8, 0, 0.049, 0.05, 0.31},
            new double[] {-0.5, -0.5, -0.5, -0.7});
    Panel lowest = plate.panels().get(0);
    assertThat(lowest.series())
        .extracting(Series::name)
        .containsExactly("negative", "positive", "mean");
    Series negative = lowest.series().get(0);
    // −0.05 itself begins the bin below 0.
    assertThat(negative.x()).containsExactly(new double[] {-0.075, -0.025}, within(1e-12));
    assertThat(negative.y()).containsExactly(12.5, 37.5);
    Series positive = lowest.series().get(1);
    assertThat(positive.x()).containsExactly(new double[] {0.025, 0.075, 0.325}, within(1e-12));
    assertThat(positive.y()).containsExactly(25, 12.5, 12.5);
    assertThat(negative.look().color()).isNotEqualTo(positive.look().color());
    assertThat(negative.look().width()).isEqualTo(0.05);
    assertThat(lowest.title().unstyled()).isEqualTo("layer 1 (lowest): 50 % < 0");
    assertThat(plate.panels().get(1).title().unstyled()).isEqualTo("layer 2 (top): 100 % < 0");
    assertThat(plate.panels().get(1).series())
        .extracting(Series::name)
        .containsExactly("negative", "mean");
    assertThat(plate.panels())
        .allSatisfy(panel -> assertThat(panel.y()).isEqualTo(lowest.y()))
        .allSatisfy(panel -> assertThat(panel.x()).isEqualTo(lowest.x()));
    assertThat(lowest.y().low()).isZero();
    assertThat(lowest.y().high()).isBetween(75.0, 85.0);
    Series mean = plate.panels().get(1).series().get(1);
    assertThat(mean.x()).containsExactly(new double[] {-0.55, -0.55}, within(1e-12));
    assertThat(plate.notes()).containsExactly("Bins are 0.05 wide; 12 biases in 2 layers.");
  }

  @Test
  void biasHistogramsSayAllOnlyOfAllAndWhatLiesOutside() {
    double[] nearly = new double[1000];
    Arrays.fill(nearly, -2);
    nearly[0] = 0.5;
    Plate plate = biasHistograms(nearly, new double[] {0.1});
    assertThat(plate.panels().get(0).title().unstyled()).contains("99.9 % < 0");
    assertThat(plate.panels().get(1).title().unstyled()).contains(": 0 % < 0");
    assertThat(plate.notes()).contains("1 bar lies outside the axes.");
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
    SortedMap<String, List<Table>> tables = new TreeMap<>();
    tables.put(kind, List.of(table));
    evaluation.ifPresent(other -> tables.put("evaluation", List.of(other)));
    return draw(spec, new Metrics(tables, new TreeMap<>()));
  }

  private static Plate draw(FigureSpec spec, Metrics metrics) {
    DrawingKind kind = DrawingKind.of(spec.drawing()).orElseThrow();
    assertThat(metrics.tables()).containsOnlyKeys(kind.tableNames(spec.options()));
    return Drawings.of(kind).draw(spec, new Options(spec, kind), metrics);
  }
}
