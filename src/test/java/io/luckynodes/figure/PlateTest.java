package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlateTest {
  private static List<Panel> panels(int count, boolean alike) {
    Axis x = new Axis(Text.of("x"), 0, 1);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Panel(
                    "p" + i,
                    Text.of(""),
                    x,
                    new Axis(Text.of("y"), 0, alike ? 1 : i + 1.0),
                    List.of(),
                    "none"))
        .toList();
  }

  @Test
  void panelsStandInRowsOfTwoOrIfThereAreMoreThanFourOfThree() {
    assertThat(Plate.Row.grid(panels(4, false), 0.8))
        .extracting(row -> row.panels().size())
        .containsExactly(2, 2);
    assertThat(Plate.Row.grid(panels(5, false), 0.8))
        .extracting(row -> row.panels().size())
        .containsExactly(3, 2);
  }

  @Test
  void aPanelAloneIsNotAsHighAsItIsWide() {
    assertThat(Plate.Row.ofAny(panels(1, true), 0.9).aspect()).isEqualTo(0.6);
    assertThat(Plate.Row.ofAny(panels(1, true), 0.3).aspect()).isEqualTo(0.3);
    assertThat(Plate.Row.ofAny(panels(2, true), 0.9).aspect()).isEqualTo(0.9);
  }

  @Test
  void aLastRowOfFewerIsAsHighAsTheOthersWhetherItsPanelsAreWiderOrNot() {
    // Half a row of panels twice as wide.
    assertThat(Plate.Row.grid(panels(3, false), 0.8))
        .extracting(Plate.Row::aspect)
        .containsExactly(0.8, 0.4);
    // In line with those above, so no wider.
    assertThat(Plate.Row.grid(panels(3, true), 0.8))
        .extracting(Plate.Row::aspect)
        .containsExactly(0.8, 0.8);
  }
}
