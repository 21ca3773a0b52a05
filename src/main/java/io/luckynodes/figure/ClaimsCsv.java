package io.luckynodes.figure;

import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Verdict.Place;
import io.luckynodes.csv.CsvLines;
import io.luckynodes.drawing.ClaimPlots.FigureClaims;
import io.luckynodes.drawing.ClaimPlots.VariedFigure;
import io.luckynodes.figure.SpecificationCurve.Distance;
import io.luckynodes.figure.SpecificationCurve.Specification;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of the plots of claims as CSV, written like {@link CsvFile}. A missing number is empty;
 * an infinite number is {@code Infinity} or {@code -Infinity}.
 */
final class ClaimsCsv {
  private ClaimsCsv() {}

  /**
   * A line for each number in a figure's plot. Only the number of a single seed has a {@code seed}.
   */
  static byte[] ofFigure(FigureClaims figure) {
    CsvLines csv =
        new CsvLines(
            "claim",
            "origin",
            "verdict",
            "quantity",
            "place",
            "outcome",
            "number",
            "seed",
            "value");
    for (JudgedClaim one : figure.claims()) {
      for (Place place : one.verdict().places()) {
        add(csv, one, place, "mean", null, place.mean());
        add(csv, one, place, "lower", null, place.lower());
        add(csv, one, place, "upper", null, place.upper());
        add(csv, one, place, "far_lower", null, place.farLower());
        add(csv, one, place, "far_upper", null, place.farUpper());
        add(csv, one, place, "from", null, place.from());
        add(csv, one, place, "to", null, place.to());
        if (!place.exact()) {
          place
              .bySeed()
              .forEach(
                  (seed, value) -> {
                    boolean diverged = place.diverged().contains(seed);
                    add(csv, one, place, diverged ? "diverged_seed" : "seed", seed, value);
                  });
        }
      }
    }
    return csv.encoded();
  }

  private static void add(
      CsvLines csv,
      JudgedClaim one,
      Place place,
      String number,
      @Nullable Integer seed,
      double value) {
    csv.add(
        one.claim().name(),
        one.claim().origin(),
        one.verdict().words(),
        one.verdict().quantity(),
        place.name(),
        place.outcome().words(),
        number,
        seed,
        value);
  }

  /** A line for each claim of a study. Distances are in margins of the bound at 5 %. */
  static byte[] ofStudy(List<FigureClaims> figures) {
    CsvLines csv =
        new CsvLines(
            "figure", "claim", "origin", "verdict", "place", "seeds", "distance", "fails_below");
    for (FigureClaims figure : figures) {
      for (JudgedClaim one : figure.claims()) {
        Optional<Place> place = one.verdict().leastCertain();
        csv.add(
            figure.figure().id(),
            one.claim().name(),
            one.claim().origin(),
            one.verdict().words(),
            place.map(Place::name).orElse(null),
            place.map(found -> found.bySeed().size()).orElse(null),
            place.map(Place::distance).orElse(null),
            place.map(Place::failing).orElse(null));
      }
    }
    return csv.encoded();
  }

  /**
   * A line for each column of a study's specification curves, in their order. The {@code
   * alternative} is empty for the assumed settings. The {@code distance} is that of the mean from
   * the end of the claimed range.
   */
  static byte[] ofAlternatives(List<VariedFigure> figures) {
    CsvLines csv =
        new CsvLines(
            "figure",
            "claim",
            "origin",
            "alternative",
            "verdict",
            "place",
            "seeds",
            "mean",
            "lower",
            "upper",
            "far_lower",
            "far_upper",
            "from",
            "to",
            "distance");
    for (VariedFigure figure : figures) {
      for (SpecificationCurve curve : SpecificationCurves.of(figure)) {
        curve.columns().forEach(column -> add(csv, figure, curve.claim(), column));
      }
    }
    return csv.encoded();
  }

  private static void add(
      CsvLines csv, VariedFigure figure, JudgedClaim one, Specification column) {
    Optional<Place> place = column.verdict().leastCertain();
    csv.add(
        figure.figure().id(),
        one.claim().name(),
        one.claim().origin(),
        column.words(),
        column.verdict().words(),
        place.map(Place::name).orElse(null),
        place.map(found -> found.bySeed().size()).orElse(null),
        place.map(Place::mean).orElse(null),
        place.map(Place::lower).orElse(null),
        place.map(Place::upper).orElse(null),
        place.map(Place::farLower).orElse(null),
        place.map(Place::farUpper).orElse(null),
        place.map(Place::from).orElse(null),
        place.map(Place::to).orElse(null),
        column.distance().map(Distance::mean).orElse(null));
  }
}
