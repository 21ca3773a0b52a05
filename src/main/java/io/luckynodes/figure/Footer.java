package io.luckynodes.figure;

import io.luckynodes.figure.Lettering.Align;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Scale;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The small print below a page's panels, wrapped. Lengths are in points. */
final class Footer {
  private static final String SMOKE = Scale.SMOKE.id();
  private static final double SIZE = FigureTheme.LABEL;
  private static final double LINE = 11;

  /** Matches a number other than 0 that has at least four zeros after the decimal point. */
  private static final Pattern SMALL = Pattern.compile("(?<![\\d.])0\\.0000\\d*[1-9]");

  private final Lettering lettering;
  private final List<SmallPrint> lines = new ArrayList<>();

  private record SmallPrint(Text text, Color color) {}

  /**
   * Breaks the footer into lines.
   *
   * @param warning a warning that stands first, in bold; empty for none
   * @param paragraphs the other paragraphs
   * @param width of the page between its margins
   */
  Footer(String warning, List<String> paragraphs, double width, Lettering lettering) {
    this.lettering = lettering;
    if (!warning.isEmpty()) {
      lettering
          .wrap(warning, Text::bold, SIZE, width)
          .forEach(line -> lines.add(new SmallPrint(line, Palette.WARNING)));
    }
    for (String paragraph : paragraphs) {
      lettering
          .wrap(paragraph, Text::of, SIZE, width)
          .forEach(line -> lines.add(new SmallPrint(line, Palette.FAINT_INK)));
    }
  }

  /**
   * The warning that numbers at scale smoke mean nothing; empty at other scales. It is also empty
   * if no network was trained, because data that are only read have no settings and give the same
   * numbers at every scale.
   */
  static String warning(FigureSpec spec, String scale) {
    boolean trained = spec.experiments().stream().anyMatch(drawn -> !drawn.settings().isEmpty());
    return scale.equals(SMOKE) && trained
        ? "Smoke scale: a test that everything runs. These numbers mean nothing."
        : "";
  }

  /** The paragraphs of the footer: notes on the marks, then a line on the run. */
  static List<String> footnote(FigureSpec spec, String scale, List<String> notes) {
    List<String> paragraphs = new ArrayList<>();
    if (!notes.isEmpty()) {
      paragraphs.add(String.join(" ", notes));
    }
    paragraphs.add(
        spec.id()
            + " · scale: "
            + scale
            + " · "
            + (spec.changes().isEmpty()
                ? ""
                : "not the paper's experiment: " + String.join("; ", spec.changes()) + " · ")
            + (spec.reductions().isEmpty()
                ? "nothing reduced"
                : "reduced: " + String.join("; ", spec.reductions())));
    return paragraphs.stream().map(Footer::shortened).toList();
  }

  /** The text with 10⁻⁵ in the place of 0.00001. */
  static String shortened(String text) {
    return SMALL
        .matcher(text)
        .replaceAll(found -> Numbers.plain(Double.parseDouble(found.group())));
  }

  double height() {
    return lines.size() * LINE;
  }

  void paint(Graphics2D g, double left, double top) {
    for (int i = 0; i < lines.size(); i++) {
      g.setColor(lines.get(i).color);
      lettering.draw(g, lines.get(i).text, SIZE, left, top + 8 + i * LINE, Align.LEFT);
    }
  }
}
