package io.luckynodes.figure;

import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A figure of a run for a text or a slide. It is drawn again from its measurements, at a given
 * width and with or without its title and footer.
 *
 * @param files contents by ending: {@code pdf} and {@code svg}, whose letters are text of the font
 *     DejaVu Sans, which the PDF embeds; and {@code outlines.svg}, whose letters are outlines
 * @param caption the title, the notes on the marks and the line on the run
 */
public record Publication(SortedMap<String, byte[]> files, String caption) {
  /** Least width of a panel, in points; panels that would be narrower stand below each other. */
  private static final double LEAST_PANEL = 90;

  /** Room for a panel's letter, in points. */
  private static final double LETTER = 22;

  private static final double LABELS = 50;

  /** Room between two names on an axis. */
  private static final double BETWEEN = 6;

  /**
   * The layout of a publication.
   *
   * @param width in points, 72 to the inch
   * @param plain whether title and footer are left out; the warning of scale smoke stays
   */
  public record Layout(int width, boolean plain) {
    /** The layout of a run's own figures. */
    public static final Layout STANDARD = new Layout(Page.WIDTH, false);
  }

  /**
   * Draws a figure again.
   *
   * @param job that drew the figure
   * @param record provenance record of the figure, which the files hold
   * @param artifacts path of an artifact in the results, by its name
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if an artifact is missing or not the one
   *     from which the figure was drawn, or if the width has no room for the figure
   */
  public static Publication of(
      Job job, ProvenanceRecord record, Function<String, Path> artifacts, Layout layout) {
    FigureSpec spec = job.figure();
    if (spec == null) {
      throw new LuckyException(ExitCode.BAD_INPUT, "job " + job.id() + ": draws no figure");
    }
    DrawingKind kind = FigureStage.kind(spec);
    Metrics metrics = Metrics.read(job, artifacts, kind.tables(spec.options()));
    requireSame(spec, metrics, record);
    Plate plate = Drawings.of(kind).draw(spec, new Options(spec, kind), metrics);
    List<String> footnote = Footer.footnote(spec, job.scale(), plate.notes());
    Plate laidOut = layout.width() < Page.WIDTH ? narrowed(plate, layout.width()) : plate;
    try {
      Page text = page(spec, job.scale(), laidOut, footnote, layout, Lettering.text());
      Page outlines = page(spec, job.scale(), laidOut, footnote, layout, new Lettering());
      SortedMap<String, byte[]> files = new TreeMap<>();
      files.put("pdf", PdfFile.encode(text, spec.title(), spec.alternativeText(), record));
      files.put("svg", svg(text, spec, record));
      files.put("outlines.svg", svg(outlines, spec, record));
      return new Publication(files, spec.title() + ". " + String.join(" ", footnote));
    } catch (IllegalArgumentException e) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          spec.id() + ": cannot be drawn " + layout.width() + " points wide: " + e.getMessage(),
          e);
    }
  }

  /**
   * The plate with as many panels side by side as there is room for, with their titles and labels.
   */
  private static Plate narrowed(Plate plate, int width) {
    Lettering lettering = new Lettering();
    double widest = LEAST_PANEL;
    for (Panel panel : plate.panels()) {
      widest = Math.max(widest, LETTER + lettering.width(panel.title(), FigureTheme.TITLE));
      for (String name : panel.x().names()) {
        double label = lettering.width(Text.of(name), FigureTheme.LABEL) + BETWEEN;
        widest = Math.max(widest, label * panel.x().names().size());
      }
    }
    return plate.narrowed(Math.max(1, (int) ((width - LABELS) / widest)));
  }

  private static void requireSame(FigureSpec spec, Metrics metrics, ProvenanceRecord record) {
    Set<String> drawnFrom = new HashSet<>();
    record.inputs().values().forEach(input -> drawnFrom.add(input.sha256()));
    metrics
        .inputs()
        .values()
        .forEach(
            parent -> {
              if (!drawnFrom.contains(parent.input().sha256())) {
                throw new LuckyException(
                    ExitCode.BAD_INPUT,
                    spec.id()
                        + ": "
                        + parent.input().name()
                        + ": expected what the figure was drawn from, found sha256 "
                        + parent.input().sha256()
                        + ": a later run has replaced it, so build the figure again");
              }
            });
  }

  private static Page page(
      FigureSpec spec,
      String scale,
      Plate plate,
      List<String> footnote,
      Layout layout,
      Lettering lettering) {
    return new PlatePainter(
        plate,
        layout.plain() ? "" : spec.title(),
        Footer.warning(spec, scale),
        layout.plain() ? List.of() : footnote,
        lettering,
        layout.width());
  }

  private static byte[] svg(Page page, FigureSpec spec, ProvenanceRecord record) {
    return SvgFile.encode(page, spec.id(), spec.title(), spec.alternativeText(), record);
  }
}
