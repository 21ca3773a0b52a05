package io.luckynodes.report;

import io.luckynodes.csv.CsvLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code claims.csv}: one line for each place of each claim, and one line without numbers
 * for a claim without measurements. Numbers that are not finite are empty. The last two columns
 * give the alternative value of an assumed setting with which the claim was judged again, and how
 * far the verdict rests on assumptions.
 */
final class ClaimsTable {
  private static final List<String> COLUMNS =
      List.of(
          "study",
          "figure",
          "claim",
          "origin",
          "statement",
          "scale",
          "outcome",
          "verdict",
          "quantity",
          "place",
          "outcome_in_place",
          "seeds",
          "diverged",
          "mean",
          "lower",
          "upper",
          "far_lower",
          "far_upper",
          "from",
          "to",
          "sign_flip_p",
          "alternative",
          "footing");

  private ClaimsTable() {}

  static byte[] encode(List<Summary.Figure> figures) {
    CsvLines csv = new CsvLines(COLUMNS.toArray());
    for (Summary.Figure figure : figures) {
      for (Summary.Claim claim : figure.claims()) {
        for (Summary.Place place : claim.places()) {
          csv.add(line(figure, claim, place));
        }
        if (claim.places().isEmpty()) {
          csv.add(line(figure, claim, null));
        }
      }
    }
    return csv.encoded();
  }

  private static @Nullable Object[] line(
      Summary.Figure figure, Summary.Claim claim, Summary.@Nullable Place place) {
    String[] id = figure.id().split("/", 2);
    List<@Nullable Object> line = new ArrayList<>();
    line.add(id[0]);
    line.add(id[1]);
    line.add(claim.name());
    line.add(claim.origin());
    line.add(claim.statement());
    line.add(figure.scale());
    line.add(claim.outcome());
    line.add(claim.verdict());
    line.add(claim.quantity());
    if (place != null) {
      line.add(place.name());
      line.add(place.outcome());
      line.add(place.bySeed().size());
      line.add(place.diverged().stream().map(String::valueOf).collect(Collectors.joining(" ")));
      line.add(place.mean());
      line.add(place.lower());
      line.add(place.upper());
      line.add(place.farLower());
      line.add(place.farUpper());
      line.add(place.from());
      line.add(place.to());
      line.add(place.signFlip());
    }
    @Nullable Object[] fields = Arrays.copyOf(line.toArray(), COLUMNS.size());
    fields[COLUMNS.size() - 2] = figure.alternativeWords();
    fields[COLUMNS.size() - 1] = claim.footing() == null ? "" : claim.footing().words();
    return fields;
  }
}
