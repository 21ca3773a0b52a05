package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.figure.Options.LawChoice;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * The strength of each teacher node as a bar, in the colours of arrival curves. Panels of laws
 * follow. Each has its own legend and notes, because the experiments differ.
 */
final class StrongAndWeak implements Drawing {
  private static final double BAR = 0.6;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.rows(LawsRow.class);
    List<LawChoice> laws = options.laws("laws");
    List<Panel> panels = new ArrayList<>();
    List<Key.PanelGroup> groups = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    panels.add(bars(laws.get(0), all.where(LawsRow.LAW, laws.get(0).law())));
    for (LawChoice law : laws.subList(1, laws.size())) {
      String letter = PanelLetters.of(panels.size());
      LawPanels.Drawn drawn = LawPanels.drawn(List.of(law), all.where(LawsRow.LAW, law.law()));
      panels.addAll(drawn.panels());
      groups.add(new Key.PanelGroup(letter, drawn.key()));
      notes.add(letter + " " + String.join(" ", drawn.notes()));
    }
    return new Plate(
        Plate.Row.grid(panels, LawPanels.ASPECT),
        List.of(),
        List.of(),
        new Key.GroupsBelow(groups),
        notes);
  }

  /** The mean at each x value as a bar from 0. */
  private static Panel bars(LawChoice law, Rows rows) {
    double[] places = rows.distinct("x");
    List<Series> bars = new ArrayList<>();
    double greatest = 0;
    for (int j = 0; j < places.length; j++) {
      double mean = rows.where("x", places[j]).mean("y");
      greatest = Math.max(greatest, mean);
      bars.add(
          new Series(
              "teacher " + Numbers.plain(places[j]),
              new double[] {places[j]},
              new double[] {mean},
              new Look(
                  Palette.blueToRed(places.length == 1 ? 0 : j / (places.length - 1.0)),
                  Line.NONE,
                  Sign.BAR,
                  BAR)));
    }
    double last = places.length == 0 ? 1 : places[places.length - 1];
    return new Panel(
        law.law(),
        Text.of(law.title()),
        new Axis(Text.of(law.x()), 0.4, last + 0.6, Axis.Scale.WHOLE),
        new Axis(Text.of(law.y()), 0, greatest == 0 ? 1 : 1.1 * greatest),
        bars,
        "not measured");
  }
}
