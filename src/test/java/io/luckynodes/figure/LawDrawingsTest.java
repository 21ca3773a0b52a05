package io.luckynodes.figure;

import static io.luckynodes.figure.Plates.draw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.error.LuckyException;
import io.luckynodes.table.TextTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LawDrawingsTest {
  private static final TextTable LAWS =
      TextTable.of(
          "seed epoch law series x y predicted",
          "1 0 decay one 0 1 1",
          "1 0 decay one 1 0 0.1",
          "2 0 decay one 0 2 1",
          "2 0 decay one 1 0.4 0.1",
          "1 0 spread one 1 3 NaN",
          "1 0 spread one 1 4 NaN");

  @Test
  void aLawIsACurveBesideItsPredictionOrDotsWhereASeedHasSeveralNumbers() {
    Plate plate =
        draw(
            "law-panels",
            "{'laws': [{'law': 'decay', 'title': 'A', 'x': 'step', 'y': 'size', 'logarithmic': ['y']},"
                + " {'law': 'spread', 'title': 'B', 'x': 'case', 'y': 'size'}]}",
            "{}",
            Map.of("laws", LAWS));

    Panel decay = plate.panels().get(0);
    assertThat(decay.series()).extracting(Series::name).containsExactly("one", "one, predicted");
    assertThat(decay.series().get(0).y()).containsExactly(1.5, (1e-17 + 0.4) / 2);
    assertThat(decay.series().get(1).y()).containsExactly(1, 0.1);
    assertThat(decay.y().scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
    Panel spread = plate.panels().get(1);
    assertThat(spread.series()).hasSize(1);
    assertThat(spread.series().get(0).look().sign()).isEqualTo(Look.Sign.DOT);
    // All of its numbers are whole.
    assertThat(spread.y().scale()).isEqualTo(Axis.Scale.WHOLE);
    assertThat(plate.notes())
        .contains("Dotted: what is predicted.", "Numbers below 10⁻¹⁷ are drawn there.");
  }

  @Test
  void aLawWithoutItsTextsIsAFault() {
    assertThatThrownBy(
            () ->
                draw(
                    "law-panels",
                    "{'laws': [{'law': 'decay', 'title': 'A', 'x': 'step'}]}",
                    "{}",
                    Map.of("laws", LAWS)))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining(
            "option laws: expected a list of laws with the texts law, title, x and y");
  }

  @Test
  void strengthsAreBarsAndLawsBesideThemHaveLegendsOfTheirOwn() {
    TextTable laws =
        TextTable.of(
            "seed epoch law series x y predicted",
            "1 0 strength teacher 1 1 NaN",
            "2 0 strength teacher 1 1 NaN",
            "1 0 strength teacher 2 0.4 NaN",
            "2 0 strength teacher 2 0.6 NaN",
            "1 0 course first 0 5 NaN",
            "1 0 course first 1 6 NaN",
            "1 0 course second 0 5 4",
            "1 0 course second 1 7 8");
    Plate plate =
        draw(
            "strong-and-weak",
            "{'laws': [{'law': 'strength', 'title': 'A', 'x': 'node', 'y': 'size'},"
                + " {'law': 'course', 'title': 'B', 'x': 'time', 'y': 'size'}]}",
            "{}",
            Map.of("laws", laws));

    Panel bars = plate.panels().get(0);
    assertThat(bars.series()).extracting(Series::name).containsExactly("teacher 1", "teacher 2");
    assertThat(bars.series().get(1).y()).containsExactly(0.5);
    assertThat(bars.series().get(0).look().sign()).isEqualTo(Look.Sign.BAR);
    assertThat(plate.key())
        .isInstanceOfSatisfying(
            Key.GroupsBelow.class,
            key -> {
              assertThat(key.groups()).extracting(Key.PanelGroup::panels).containsExactly("(b)");
              assertThat(key.groups().get(0).entries()).hasSize(2);
            });
    assertThat(plate.notes()).containsExactly("(b) One seed. Dotted: what is predicted.");
    TextTable none = new TextTable(laws.columns(), List.of());
    Plate empty =
        draw(
            "strong-and-weak",
            "{'laws': [{'law': 'strength', 'title': 'A', 'x': 'node', 'y': 'size'}]}",
            "{}",
            Map.of("laws", none));
    assertThat(empty.panels().get(0).isEmpty()).isTrue();
  }

  @Test
  void regionsAreArcsAndTheNearestStudentIsLucky() {
    Plate plate = draw("lucky-nodes", "{'seed': 1}", "{}", Map.of("circle-nodes", nodes("")));

    List<Series> before = plate.panels().get(0).series();
    assertThat(before)
        .extracting(Series::name)
        .containsExactly(
            "teacher 1, region",
            "teacher 1, direction",
            "student 1, region",
            "student 1, direction",
            "student 2, direction");
    // The teacher's region from −60 to 60 degrees lies at radius 1.
    assertThat(before.get(0).x()[0]).isBetween(0.4999, 0.5001);
    assertThat(Math.hypot(before.get(0).x()[7], before.get(0).y()[7])).isBetween(0.9999, 1.0001);
    assertThat(before.get(2).look().color()).isEqualTo(CircleRegions.LUCKY.color());
    assertThat(before.get(4).look().color()).isEqualTo(CircleRegions.OTHER.color());
    // Wider where the fan-out is greater, after training.
    assertThat(plate.panels().get(1).series().get(2).look().width())
        .isGreaterThan(before.get(2).look().width());
    assertThat(plate.panels().get(2).series().get(0).y()).containsExactly(10, 1);
    assertThat(plate.panels().get(3).series().get(0).y()).containsExactly(0.1, 2);
  }

  @Test
  void theTicketsSeedIsTheFirstThatTheDenseTrainingFits() {
    TextTable laws =
        TextTable.of(
            "seed epoch hidden_nodes law series x y predicted",
            "1 0 4 loss-share dense 0 1 NaN",
            "1 0 4 loss-share dense 9 0.5 NaN",
            "2 0 4 loss-share dense 0 1 NaN",
            "2 0 4 loss-share dense 9 0.001 NaN",
            "2 0 4 loss-share ticket 9 0 NaN");
    Plate plate =
        draw(
            "lottery-ticket",
            "{'loss': 0.01}",
            "{'hidden_nodes': [4]}",
            Map.of("circle-nodes", nodes(" hidden_nodes"), "laws", laws));

    assertThat(plate.notes().get(0)).startsWith("Regions: seed 2, the first whose dense training");
    Panel losses = plate.panels().get(3);
    assertThat(losses.series().get(0).y()).containsExactly(0.001, 0.5);
    assertThat(losses.series().get(1).y()).containsExactly(1e-16);
  }

  private static final String ONE_LAW =
      "'laws': [{'law': 'decay', 'title': 'A', 'x': 'step', 'y': 'size'}]";

  @Test
  void mapsOfAMatrixBeforeAndAfterHaveOneScaleAndALineBelowTheTeachersNodes() {
    TextTable matrices =
        TextTable.of(
            "seed epoch matrix row column value",
            "1 0 V* 0 0 1",
            "1 0 V 0 0 0.5",
            "1 0 V 1 0 -2",
            "1 0 β 0 0 1",
            "1 0 β 1 1 3",
            "1 9 V 0 0 1",
            "1 9 V 1 0 0",
            "1 9 β 1 1 0",
            "2 0 V 0 0 9");
    Plate plate =
        draw(
            "top-down-modulation",
            "{'seed': 1, " + ONE_LAW + "}",
            "{}",
            Map.of("matrices", matrices, "laws", LAWS));

    assertThat(plate.panels())
        .extracting(Panel::name)
        .containsExactly("V, step 0", "V, step 9", "β, step 0", "β, step 9", "decay");
    HeatMap after = plate.panels().get(1).map().orElseThrow();
    assertThat(Plates.limit(after)).isEqualTo(2);
    assertThat(after.values()).isDeepEqualTo(new double[][] {{1}, {0}});
    // Below the one node of the teacher.
    assertThat(plate.panels().get(0).series().get(0).y()).containsExactly(1.5, 1.5);
    assertThat(plate.panels().get(2).series()).hasSize(2);
  }

  @Test
  void overlapsAndTheMatricesOfEquation8AreMapsOfTheirOwnScales() {
    TextTable matrices =
        TextTable.of(
            "seed epoch matrix row column value",
            "1 0 right_side 0 0 0.5",
            "1 0 gradient 0 0 -2",
            "1 0 L* 0 0 3",
            "1 0 L* 0 1 1");
    TextTable laws =
        TextTable.of(
            "seed epoch law series x y predicted",
            "1 0 plane-direction degrees 0 90 NaN",
            "1 0 plane-direction degrees 1 180 NaN");
    Plate plate =
        draw(
            "small-overlaps",
            "{'seed': 1, 'thresholds': [0, 3], " + ONE_LAW + "}",
            "{}",
            Map.of("matrices", matrices, "laws", laws));

    List<Panel> panels = plate.panels();
    assertThat(panels.get(0).series())
        .extracting(Series::name)
        .containsExactly(
            "circle", "node 1, region", "node 1, weights", "node 2, region", "node 2, weights");
    // A threshold beyond the circle leaves no region.
    assertThat(panels.get(1).series())
        .extracting(Series::name)
        .containsExactly("circle", "node 1, weights", "node 2, weights");
    assertThat(panels.get(2).map()).isEmpty();
    assertThat(panels.get(5).title().unstyled()).isEqualTo("L*, 1 × 2, ±3.0");
    assertThat(panels.get(5).map().orElseThrow().values()).isDeepEqualTo(new double[][] {{3, 1}});
    // The gradient shares its scale with the right side, of which there is none here.
    assertThat(Plates.limit(panels.get(9).map().orElseThrow())).isEqualTo(2);
  }

  @Test
  void partingNodesShareOutWhatChangesTheirOverlap() {
    TextTable laws =
        TextTable.of(
            "seed epoch law series x y predicted",
            "1 0 region added_where_both_nodes_are_active 0.3 0.09 NaN",
            "1 0 region added_where_one_node_alone_is_active 0.3 0.01 NaN",
            "1 0 region added_where_both_nodes_are_active 0.1 5 NaN");
    Plate plate =
        draw("parting-nodes", "{'distance': 0.3, " + ONE_LAW + "}", "{}", Map.of("laws", laws));

    Panel plane = plate.panels().get(0);
    assertThat(plane.labels())
        .extracting(label -> label.text().unstyled())
        .containsExactly("90 %", "10 %");
    Series weights = plane.series().get(5);
    assertThat(Math.hypot(weights.x()[1] - 1, weights.y()[1])).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void theInductionHasAnArrowForEachStepOfLemmas5To7() {
    Plate plate = draw("induction", "{" + ONE_LAW + "}", "{}", Map.of("laws", LAWS));
    List<Series> sketch = plate.panels().get(0).series();
    assertThat(sketch.stream().filter(one -> one.look().sign() == Look.Sign.ARROW)).hasSize(6);
    assertThat(sketch).extracting(Series::name).contains("hypotheses at t + 1");
    assertThat(plate.panels().get(1).name()).isEqualTo("decay");
  }

  @Test
  void labelsStandInTheCsv() {
    Panel panel =
        new Panel(
                "sketch",
                Text.of("Sketch"),
                Axis.named(Text.of("time"), "t", "t + 1"),
                new Axis(Text.of("y"), 0, 1),
                List.of(),
                "nothing")
            .with(List.of(new Panel.Label(Text.of("").italic("w").sub("j"), 0.5, 0.25)));
    Plate plate =
        new Plate(
            Plate.Row.grid(List.of(panel), 1), List.of(), List.of(), new Key.None(), List.of());
    assertThat(new String(CsvFile.encode(plate), StandardCharsets.UTF_8))
        .contains("a,sketch,time,y,label: w_j,0.5,0.25,,\n");
  }

  private static TextTable nodes(String axis) {
    String width = axis.isEmpty() ? "" : " 4";
    String columns =
        "seed epoch"
            + axis
            + " training side node degrees from_degrees to_degrees gap overlap fan_out";
    return TextTable.of(
        columns,
        "1 0" + width + " dense teacher 0 0 -60 60 0 1 1",
        "1 0" + width + " dense student 0 10 -50 70 10 0.9 0.1",
        "1 0" + width + " dense student 1 120 NaN NaN 120 0 0.1",
        "1 9" + width + " dense student 0 1 -59 61 1 0.99 2",
        "1 9" + width + " dense student 1 120 NaN NaN 120 0 0.01",
        "2 0" + width + " dense teacher 0 0 -60 60 0 1 1",
        "2 0" + width + " dense student 0 10 -50 70 10 0.9 0.1");
  }
}
