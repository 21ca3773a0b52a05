package io.luckynodes.figure;

import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of any table against another column or an axis of the sweep, with a dot for each row of
 * each seed. Options {@code colour} and {@code panel} name columns or axes, each value of which has
 * a colour or a panel.
 */
final class Scatter implements Drawing {
  private static final double OPACITY = 0.6;
  private static final double DIAMETER = 2.6;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    ChosenRows chosen = ChosenRows.of(DrawingKind.SCATTER, spec, options, metrics);
    Map<String, Look> looks = looks(chosen.parts(chosen.rows(), options.text("colour")));
    List<ChosenRows.Part> panels = chosen.parts(chosen.rows(), options.text("panel"));
    List<List<Series>> drawn = new ArrayList<>();
    LeftOut leftOut = new LeftOut();
    for (ChosenRows.Part panel : panels) {
      List<Series> series = new ArrayList<>();
      for (ChosenRows.Part part : chosen.parts(panel.rows(), options.text("colour"))) {
        series.add(dots(part, chosen, looks.getOrDefault(part.name(), look(0, 1)), leftOut));
      }
      drawn.add(series);
    }
    List<Series> all = drawn.stream().flatMap(List::stream).toList();
    List<Panel> plates =
        ChosenRows.panels(
            panels,
            chosen.axis("x", ChosenRows.x(all)),
            chosen.axis("y", Series.extent(all.stream())),
            drawn);
    return ChosenRows.plate(plates, looks, notes(chosen, all, leftOut, plates));
  }

  private static List<String> notes(
      ChosenRows chosen, List<Series> all, LeftOut leftOut, List<Panel> plates) {
    List<String> notes = new ArrayList<>(chosen.notes());
    int seeds = chosen.rows().distinctInts(TableType.SEED).length;
    notes.add(
        "Dots: one for each row, "
            + all.stream().mapToInt(series -> series.x().length).sum()
            + " of "
            + seeds
            + (seeds == 1 ? " seed." : " seeds."));
    notes.addAll(leftOut.notes());
    Panel.outside(plates, "dot").ifPresent(notes::add);
    return notes;
  }

  private static Series dots(ChosenRows.Part part, ChosenRows chosen, Look look, LeftOut leftOut) {
    Rows rows = part.rows();
    double[] x = rows.values(chosen.options().text("x"));
    double[] y = rows.values(chosen.options().text("y"));
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
        leftOut.notFinite();
      } else if ((chosen.decades("x") && x[i] <= 0) || (chosen.decades("y") && y[i] <= 0)) {
        leftOut.notPositive();
      } else {
        kept.add(i);
      }
    }
    return new Series(
        part.name().isEmpty() ? "rows" : part.name(),
        kept.stream().mapToDouble(i -> x[i]).toArray(),
        kept.stream().mapToDouble(i -> y[i]).toArray(),
        look);
  }

  /**
   * Looks of the values of the colour: colours of categories if there are few, else ordered shades.
   */
  private static Map<String, Look> looks(List<ChosenRows.Part> parts) {
    Map<String, Look> looks = new LinkedHashMap<>();
    for (int n = 0; n < parts.size(); n++) {
      looks.put(parts.get(n).name(), look(n, parts.size()));
    }
    return looks;
  }

  private static Look look(int n, int of) {
    Color color =
        of <= Palette.CATEGORY_COUNT ? Palette.category(n) : Palette.ordered((double) n / (of - 1));
    return new Look(Palette.translucent(color, OPACITY), Line.NONE, Sign.DOT, DIAMETER);
  }
}
