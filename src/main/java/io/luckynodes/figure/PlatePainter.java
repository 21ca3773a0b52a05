package io.luckynodes.figure;

import io.luckynodes.figure.Lettering.Align;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays a plate out on a page and paints it: panels with their letters, axes that neighbours share,
 * the key, title and footer. All lengths are in points, 72 to the inch.
 */
final class PlatePainter implements Page {
  private static final double LABEL = FigureTheme.LABEL;
  private static final double TITLE = FigureTheme.TITLE;

  /** Least size of a title that can be read. */
  private static final double LEAST_TITLE = 5;

  private static final double LINE = 11;
  private static final double MARGIN = 6;
  private static final double GAP = TickMarks.GAP;
  private static final double TICK = FigureTheme.TICK;

  /** Height of the strip above a panel that holds its letter. */
  private static final double STRIP = 15;

  /** Least width and height of a panel in which anything can be seen. */
  private static final int LEAST_PLOT = 16;

  private static final double BAR_WIDTH = 10;
  private static final double ROW_TITLE = 14;
  private static final BasicStroke FRAME = new BasicStroke((float) FigureTheme.FRAME);
  private static final BasicStroke HAIR = new BasicStroke(0.5f);

  private final Lettering lettering;
  private final int width;
  private final Plate plate;
  private final List<Text> heading;
  private final TickMarks tickMarks;
  private final Legend legend;
  private final Footer footer;
  private final double left;
  private final double right;
  private final List<RowPlace> rows = new ArrayList<>();
  private final List<Legend.Samples> legendLines;
  private final double keyTop;
  private final double footerTop;
  private final double height;

  /**
   * The position of a row of panels.
   *
   * @param top of the plot areas
   * @param labelled whether the x axis is labelled below this row
   */
  private record RowPlace(double top, int plotWidth, int plotHeight, boolean labelled) {}

  /**
   * Lays a plate out on a page of the default width.
   *
   * @param title of the figure; empty for none
   * @param warning first paragraph of the footer, in bold; empty for none
   * @param footnote the other paragraphs of the footer
   */
  PlatePainter(
      Plate plate, String title, String warning, List<String> footnote, Lettering lettering) {
    this(plate, title, warning, footnote, lettering, WIDTH);
  }

  /**
   * Lays a plate out on a page.
   *
   * @param title of the figure; empty for none
   * @param warning first paragraph of the footer, in bold; empty for none
   * @param footnote the other paragraphs of the footer
   * @param width of the page
   */
  PlatePainter(
      Plate plate,
      String title,
      String warning,
      List<String> footnote,
      Lettering lettering,
      int width) {
    this.plate = plate;
    this.lettering = lettering;
    this.width = width;
    double textWidth = width - 2 * MARGIN;
    this.tickMarks = new TickMarks(lettering);
    this.legend = new Legend(lettering);
    this.heading =
        title.isEmpty() ? List.of() : lettering.wrap(title, Text::bold, TITLE, textWidth);
    this.footer = new Footer(warning, footnote, textWidth, lettering);
    this.right = width - MARGIN - keyWidth() - (plate.rowTitles().isEmpty() ? 5 : ROW_TITLE);
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
    this.legendLines = legend.lines(legendGroups(), textWidth);
    if (!legendLines.isEmpty()) {
      y = keyTop + Legend.height(legendLines);
    }
    this.footerTop = y + 6;
    this.height = Math.ceil(footerTop + footer.height() + MARGIN);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return (int) height;
  }

  @Override
  public void paint(Graphics2D g) {
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, width, height));
    g.setColor(Palette.INK);
    for (int i = 0; i < heading.size(); i++) {
      lettering.draw(g, heading.get(i), TITLE, MARGIN, MARGIN + 8 + i * LINE, Align.LEFT);
    }
    paintPanels(g);
    paintKey(g);
    footer.paint(g, MARGIN, footerTop);
  }

  private RowPlace place(int r, double y) {
    Plate.Row row = plate.rows().get(r);
    int plotWidth = plotWidth(r, left);
    boolean last = r == plate.rows().size() - 1;
    boolean labelled = last || !xAxes(plate.rows().get(r + 1)).equals(xAxes(row));
    int plotHeight = (int) (plotWidth * row.aspect());
    if (Math.min(plotWidth, plotHeight) < LEAST_PLOT) {
      throw new IllegalArgumentException(
          "no room for a panel beside the labels of "
              + row.panels().stream().map(panel -> panel.y().words()).distinct().toList());
    }
    return new RowPlace(y + STRIP, plotWidth, plotHeight, labelled);
  }

  private static List<Axis> xAxes(Plate.Row row) {
    return row.panels().stream().map(Panel::x).toList();
  }

  /** Left edge of the plot areas, beyond the y labels. Taller panels have more of these labels. */
  private double leftOfPlots() {
    double edge = 0;
    for (int pass = 0; pass < 3; pass++) {
      double widest = 0;
      for (int r = 0; r < plate.rows().size(); r++) {
        Plate.Row row = plate.rows().get(r);
        int plotHeight = (int) (plotWidth(r, edge) * row.aspect());
        widest = Math.max(widest, tickMarks.widestUp(row.panels().get(0).y(), plotHeight));
      }
      edge = MARGIN + LINE + 4 + widest + TICK + 3;
    }
    return edge;
  }

  /**
   * Distance from one panel to the next, with which the last column of every row ends at the right
   * edge.
   */
  private double step(int r, int plotWidth) {
    int columns = columns(r);
    return columns == 1 ? 0 : (right - left - plotWidth) / (columns - 1);
  }

  private int plotWidth(int r, double from) {
    int columns = columns(r);
    return (int) ((right - from - (columns - 1) * gap(r, from)) / columns);
  }

  /**
   * Room between two panels of a row. It includes room for the y axis of the right panel, unless
   * all panels of the row have the same y axis.
   */
  private double gap(int r, double from) {
    if (!apart(r)) {
      return GAP;
    }
    Plate.Row row = plate.rows().get(r);
    int plotHeight = (int) ((right - from) / row.panels().size() * row.aspect());
    double widest = 0;
    for (Panel panel : row.panels().subList(1, row.panels().size())) {
      widest = Math.max(widest, tickMarks.widestUp(panel.y(), plotHeight));
    }
    return LINE + 4 + widest + TICK + 6;
  }

  /** Whether panels of a row differ in their y axes, so that each has labels and a title. */
  private boolean apart(int r) {
    return plate.rows().get(r).panels().stream().map(Panel::y).distinct().count() > 1;
  }

  /**
   * Number of columns of a row. Rows with the same y axis keep their columns, so that an unfinished
   * last row stays in line.
   */
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
        boolean own = c > 0 && apart(r);
        double room = c + 1 < panels.size() ? step : width - MARGIN - x;
        paintPanel(g, panels.get(c), PanelLetters.of(letter++), x, place, c == 0 || own, room);
        if (own) {
          g.setColor(Palette.INK);
          Axis y = panels.get(c).y();
          double widest = tickMarks.widestUp(y, place.plotHeight);
          double middle = place.top + place.plotHeight / 2.0;
          double size = fitting(y.title(), place.plotHeight + LINE);
          lettering.drawUpwards(g, y.title(), size, x - widest - TICK - 6, middle);
        }
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
            Text title = panels.get(c).x().title();
            lettering.draw(
                g,
                title,
                fitting(title, step - LINE),
                left + c * step + place.plotWidth / 2.0,
                baseline,
                Align.CENTRE);
          }
        }
      }
      Axis y = panels.get(0).y();
      if (r + 1 == rows.size() || !plate.rows().get(r + 1).panels().get(0).y().equals(y)) {
        double bottom = place.top + place.plotHeight;
        double middle = (rows.get(axisFrom).top + bottom) / 2;
        double size = fitting(y.title(), bottom - rows.get(axisFrom).top + LINE);
        lettering.drawUpwards(g, y.title(), size, MARGIN + 9, middle);
        axisFrom = r + 1;
      }
    }
  }

  private void paintPanel(
      Graphics2D g,
      Panel panel,
      String letter,
      double x,
      RowPlace place,
      boolean first,
      double room) {
    int width = place.plotWidth;
    int high = place.plotHeight;
    g.setColor(Palette.INK);
    double after = 0;
    // A single panel needs no letter.
    if (plate.panels().size() > 1) {
      Text mark = Text.bold(letter);
      lettering.draw(g, mark, TITLE, x, place.top - 4, Align.LEFT);
      after = lettering.width(mark, TITLE) + 4;
    }
    lettering.draw(
        g,
        panel.title(),
        fitting(panel.title(), room - after),
        x + after,
        place.top - 4,
        Align.LEFT);

    Ticks xTicks = tickMarks.across(panel.x(), width, place.labelled);
    Ticks yTicks = tickMarks.up(panel.y(), high, first);
    new PanelChart(panel, xTicks, yTicks, lettering).paint(g, x, place.top);
    g.setColor(Palette.INK);
    for (Panel.Label label : panel.labels()) {
      g.setColor(label.color());
      lettering.draw(
          g,
          label.text(),
          LABEL,
          x + panel.x().share(label.x()) * width + label.right(),
          place.top + (1 - panel.y().share(label.y())) * high + label.below() + LABEL / 3,
          label.align());
    }
    g.setColor(Palette.INK);
    g.setStroke(FRAME);
    g.draw(new Rectangle2D.Double(x, place.top, width, high));
    tickMarks.paint(g, xTicks, x, place.top + high, false);
    tickMarks.paint(g, yTicks, x, place.top + high, true);
    if (panel.isEmpty()) {
      paintRemark(g, panel.remark(), x + width / 2.0, place.top + high / 2.0, width);
    }
  }

  /** Size of a title, which is smaller if the title would exceed its room. */
  private double fitting(Text title, double room) {
    double needed = lettering.width(title, TITLE);
    return needed <= room ? TITLE : Math.max(LEAST_TITLE, TITLE * room / needed);
  }

  private void paintRemark(Graphics2D g, String remark, double x, double y, double width) {
    g.setColor(Palette.FAINT_INK);
    List<Text> lines = lettering.wrap(remark, Text::of, LABEL, width - 8);
    for (int i = 0; i < lines.size(); i++) {
      lettering.draw(
          g, lines.get(i), LABEL, x, y + (i - (lines.size() - 1) / 2.0) * LINE + 3, Align.CENTRE);
    }
  }

  // The key.

  private double keyWidth() {
    if (plate.key() instanceof Key.LegendBeside beside) {
      double widest = lettering.width(beside.title(), TITLE);
      for (Key.Entry entry : beside.entries()) {
        widest = Math.max(widest, legend.width(entry));
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

  /** Entries of a legend below the panels, each group of which begins a line. */
  private List<Key.PanelGroup> legendGroups() {
    if (plate.key() instanceof Key.LegendBelow below) {
      return List.of(new Key.PanelGroup("", below.entries()));
    }
    List<Key.PanelGroup> groups =
        plate.key() instanceof Key.GroupsBelow below ? below.groups() : List.of();
    // A single panel has no letter.
    return plate.panels().size() > 1
        ? groups
        : groups.stream().map(group -> new Key.PanelGroup("", group.entries())).toList();
  }

  private void paintKey(Graphics2D g) {
    double top = rows.get(0).top;
    double bottom = rows.get(rows.size() - 1).top + rows.get(rows.size() - 1).plotHeight;
    double keyLeft = width - MARGIN - keyWidth() + 12;
    if (!legendLines.isEmpty()) {
      legend.paint(g, legendLines, width, keyTop);
    } else if (plate.key() instanceof Key.LegendBeside beside) {
      g.setColor(Palette.INK);
      double y = top + 8;
      lettering.draw(g, beside.title(), TITLE, keyLeft, y, Align.LEFT);
      for (Key.Entry entry : beside.entries()) {
        y += LINE + 5;
        legend.paint(g, entry, keyLeft, y);
      }
    }
    double room = (bottom - top) / Math.max(1, bars().size());
    for (int i = 0; i < bars().size(); i++) {
      Key.ColourBar bar = bars().get(i);
      double high = Math.min(Math.min(room - (i == 0 ? 0 : LINE), 180), bar.shades().size() * 18);
      paintBar(g, bar, keyLeft, top + i * room + (i == 0 ? 0 : LINE), high);
    }
  }

  private void paintBar(Graphics2D g, Key.ColourBar bar, double x, double top, double high) {
    int steps = bar.shades().size();
    g.setColor(Palette.INK);
    lettering.draw(g, bar.title(), TITLE, x, top - 4, Align.LEFT);
    double step = high / steps;
    int every = Math.max(1, (int) Math.ceil(LINE / step));
    for (int i = 0; i < steps; i++) {
      Key.Shade shade = bar.shades().get(i);
      double y = top + high - (i + 1) * step;
      g.setColor(shade.color());
      // Each step is a little longer below, so that no seam shows between two steps.
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
