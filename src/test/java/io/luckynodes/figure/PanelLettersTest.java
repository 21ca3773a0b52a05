package io.luckynodes.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PanelLettersTest {
  @Test
  void threeConsecutivePanelsAreARangeAndTwoAreNot() {
    assertThat(PanelLetters.of(2)).isEqualTo("(c)");
    assertThat(PanelLetters.from(1, 2)).isEqualTo("(b), (c)");
    assertThat(PanelLetters.from(1, 3)).isEqualTo("(b)–(d)");
    assertThat(PanelLetters.from(1, 0)).isEmpty();
    assertThat(PanelLetters.of(List.of(0, 1, 3, 5, 6, 7, 8))).isEqualTo("(a), (b), (d), (f)–(i)");
  }

  @Test
  void aGroupWithoutSamplesHasNoRowOfTheLegend() {
    Key.Entry entry = new Key.Entry(Text.of("one"), Looks.curve(0));
    Key.GroupsBelow key =
        new Key.GroupsBelow(
            List.of(
                new Key.PanelGroup("(a)", List.of()), new Key.PanelGroup("(b)", List.of(entry))));
    assertThat(key.groups()).extracting(Key.PanelGroup::panels).containsExactly("(b)");
  }
}
