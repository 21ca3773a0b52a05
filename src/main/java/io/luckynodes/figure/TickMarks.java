package io.luckynodes.figure;

import io.luckynodes.figure.Lettering.Align;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;

/**
 * Chooses as many ticks for an axis as there is room for, and paints those that XChart does not
 * have. Lengths are in points.
 */
final class TickMarks {
  /** Room between two panels, into which labels may reach. */
  static final double GAP = 15;

  private static final double LABEL = FigureTheme.LABEL;
  private static final double TICK = FigureTheme.TICK;

  /** Height of a digit of a label. */
  private static final double DIGIT = 5.8;

  private final Lettering lettering;

  TickMarks(Lettering lettering) {
    this.lettering = lettering;
  }

  /** Those of an x axis: they leave room between labels, those of the next panel among them. */
  Ticks across(Axis axis, int width, boolean labelled) {
    List<Axis.Tick> marks = across(axis, width);
    return new Ticks(axis, marks, width, widest(marks), labelled);
  }

  /** Those of a y axis. */
  Ticks up(Axis axis, int height, boolean labelled) {
    return new Ticks(axis, up(axis, height), height, LABEL, labelled);
  }

  /** Width of the widest label of a y axis. */
  double widestUp(Axis axis, int height) {
    return widest(up(axis, height));
  }

  private static List<Axis.Tick> up(Axis axis, int height) {
    return axis.ticks(Math.max(2, (int) (height / 17.0)));
  }

  private List<Axis.Tick> across(Axis axis, double width) {
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

  private double widest(List<Axis.Tick> ticks) {
    return ticks.stream()
        .mapToDouble(tick -> lettering.width(Text.of(tick.label()), LABEL))
        .max()
        .orElse(0);
  }

  /** Paints ticks, if they are such as XChart does not have: at unequal steps, or by name. */
  void paint(Graphics2D g, Ticks ticks, double left, double bottom, boolean upright) {
    if (ticks.step().isPresent()) {
      return;
    }
    for (Axis.Tick tick : ticks.marks()) {
      double at = ticks.length() * ticks.axis().share(tick.value());
      double x = upright ? left - TICK : left + at;
      double y = upright ? bottom - at : bottom;
      g.draw(upright ? new Line2D.Double(x, y, left, y) : new Line2D.Double(x, y, x, y + TICK));
      if (ticks.labelled()) {
        Text label = Text.of(tick.label());
        if (upright) {
          double right = x - FigureTheme.LABEL_GAP;
          lettering.draw(g, label, LABEL, right, y + DIGIT / 2, Align.RIGHT);
        } else {
          double baseline = y + TICK + FigureTheme.LABEL_GAP + DIGIT;
          lettering.draw(g, label, LABEL, x, baseline, Align.CENTRE);
        }
      }
    }
  }
}
