package io.luckynodes.figure;

import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Verdict.Place;
import io.luckynodes.drawing.ClaimPlots.FigureClaims;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The numbers of forest plots as CSV, in the manner of {@link CsvFile}. A number that does not
 * exist is empty; one without end is {@code Infinity}, with its sign.
 */
final class ClaimsCsv {
  private ClaimsCsv() {}

  /** A line for each number in a figure's plot: {@code seed} is empty but for a seed's own. */
  static byte[] ofFigure(FigureClaims figure) {
    StringBuilder csv =
        new StringBuilder("claim,origin,verdict,quantity,place,outcome,number,seed,value\n");
    for (JudgedClaim one : figure.claims()) {
      for (Place place : one.verdict().places()) {
        String start =
            line(
                one.claim().name(),
                one.claim().origin(),
                one.verdict().words(),
                one.verdict().quantity(),
                place.name(),
                place.outcome().words());
        number(csv, start, "mean", "", place.mean());
        number(csv, start, "lower", "", place.lower());
        number(csv, start, "upper", "", place.upper());
        number(csv, start, "far_lower", "", place.farLower());
        number(csv, start, "far_upper", "", place.farUpper());
        number(csv, start, "from", "", place.from());
        number(csv, start, "to", "", place.to());
        if (!place.exact()) {
          place
              .bySeed()
              .forEach(
                  (seed, value) ->
                      number(
                          csv,
                          start,
                          place.diverged().contains(seed) ? "diverged_seed" : "seed",
                          Integer.toString(seed),
                          value));
        }
      }
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A line for each claim of a study; distances in margins of the bound at 5 %. */
  static byte[] ofStudy(List<FigureClaims> figures) {
    StringBuilder csv =
        new StringBuilder("figure,claim,origin,verdict,place,seeds,distance,fails_below\n");
    for (FigureClaims figure : figures) {
      for (JudgedClaim one : figure.claims()) {
        Optional<Place> place = one.verdict().leastCertain();
        csv.append(
                line(
                    figure.figure().id(),
                    one.claim().name(),
                    one.claim().origin(),
                    one.verdict().words(),
                    place.map(Place::name).orElse(""),
                    place.map(found -> Integer.toString(found.bySeed().size())).orElse(""),
                    place.map(found -> text(found.distance())).orElse(""),
                    place.map(found -> text(found.failing())).orElse("")))
            .append('\n');
      }
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void number(
      StringBuilder csv, String start, String name, String seed, double value) {
    csv.append(start)
        .append(',')
        .append(name)
        .append(',')
        .append(seed)
        .append(',')
        .append(text(value))
        .append('\n');
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static String line(String... fields) {
    StringJoiner line = new StringJoiner(",");
    for (String field : fields) {
      line.add(CsvFile.quoted(field));
    }
    return line.toString();
  }
}
