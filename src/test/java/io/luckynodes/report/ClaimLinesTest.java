package io.luckynodes.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.report.Summary.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimLinesTest {
  private static Place place(String name, String outcome, double mean, double margin) {
    return new Place(
        name,
        outcome,
        new TreeMap<>(Map.of(1, mean, 2, mean, 3, mean)),
        new TreeSet<>(),
        mean,
        mean - margin,
        mean + margin,
        null,
        null,
        0.0,
        null,
        null);
  }

  private static Summary.Claim claim(String name, String outcome, Place... places) {
    return new Summary.Claim(
        name,
        "The wide gain more.",
        "ours",
        null,
        "",
        "",
        new TreeMap<>(),
        "",
        List.of(),
        outcome,
        outcome,
        List.of(),
        "",
        List.of(places),
        List.of(),
        new TreeMap<>(),
        "Because.",
        null);
  }

  private static Summary.Figure figure(
      String id, @Nullable String basedOn, Summary.Claim... claims) {
    return new Summary.Figure(
        id,
        "Title of " + id,
        Summary.BUILT,
        null,
        false,
        "laptop",
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(claims),
        basedOn,
        null,
        List.of());
  }

  private static Summary summary(Summary.Figure... figures) {
    return new Summary(
        Summary.FORMAT, "laptop", null, List.of(), List.of(figures), new TreeMap<>());
  }

  @Test
  void aClaimHasARowByThePlaceInWhichItIsLeastCertain() {
    Summary.Claim fails =
        claim(
            "gain",
            "fails",
            place("layer 1", "holds", 0.01, 0.005),
            place("layer 2", "fails", -0.5, 0.125),
            place("layer 3", "fails", -2, 0.125));
    Summary.Claim holds =
        claim("grow", "holds", place("all", "holds", 4, 2), place("some", "holds", 2, 1.5));
    assertThat(
            ClaimLines.of(List.of(figure("a/b", null, fails, holds, claim("none", "not judged")))))
        .containsExactly(
            "  claim  expected  obtained               verdict",
            "a/b: Title of a/b",
            "  gain   above 0   -2 (-2.125 to -1.875)  ✗ fails",
            "                   layer 3, seeds: 3",
            "  grow   above 0   2 (0.5 to 3.5)         ✓ holds",
            "                   some, seeds: 3",
            "  none   –         –                      – not judged",
            "  Not judged: Because.");
  }

  @Test
  void figuresStandInTheOrderOfTheirIds() {
    assertThat(
            ClaimLines.of(
                List.of(
                    figure("b/a", null, claim("gain", "holds")),
                    figure("a/c", null),
                    figure("a/b", null, claim("gain", "holds")))))
        .filteredOn(line -> line.contains("Title"))
        .containsExactly("a/b: Title of a/b", "b/a: Title of b/a");
  }

  @Test
  void countsAreThoseOfEachStudy() {
    assertThat(
            ClaimLines.counts(
                List.of(
                    figure("b/a", null, claim("gain", "holds"), claim("loss", "fails")),
                    figure("a/c", null, claim("gain", "not resolved")),
                    figure("b/c", null, claim("gain", "holds")))))
        .containsExactly(
            "  study  claims  holds  fails  not resolved  not judged",
            "  a      1       0      0      1             0",
            "  b      3       2      1      0             0");
  }

  @Test
  void oneClaimOfSeveralVersionsIsOneTable() {
    Summary summary =
        summary(
            figure("a/b", null, claim("gain", "holds", place("all", "holds", 1, 0.5))),
            figure("a/b-fast", "a/b", claim("gain", "fails", place("all", "fails", -1, 0.5))),
            figure("a/b-faster", "a/b-fast", claim("gain", "holds", place("all", "holds", 3, 1))),
            figure("a/c", null, claim("gain", "holds", place("all", "holds", 1, 0.5))));
    List<Summary.Figure> family = ClaimLines.family(summary, "a/b");
    assertThat(family.stream().map(Summary.Figure::id))
        .containsExactly("a/b", "a/b-fast", "a/b-faster");
    assertThat(ClaimLines.of("gain", family))
        .hasSize(8)
        .startsWith("The wide gain more.")
        .anyMatch(line -> line.startsWith("  a/b-fast ") && line.endsWith("✗ fails"))
        .noneMatch(line -> line.contains("a/c"));
  }

  @Test
  void aCircleOfFiguresEnds() {
    Summary summary = summary(figure("a/b", "a/c"), figure("a/c", "a/b"));
    assertThat(ClaimLines.family(summary, "a/b")).isNotEmpty();
  }
}
