package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
  @Test
  void linesBreakAtBlanksAndHaveTheIndentOfTheirItem() {
    assertThat(Markdown.wrapped("- one two three four", 10, "  "))
        .containsExactly("- one two", "  three", "  four");
    assertThat(Markdown.wrapped("  - one two", 9, "    ")).containsExactly("  - one", "    two");
    assertThat(Markdown.wrapped("unbreakable", 3, "")).containsExactly("unbreakable");
    assertThat(Markdown.wrapped("", 3, "")).containsExactly("");
  }

  @Test
  void noLineBeginsWithAMarkOfABlock() {
    assertThat(Markdown.wrapped("a range 2 - 3", 9, "")).containsExactly("a range", "2 - 3");
    assertThat(Markdown.wrapped("figure 3. It", 8, "")).containsExactly("figure 3.", "It");
    assertThat(Markdown.wrapped("more # than > that", 6, ""))
        .allSatisfy(line -> assertThat(line).doesNotStartWith("#").doesNotStartWith(">"));
  }
}
