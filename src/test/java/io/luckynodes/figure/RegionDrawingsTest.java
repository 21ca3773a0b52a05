package io.luckynodes.figure;

import static io.luckynodes.figure.Plates.draw;
import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.table.TextTable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegionDrawingsTest {
  private static final TextTable POINTS =
      TextTable.of("seed epoch x1 x2", "1 0 0.5 0.5", "1 0 -1 0", "2 0 2 1");

  private static final TextTable PIECES =
      TextTable.of(
          "seed epoch teacher observer from_x1 from_x2 to_x1 to_x2",
          "1 0 0 -1 0 -2 0 2",
          "1 0 0 1 0 -1 0 2",
          "2 0 0 -1 0 -2 0 2",
          "2 0 0 1 0 -1 0 2");

  private static final TextTable NODES =
      TextTable.of(
          "seed epoch side node w1 w2 bias kink pattern teacher degrees same_side line share",
          "1 0 teacher 0 1 0 0 1 teacher 0 0 1 -1 1",
          "1 0 student 0 0 1 -2 0.1 alone 0 40 1 -1 0",
          "1 0 student 1 0 1 1 0.1 alone 0 50 1 -1 0",
          "1 9 teacher 0 1 0 0 1 teacher 0 0 1 -1 1",
          "1 9 student 0 1 0 0 0.5 teacher 0 0 1 -1 0.5",
          "1 9 student 1 -1 0 0 0.5 teacher 0 0 0 -1 0.5",
          "2 0 teacher 0 1 0 0 1 teacher 0 0 1 -1 1",
          "2 0 student 0 0 1 -2 0.1 alone 0 40 1 -1 0",
          "2 0 student 1 0 1 1 0.1 alone 0 50 1 -1 0",
          "2 9 teacher 0 1 0 0 1 teacher 0 0 1 -1 1",
          "2 9 student 0 1 0 0 1 teacher 0 0 1 -1 1",
          "2 9 student 1 0 1 0 0.01 off 0 90 1 -1 0");

  private static final TextTable LAWS =
      TextTable.of(
          "seed epoch law series x y predicted",
          "1 0 settled all 0 1 NaN",
          "2 0 settled all 0 0 NaN",
          "1 0 line-recovery any 1 0.2 NaN",
          "1 0 line-kinks all 1e-5 1e-6 NaN");

  private static final Map<String, TextTable> TABLES =
      Map.of(
          "region-points", POINTS,
          "region-nodes", NODES,
          "region-pieces", PIECES,
          "laws", LAWS);

  @Test
  void theSeedWithTheMostPatternsShowsWhatBecomesOfItsNodes() {
    Plate plate = draw("specialisation-patterns", "{'range': [-3, 3]}", "{}", TABLES);
    assertThat(plate.notes().get(0)).startsWith("(a) to (c): seed 2, the first");
    Panel observers = plate.panels().get(0);
    assertThat(observers.title().unstyled()).isEqualTo("who observes teacher node 1");
    // Student 2 is active where it sees the line, student 1 above x₂ = 2 alone.
    assertThat(observers.series())
        .extracting(Series::name)
        .contains("teacher 1, seen by student 2, piece 1", "student 1, active side");
    Series side = observers.series().get(0);
    assertThat(side.name()).isEqualTo("student 2, active side");
    assertThat(side.spread().orElseThrow().low()).containsOnly(-1);
    assertThat(side.spread().orElseThrow().high()).containsOnly(3);
    Panel patterns = plate.panels().get(1);
    assertThat(patterns.series())
        .extracting(Series::name)
        .contains("student 1 on teacher 1", "student 2, crossed out")
        .doesNotContain("student 2 on teacher 1");
    assertThat(patterns.labels())
        .extracting(label -> label.text().unstyled())
        .containsExactly("1", "on a teacher's line", "never active");
  }

  @Test
  void theSeedThatIsDrawnHasItsLinesAndAllTrialsTheirAngles() {
    Plate plate = draw("region-assumptions", "{'seed': 1, 'range': [-3, 3]}", "{}", TABLES);
    Panel plane = plate.panels().get(0);
    assertThat(plane.series())
        .extracting(Series::name)
        .containsExactly(
            "training points",
            "teacher 1 in the region, piece 1",
            "teacher 1",
            "student 1",
            "student 2");
    assertThat(plane.series().get(3).look().color()).isEqualTo(Palette.category(0));
    assertThat(plate.notes().get(1)).startsWith("1 of 2 trials left out");
  }
}
