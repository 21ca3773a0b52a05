package io.luckynodes.figure;

import io.luckynodes.claim.Verdict;
import io.luckynodes.drawing.ClaimPlots.Difference;
import io.luckynodes.figure.Forest.Paragraph;
import io.luckynodes.figure.Lettering.Align;
import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.figure.SpecificationCurve.Distance;
import io.luckynodes.figure.SpecificationCurve.Specification;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A specification curve as a block of a page. The statement and its verdict stand above the effects
 * on an axis. Below them is a row for each setting, on the same columns. All lengths are in points.
 */
final class CurveBlock {
  static final double WIDTH = 240;

  private static final double LABEL = FigureTheme.LABEL;

  /** Room left of the axes, for the names of settings and for tick labels. */
  private static final double LABELS = 84;

  /** Room between a label and the axes. */
  private static final double LABEL_GAP = FigureTheme.TICK + FigureTheme.LABEL_GAP;

  private static final double LINE = 11;
  private static final double SMALL_LINE = 9.5;

  /** Room between words and axes, into which half a tick label may reach. */
  private static final double GAP = 6;

  /** Room between the axes and the rows of settings, into which half a tick label may reach. */
  private static final double BETWEEN = 4;

  private static final int EFFECTS = 56;

  /** Number of ticks for which there is room. */
  private static final int MOST_TICKS = 3;

  /** Greatest width of tick labels; wider labels are written as powers of ten. */
  private static final double WIDEST_TICK = 45;

  private static final double ROW = 8.5;

  /** Greatest width of a column, so that few columns do not stand far apart. */
  private static final double WIDEST_COLUMN = 14;

  /** Least width of the axes, below which XChart has no room for an axis. */
  private static final double LEAST_WIDTH = 40;

  /** Room above the first row of settings, and below the last. */
  private static final double ROOM = 1.5;

  private static final BasicStroke FRAME = new BasicStroke((float) FigureTheme.FRAME);
  private static final Look GUIDE = new Look(Palette.GRID, Line.SOLID, Sign.NONE, 0.5);
  private static final Color COLUMN = Palette.translucent(Palette.FAINT_INK, 0.15);

  private final SpecificationCurve curve;
  private final Lettering lettering;
  private final TickMarks tickMarks;
  private final Wrapped heading;
  private final Wrapped quantity;
  private final List<List<Text>> names;
  private final Axis across;
  private final int width;
  private final int rowsHigh;

  CurveBlock(SpecificationCurve curve, Lettering lettering) {
    this.curve = curve;
    this.lettering = lettering;
    this.tickMarks = new TickMarks(lettering);
    Verdict verdict = curve.claim().verdict();
    this.heading =
        new Wrapped(
            List.of(
                new Paragraph(curve.claim().claim().statement(), true, Palette.INK),
                new Paragraph(stands(), false, ForestLooks.color(verdict.outcome()))),
            FigureTheme.TITLE,
            LINE,
            WIDTH,
            lettering);
    this.quantity =
        new Wrapped(
            List.of(new Paragraph(curve.axis().title().unstyled(), false, Palette.FAINT_INK)),
            LABEL,
            SMALL_LINE,
            WIDTH,
            lettering);
    this.names =
        curve.settings().stream()
            .map(name -> lettering.wrap(name, Text::of, LABEL, LABELS - LABEL_GAP))
            .toList();
    int columns = curve.columns().size();
    this.across = new Axis(Text.of(""), -0.5, columns - 0.5);
    double wide = Math.max(LEAST_WIDTH, columns * WIDEST_COLUMN);
    this.width = (int) Math.min(WIDTH - LABELS - 1, wide);
    this.rowsHigh = (int) Math.ceil(names.stream().mapToDouble(CurveBlock::high).sum() + 2 * ROOM);
  }

  /** The verdict with its mark, and how far the verdict rests on the assumed settings. */
  private String stands() {
    Verdict verdict = curve.claim().verdict();
    return verdict.outcome().mark()
        + "\u00a0"
        + verdict.words()
        + (curve.footing().isEmpty() ? "" : ", " + curve.footing());
  }

  /** Height of a row, which depends on the number of lines of its name. */
  private static double high(List<Text> name) {
    return name.size() * ROW + 2 * apart(name);
  }

  /** Room above and below a name of several lines, which sets its lines apart from other names. */
  private static double apart(List<Text> name) {
    return name.size() > 1 ? 1.5 : 0;
  }

  double height() {
    return rowsTop() + rowsHigh + 1;
  }

  /** Distance from the top of the block to the top of the axes. */
  double axesTop() {
    return heading.height() + quantity.height() + GAP;
  }

  /** Distance from the top of the block to the top of the rows of settings. */
  double rowsTop() {
    return axesTop() + EFFECTS + BETWEEN;
  }

  /** Distance from the left of the block to the left of the axes. */
  static double axesLeft() {
    return LABELS;
  }

  void paint(Graphics2D g, double left, double top) {
    heading.paint(g, left, top);
    quantity.paint(g, left, top + heading.height());
    double x = left + LABELS;
    paintColumn(g, x, top);
    paintEffects(g, x, top + axesTop());
    paintSettings(g, x, top + rowsTop());
  }

  /** Shades the column of the assumed settings. */
  private void paintColumn(Graphics2D g, double x, double top) {
    double column = (double) width / curve.columns().size();
    for (int i = 0; i < curve.columns().size(); i++) {
      if (curve.columns().get(i).assumed()) {
        double shade = Math.min(column, FigureTheme.SIGN + 2);
        g.setColor(COLUMN);
        g.fill(
            new Rectangle2D.Double(
                x + (i + 0.5) * column - shade / 2,
                top + axesTop(),
                shade,
                rowsTop() - axesTop() + rowsHigh));
      }
    }
  }

  private void paintEffects(Graphics2D g, double x, double y) {
    Ticks up = new Ticks(curve.axis(), ticks(), EFFECTS, LABEL, true);
    paintPanel(g, curve.axis(), effects(), up, x, y);
    tickMarks.paint(g, up, x, y + EFFECTS, true);
  }

  private void paintPanel(
      Graphics2D g, Axis axis, List<Series> series, Ticks ticks, double x, double y) {
    Panel panel = new Panel("", Text.of(""), across, axis, series, "");
    Ticks none = new Ticks(across, List.of(), width, 0, false);
    new PanelChart(panel, none, ticks, lettering).paint(g, x, y);
    g.setColor(Palette.INK);
    g.setStroke(FRAME);
    g.draw(new Rectangle2D.Double(x, y, width, ticks.length()));
  }

  /**
   * A few ticks, usually two or more. Their labels are powers of ten if plain numbers are too wide.
   */
  private List<Axis.Tick> ticks() {
    List<Axis.Tick> ticks = curve.axis().ticks(MOST_TICKS);
    for (int most = MOST_TICKS + 1; ticks.size() < 2 && most <= 2 * MOST_TICKS; most++) {
      ticks = curve.axis().ticks(most);
    }
    boolean fit =
        ticks.stream()
            .allMatch(tick -> lettering.width(Text.of(tick.label()), LABEL) <= WIDEST_TICK);
    return fit ? ticks : raised(ticks);
  }

  private static List<Axis.Tick> raised(List<Axis.Tick> ticks) {
    List<String> labels = Numbers.alike(ticks.stream().map(Axis.Tick::value).toList());
    return IntStream.range(0, ticks.size())
        .mapToObj(i -> new Axis.Tick(ticks.get(i).value(), labels.get(i)))
        .toList();
  }

  private List<Series> effects() {
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(
            "",
            new double[] {across.low(), across.high()},
            new double[] {0, 0},
            ForestLooks.DECIDING));
    for (int i = 0; i < curve.columns().size(); i++) {
      Specification column = curve.columns().get(i);
      if (column.distance().isPresent()) {
        series.addAll(effect(i, column, column.distance().get()));
      }
    }
    return series;
  }

  private List<Series> effect(int at, Specification column, Distance distance) {
    Color color = color(column);
    Axis axis = curve.axis();
    List<Series> series = new ArrayList<>();
    if (!distance.place().exact()) {
      series.addAll(
          ForestLooks.upright(
              distance.farLower(), distance.farUpper(), at, axis, ForestLooks.far(color)));
      if (Double.isFinite(distance.lower())) {
        // An arrowhead of the thick line would only cover that of the thin line.
        ForestLooks.upright(distance.lower(), distance.upper(), at, axis, ForestLooks.near(color))
            .stream()
            .filter(one -> one.points() > 1)
            .forEach(series::add);
      }
    }
    Sign sign = column.assumed() ? SpecificationCurves.ASSUMED : SpecificationCurves.ALTERNATIVE;
    series.add(point(at, distance.mean(), ForestLooks.sign(color, sign)));
    return series;
  }

  private void paintSettings(Graphics2D g, double x, double y) {
    Axis down = new Axis(Text.of(""), 0, rowsHigh, Axis.Scale.DOWNWARD);
    paintPanel(g, down, settings(), new Ticks(down, List.of(), rowsHigh, 0, false), x, y);
    double top = y + ROOM;
    for (List<Text> name : names) {
      double baseline = top + apart(name) + ROW - 1.5;
      for (Text line : name) {
        lettering.draw(g, line, LABEL, x - LABEL_GAP, baseline, Align.RIGHT);
        baseline += ROW;
      }
      top += high(name);
    }
  }

  private List<Series> settings() {
    List<Series> series = new ArrayList<>();
    double top = ROOM;
    for (int row = 0; row < names.size(); row++) {
      double middle = top + high(names.get(row)) / 2;
      series.add(
          new Series(
              "",
              new double[] {across.low(), across.high()},
              new double[] {middle, middle},
              GUIDE));
      for (int i = 0; i < curve.columns().size(); i++) {
        Specification column = curve.columns().get(i);
        int at = i;
        column
            .difference(curve.settings().get(row))
            .map(Difference::direction)
            .map(SpecificationCurves::sign)
            .ifPresent(
                sign -> series.add(point(at, middle, ForestLooks.sign(color(column), sign))));
      }
      top += high(names.get(row));
    }
    return series;
  }

  private static Series point(double x, double y, Look look) {
    return new Series("", new double[] {x}, new double[] {y}, look);
  }

  private static Color color(Specification column) {
    return ForestLooks.color(column.verdict().outcome());
  }
}
