package io.luckynodes.report;

import io.luckynodes.claim.Verdict.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Formats the verdicts on claims for a terminal: one row for each claim, with the numbers of the
 * place in which it is least certain.
 */
public final class ClaimLines {
  private static final List<String> COLUMNS = List.of("claim", "expected", "obtained", "verdict");

  private ClaimLines() {}

  /** The claims of some figures in one table, in the order of the figures' ids. */
  public static List<String> of(List<Summary.Figure> figures) {
    return TextTable.ofBlocks(
        COLUMNS,
        Summary.own(figures).stream()
            .filter(figure -> !figure.claims().isEmpty())
            .sorted(Comparator.comparing(Summary.Figure::id))
            .map(
                figure ->
                    new TextTable.Block(
                        figure.id() + ": " + figure.title(),
                        figure.claims().stream().map(claim -> row(claim.name(), claim)).toList(),
                        reasons(figure.claims())))
            .toList());
  }

  /**
   * One claim of several figures that differ in changed or assumed settings, in one table.
   *
   * @param claim name of the claim, which each figure has
   */
  public static List<String> of(String claim, List<Summary.Figure> figures) {
    List<List<String>> rows = new ArrayList<>();
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.set(0, "figure");
    List<Summary.Claim> versions = new ArrayList<>();
    for (Summary.Figure figure : figures) {
      for (Summary.Claim own : figure.claims()) {
        if (own.name().equals(claim)) {
          versions.add(own);
          rows.add(row(figure.assumesOtherwise() ? figure.alternativeWords() : figure.id(), own));
        }
      }
    }
    List<String> lines = new ArrayList<>(List.of(versions.get(0).statement()));
    lines.addAll(
        TextTable.ofBlocks(columns, List.of(new TextTable.Block("", rows, reasons(versions)))));
    return lines;
  }

  /** The number of claims with each outcome for each study, in a table. */
  public static List<String> counts(List<Summary.Figure> figures) {
    List<String> columns = new ArrayList<>(List.of("study", "claims"));
    Arrays.stream(Outcome.values()).map(Outcome::words).forEach(columns::add);
    SortedMap<String, List<String>> outcomes = new TreeMap<>();
    for (Summary.Figure figure : Summary.own(figures)) {
      for (Summary.Claim claim : figure.claims()) {
        outcomes.computeIfAbsent(figure.study(), study -> new ArrayList<>()).add(claim.outcome());
      }
    }
    List<List<String>> rows = new ArrayList<>();
    outcomes.forEach(
        (study, all) -> {
          List<String> row = new ArrayList<>(List.of(study, String.valueOf(all.size())));
          for (Outcome outcome : Outcome.values()) {
            row.add(String.valueOf(Collections.frequency(all, outcome.words())));
          }
          rows.add(row);
        });
    return TextTable.of(columns, rows);
  }

  /** The reasons why claims are not judged, each once. */
  private static List<String> reasons(List<Summary.Claim> claims) {
    return claims.stream()
        .filter(claim -> claim.outcome().equals(Outcome.NOT_JUDGED.words()))
        .map(claim -> "Not judged: " + claim.why())
        .distinct()
        .toList();
  }

  /** Whether a figure has a claim of this name. */
  public static boolean has(Summary.Figure figure, String claim) {
    return figure.claims().stream().anyMatch(own -> own.name().equals(claim));
  }

  /** A figure and all figures that are based on it, directly or not. */
  public static List<Summary.Figure> family(Summary summary, String id) {
    Map<String, String> bases = new TreeMap<>();
    for (Summary.Figure figure : summary.figures()) {
      String base = figure.basedOn();
      if (base != null) {
        bases.put(figure.id(), base);
      }
    }
    return summary.figures().stream()
        .filter(figure -> Versions.isBasedOn(figure.id(), id, bases))
        .toList();
  }

  private static List<String> row(String name, Summary.Claim claim) {
    PageModel.Verdict verdict = PageModel.Verdict.of(claim.outcome(), claim.verdict());
    // Differences of the experiment and its assumptions stand on lines of their own, where there is
    // room.
    Footing footing = claim.footing();
    String words =
        verdict.sign()
            + " "
            + verdict.words().replaceFirst(" in ", "\nin ")
            + (footing == null ? "" : ",\n" + footing.words().replaceFirst(" \\(", "\n("));
    return claim
        .leastCertain()
        .map(PageModel.PlaceView::of)
        .map(place -> List.of(name, place.claimed(), obtained(place), words))
        .orElse(List.of(name, "–", "–", words));
  }

  private static String obtained(PageModel.PlaceView place) {
    return place.obtained() + "\n" + place.name() + ", seeds: " + place.seeds();
  }
}
