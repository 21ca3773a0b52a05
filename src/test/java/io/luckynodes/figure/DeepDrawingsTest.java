package io.luckynodes.figure;

import static io.luckynodes.figure.Plates.draw;
import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TextTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the drawings of deep students in the plane make of small tables. */
class DeepDrawingsTest {
  private static final TextTable MATRICES =
      TextTable.of(
          "seed epoch matrix row column value",
          "1 9 α 0 0 5",
          "2 9 α 0 0 1",
          "2 9 α 0 1 -2",
          "2 9 g₁ 0 0 0.5",
          "2 9 teacher-lines 0 0 1",
          "2 9 teacher-lines 0 1 0",
          "2 9 teacher-lines 0 2 -1",
          "2 9 student-nodes 0 0 0",
          "2 9 student-nodes 0 1 0",
          "2 9 student-lines 0 0 1",
          "2 9 student-lines 0 1 1",
          "2 9 student-lines 0 2 9");

  /** The third trial ends still lower than the second. */
  private static TextTable laws(String ofSecond) {
    return TextTable.of(
        "seed epoch law series x y predicted",
        "1 0 line-angle-course trained 0.5 20 NaN",
        "2 0 line-angle-course trained " + ofSecond + " 1e-14 NaN",
        "3 0 line-angle-course trained 1e-15 1e-14 NaN",
        "2 0 observer of 0 0 NaN",
        "2 0 mixture-along active -1 2 NaN",
        "2 0 mixture-along closed 1 3 NaN",
        "2 0 gates-along teacher 0 0 NaN",
        "1 0 course ε 0 1 NaN",
        "2 0 course loss 0 2 NaN",
        "2 0 course ε 0 3 NaN");
  }

  @Test
  void theFirstSettledTrialIsDrawnWithTheLinesThatCrossTheDisc() {
    Plate plate =
        draw(
            "mixture-regions",
            "{'radius': 3}",
            "{}",
            Map.of("matrices", MATRICES, "laws", laws("1e-14")));
    assertThat(plate.panels())
        .extracting(Panel::name)
        .containsExactly("plane", "along the line", "line angles", "mixtures and gates");
    assertThat(plate.notes()).anyMatch(note -> note.contains("seed 2, the first whose"));
    // The student's line passes outside, and the map is that of seed 2.
    assertThat(plate.panels().get(0).series())
        .extracting(Series::name)
        .containsExactly("edge of the training set", "line of teacher node 1");
    assertThat(Plates.limit(plate.panels().get(0).map().orElseThrow())).isEqualTo(2);
    assertThat(plate.panels().get(1).series()).hasSize(3);
    assertThat(plate.panels().get(2).series().get(0).points()).isEqualTo(3);
    assertThat(plate.panels().get(3).isEmpty()).isTrue();
  }

  @Test
  void withoutASettledTrialTheLeastOneIsDrawn() {
    assertThat(
            DeepTrial.of(
                Rows.of(
                    LawsRow.class,
                    List.of(
                        TextTable.of(
                                "seed epoch law series x y predicted",
                                "1 0 line-angle-course trained 0.5 20 NaN",
                                "2 0 line-angle-course trained 0.2 3 NaN",
                                "3 0 line-angle-course trained 0.3 3 NaN")
                            .as(LawsRow.class)))))
        .isEqualTo(new DeepTrial(2, 0.2, false));
  }

  @Test
  void nodesOfTheSettingAreColouredByTheirLineAndHollowIfNeverActive() {
    Plate plate =
        draw(
            "deep-setting",
            "{}",
            "{}",
            Map.of(
                "network",
                TextTable.of(
                    "seed epoch side part layer from node value",
                    "2 9 teacher activation 0 -1 0 1",
                    "2 9 teacher activation 1 -1 0 1",
                    "2 9 teacher weight 1 0 0 0.5",
                    "2 9 student activation 0 -1 0 1",
                    "2 9 student activation 1 -1 0 3",
                    "2 9 student weight 1 0 0 2"),
                "matrices",
                MATRICES,
                "laws",
                laws("1e-14")));
    assertThat(plate.panels()).hasSize(10);
    assertThat(plate.panels().get(0).series())
        .extracting(Series::name)
        .contains("student, layer 1, node 1, not active")
        .doesNotContain("teacher, layer 1, node 1, not active");
    assertThat(plate.panels().get(1).series())
        .extracting(Series::name)
        .containsExactly("ε, seed 1", "loss", "ε");
    assertThat(plate.panels().get(9).map()).isPresent();
    assertThat(plate.panels().get(2).isEmpty()).isTrue();
  }
}
