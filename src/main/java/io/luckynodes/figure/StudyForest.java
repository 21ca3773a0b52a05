package io.luckynodes.figure;

import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.claim.Verdict.Place;
import io.luckynodes.drawing.ClaimPlots.FigureClaims;
import io.luckynodes.figure.Forest.EffectRow;
import io.luckynodes.figure.Forest.Group;
import io.luckynodes.figure.Forest.Mark;
import io.luckynodes.figure.Forest.Paragraph;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureLabel;
import io.luckynodes.job.Origin;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All claims of a study as one forest plot, with a row for each claim in its least certain place.
 * Distances are in margins of the bound at 5 %, so that all claims fit one axis. The thick line
 * then reaches one unit to either side of the mean.
 */
final class StudyForest {
  /**
   * End of the axis. Every verdict beyond it is clear, and a longer axis would squeeze the middle.
   */
  private static final double END = 5;

  /** Position at which means beyond it are marked, so that an arrowhead has room beside them. */
  private static final double LAST = 4.3;

  private static final Axis AXIS =
      new Axis(
          Text.of("Distance of the mean from the line, in margins of its bound at 5 %"), -END, END);

  private StudyForest() {}

  static Forest of(String title, List<FigureClaims> figures) {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      FigureClaims figure = figures.get(i);
      groups.add(
          new Group(
              List.of(
                  new Paragraph(
                      FigureLabel.of(figure.figure().name()) + ": " + figure.figure().title(),
                      true,
                      Palette.INK)),
              i == 0,
              AXIS,
              i == figures.size() - 1,
              List.of(0.0),
              figure.claims().stream().map(StudyForest::row).toList()));
    }
    return new Forest(title, List.of("", "said by"), 205, 82, groups, key());
  }

  /** A description of the plot for readers who cannot see it. */
  static String alternativeText(List<FigureClaims> figures) {
    return "A row for each claim, by the place in which it is least certain: how far the mean over seeds lies from the line that decides. "
        + Arrays.stream(Outcome.values())
            .map(
                outcome ->
                    outcome.words()
                        + ": "
                        + figures.stream()
                            .flatMap(figure -> figure.claims().stream())
                            .filter(one -> one.verdict().outcome() == outcome)
                            .count())
            .collect(Collectors.joining(", ", "Claims by verdict: ", "."));
  }

  private static EffectRow row(JudgedClaim one) {
    Outcome outcome = one.verdict().outcome();
    Color color = ForestLooks.color(outcome);
    List<Mark> marks =
        one.verdict()
            .leastCertain()
            .map(place -> marks(place, color, sign(one.claim().origin())))
            .orElse(List.of());
    return new EffectRow(
        one.claim().statement(),
        List.of(
            outcome.mark() + "\u00a0" + one.verdict().words(),
            Origin.of(one.claim().origin()).map(StudyForest::says).orElse("")),
        color,
        marks);
  }

  private static List<Mark> marks(Place place, Color color, Sign sign) {
    double distance = place.distance();
    List<Mark> marks = new ArrayList<>();
    boolean spread = !place.exact() && place.lower() < place.mean();
    if (spread && Double.isFinite(place.lower())) {
      marks.addAll(
          ForestLooks.interval(
              distance + place.failing(),
              distance - place.failing(),
              0,
              AXIS,
              ForestLooks.far(color)));
      marks.addAll(
          ForestLooks.interval(distance - 1, distance + 1, 0, AXIS, ForestLooks.near(color)));
    } else if (spread) {
      marks.addAll(
          ForestLooks.interval(
              Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, AXIS, ForestLooks.far(color)));
    }
    if (Math.abs(distance) > LAST) {
      Sign head = distance < 0 ? Sign.TO_THE_LEFT : Sign.TO_THE_RIGHT;
      marks.add(ForestLooks.at(Math.copySign(END, distance), 0, ForestLooks.sign(color, head)));
    }
    double shown = Math.max(-LAST, Math.min(LAST, distance));
    marks.add(ForestLooks.at(shown, 0, ForestLooks.sign(color, sign)));
    return marks;
  }

  private static Sign sign(String origin) {
    return Origin.of(origin).map(StudyForest::sign).orElse(Sign.CIRCLE);
  }

  private static Sign sign(Origin origin) {
    return switch (origin) {
      case PAPER -> Sign.CIRCLE;
      case THEORY -> Sign.SQUARE;
      case OURS -> Sign.DIAMOND;
    };
  }

  private static String says(Origin origin) {
    return switch (origin) {
      case PAPER -> "paper";
      case THEORY -> "theory";
      case OURS -> "project";
    };
  }

  private static List<Key.Entry> key() {
    List<Key.Entry> key = new ArrayList<>();
    for (Origin origin : Origin.values()) {
      key.add(
          new Key.Entry(
              Text.of("mean of a claim " + origin.words()),
              ForestLooks.sign(Palette.FAINT_INK, sign(origin))));
    }
    key.add(new Key.Entry(Text.of("bounds at 5 %"), ForestLooks.near(Palette.FAINT_INK)));
    key.add(
        new Key.Entry(Text.of("at 5 % / number of places"), ForestLooks.far(Palette.FAINT_INK)));
    key.add(new Key.Entry(Text.of("line that decides"), ForestLooks.DECIDING));
    return key;
  }

  /** A note on how to read the plot. */
  static String note() {
    return "Each claim is shown by the place in which it is least certain. It holds where the thick line lies right of 0, and"
        + " fails where the thin line lies left of 0; below three seeds neither. An arrowhead: it goes on outside the axis,"
        + " or without end. Claims without a mark have no numbers.";
  }
}
