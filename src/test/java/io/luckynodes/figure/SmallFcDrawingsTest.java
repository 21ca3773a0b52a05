package io.luckynodes.figure;

import static io.luckynodes.figure.Plates.draw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the drawings of small networks make of small tables. */
class SmallFcDrawingsTest {
  private static final String LAWS = "'laws': [{'law': 'one', 'title': 't', 'x': 'x', 'y': 'y'}]";
  private static final TextTable ONE_LAW =
      TextTable.of(
          "seed epoch norm bn_epsilon learning_rate law series x y predicted",
          "1 0 1 0 0.01 one case 1 2 NaN",
          "1 0 1 0 0.01 one case 2 4 NaN");

  @Test
  void networksHaveAnEdgeAWeightAndSymbolsAtTheStrongestEdgeBetweenActiveNodes() {
    Plate plate =
        draw(
            "network-setting",
            "{'seed': 1, " + LAWS + "}",
            "{}",
            Map.of(
                "network",
                TextTable.of(
                    "seed epoch side part layer from node value",
                    "1 0 teacher activation 0 -1 0 1",
                    "1 0 teacher activation 1 -1 0 1",
                    "1 0 teacher activation 2 -1 0 1",
                    "1 0 teacher weight 1 0 0 0.5",
                    "1 0 teacher weight 2 0 0 -1",
                    "1 0 student activation 0 -1 0 1",
                    "1 0 student activation 1 -1 0 3",
                    "1 0 student activation 1 -1 1 0",
                    "1 0 student activation 2 -1 0 1",
                    "1 0 student weight 1 0 0 2",
                    "1 0 student weight 1 0 1 2",
                    "1 0 student weight 2 0 0 -1",
                    "1 0 student weight 2 1 0 4"),
                "laws",
                TextTable.of("seed epoch law series x y predicted", "1 0 one case 1 2 NaN")));
    assertThat(plate.panels()).extracting(Panel::name).containsExactly("teacher", "student", "one");
    Panel student = plate.panels().get(1);
    assertThat(student.series())
        .extracting(Series::name)
        .contains("layer 2, from 2 to 1", "layer 1, node 2, not active")
        .doesNotContain("layer 1, node 1, not active");
    // The greatest weight comes from a node that is not active.
    assertThat(student.labels())
        .extracting(label -> label.text().unstyled())
        .containsExactly("f_1", "w_1,1", "f_1, g_1");
    assertThat(plate.panels().get(0).labels())
        .extracting(label -> label.text().unstyled())
        .containsExactly("f_1°", "w*_1°,1°", "f_1°");
  }

  @Test
  void vectorsInThePlaneAreSharesOfTheLengthOfWhatArrives() {
    Plate plate =
        draw(
            "norm-projection",
            "{'seed': 1, 'norm': 1, " + LAWS + "}",
            "{'norm': [1]}",
            Map.of(
                "norm-vectors",
                TextTable.of(
                    "seed epoch norm bn_epsilon learning_rate node vector index value",
                    "1 0 1 0 0.01 0 activation 0 3",
                    "1 0 1 0 0.01 0 activation 1 4",
                    "1 0 1 0 0.01 0 arriving 0 0",
                    "1 0 1 0 0.01 0 arriving 1 2",
                    "1 0 1 0 0.01 0 passed-on 0 1",
                    "1 0 1 0 0.01 0 passed-on 1 1",
                    "1 0 1 0.1 0.01 0 activation 0 9",
                    "1 0 2 0 0.01 0 activation 0 9",
                    "1 0 1 0 0.01 1 activation 0 0",
                    "1 0 1 0 0.01 1 activation 1 0"),
                "laws",
                ONE_LAW));
    assertThat(plate.panels()).extracting(Panel::name).containsExactly("node 1", "one");
    List<Series> arrows = plate.panels().get(0).series();
    assertThat(arrows.get(1).x()[1]).isCloseTo(0.6, within(1e-15));
    assertThat(arrows.get(2).y()[1]).isEqualTo(1);
    assertThat(arrows.get(3).x()[1]).isEqualTo(0.5);
    assertThat(arrows).element(3).extracting(one -> one.look().sign()).isEqualTo(Look.Sign.ARROW);
  }

  @Test
  void chainsNameTheNumbersOfANodeAndNormsHaveALineEach() {
    List<String> vectors = new ArrayList<>();
    for (int norm = 1; norm <= 2; norm++) {
      String start = "1 0 " + norm + " 0 0.01 3 ";
      vectors.add(start + "fan-in 0 1");
      vectors.add(start + "fan-in 1 1");
      vectors.add(start + "weights 0 2");
      vectors.add(start + "weights 1 -1");
      vectors.add(start + "linear 0 1");
      vectors.add(start + "relu 0 1");
      vectors.add(start + "norm 0 " + 0.25 * norm);
    }
    Plate plate =
        draw(
            "norm-placements",
            "{'seed': 1, 'learning_rate': 0.01, " + LAWS + "}",
            "{'bn_epsilon': [0]}",
            Map.of(
                "norm-vectors",
                TextTable.of(
                    "seed epoch norm bn_epsilon learning_rate node vector index value",
                    vectors.toArray(String[]::new)),
                "norms",
                TextTable.of(
                    "seed epoch norm bn_epsilon learning_rate node time weights bias",
                    "1 0 1 0 0.01 0 0 1 0",
                    "1 5 1 0 0.01 0 0.05 2 0",
                    "1 5 1 0 0.02 0 0.1 9 0",
                    "1 5 1 0.1 0.01 0 0.05 9 0"),
                "laws",
                ONE_LAW));
    assertThat(plate.panels())
        .extracting(Panel::name)
        .containsExactly("Linear – BN – ReLU", "Linear – ReLU – BN", "norms over time", "one");
    assertThat(plate.panels().get(0).x().names()).containsExactly("inputs", "linear", "BN", "ReLU");
    assertThat(plate.panels().get(0).labels())
        .extracting(label -> label.text().unstyled())
        .containsExactly("1.000", "0.500", "1.000");
    assertThat(plate.panels().get(1).labels())
        .extracting(label -> label.text().unstyled())
        .containsExactly("1.000", "1.000", "0.250");
    assertThat(plate.panels().get(2).series()).hasSize(1);
    assertThat(plate.panels().get(2).series().get(0).y()).containsExactly(1, 2);
  }
}
