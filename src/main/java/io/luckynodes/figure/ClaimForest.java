package io.luckynodes.figure;

import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Verdict;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.claim.Verdict.Place;
import io.luckynodes.drawing.ClaimPlots.FigureClaims;
import io.luckynodes.figure.Forest.EffectRow;
import io.luckynodes.figure.Forest.Group;
import io.luckynodes.figure.Forest.Mark;
import io.luckynodes.figure.Forest.Paragraph;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The claims of a figure as a forest plot. Each claim is a group with its own axis and a row for
 * each place in which it must hold. A row shows the mean over seeds, its bounds and each seed.
 */
final class ClaimForest {
  /**
   * Greatest length by which bounds extend an axis beyond means, seeds and lines, in units of the
   * span of these.
   */
  private static final double STRETCH = 1;

  /** Room at each end of an axis, as a share of the rest. */
  private static final double ROOM = 0.04;

  private static final double ABOVE = -2.5;
  private static final double BELOW = 4;
  private static final double TICK = 4.5;

  private ClaimForest() {}

  static Forest of(FigureClaims figure) {
    List<Group> groups = new ArrayList<>();
    figure.claims().forEach(one -> groups.add(group(one)));
    return new Forest(
        title(figure),
        List.of("", "mean", "seeds"),
        165,
        85,
        groups,
        groups.stream().allMatch(group -> group.rows().isEmpty())
            ? List.of()
            : key(
                figure.claims().stream().flatMap(one -> one.verdict().places().stream()).toList()));
  }

  static String title(FigureClaims figure) {
    return (figure.claims().size() == 1 ? "Claim on " : "Claims on ")
        + figure.figure().id()
        + ": "
        + figure.figure().title();
  }

  /** A description of the plot for readers who cannot see it. */
  static String alternativeText(FigureClaims figure) {
    return "A row for each place in which a claim must hold: the mean over seeds, one-sided bounds of it, each seed, and the line that decides. "
        + figure.claims().stream().map(ClaimForest::withPlaces).collect(Collectors.joining(" "));
  }

  /** The statement and the verdict, without a full stop at the end. */
  static String inWords(JudgedClaim one) {
    return one.claim().statement()
        + " This "
        + (one.verdict().outcome() == Outcome.NOT_JUDGED ? "is " : "")
        + one.verdict().words().replaceFirst("^not resolved", "is not resolved");
  }

  private static String withPlaces(JudgedClaim one) {
    Map<Outcome, Long> places =
        one.verdict().places().stream()
            .collect(Collectors.groupingBy(Place::outcome, Collectors.counting()));
    String counts =
        List.of(Outcome.values()).stream()
            .filter(places::containsKey)
            .map(outcome -> places.get(outcome) + " " + outcome.words())
            .collect(Collectors.joining(", "));
    return inWords(one)
        + (counts.isEmpty()
            ? "."
            : "; of " + one.verdict().places().size() + " places: " + counts + ".");
  }

  private static Group group(JudgedClaim one) {
    Verdict verdict = one.verdict();
    List<Place> places = verdict.places();
    Axis axis = axis(places, verdict.quantity());
    boolean alike = alike(places);
    return new Group(
        heading(one),
        true,
        axis,
        true,
        lines(places, alike),
        places.stream().map(place -> row(place.name(), place, axis, alike)).toList());
  }

  /** Whether the same lines decide in all places. */
  static boolean alike(List<Place> places) {
    return places.stream().map(place -> List.of(place.from(), place.to())).distinct().count() == 1;
  }

  /** The lines that decide in every place; empty if the places have different lines. */
  static List<Double> lines(List<Place> places, boolean alike) {
    return alike ? lines(places.get(0)).boxed().toList() : List.of();
  }

  private static List<Paragraph> heading(JudgedClaim one) {
    Verdict verdict = one.verdict();
    List<Paragraph> heading = new ArrayList<>();
    heading.add(
        new Paragraph(
            verdict.outcome().mark() + "\u00a0" + verdict.words(),
            true,
            ForestLooks.color(verdict.outcome())));
    heading.add(
        new Paragraph(one.claim().statement() + origin(one.claim().origin()), false, Palette.INK));
    if (verdict.outcome() == Outcome.NOT_JUDGED) {
      heading.add(new Paragraph(verdict.why(), false, Palette.FAINT_INK));
    } else if (!verdict.withoutRoom().isEmpty()) {
      heading.add(
          new Paragraph(
              "No effect could show in " + String.join(", ", verdict.withoutRoom()) + ".",
              false,
              Palette.FAINT_INK));
    }
    return heading;
  }

  private static String origin(String id) {
    return Origin.of(id)
        .filter(origin -> origin != Origin.PAPER)
        .map(origin -> " (" + origin.words() + ")")
        .orElse("");
  }

  /**
   * A row for one place.
   *
   * @param alike whether the same lines decide in all rows, so that the group draws them and the
   *     row does not
   */
  static EffectRow row(String name, Place place, Axis axis, boolean alike) {
    var color = ForestLooks.color(place.outcome());
    List<Mark> marks = new ArrayList<>();
    if (!alike) {
      lines(place)
          .forEach(
              line ->
                  marks.add(
                      new Mark(
                          new double[] {line, line},
                          new double[] {ABOVE - TICK, ABOVE + TICK},
                          ForestLooks.DECIDING)));
    }
    if (!place.exact()) {
      marks.addAll(
          ForestLooks.interval(
              place.farLower(), place.farUpper(), ABOVE, axis, ForestLooks.far(color)));
      if (Double.isFinite(place.lower())) {
        marks.addAll(
            ForestLooks.interval(place.lower(), place.upper(), ABOVE, axis, ForestLooks.near(color))
                .stream()
                .filter(mark -> mark.x().length > 1)
                .toList());
      }
      place
          .bySeed()
          .forEach(
              (seed, value) ->
                  marks.add(
                      ForestLooks.at(
                          value,
                          BELOW,
                          place.diverged().contains(seed)
                              ? ForestLooks.DIVERGED
                              : ForestLooks.SEED)));
    }
    marks.add(ForestLooks.at(place.mean(), ABOVE, ForestLooks.sign(color, Sign.SQUARE)));
    return new EffectRow(
        name,
        List.of(
            place.outcome().mark() + "\u00a0" + place.outcome().words(),
            Numbers.measured(place.mean()),
            place.exact() ? "worst of all" : Integer.toString(place.bySeed().size())),
        color,
        marks);
  }

  private static DoubleStream lines(Place place) {
    return DoubleStream.of(place.from(), place.to()).filter(Double::isFinite);
  }

  /**
   * An axis that spans all means, seeds and lines. Bounds extend it only as far as it stays
   * readable.
   */
  static Axis axis(List<Place> places, String quantity) {
    return axis(
        sentence(quantity),
        places.stream().flatMapToDouble(ClaimForest::core).toArray(),
        places.stream().mapToDouble(Place::farLower).min().orElse(0),
        places.stream().mapToDouble(Place::farUpper).max().orElse(0),
        ROOM);
  }

  private static DoubleStream core(Place place) {
    return DoubleStream.concat(
        DoubleStream.concat(lines(place), DoubleStream.of(place.mean())),
        place.bySeed().values().stream().mapToDouble(value -> value));
  }

  /**
   * An axis that spans some values. Bounds extend it only as far as it stays readable.
   *
   * @param lowest the lowest bound
   * @param highest the highest bound
   * @param share room at each end, as a share of the rest
   */
  static Axis axis(String title, double[] values, double lowest, double highest, double share) {
    double low = DoubleStream.of(values).min().orElse(Double.POSITIVE_INFINITY);
    double high = DoubleStream.of(values).max().orElse(Double.NEGATIVE_INFINITY);
    if (low > high) {
      return new Axis(Text.of(title), 0, 1);
    }
    double size = Math.max(Math.abs(low), Math.abs(high));
    double span = high > low ? high - low : size > 0 ? size : 1;
    double from = Math.min(low, Math.max(lowest, low - STRETCH * span));
    double to = Math.max(high, Math.min(highest, high + STRETCH * span));
    double room = to > from ? share * (to - from) : span / 2;
    // A bound that fits must not touch the edge, and a bound that does not fit must reach it.
    return new Axis(
        Text.of(title), lowest < from ? from : from - room, highest > to ? to : to + room);
  }

  /** The words as a title, with a capital letter at the start and no comma at the end. */
  static String sentence(String words) {
    String title = words.replaceFirst(",$", "");
    return title.isEmpty()
        ? ""
        : title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  static List<Key.Entry> key(List<Place> places) {
    List<Key.Entry> key = new ArrayList<>();
    key.add(
        new Key.Entry(
            Text.of("mean over seeds"), ForestLooks.sign(Palette.FAINT_INK, Sign.SQUARE)));
    key.add(new Key.Entry(Text.of("one-sided bounds at 5 %"), ForestLooks.near(Palette.FAINT_INK)));
    key.add(
        new Key.Entry(Text.of("at 5 % / number of places"), ForestLooks.far(Palette.FAINT_INK)));
    key.add(new Key.Entry(Text.of("line that decides"), ForestLooks.DECIDING));
    key.add(new Key.Entry(Text.of("a seed"), ForestLooks.SEED));
    if (places.stream().anyMatch(place -> !place.diverged().isEmpty())) {
      key.add(
          new Key.Entry(Text.of("a seed that diverged: the worst value"), ForestLooks.DIVERGED));
    }
    return key;
  }

  /** A note on how to read the plot. */
  static String note() {
    return "A claim holds if in every row the thick line lies where it says, and fails if in some row the thin line lies"
        + " beyond. An arrowhead: the bound lies outside the axis, or there is none. What is said of all cases has the number of the worst"
        + " seed, without bounds.";
  }
}
