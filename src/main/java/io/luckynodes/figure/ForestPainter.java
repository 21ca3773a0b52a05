package io.luckynodes.figure;

import io.luckynodes.figure.Forest.EffectRow;
import io.luckynodes.figure.Forest.Group;
import io.luckynodes.figure.Forest.Mark;
import io.luckynodes.figure.Lettering.Align;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays a forest plot out on a page and paints it. The page is as high as its rows need, and a row
 * is as high as its words need. All lengths are in points.
 */
final class ForestPainter implements Page {
  private static final double MARGIN = 6;
  private static final double TITLE = FigureTheme.TITLE;
  private static final double LABEL = FigureTheme.LABEL;
  private static final double LINE = 11;

  /** Distance from one line to the next within a row. */
  private static final double ROW_LINE = 9.5;

  private static final double LEAST_ROW = 16;
  private static final double ROW_GAP = 6.5;
  private static final double COLUMN_GAP = 8;
  private static final double GROUP_GAP = 12;
  private static final BasicStroke FRAME = new BasicStroke((float) FigureTheme.FRAME);

  private final Forest forest;
  private final Lettering lettering;
  private final TickMarks tickMarks;
  private final List<Text> title;
  private final List<SetGroup> groups = new ArrayList<>();
  private final double[] columns;
  private final double left;
  private final int axisWidth;
  private final Legend legend;
  private final List<Legend.Samples> legendLines;
  private final double legendTop;
  private final Footer footer;
  private final double footerTop;
  private final int height;

  /**
   * A group whose words are broken into lines.
   *
   * @param top of the heading
   * @param axisTop top of the axis
   */
  private record SetGroup(
      Group group,
      Wrapped heading,
      List<SetRow> rows,
      List<Text> axisTitle,
      double top,
      double axisTop) {
    int axisHeight() {
      return (int) Math.ceil(rows.stream().mapToDouble(SetRow::height).sum());
    }
  }

  /** A row whose words are broken into lines. */
  private record SetRow(EffectRow row, List<Text> name, List<List<Text>> cells) {
    double height() {
      int lines = Math.max(name.size(), cells.stream().mapToInt(List::size).max().orElse(1));
      return Math.max(LEAST_ROW, lines * ROW_LINE + ROW_GAP);
    }
  }

  ForestPainter(Forest forest, Footer footer, Lettering lettering) {
    this.forest = forest;
    this.footer = footer;
    this.lettering = lettering;
    this.tickMarks = new TickMarks(lettering);
    this.legend = new Legend(lettering);
    double textWidth = textWidth();
    this.title = lettering.wrap(forest.title(), Text::bold, TITLE + 0.5, textWidth);
    List<List<SetRow>> rows = forest.groups().stream().map(this::set).toList();
    List<SetRow> all = rows.stream().flatMap(List::stream).toList();
    double names =
        all.stream()
            .flatMap(row -> row.name().stream())
            .mapToDouble(line -> lettering.width(line, LABEL))
            .max()
            .orElse(0);
    this.columns = new double[forest.columns().size()];
    for (int c = 0; c < columns.length; c++) {
      int column = c;
      columns[c] =
          Math.max(
              lettering.width(Text.of(forest.columns().get(c)), LABEL),
              all.stream()
                  .flatMap(row -> row.cells().get(column).stream())
                  .mapToDouble(line -> lettering.width(line, LABEL))
                  .max()
                  .orElse(0));
    }
    this.left = MARGIN + names + COLUMN_GAP;
    double right = WIDTH - MARGIN - Arrays.stream(columns).map(width -> width + COLUMN_GAP).sum();
    this.axisWidth = (int) (right - left);
    double y = MARGIN + title.size() * (LINE + 1) + 4;
    for (int i = 0; i < rows.size(); i++) {
      SetGroup set = place(forest.groups().get(i), rows.get(i), y);
      groups.add(set);
      y = bottom(set) + GROUP_GAP;
    }
    this.legendTop = y - GROUP_GAP + 8;
    this.legendLines = legend.lines(List.of(new Key.PanelGroup("", forest.key())), textWidth);
    this.footerTop = legendTop + (forest.key().isEmpty() ? 0 : Legend.height(legendLines)) + 6;
    this.height = (int) Math.ceil(footerTop + footer.height() + MARGIN);
  }

  /** Width of the text between the margins of a page. */
  static double textWidth() {
    return WIDTH - 2 * MARGIN;
  }

  private List<SetRow> set(Group group) {
    return group.rows().stream()
        .map(
            row ->
                new SetRow(
                    row,
                    lettering.wrap(row.name(), Text::of, LABEL, forest.nameWidth()),
                    row.cells().stream()
                        .map(cell -> lettering.wrap(cell, Text::of, LABEL, forest.cellWidth()))
                        .toList()))
        .toList();
  }

  private SetGroup place(Group group, List<SetRow> rows, double top) {
    Wrapped heading = new Wrapped(group.heading(), TITLE, LINE, textWidth(), lettering);
    List<Text> axisTitle =
        group.labelled() && !rows.isEmpty()
            ? lettering.wrap(group.axis().title().unstyled(), Text::of, TITLE, 2 * middleRoom())
            : List.of();
    double axisTop = top + heading.height() + (group.headed() && !rows.isEmpty() ? LINE : 2);
    return new SetGroup(group, heading, rows, axisTitle, top, Math.ceil(axisTop));
  }

  /** Room on either side of the middle of the axis, where its title stands. */
  private double middleRoom() {
    double middle = left + axisWidth / 2.0;
    return Math.min(middle - MARGIN, WIDTH - MARGIN - middle);
  }

  private double bottom(SetGroup set) {
    if (set.rows().isEmpty()) {
      return set.axisTop();
    }
    double labels =
        set.group().labelled() ? FigureTheme.TICK + LINE + set.axisTitle().size() * LINE : 0;
    return set.axisTop() + set.axisHeight() + labels;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public void paint(Graphics2D g) {
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, WIDTH, height));
    g.setColor(Palette.INK);
    for (int i = 0; i < title.size(); i++) {
      lettering.draw(g, title.get(i), TITLE + 0.5, MARGIN, MARGIN + 9 + i * (LINE + 1), Align.LEFT);
    }
    groups.forEach(set -> paint(g, set));
    legend.paint(g, legendLines, width(), legendTop);
    footer.paint(g, MARGIN, footerTop);
  }

  private void paint(Graphics2D g, SetGroup set) {
    set.heading().paint(g, MARGIN, set.top());
    if (set.rows().isEmpty()) {
      return;
    }
    if (set.group().headed()) {
      g.setColor(Palette.FAINT_INK);
      double x = left + axisWidth + COLUMN_GAP;
      for (int c = 0; c < columns.length; c++) {
        Text name = Text.of(forest.columns().get(c));
        lettering.draw(g, name, LABEL, x, set.axisTop() - 3, Align.LEFT);
        x += columns[c] + COLUMN_GAP;
      }
    }
    int high = set.axisHeight();
    Axis across = set.group().axis();
    Axis down = new Axis(Text.of(""), 0, high, Axis.Scale.DOWNWARD);
    Ticks xTicks = tickMarks.across(across, axisWidth, set.group().labelled());
    Ticks yTicks = new Ticks(down, List.of(), high, 0, false);
    Panel panel = new Panel("", Text.of(""), across, down, series(set, high), "");
    new PanelChart(panel, xTicks, yTicks, lettering).paint(g, left, set.axisTop());
    g.setColor(Palette.INK);
    g.setStroke(FRAME);
    g.draw(new Rectangle2D.Double(left, set.axisTop(), axisWidth, high));
    tickMarks.paint(g, xTicks, left, set.axisTop() + high, false);
    for (int i = 0; i < set.axisTitle().size(); i++) {
      lettering.draw(
          g,
          set.axisTitle().get(i),
          TITLE,
          left + axisWidth / 2.0,
          set.axisTop() + high + FigureTheme.TICK + (i + 2) * LINE,
          Align.CENTRE);
    }
    double top = set.axisTop();
    for (SetRow row : set.rows()) {
      paintWords(g, row, top + row.height() / 2);
      top += row.height();
    }
  }

  private List<Series> series(SetGroup set, int high) {
    List<Series> series = new ArrayList<>();
    for (double line : set.group().lines()) {
      series.add(
          new Series("", new double[] {line, line}, new double[] {0, high}, ForestLooks.DECIDING));
    }
    double top = 0;
    for (SetRow row : set.rows()) {
      double middle = top + row.height() / 2;
      for (Mark mark : row.row().marks()) {
        double[] ys = Arrays.stream(mark.below()).map(below -> middle + below).toArray();
        series.add(new Series("", mark.x(), ys, mark.look()));
      }
      top += row.height();
    }
    return series;
  }

  private void paintWords(Graphics2D g, SetRow row, double middle) {
    g.setColor(Palette.INK);
    paintLines(g, row.name(), MARGIN, middle);
    g.setColor(row.row().color());
    double x = left + axisWidth + COLUMN_GAP;
    for (int c = 0; c < columns.length; c++) {
      paintLines(g, row.cells().get(c), x, middle);
      g.setColor(Palette.INK);
      x += columns[c] + COLUMN_GAP;
    }
  }

  private void paintLines(Graphics2D g, List<Text> lines, double x, double middle) {
    for (int i = 0; i < lines.size(); i++) {
      double baseline = middle + 3 + (i - (lines.size() - 1) / 2.0) * ROW_LINE;
      lettering.draw(g, lines.get(i), LABEL, x, baseline, Align.LEFT);
    }
  }
}
