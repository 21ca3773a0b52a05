package io.luckynodes.figure;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.drawing.ClaimPlots.VariedClaim;
import io.luckynodes.drawing.ClaimPlots.VariedFigure;
import io.luckynodes.figure.Look.Sign;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The claims of a study under other assumptions, as data: a specification curve for each. */
record SpecificationCurves(String title, List<FigureCurves> figures) {
  static final Sign ASSUMED = Sign.CIRCLE;
  static final Sign ALTERNATIVE = Sign.DIAMOND;

  /**
   * The curves of one figure.
   *
   * @param heading name and title of the figure
   * @param closing the claims that have a footing but no curve, in words; empty if there are none
   */
  record FigureCurves(String heading, List<SpecificationCurve> curves, String closing) {}

  /** The curves of all figures that have a curve or a closing text. */
  static SpecificationCurves of(String title, List<VariedFigure> figures) {
    return new SpecificationCurves(
        title,
        figures.stream()
            .map(SpecificationCurves::curves)
            .filter(figure -> !figure.curves().isEmpty() || !figure.closing().isEmpty())
            .toList());
  }

  private static FigureCurves curves(VariedFigure figure) {
    return new FigureCurves(
        figure.figure().name() + ": " + figure.figure().title(),
        of(figure),
        closing(
            figure.claims().stream()
                .filter(one -> one.alternatives().isEmpty() && !one.footing().isEmpty())
                .toList()));
  }

  /** A curve for each claim of a figure that has alternatives. */
  static List<SpecificationCurve> of(VariedFigure figure) {
    return figure.claims().stream()
        .filter(one -> !one.alternatives().isEmpty())
        .map(SpecificationCurve::of)
        .toList();
  }

  private static String closing(List<VariedClaim> claims) {
    Map<String, List<VariedClaim>> byFooting =
        claims.stream()
            .collect(
                Collectors.groupingBy(
                    VariedClaim::footing, LinkedHashMap::new, Collectors.toList()));
    return byFooting.entrySet().stream()
        .map(
            entry ->
                entry.getValue().stream()
                    .map(one -> one.claim().claim().statement().replaceFirst("\\.$", ""))
                    .collect(
                        Collectors.joining(
                            "; ", "Without a curve (" + entry.getKey() + "): ", ".")))
        .collect(Collectors.joining(" "));
  }

  /** The sign of a difference from the assumed setting. */
  static Sign sign(int direction) {
    return direction > 0 ? Sign.TRIANGLE : direction < 0 ? Sign.TRIANGLE_DOWN : Sign.SQUARE;
  }

  /** A description of the plot for readers who cannot see it. */
  static String alternativeText(List<VariedFigure> figures) {
    return "For each claim a column for what is assumed and one for each alternative, sorted by how"
        + " far the mean over seeds lies within what is claimed; below, the settings that"
        + " each alternative changes. "
        + figures.stream()
            .flatMap(figure -> figure.claims().stream())
            .map(SpecificationCurves::inWords)
            .collect(Collectors.joining(" "));
  }

  private static String inWords(VariedClaim one) {
    return ClaimForest.inWords(one.claim())
        + (one.footing().isEmpty() ? "" : ", " + one.footing())
        + ".";
  }

  /** Legend entries for signs and lines, then for colours. */
  static List<Key.PanelGroup> key() {
    List<Key.Entry> signs = new ArrayList<>();
    signs.add(entry("assumed (shaded)", ASSUMED));
    signs.add(entry("alternative", ALTERNATIVE));
    signs.add(new Key.Entry(Text.of("bounds at 5 %"), ForestLooks.near(Palette.FAINT_INK)));
    signs.add(
        new Key.Entry(Text.of("at 5 % / number of places"), ForestLooks.far(Palette.FAINT_INK)));
    signs.add(new Key.Entry(Text.of("line that decides"), ForestLooks.DECIDING));
    signs.add(entry("higher value", sign(1)));
    signs.add(entry("lower value", sign(-1)));
    signs.add(entry("other value", sign(0)));
    List<Key.Entry> colours =
        List.of(
            entry("holds", ALTERNATIVE, ForestLooks.color(Outcome.HOLDS)),
            entry("fails", ALTERNATIVE, ForestLooks.color(Outcome.FAILS)),
            entry(
                "not resolved or not judged",
                ALTERNATIVE,
                ForestLooks.color(Outcome.NOT_RESOLVED)));
    return List.of(new Key.PanelGroup("", signs), new Key.PanelGroup("", colours));
  }

  private static Key.Entry entry(String words, Sign sign) {
    return entry(words, sign, Palette.FAINT_INK);
  }

  private static Key.Entry entry(String words, Sign sign, Color color) {
    return new Key.Entry(Text.of(words), ForestLooks.sign(color, sign));
  }

  /** A note on how to read the plot. */
  static String note() {
    return "Upwards: how far the mean over seeds lies within what is claimed, in the place where"
        + " the claim is least certain; it holds where the thick line lies above 0, and"
        + " fails where the thin line lies below 0; below three seeds neither. An arrowhead:"
        + " the bound lies outside the axis, or there is none. All columns have the same"
        + " seeds and random numbers, and each stands or falls by the same rule.";
  }
}
