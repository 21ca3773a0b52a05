package io.luckynodes.figure;

import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Verdict;
import io.luckynodes.claim.Verdict.Place;
import io.luckynodes.drawing.ClaimPlots.FigureClaims;
import io.luckynodes.figure.Forest.EffectRow;
import io.luckynodes.figure.Forest.Group;
import io.luckynodes.figure.Forest.Paragraph;
import io.luckynodes.job.DrawnExperiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The claims of a figure and of versions that differ from it in settings, as a forest plot. Each
 * claim is a group with an axis that all versions share, and with the places of each version.
 */
final class VersionsForest {
  private VersionsForest() {}

  /**
   * The plot of some versions of a figure.
   *
   * @param id of the original
   * @param figures the original, if it is there, and then the others; at least one figure
   */
  static Forest of(String id, List<FigureClaims> figures) {
    List<Group> groups = new ArrayList<>();
    List<Place> all = new ArrayList<>();
    for (JudgedClaim first : figures.get(0).claims()) {
      List<Version> versions =
          figures.stream()
              .flatMap(figure -> version(figure, first.claim().name()).stream())
              .toList();
      versions.forEach(version -> all.addAll(version.verdict().places()));
      groups.add(group(first, versions));
    }
    return new Forest(
        "Claims on " + id + " with other settings",
        List.of("", "mean", "seeds"),
        165,
        85,
        groups,
        all.isEmpty() ? List.of() : ClaimForest.key(all));
  }

  /** A description of the plot for readers who cannot see it. */
  static String alternativeText(List<FigureClaims> figures) {
    StringBuilder words =
        new StringBuilder(
            "For each claim the places of every version of the figure on one axis: the mean over seeds, its bounds, and each seed.");
    for (FigureClaims figure : figures) {
      figure
          .claims()
          .forEach(
              one ->
                  words
                      .append(' ')
                      .append(name(figure))
                      .append(": ")
                      .append(one.claim().statement())
                      .append(" This is so judged: ")
                      .append(one.verdict().words())
                      .append('.'));
    }
    return words.toString();
  }

  /** A note on how to read the plot. */
  static String note(List<FigureClaims> figures) {
    boolean same =
        figures.stream()
            .flatMap(figure -> figure.figure().changes().stream())
            .noneMatch(line -> line.endsWith(DrawnExperiment.OWN_STREAMS));
    return (same ? "All versions draw the same random numbers, seed by seed. " : "")
        + ClaimForest.note();
  }

  /** The name of a version, which lists its changes. */
  static String name(FigureClaims figure) {
    List<String> changes = figure.figure().changes();
    return changes.isEmpty()
        ? "as defined"
        : String.join(
            ", ", changes.stream().map(line -> line.replaceFirst(" instead of .*", "")).toList());
  }

  /** The verdict on a claim in one version. */
  private record Version(String name, Verdict verdict) {}

  private static Optional<Version> version(FigureClaims figure, String claim) {
    return figure.claims().stream()
        .filter(one -> one.claim().name().equals(claim))
        .findFirst()
        .map(one -> new Version(name(figure), one.verdict()));
  }

  private static Group group(JudgedClaim claim, List<Version> versions) {
    List<Place> places =
        versions.stream().flatMap(version -> version.verdict().places().stream()).toList();
    String quantity =
        versions.stream()
            .map(version -> version.verdict().quantity())
            .filter(words -> !words.isEmpty())
            .findFirst()
            .orElse("");
    Axis axis = ClaimForest.axis(places, quantity);
    boolean alike = ClaimForest.alike(places);
    List<EffectRow> rows = new ArrayList<>();
    List<Paragraph> heading = new ArrayList<>();
    heading.add(new Paragraph(claim.claim().statement(), true, Palette.INK));
    for (Version version : versions) {
      Verdict verdict = version.verdict();
      heading.add(
          new Paragraph(
              verdict.outcome().mark() + "\u00a0" + version.name() + ": " + verdict.words(),
              false,
              ForestLooks.color(verdict.outcome())));
      for (Place place : verdict.places()) {
        String name =
            verdict.places().size() == 1 ? version.name() : version.name() + ": " + place.name();
        rows.add(ClaimForest.row(name, place, axis, alike));
      }
    }
    return new Group(heading, true, axis, true, ClaimForest.lines(places, alike), rows);
  }
}
