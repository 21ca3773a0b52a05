package io.luckynodes.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
  private static Study study(String id, String link, String date) {
    return new Study(id, "Title of " + id, "", link, date);
  }

  @Test
  void studiesAreToldByDateAndThoseWithoutOneLastById() {
    List<Study> described =
        List.of(study("b", "", "2019-05"), study("a", "", "2026-02"), study("unused", "", ""));
    assertThat(Study.inOrder(described, List.of("z", "a", "b", "y", "b")))
        .extracting(Study::title)
        .containsExactly("Title of b", "Title of a", "y", "z");
  }

  @Test
  void aLinkIsCalledByItsNumberOrItsAddress() {
    assertThat(study("a", "https://arxiv.org/abs/1905.13405", "").linkWords())
        .isEqualTo("arXiv 1905.13405");
    assertThat(study("a", "https://example.org/paper", "").linkWords())
        .isEqualTo("example.org/paper");
    assertThat(study("a", "", "").linkWords()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "http://example.org",
        "https://a\"b",
        "https://",
        "https://a b",
        "https://a<b"
      })
  void aPageLeadsToNothingButAnAddress(String link) {
    assertThat(Study.isLink(link)).isFalse();
    assertThatThrownBy(() -> study("a", link, "")).isInstanceOf(IllegalArgumentException.class);
  }
}
