package io.luckynodes.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code claims.csv}: a line for each place of each claim, one without numbers for a claim of which
 * nothing was measured; RFC 4180, but with plain newlines. Reals are written so that they read back
 * exactly; what is not finite or does not exist is empty.
 */
final class ClaimsFile {
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
          "sign_flip_p");

  /** Columns that say which claim it is, before those of the place. */
  private static final int FIRST = 9;

  private ClaimsFile() {}

  static byte[] encode(List<Summary.Figure> figures) {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (Summary.Figure figure : figures) {
      String[] id = figure.id().split("/", 2);
      for (Summary.Claim claim : figure.claims()) {
        StringJoiner start = new StringJoiner(",");
        for (String text :
            List.of(
                id[0],
                id[1],
                claim.name(),
                claim.origin(),
                claim.statement(),
                figure.scale(),
                claim.outcome(),
                claim.verdict(),
                claim.quantity())) {
          start.add(quoted(text));
        }
        for (Summary.Place place : claim.places()) {
          csv.append(start).append(',').append(numbers(place)).append('\n');
        }
        if (claim.places().isEmpty()) {
          csv.append(start).append(",".repeat(COLUMNS.size() - FIRST)).append('\n');
        }
      }
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String numbers(Summary.Place place) {
    StringJoiner line = new StringJoiner(",");
    line.add(quoted(place.name()));
    line.add(place.outcome());
    line.add(Integer.toString(place.bySeed().size()));
    line.add(place.diverged().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    line.add(number(place.mean()));
    line.add(number(place.lower()));
    line.add(number(place.upper()));
    line.add(number(place.farLower()));
    line.add(number(place.farUpper()));
    line.add(number(place.from()));
    line.add(number(place.to()));
    line.add(number(place.signFlip()));
    return line.toString();
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : Double.toString(value);
  }

  private static String quoted(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
