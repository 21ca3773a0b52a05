package io.luckynodes.figure;

import static io.luckynodes.figure.Plates.draw;
import static io.luckynodes.figure.Plates.experiment;
import static io.luckynodes.figure.Plates.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StepLossesRow;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the drawings of the race make of small tables. */
class RaceDrawingsTest {
  @Test
  void normScatterDrawsEachDeviationBeforeItsOwnDropAndTheTheoremsLineBesideTheFit() {
    Plate plate =
        draw(
            "norm-scatter",
            "{'seed': 1}",
            "{'initial_std': [0.01, 0.1]}",
            Map.of(
                "neurons",
                TextTable.of(
                    "seed step initial_std neuron angle in_norm final_in_norm",
                    "1 0 0.01 0 90 0.001 1",
                    "1 0 0.01 1 60 0.001 10",
                    "1 0 0.01 2 NaN 0.001 5",
                    "1 64 0.01 0 60 0.002 1",
                    "1 64 0.01 1 0 0.02 10",
                    "1 64 0.01 2 90 0.001 5",
                    "1 128 0.01 0 60 0.004 1",
                    "2 64 0.01 0 60 0.002 7",
                    "1 0 0.1 0 80 0.1 2",
                    "1 64 0.1 0 10 0.2 2"),
                "growth",
                TextTable.of(
                    "seed step initial_std from_step neuron product_predicted product_measured dropped",
                    "1 64 0.01 0 0 0 9 0",
                    "1 128 0.01 64 0 0.5 0.25 0",
                    "1 128 0.01 64 1 1 0.5 0",
                    "1 128 0.01 64 2 0 0 0",
                    "1 192 0.01 128 2 9 9 1",
                    "1 64 0.1 0 0 9 9 1")));

    assertThat(plate.columnTitles().stream().map(Text::unstyled))
        .containsExactly("σ = 0.01", "σ = 0.1");
    assertThat(plate.panels()).hasSize(6);
    assertThat(points(plate.panels().get(0)))
        .containsExactlyInAnyOrder(List.of(90.0, 0.001), List.of(60.0, 0.001));
    assertThat(plate.panels().get(0).title().unstyled()).isEqualTo("ρ = 1.00");
    assertThat(points(plate.panels().get(2))).containsExactly(List.of(60.0, 0.004));
    assertThat(plate.panels().get(4).title().unstyled()).isEqualTo("steps 64–128");
    // Of 0.1 the loss drops at once: its snapshot before the drop is the start.
    assertThat(points(plate.panels().get(3))).containsExactly(List.of(80.0, 0.1));
    assertThat(points(plate.panels().get(5))).isEmpty();
    assertThat(words(plate.panels().get(4))).containsExactly("fit: slope 32.0", "theorem: 64.0");
    assertThat(words(plate.panels().get(5))).isEmpty();
  }

  @Test
  void theOverviewHasTheLossThreeMapsAndTwoRowsOfTheLargestClustersNeurons() {
    Plate plate =
        draw(
            "race-overview",
            "{'steps': [3, 4], 'seed': 1}",
            "{}",
            Map.of(
                "step-losses",
                TextTable.of(
                    "seed step ended train_loss evaluation_loss",
                    "1 0 0 NaN 0.7",
                    "1 4 0 0.7 0.69",
                    "1 8 1 0.5 0.1",
                    "1 16 0 0.4 0.05",
                    "2 4 0 0.7 0.67",
                    "2 8 1 0.5 0.3"),
                "neuron-cosines",
                TextTable.of(
                    "seed step ended row column row_cluster column_cluster cosine dropped",
                    "1 0 0 0 1 0 0 0.1 0",
                    "1 4 0 0 1 0 0 0.5 0",
                    "1 8 1 0 1 0 0 0.999 1",
                    "2 8 1 0 1 0 0 -1 1"),
                "neurons",
                TextTable.of(
                    "seed step ended neuron angle in_norm out_norm final_in_norm final_cluster",
                    "1 4 0 0 60 0.1 0.2 2 0",
                    "1 4 0 1 30 0.3 0.4 5 0",
                    "1 4 0 2 30 0.3 0.4 5 1",
                    "1 8 1 0 10 2 2 2 0",
                    "1 8 1 1 5 5 5 5 0",
                    "2 4 0 0 60 9 9 9 0"),
                "pruning",
                TextTable.of(
                    "seed step ended neuron angle in_norm pruned final_cluster",
                    "1 4 0 1 30 0.3 10 0",
                    "1 4 0 0 60 0.1 700 0",
                    "1 4 0 2 30 0.3 20 1")));

    assertThat(plate.panels()).hasSize(6);
    Panel loss = plate.panels().get(0);
    assertThat(loss.series().get(0).x()).as("the first training alone").containsExactly(4, 8);
    assertThat(loss.series().get(0).y()).containsExactly(new double[] {0.68, 0.2}, within(1e-12));
    assertThat(loss.series().get(1).x()).containsExactly(4, 4);
    HeatMap map = plate.panels().get(2).map().orElseThrow();
    assertThat(map.values()).isDeepEqualTo(new double[][] {{1, 0.5}, {0.5, 1}});
    assertThat(plate.panels().get(2).title().unstyled()).isEqualTo("step 4, before drop");
    assertThat(points(plate.panels().get(4)))
        .containsExactlyInAnyOrder(List.of(0.5, 0.02), List.of(0.866, 0.12));
    // In percent of 1,026 weights.
    assertThat(points(plate.panels().get(5)))
        .containsExactlyInAnyOrder(List.of(0.5, 68.226), List.of(0.866, 0.975));
    assertThat(plate.panels().get(5).title().unstyled()).isEqualTo("step 4, ρ = −1.00");
    assertThat(((Key.ColourBars) plate.key()).bars()).hasSize(2);
  }

  @Test
  void prunedScatterColoursTheLargestClustersAndCorrelatesWithinThemToo() {
    Plate plate =
        draw(
            "pruned-scatter",
            "{'steps': [0, 60]}",
            "{'prune_share': [0.2]}",
            Map.of(
                "pruning",
                TextTable.of(
                    "seed step prune_share neuron angle in_norm pruned final_cluster",
                    "1 64 0.2 0 60 1 10 0",
                    "1 64 0.2 1 70 1 20 0",
                    "1 64 0.2 2 80 1 30 0",
                    "1 64 0.2 3 0 1 40 1",
                    "1 64 0.2 4 90 1 5 7",
                    "1 64 0.2 5 NaN 1 6 -1")));

    assertThat(plate.panels()).hasSize(1);
    Panel panel = plate.panels().get(0);
    assertThat(panel.series().stream().map(Series::name))
        .containsExactly("others, or none", "second largest", "largest cluster");
    assertThat(panel.series().stream().limit(3).map(Series::points)).containsExactly(1, 1, 3);
    // Ranks 2 3 4 1 5 of angles, 2 3 4 5 1 of weights: 1 − 6 · 32 / (5 · 24).
    assertThat(panel.title().unstyled()).isEqualTo("ρ = −0.60, within 1.00");
  }

  /** To three decimals. */
  private static List<List<Double>> points(Panel panel) {
    List<List<Double>> points = new ArrayList<>();
    for (Series series : panel.series()) {
      for (int i = 0; i < series.points(); i++) {
        points.add(
            List.of(
                Math.round(series.x()[i] * 1000) / 1000.0,
                Math.round(series.y()[i] * 1000) / 1000.0));
      }
    }
    return points;
  }

  @Test
  void aNetworkThatStopsAtALossKeepsItInItsCurveAndOneThatDivergedDoesNot() {
    Plate plate =
        draw(
            "step-losses",
            "{}",
            "{}",
            Map.of(
                "step-losses",
                TextTable.of(
                    "seed step ended train_loss evaluation_loss",
                    "1 4 0 0.7 0.6",
                    "1 8 1 0.2 0.04",
                    "2 4 0 0.7 0.6",
                    "2 8 0 0.5 0.3",
                    "2 16 1 0.5 0.02",
                    "3 4 0 0.7 0.6",
                    "3 8 0 NaN NaN")));
    Series curve = plate.panels().get(0).series().get(0);
    assertThat(curve.x()).containsExactly(4, 8, 16);
    assertThat(curve.y()).containsExactly(new double[] {0.6, 0.17, 0.03}, within(1e-12));
    assertThat(plate.notes()).anyMatch(note -> note.contains("counts with its last loss"));
  }

  @Test
  void clustersAreThoseAtEachNetworksOwnEnd() {
    Plate plate =
        draw(
            "cluster-counts",
            "{'cosine': 0.95}",
            "{'train_samples': [200, 800]}",
            Map.of(
                "clusters",
                TextTable.of(
                    "seed step ended train_samples cosine clusters dropped",
                    "1 4 0 200 0.95 90 0",
                    "1 8 1 200 0.95 10 1",
                    "2 4 1 200 0.95 20 1",
                    "1 16 1 800 0.95 40 1",
                    "2 8 0 800 0.95 99 1")));
    assertThat(plate.panels().get(0).series().get(0).y()).containsExactly(15, 40);
    assertThat(plate.notes())
        .contains("Training ended at N = 200 after 4 to 8 steps, N = 800 after 16 steps.");
  }

  @Test
  void clusterCountsHasAPanelAgainstSamplesAndOneOverTraining() {
    TextTable sizes =
        TextTable.of(
            "seed step train_samples hidden_nodes cosine clusters dropped",
            "1 0 200 10 0.95 10 0",
            "1 9 200 10 0.95 4 1",
            "1 9 800 10 0.95 6 1",
            "1 9 800 10 0.9 2 1",
            "2 9 800 10 0.95 8 1");

    Plate plate =
        draw(
            "cluster-counts",
            "{'cosine': 0.95}",
            "{'train_samples': [200, 800], 'hidden_nodes': [10]}",
            Map.of("clusters", sizes));

    Series curve = plate.panels().get(0).series().get(0);
    assertThat(curve.x()).containsExactly(200, 800);
    assertThat(curve.y()).containsExactly(4, 7);

    Plate over =
        draw(
            "cluster-counts",
            "{'cosine': 0.95}",
            "{'initial_std': [0.001]}",
            Map.of(
                "clusters",
                TextTable.of(
                    "seed step initial_std cosine clusters dropped",
                    "1 0 0.001 0.95 300 0",
                    "1 4 0.001 0.95 90 0",
                    "1 8 0.001 0.95 50 1",
                    "1 9 0.001 0.95 40 1")));
    assertThat(over.panels().get(0).series().get(0).y()).containsExactly(300, 90, 40);
    assertThat(over.panels().get(0).x().ticks(10))
        .extracting(Axis.Tick::label)
        .containsExactly("start", "before drop", "end");
  }

  @Test
  void aTrialOfProbesThatStopsSoonerKeepsItsLastNumber() {
    Plate plate =
        draw(
            "stable-cell-counts",
            "{}",
            "{'train_samples': [200]}",
            Map.of(
                "probes",
                TextTable.of(
                    "seed step train_samples points_to round patterns",
                    "1 0 200 1 0 100",
                    "1 0 200 1 1 10",
                    "2 0 200 1 0 100",
                    "2 0 200 1 1 30",
                    "2 0 200 1 2 20"),
                "stable-cells",
                TextTable.of(
                    "seed step train_samples points_to samples probes estimate alone pairs fixed dead cells_log10",
                    "1 0 200 1 200 100 10 0 0 4 0 60",
                    "2 0 200 1 200 100 20 5 3 5 0 60")));

    assertThat(plate.panels().get(0).series().get(0).y()).containsExactly(100, 20, 15);
    Panel cells = plate.panels().get(2);
    // Chao's estimates are 10 and 20 + 5 · 4 / (2 · 4).
    assertThat(cells.series()).extracting(one -> one.y()[0]).containsExactly(16.25, 15.0, 4.5);
    assertThat(words(cells)).containsExactly("≤ 10⁶⁰");
    assertThat(cells.labels().get(0).x()).isEqualTo(200);
  }

  private static List<String> words(Panel panel) {
    return panel.labels().stream().map(label -> label.text().unstyled()).toList();
  }

  @Test
  void mergingSaysItsTableInItsPanels() {
    Plate plate =
        draw(
            "merging-accuracy",
            "{'cosine': 0.95}",
            "{'train_samples': [200]}",
            Map.of(
                "merging",
                TextTable.of(
                    "seed step train_samples cosine neurons clusters train_before train_after test_before test_after",
                    "1 9 200 0.95 300 20 1 0.99 0.6 0.6",
                    "2 9 200 0.95 300 24 1 0.99 0.7 0.6")));

    Panel panel = plate.panels().get(0);
    assertThat(words(panel))
        .containsExactly("300 → 22.0 ± 2.8 neurons", "100.00 → 99.00 %", "65.00 ± 7.07 → 60.00 %");
    // The numbers stand below all curves.
    assertThat(panel.y().low()).isLessThan(60 - 0.3 * 40);
  }

  @Test
  void driftIsDrawnAtEqualTimesAgainstTheEffectiveStep() {
    TextTable neurons =
        TextTable.of(
            "seed step learning_rate neuron conserved in_norm out_norm bias",
            "1 0 0.01 0 1 1 0 0",
            "1 0 0.01 1 1 1 0 0",
            "1 100 0.01 1 1.5 4 3 0",
            "1 100 0.01 0 0.5 4 3 0",
            "1 200 0.01 0 7 4 3 0",
            "1 0 0.005 0 1 1 0 0",
            "1 0 0.005 1 1 1 0 0",
            "1 200 0.005 0 1.25 4 3 0",
            "1 200 0.005 1 0.75 4 3 0");
    SortedMap<String, Setting> settings = new TreeMap<>();
    settings.put("momentum", new Setting(tree("0.9"), Source.T, null));
    DrawnExperiment experiment = experiment("one", "{'learning_rate': [0.01, 0.005]}", settings);

    Plate plate =
        draw(
            "conserved-drift",
            "{'times': [10, 30]}",
            List.of(experiment),
            Map.of("neurons", List.of(neurons.as(NeuronsRow.class))));

    Series curve = plate.panels().get(0).series().get(0);
    assertThat(curve.x()).containsExactly(new double[] {0.05, 0.1}, within(1e-12));
    assertThat(curve.y()).containsExactly(new double[] {0.01, 0.02}, within(1e-12));
    assertThat(words(plate.panels().get(0))).containsExactly("slope 1.00");
    assertThat(words(plate.panels().get(1))).isEmpty();
    assertThat(plate.panels().get(1).isEmpty()).isTrue();
    // Of a sweep over the momentum, the one value that is selected.
    String selected = "{'learning_rate': [0.01], 'momentum': [0.9]}";
    TextTable swept =
        TextTable.of(
            "seed step learning_rate momentum neuron conserved in_norm out_norm bias",
            "1 0 0.01 0.9 0 1 1 0 0",
            "1 100 0.01 0.9 0 1.04 4 3 0",
            "1 0 0.01 0.8 0 1 1 0 0",
            "1 100 0.01 0.8 0 7 4 3 0");
    assertThat(
            draw(
                    "conserved-drift",
                    "{'times': [10, 30]}",
                    List.of(experiment("one", selected, new TreeMap<>())),
                    Map.of("neurons", List.of(swept.as(NeuronsRow.class))))
                .panels()
                .get(0)
                .series()
                .get(0)
                .y())
        .hasSize(1);
  }

  @Test
  void targetsOfClustersAreMeansOverTheLargest() {
    Plate plate =
        draw(
            "cluster-target-curves",
            "{'clusters': [1, 2]}",
            "{}",
            Map.of(
                "cluster-targets",
                TextTable.of(
                    "seed step cluster angle next_order_angle between generalised_angle slope_between dropped",
                    "1 0 0 90 90 90 90 0 0",
                    "1 4 0 10 80 85 9 1 0",
                    "1 4 1 30 NaN NaN 29 NaN 0",
                    "2 4 0 20 80 85 19 3 0",
                    "1 8 0 70 60 85 69 50 1")));

    Panel largest = plate.panels().get(0);
    assertThat(largest.series().get(0).x()).containsExactly(4, 8);
    assertThat(largest.series().get(0).y()).containsExactly(15, 70);
    Panel two = plate.panels().get(1);
    assertThat(two.series().get(0).y()).containsExactly(20, 70);
    assertThat(two.series().get(1).y()).containsExactly(19, 69);
    assertThat(two.series().get(2).y()).containsExactly(80, 60);
    assertThat(two.series().get(4).y()).containsExactly(2, 50);
    assertThat(plate.notes()).contains(StepRows.DROP_NOTE);
    Series drop = plate.panels().get(0).series().get(5);
    assertThat(drop.name()).isEqualTo("the loss drops");
    assertThat(drop.x()).containsExactly(4, 8);
  }

  @Test
  void pathsInThePlaneBreakWhereTheyGoOverTheEdge() {
    Plate plate =
        draw(
            "plane-paths",
            "{'seed': 1, 'range': [-2, 2]}",
            "{}",
            Map.of(
                "plane-samples",
                TextTable.of("seed step sample sample_class x1 x2", "1 0 0 1 1 0", "1 0 1 2 0 1"),
                "plane-cells",
                TextTable.of(
                    "seed step cell points_to from_degrees to_degrees target_degrees stable",
                    "1 0 0 1 -90 90 10 1",
                    "1 0 0 2 -90 90 -170 0"),
                "plane-neurons",
                TextTable.of(
                    "seed step neuron degrees points_to has_target",
                    "1 0 0 170 2 1",
                    "1 5 0 179 2 1",
                    "1 9 0 -175 1 1")));

    List<Series> paths =
        plate.panels().get(2).series().stream()
            .filter(series -> series.name().startsWith("neuron"))
            .toList();
    assertThat(paths).extracting(Series::points).containsExactly(2, 1);
    assertThat(plate.panels().get(3).series()).noneMatch(s -> s.name().startsWith("neuron"));
    assertThat(plate.notes()).contains("Class 1: 1 of 1 cells is stable.");
  }

  @Test
  void aLogarithmicAxisHasDecadesAndBetweenThemFiguresWhereThereIsButOne() {
    Axis wide = Axis.decadesAround(Text.of("x"), new double[] {2e-9, 0, 0.5, Double.NaN});
    assertThat(wide.share(1e-9 * Math.sqrt(2.5e8 * 4))).isCloseTo(0.5, within(1e-9));
    assertThat(wide.ticks(20))
        .extracting(Axis.Tick::label)
        .containsExactly(
            "10⁻⁹", "10⁻⁸", "10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰");
    assertThat(wide.ticks(3).size()).isBetween(2, 3);
    assertThat(new Axis(Text.of("x"), 0.9, 6, Axis.Scale.LOGARITHMIC).ticks(5))
        .extracting(Axis.Tick::label)
        .containsExactly("1", "2", "5");
    assertThat(new Axis(Text.of("x"), 31, 39, Axis.Scale.LOGARITHMIC).ticks(5))
        .hasSizeGreaterThan(2);
  }

  @Test
  void theTrendIsThatOfLeastSquaresAndShadesSpanTheValues() {
    Trend trend = Trend.of(new double[] {0, 1, 2, Double.NaN}, new double[] {1, 3, 5, 9});
    assertThat(trend.slope()).isCloseTo(2, within(1e-12));
    assertThat(trend.at(10)).isCloseTo(21, within(1e-12));
    assertThat(Trend.of(new double[] {1, 1}, new double[] {1, 2}).slope()).isNaN();

    Shades shades = new Shades(new double[] {0.1, 10, 0});
    List<Series> dots =
        shades.dots(new double[] {1, 2, 3}, new double[] {1, 2, 3}, new double[] {0.1, 10, 0});
    assertThat(dots.get(0).x()).containsExactly(1);
    assertThat(dots.get(9).x()).containsExactly(2);
    assertThat(dots.stream().mapToInt(Series::points).sum()).isEqualTo(2);
  }

  @Test
  void experimentsOfOneFigureHaveLooksAndRowsOfTheLegendOfTheirOwnAndSayOnceWhatIsAlike() {
    Map<String, Integer> alike = new LinkedHashMap<>(Map.of("one", 5, "other", 5));
    assertThat(SeedCurves.notes(SeedCurves.Band.LEAST_TO_GREATEST, alike))
        .containsExactly("Lines: mean over 5 seeds; bands: from the least to the greatest seed.");
    alike.put("other", 1);
    assertThat(SeedCurves.notes(SeedCurves.Band.LEAST_TO_GREATEST, alike))
        .contains("other: One seed.")
        .hasSize(2);

    Plate plate =
        draw(
            "step-losses",
            "{}",
            List.of(
                experiment("starts", "{'initial_std': [0.001, 0.01]}", new TreeMap<>()),
                experiment("widths", "{'hidden_nodes': [10, 20]}", new TreeMap<>())),
            Map.of(
                "step-losses",
                List.of(
                    TextTable.of(
                            "seed step initial_std evaluation_loss",
                            "1 1 0.001 0.7",
                            "1 1 0.01 0.6")
                        .as(StepLossesRow.class)
                        .with(Rows.EXPERIMENT, "starts"),
                    TextTable.of(
                            "seed step hidden_nodes evaluation_loss", "1 1 10 0.7", "1 1 20 0.6")
                        .as(StepLossesRow.class)
                        .with(Rows.EXPERIMENT, "widths"))));

    List<Key.PanelGroup> groups = ((Key.GroupsBelow) plate.key()).groups();
    assertThat(groups).extracting(Key.PanelGroup::panels).containsExactly("(a)", "(b)");
    assertThat(groups).extracting(group -> group.entries().size()).containsExactly(2, 2);
    assertThat(
            groups.stream()
                .flatMap(group -> group.entries().stream())
                .map(entry -> entry.look().color()))
        .doesNotHaveDuplicates();
    assertThat(plate.notes()).containsExactly("One seed.");
  }
}
