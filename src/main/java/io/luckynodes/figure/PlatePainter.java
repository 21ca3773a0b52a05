package io.luckynodes.figure;

import io.luckynodes.figure.Lettering.Align;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays a plate out on a page seven inches wide and paints it: panels with their letters, axes that
 * neighbours share, the key, title and footer. All lengths are in points, 72 to the inch.
 */
final class PlatePainter {
  /** Seven inches. */
  static final int WIDTH = 504;

  private static final double LABEL = FigureTheme.LABEL;
  private static final double LABEL_GAP = FigureTheme.LABEL_GAP;

  /** Height of a digit of a label. */
  private static final double DIGIT = 5.8;

  private static final double TITLE = 8.5;
  private static final double LINE = 11;
  private static final double MARGIN = 6;
  private static final double GAP = 15;
  private static final double TICK = FigureTheme.TICK;

  /** Height of the strip above a panel that holds its letter. */
  private static final double STRIP = 15;

  private static final double SAMPLE = 25;
  private static final double ENTRY_GAP = 12;
  private static final double SWATCH = 7;
  private static final double BAR_WIDTH = 10;
  private static final double ROW_TITLE = 14;
  private static final BasicStroke FRAME = new BasicStroke((float) FigureTheme.FRAME);
  private static final BasicStroke HAIR = new BasicStroke(0.5f);

  private final Lettering lettering;
  private final Plate plate;
  private final List<Text> heading;
  private final List<FooterLine> footer = new ArrayList<>();
  private final double left;
  private final double right;
  private final List<RowPlace> rows = new ArrayList<>();
  private final List<List<Key.Entry>> legendLines = new ArrayList<>();
  private final double keyTop;
  private final double footerTop;
  private final double height;

  private record FooterLine(Text text, Color color) {}

  /**
   * Where a row of panels stands.
   *
   * @param top of the plot areas
   * @param labelled whether the x axis is labelled below this row
   */
  private record RowPlace(double top, int plotWidth, int plotHeight, boolean labelled) {}

  /**
   * @param title of the figure
   * @param warning a line of the footer that must not be missed; empty for none
   * @param footnote the rest of the footer, wrapped as needed
   */
  PlatePainter(
      Plate plate, String title, String warning, List<String> footnote, Lettering lettering) {
    this.plate = plate;
    this.lettering = lettering;
    double textWidth = WIDTH - 2 * MARGIN;
    this.heading = lettering.wrap(title, Text::bold, TITLE, textWidth);
    if (!warning.isEmpty()) {
      footer.add(new FooterLine(Text.bold(warning), Palette.WARNING));
    }
    for (String paragraph : footnote) {
      lettering
          .wrap(paragraph, Text::of, LABEL, textWidth)
          .forEach(line -> footer.add(new FooterLine(line, Palette.FAINT_INK)));
    }
    this.right = WIDTH - MARGIN - keyWidth() - (plate.rowTitles().isEmpty() ? 5 : ROW_TITLE);
    this.left = leftOfPlots();
    double y = MARGIN + heading.size() * LINE + 3;
    if (!plate.columnTitles().isEmpty()) {
      y += LINE + 3;
    }
    for (int r = 0; r < plate.rows().size(); r++) {
      RowPlace place = place(r, y);
      rows.add(place);
      y = place.top + place.plotHeight;
      if (place.labelled) {
        y += TICK + LINE + LINE + 3;
      }
    }
    this.keyTop = y + 5;
    legendGroups().forEach(this::fillLegendLines);
    if (!legendLines.isEmpty()) {
      y = keyTop + legendLines.size() * (LINE + 2);
    }
    this.footerTop = y + 6;
    this.height = Math.ceil(footerTop + footer.size() * LINE + MARGIN);
  }

  /** Height of the page. */
  int height() {
    return (int) height;
  }

  void paint(Graphics2D g) {
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, WIDTH, height));
    g.setColor(Palette.INK);
    for (int i = 0; i < heading.size(); i++) {
      lettering.draw(g, heading.get(i), TITLE, MARGIN, MARGIN + 8 + i * LINE, Align.LEFT);
    }
    paintPanels(g);
    paintKey(g);
    for (int i = 0; i < footer.size(); i++) {
      g.setColor(footer.get(i).color);
      lettering.draw(g, footer.get(i).text, LABEL, MARGIN, footerTop + 8 + i * LINE, Align.LEFT);
    }
  }

  private RowPlace place(int r, double y) {
    Plate.Row row = plate.rows().get(r);
    int plotWidth = plotWidth(r, left);
    boolean last = r == plate.rows().size() - 1;
    boolean labelled = last || !xAxes(plate.rows().get(r + 1)).equals(xAxes(row));
    return new RowPlace(y + STRIP, plotWidth, (int) (plotWidth * row.aspect()), labelled);
  }

  private static List<Axis> xAxes(Plate.Row row) {
    return row.panels().stream().map(Panel::x).toList();
  }

  /** Left edge of the plot areas: beyond the y labels, of which taller panels have more. */
  private double leftOfPlots() {
    double edge = 0;
    for (int pass = 0; pass < 3; pass++) {
      double widest = 0;
      for (int r = 0; r < plate.rows().size(); r++) {
        Plate.Row row = plate.rows().get(r);
        int plotHeight = (int) (plotWidth(r, edge) * row.aspect());
        widest = Math.max(widest, widest(yTicks(row.panels().get(0).y(), plotHeight)));
      }
      edge = MARGIN + LINE + 4 + widest + TICK + 3;
    }
    return edge;
  }

  /** From one panel to the next, so that the last one ends at the right edge in every row. */
  private double step(int r, int plotWidth) {
    int columns = columns(r);
    return columns == 1 ? 0 : (right - left - plotWidth) / (columns - 1);
  }

  private int plotWidth(int r, double from) {
    int columns = columns(r);
    return (int) ((right - from - (columns - 1) * GAP) / columns);
  }

  /** Rows of alike panels keep their columns, so that an unfinished last row stays in line. */
  private int columns(int r) {
    Plate.Row row = plate.rows().get(r);
    int before = r == 0 ? 0 : plate.rows().get(r - 1).panels().size();
    boolean continues =
        r > 0 && plate.rows().get(r - 1).panels().get(0).y().equals(row.panels().get(0).y());
    return continues ? Math.max(before, row.panels().size()) : row.panels().size();
  }

  private void paintPanels(Graphics2D g) {
    int letter = 0;
    int axisFrom = 0;
    for (int r = 0; r < rows.size(); r++) {
      RowPlace place = rows.get(r);
      List<Panel> panels = plate.rows().get(r).panels();
      double step = step(r, place.plotWidth);
      for (int c = 0; c < panels.size(); c++) {
        double x = left + c * step;
        paintPanel(g, panels.get(c), (char) ('a' + letter++), x, place, c == 0);
        if (r == 0 && !plate.columnTitles().isEmpty()) {
          g.setColor(Palette.INK);
          lettering.draw(
              g,
              plate.columnTitles().get(c),
              TITLE,
              x + place.plotWidth / 2.0,
              place.top - STRIP - 3,
              Align.CENTRE);
        }
      }
      g.setColor(Palette.INK);
      double rowRight = left + (panels.size() - 1) * step + place.plotWidth;
      if (!plate.rowTitles().isEmpty()) {
        lettering.drawDownwards(
            g, plate.rowTitles().get(r), TITLE, rowRight + 5, place.top + place.plotHeight / 2.0);
      }
      if (place.labelled) {
        double baseline = place.top + place.plotHeight + TICK + 2 * LINE;
        if (panels.stream().map(panel -> panel.x().title()).distinct().count() == 1) {
          lettering.draw(
              g, panels.get(0).x().title(), TITLE, (left + rowRight) / 2, baseline, Align.CENTRE);
        } else {
          for (int c = 0; c < panels.size(); c++) {
            lettering.draw(
                g,
                panels.get(c).x().title(),
                TITLE,
                left + c * step + place.plotWidth / 2.0,
                baseline,
                Align.CENTRE);
          }
        }
      }
      Axis y = panels.get(0).y();
      if (r + 1 == rows.size() || !plate.rows().get(r + 1).panels().get(0).y().equals(y)) {
        double middle = (rows.get(axisFrom).top + place.top + place.plotHeight) / 2;
        lettering.drawUpwards(g, y.title(), TITLE, MARGIN + 9, middle);
        axisFrom = r + 1;
      }
    }
  }

  private void paintPanel(
      Graphics2D g, Panel panel, char letter, double x, RowPlace place, boolean first) {
    int width = place.plotWidth;
    int high = place.plotHeight;
    Text mark = Text.bold("(" + letter + ")");
    g.setColor(Palette.INK);
    lettering.draw(g, mark, TITLE, x, place.top - 4, Align.LEFT);
    lettering.draw(
        g, panel.title(), TITLE, x + lettering.width(mark, TITLE) + 4, place.top - 4, Align.LEFT);

    Ticks xTicks = ticks(panel.x(), xTicks(panel.x(), width), width, place.labelled, false);
    Ticks yTicks = ticks(panel.y(), yTicks(panel.y(), high), high, first, true);
    new PanelChart(panel, xTicks, yTicks, lettering).paint(g, x, place.top);
    g.setColor(Palette.INK);
    g.setStroke(FRAME);
    g.draw(new Rectangle2D.Double(x, place.top, width, high));
    if (xTicks.step().isEmpty()) {
      paintTicks(g, xTicks, x, place.top + high, false);
    }
    if (yTicks.step().isEmpty()) {
      paintTicks(g, yTicks, x, place.top + high, true);
    }
    if (panel.isEmpty()) {
      paintRemark(g, panel.remark(), x + width / 2.0, place.top + high / 2.0, width);
    }
  }

  private Ticks ticks(
      Axis axis, List<Axis.Tick> marks, int length, boolean labelled, boolean upright) {
    return new Ticks(axis, marks, length, upright ? LABEL : widest(marks), labelled);
  }

  /** Paints what XChart does not have: ticks at unequal steps. */
  private void paintTicks(Graphics2D g, Ticks ticks, double left, double bottom, boolean upright) {
    for (Axis.Tick tick : ticks.marks()) {
      double at = ticks.length() * ticks.axis().share(tick.value());
      double x = upright ? left - TICK : left + at;
      double y = upright ? bottom - at : bottom;
      g.draw(upright ? new Line2D.Double(x, y, left, y) : new Line2D.Double(x, y, x, y + TICK));
      if (ticks.labelled()) {
        Text label = Text.of(tick.label());
        if (upright) {
          lettering.draw(g, label, LABEL, x - LABEL_GAP, y + DIGIT / 2, Align.RIGHT);
        } else {
          lettering.draw(g, label, LABEL, x, y + TICK + LABEL_GAP + DIGIT, Align.CENTRE);
        }
      }
    }
  }

  private void paintRemark(Graphics2D g, String remark, double x, double y, double width) {
    g.setColor(Palette.FAINT_INK);
    List<Text> lines = lettering.wrap(remark, Text::of, LABEL, width - 8);
    for (int i = 0; i < lines.size(); i++) {
      lettering.draw(
          g, lines.get(i), LABEL, x, y + (i - (lines.size() - 1) / 2.0) * LINE + 3, Align.CENTRE);
    }
  }

  /** As many ticks as leave room between labels, those of the next panel among them. */
  private List<Axis.Tick> xTicks(Axis axis, double width) {
    for (int most = 10; most > 1; most--) {
      List<Axis.Tick> ticks = axis.ticks(most);
      double widest = widest(ticks);
      if (ticks.size() * (widest + 8) <= width && beyond(axis, ticks, width) + 4 <= GAP) {
        return ticks;
      }
    }
    return axis.ticks(1);
  }

  /** How far the first and the last label together reach out of the panel. */
  private double beyond(Axis axis, List<Axis.Tick> ticks, double width) {
    if (ticks.isEmpty()) {
      return 0;
    }
    Axis.Tick first = ticks.get(0);
    Axis.Tick last = ticks.get(ticks.size() - 1);
    double before =
        lettering.width(Text.of(first.label()), LABEL) / 2 - width * axis.share(first.value());
    double after =
        lettering.width(Text.of(last.label()), LABEL) / 2 - width * (1 - axis.share(last.value()));
    return Math.max(0, before) + Math.max(0, after);
  }

  private static List<Axis.Tick> yTicks(Axis axis, double height) {
    return axis.ticks(Math.max(2, (int) (height / 17)));
  }

  private double widest(List<Axis.Tick> ticks) {
    return ticks.stream()
        .mapToDouble(tick -> lettering.width(Text.of(tick.label()), LABEL))
        .max()
        .orElse(0);
  }

  // The key.

  private double keyWidth() {
    if (plate.key() instanceof Key.LegendBeside legend) {
      double widest = lettering.width(legend.title(), TITLE);
      for (Key.Entry entry : legend.entries()) {
        widest = Math.max(widest, SAMPLE + 5 + lettering.width(entry.label(), LABEL));
      }
      return widest + 12;
    }
    double widest = Double.NEGATIVE_INFINITY;
    for (Key.ColourBar bar : bars()) {
      widest = Math.max(widest, lettering.width(bar.title(), TITLE) - BAR_WIDTH);
      for (Key.Shade shade : bar.shades()) {
        widest = Math.max(widest, TICK + 2 + lettering.width(Text.of(shade.label()), LABEL));
      }
    }
    return bars().isEmpty() ? 0 : BAR_WIDTH + widest + 12;
  }

  private List<Key.ColourBar> bars() {
    if (plate.key() instanceof Key.ColourBar bar) {
      return List.of(bar);
    }
    return plate.key() instanceof Key.ColourBars several ? several.bars() : List.of();
  }

  /** Entries of a legend below the panels, of which each group begins a line. */
  private List<List<Key.Entry>> legendGroups() {
    if (plate.key() instanceof Key.LegendBelow legend) {
      return List.of(legend.entries());
    }
    return plate.key() instanceof Key.GroupsBelow legend ? legend.groups() : List.of();
  }

  private void fillLegendLines(List<Key.Entry> entries) {
    List<Key.Entry> line = new ArrayList<>();
    double used = 0;
    for (Key.Entry entry : entries) {
      double width = entryWidth(entry);
      if (!line.isEmpty() && used + width > WIDTH - 2 * MARGIN) {
        legendLines.add(List.copyOf(line));
        line.clear();
        used = 0;
      }
      line.add(entry);
      used += width;
    }
    legendLines.add(List.copyOf(line));
  }

  private double entryWidth(Key.Entry entry) {
    return SAMPLE + 5 + lettering.width(entry.label(), LABEL) + ENTRY_GAP;
  }

  private void paintKey(Graphics2D g) {
    double top = rows.get(0).top;
    double bottom = rows.get(rows.size() - 1).top + rows.get(rows.size() - 1).plotHeight;
    double keyLeft = WIDTH - MARGIN - keyWidth() + 12;
    if (!legendLines.isEmpty()) {
      double y = keyTop + 8;
      for (List<Key.Entry> line : legendLines) {
        double x = (WIDTH - line.stream().mapToDouble(this::entryWidth).sum() + ENTRY_GAP) / 2;
        for (Key.Entry entry : line) {
          paintEntry(g, entry, x, y);
          x += entryWidth(entry);
        }
        y += LINE + 2;
      }
    } else if (plate.key() instanceof Key.LegendBeside legend) {
      g.setColor(Palette.INK);
      double y = top + 8;
      lettering.draw(g, legend.title(), TITLE, keyLeft, y, Align.LEFT);
      for (Key.Entry entry : legend.entries()) {
        y += LINE + 5;
        paintEntry(g, entry, keyLeft, y);
      }
    }
    double room = (bottom - top) / Math.max(1, bars().size());
    for (int i = 0; i < bars().size(); i++) {
      Key.ColourBar bar = bars().get(i);
      double high = Math.min(Math.min(room - (i == 0 ? 0 : LINE), 180), bar.shades().size() * 18);
      paintBar(g, bar, keyLeft, top + i * room + (i == 0 ? 0 : LINE), high);
    }
  }

  private void paintEntry(Graphics2D g, Key.Entry entry, double x, double baseline) {
    Look look = entry.look();
    AffineTransform page = g.getTransform();
    g.translate(x, baseline - 3);
    g.scale(1.0 / FigureTheme.PER_POINT, 1.0 / FigureTheme.PER_POINT);
    g.setColor(look.color());
    if (look.line() != Look.Line.NONE) {
      Pen line = new Pen(look, 2);
      line.paint(g, 0, 0, 0);
      line.paint(g, FigureTheme.units(SAMPLE), 0, 0);
    }
    double size =
        switch (look.sign()) {
          case DOT -> look.width();
          case BAR -> SWATCH;
          default -> FigureTheme.SIGN;
        };
    Pen.of(look.sign()).paint(g, FigureTheme.units(SAMPLE / 2), 0, FigureTheme.units(size));
    g.setTransform(page);
    g.setColor(Palette.INK);
    lettering.draw(g, entry.label(), LABEL, x + SAMPLE + 5, baseline, Align.LEFT);
  }

  private void paintBar(Graphics2D g, Key.ColourBar bar, double x, double top, double high) {
    int steps = bar.shades().size();
    g.setColor(Palette.INK);
    lettering.draw(g, bar.title(), TITLE, x, top - 4, Align.LEFT);
    double step = high / steps;
    int every = Math.max(1, (int) Math.ceil(2 * LINE / step));
    for (int i = 0; i < steps; i++) {
      Key.Shade shade = bar.shades().get(i);
      double y = top + high - (i + 1) * step;
      g.setColor(shade.color());
      // A little longer below, so that no seam shows between two steps.
      g.fill(new Rectangle2D.Double(x, y, BAR_WIDTH, i == 0 ? step : step + 0.3));
      if (i % every == 0) {
        g.setColor(Palette.INK);
        g.setStroke(HAIR);
        double middle = y + step / 2;
        g.draw(new Line2D.Double(x + BAR_WIDTH, middle, x + BAR_WIDTH + TICK, middle));
        lettering.draw(
            g, Text.of(shade.label()), LABEL, x + BAR_WIDTH + TICK + 2, middle + 3, Align.LEFT);
      }
    }
    g.setColor(Palette.INK);
    g.setStroke(FRAME);
    g.draw(new Rectangle2D.Double(x, top, BAR_WIDTH, high));
  }
}
