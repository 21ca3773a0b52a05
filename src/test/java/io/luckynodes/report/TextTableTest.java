package io.luckynodes.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsAreAsWideAsWhatStandsInThem() {
    assertThat(
            TextTable.of(
                List.of("one", "b"), List.of(List.of("1", "long text"), List.of("ρ̄ρ̄", "2\n3"))))
        .containsExactly("  one  b", "  1    long text", "  ρ̄ρ̄   2", "       3");
  }

  @Test
  void noLineIsWiderThanTheTerminalAndNothingIsLost() {
    String words = "word ".repeat(60).strip();
    String name = "a-".repeat(90) + "end";
    List<String> lines =
        TextTable.ofBlocks(
            List.of("x", "y", "z"),
            List.of(
                new TextTable.Block(
                    words, List.of(List.of(words, name, "7".repeat(150))), List.of(words))));
    assertThat(lines).allMatch(line -> line.length() <= TextTable.WIDEST);
    String all = String.join("", lines);
    assertThat(all.split("word", -1)).hasSize(181);
    assertThat(all.chars().filter(character -> character == '7')).hasSize(150);
    assertThat(all.chars().filter(character -> character == '-')).hasSize(90);
  }

  @Test
  void aTableWithoutRowsHasNoLines() {
    assertThat(TextTable.of(List.of("x"), List.of())).isEmpty();
  }
}
