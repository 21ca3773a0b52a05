package io.luckynodes.report;

import io.luckynodes.claim.Verdict.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How claims stand, for a terminal: a line for each claim, by the place in which it is least
 * certain.
 */
public final class ClaimLines {
  private static final List<String> COLUMNS =
      List.of("", "claim", "place", "mean", "bounds at 5 %", "claimed", "seeds");

  private ClaimLines() {}

  /**
   * The claims of some figures, a table for each.
   *
   * @param figures with at least one claim each
   */
  public static List<String> of(List<Summary.Figure> figures) {
    List<String> lines = new ArrayList<>();
    for (Summary.Figure figure : figures) {
      List<List<String>> rows = new ArrayList<>();
      figure.claims().forEach(claim -> rows.add(row(claim.name(), claim)));
      lines.add(figure.id() + ": " + figure.title());
      lines.addAll(table(COLUMNS, rows));
      lines.addAll(reasons(figure.claims()));
      lines.add("");
    }
    return lines;
  }

  /**
   * One claim of several figures that differ in what is changed, in one table.
   *
   * @param claim its name, which each figure has
   */
  public static List<String> of(String claim, List<Summary.Figure> figures) {
    List<List<String>> rows = new ArrayList<>();
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.set(1, "figure");
    List<Summary.Claim> versions = new ArrayList<>();
    for (Summary.Figure figure : figures) {
      for (Summary.Claim own : figure.claims()) {
        if (own.name().equals(claim)) {
          versions.add(own);
          rows.add(row(figure.id(), own));
        }
      }
    }
    List<String> lines = new ArrayList<>(List.of(versions.get(0).statement()));
    lines.addAll(table(columns, rows));
    lines.addAll(reasons(versions));
    return lines;
  }

  /** Why claims are not judged, each reason once. */
  private static List<String> reasons(List<Summary.Claim> claims) {
    return claims.stream()
        .filter(claim -> claim.outcome().equals(Outcome.NOT_JUDGED.words()))
        .map(claim -> "  Not judged: " + claim.why())
        .distinct()
        .toList();
  }

  /** Whether a figure has a claim of this name. */
  public static boolean has(Summary.Figure figure, String claim) {
    return figure.claims().stream().anyMatch(own -> own.name().equals(claim));
  }

  /** A figure and those that are based on it, directly or not. */
  public static List<Summary.Figure> family(Summary summary, String id) {
    Map<String, String> bases = new TreeMap<>();
    for (Summary.Figure figure : summary.figures()) {
      String base = figure.basedOn();
      if (base != null) {
        bases.put(figure.id(), base);
      }
    }
    return summary.figures().stream()
        .filter(
            figure -> figure.id().equals(id) || Versions.original(figure.id(), bases).equals(id))
        .toList();
  }

  private static List<String> row(String name, Summary.Claim claim) {
    PageModel.Verdict verdict = PageModel.Verdict.of(claim.outcome(), claim.verdict());
    String words = verdict.sign() + " " + verdict.words();
    return claim
        .leastCertain()
        .map(PageModel.PlaceView::of)
        .map(
            place ->
                List.of(
                    words,
                    name,
                    place.name(),
                    place.mean(),
                    place.bounds(),
                    place.claimed(),
                    place.seeds()))
        .orElse(List.of(words, name, "", "", "", "", ""));
  }

  private static List<String> table(List<String> columns, List<List<String>> rows) {
    int[] widths = columns.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    String format =
        "  "
            + String.join(
                "  ", Arrays.stream(widths).mapToObj(width -> "%-" + width + "s").toList());
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, format, columns.toArray()).stripTrailing());
    for (List<String> row : rows) {
      lines.add(String.format(Locale.ROOT, format, row.toArray()).stripTrailing());
    }
    return lines;
  }
}
