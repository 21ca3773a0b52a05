package io.luckynodes.figure;

import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.drawing.ClaimPlots;
import io.luckynodes.job.FigureSpec;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Draws claims as forest plots, and claims under other assumptions as specification curves. */
public final class ForestPlots implements ClaimPlots {
  @Override
  public Plot ofFigure(FigureClaims claims, ProvenanceRecord record) {
    Lettering lettering = new Lettering();
    Footer footer =
        new Footer(
            Footer.warning(claims.figure(), claims.scale()),
            Footer.footnote(claims.figure(), claims.scale(), List.of(ClaimForest.note())),
            ForestPainter.textWidth(),
            lettering);
    Forest forest = ClaimForest.of(claims);
    return plot(
        "claims-" + claims.figure().id(),
        forest.title(),
        ClaimForest.alternativeText(claims),
        new ForestPainter(forest, footer, lettering),
        ClaimsCsv.ofFigure(claims),
        record);
  }

  @Override
  public Plot ofVersions(String id, List<FigureClaims> figures, ProvenanceRecord record) {
    Lettering lettering = new Lettering();
    FigureClaims first = figures.get(0);
    Footer footer =
        new Footer(
            Footer.warning(first.figure(), first.scale()),
            List.of(
                VersionsForest.note(figures), id + " and versions of it · scale: " + first.scale()),
            ForestPainter.textWidth(),
            lettering);
    Forest forest = VersionsForest.of(id, figures);
    return plot(
        "versions-" + id,
        forest.title(),
        VersionsForest.alternativeText(figures),
        new ForestPainter(forest, footer, lettering),
        ClaimsCsv.ofStudy(figures),
        record);
  }

  @Override
  public Plot ofStudy(
      String id, String title, List<FigureClaims> figures, ProvenanceRecord record) {
    Lettering lettering = new Lettering();
    String scale = figures.get(0).scale();
    Footer footer =
        new Footer(
            warning(figures.stream().map(FigureClaims::figure), scale),
            List.of(StudyForest.note(), id + " · scale: " + scale),
            ForestPainter.textWidth(),
            lettering);
    Forest forest = StudyForest.of("Claims on " + title, figures);
    return plot(
        "claims-" + id,
        forest.title(),
        StudyForest.alternativeText(figures),
        new ForestPainter(forest, footer, lettering),
        ClaimsCsv.ofStudy(figures),
        record);
  }

  @Override
  public Plot ofAlternatives(
      String id, String title, List<VariedFigure> figures, ProvenanceRecord record) {
    Lettering lettering = new Lettering();
    String scale = figures.get(0).scale();
    Footer footer =
        new Footer(
            warning(figures.stream().map(VariedFigure::figure), scale),
            List.of(SpecificationCurves.note(), id + " · scale: " + scale),
            ForestPainter.textWidth(),
            lettering);
    SpecificationCurves curves =
        SpecificationCurves.of("Claims on " + title + " under other assumptions", figures);
    return plot(
        "alternatives-" + id,
        curves.title(),
        SpecificationCurves.alternativeText(figures),
        new CurvesPainter(curves, footer, lettering),
        ClaimsCsv.ofAlternatives(figures),
        record);
  }

  /** The warning of the first figure that has one; empty if none has. */
  private static String warning(Stream<FigureSpec> figures, String scale) {
    return figures
        .map(figure -> Footer.warning(figure, scale))
        .filter(warning -> !warning.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Plot plot(
      String id,
      String title,
      String alternativeText,
      Page page,
      byte[] csv,
      ProvenanceRecord record) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("svg", SvgFile.encode(page, id, title, alternativeText, record));
    files.put("png", PngFile.encode(page, record));
    files.put("csv", csv);
    return new Plot(title, alternativeText, Page.WIDTH, page.height(), files);
  }
}
