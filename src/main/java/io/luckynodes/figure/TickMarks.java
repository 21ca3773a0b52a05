package io.luckynodes.figure;

import io.luckynodes.figure.Lettering.Align;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Chooses as many ticks for an axis as there is room for, and paints those that XChart cannot
 * paint. Lengths are in points.
 */
final class TickMarks {
  /** Room between two panels, into which labels may reach. */
  static final double GAP = 15;

  private static final double LABEL = FigureTheme.LABEL;
  private static final double TICK = FigureTheme.TICK;

  /** Height of a digit of a label. */
  private static final double DIGIT = 5.8;

  /** Height of a line of labels. */
  private static final double LINE = 10;

  private final Lettering lettering;

  TickMarks(Lettering lettering) {
    this.lettering = lettering;
  }

  /** Ticks of an x axis, with room between labels, also those of the next panel. */
  Ticks across(Axis axis, int width, boolean labelled) {
    List<Axis.Tick> marks = across(axis, width);
    return new Ticks(axis, marks, width, room(widest(marks)), labelled);
  }

  /** Ticks of a y axis. */
  Ticks up(Axis axis, int height, boolean labelled) {
    return new Ticks(axis, up(axis, height), height, room(LABEL), labelled);
  }

  /**
   * Room that XChart must leave for a label; infinite if labels are set as text, which XChart
   * cannot do.
   */
  private double room(double label) {
    return lettering.asText() ? Double.POSITIVE_INFINITY : label;
  }

  /** Width of the widest label of a y axis. */
  double widestUp(Axis axis, int height) {
    return widest(up(axis, height));
  }

  private static List<Axis.Tick> up(Axis axis, int height) {
    List<Axis.Tick> sweep = withRoom(axis, height, tick -> LINE);
    return sweep.isEmpty() ? axis.ticks(Math.max(2, (int) (height / 17.0))) : sweep;
  }

  private List<Axis.Tick> across(Axis axis, double width) {
    List<Axis.Tick> sweep =
        withRoom(axis, width, tick -> lettering.width(Text.of(tick.label()), LABEL) + 4);
    if (!sweep.isEmpty() && beyond(axis, sweep, width) + 4 <= GAP) {
      return sweep;
    }
    for (int most = 10; most > 1; most--) {
      List<Axis.Tick> ticks = axis.ticks(most);
      double widest = widest(ticks);
      if (ticks.size() * (widest + 8) <= width && beyond(axis, ticks, width) + 4 <= GAP) {
        return ticks;
      }
    }
    return axis.ticks(1);
  }

  /**
   * Ticks at the values of a sweep, with labels where they do not touch; empty unless most of them
   * have a label.
   *
   * @param room that a label takes along the axis
   */
  private static List<Axis.Tick> withRoom(
      Axis axis, double length, ToDoubleFunction<Axis.Tick> room) {
    List<Axis.Tick> sweep = axis.sweepTicks();
    if (sweep.isEmpty()) {
      return sweep;
    }
    List<Axis.Tick> ticks = new ArrayList<>();
    // The greatest value always has its label.
    Axis.Tick last = sweep.get(sweep.size() - 1);
    double end = length * axis.share(last.value()) - room.applyAsDouble(last) / 2;
    double free = Double.NEGATIVE_INFINITY;
    int labels = 0;
    for (Axis.Tick tick : sweep) {
      double at = length * axis.share(tick.value());
      double half = room.applyAsDouble(tick) / 2;
      boolean fits = tick.equals(last) || (at - half >= free && at + half <= end);
      ticks.add(fits ? tick : new Axis.Tick(tick.value(), ""));
      free = fits ? at + half : free;
      labels += fits ? 1 : 0;
    }
    return 2 * labels > ticks.size() ? ticks : List.of();
  }

  /** Length by which the first and the last label together reach out of the panel. */
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

  /** Paints ticks that XChart cannot paint: at unequal steps, or with names. */
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
