package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.figure.Panel.Label;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two nodes without a threshold, a given distance apart, in the plane of their weights. Arcs show
 * where both nodes are active and where the student alone is active, with the share that each
 * region adds to the change of their overlap. Panels of laws follow.
 */
final class PartingNodes implements Drawing {
  private static final Look TEACHER = new Look(Palette.category(0), Line.SOLID, Sign.ARROW, 1.6);
  private static final Look STUDENT = new Look(Palette.category(1), Line.SOLID, Sign.ARROW, 1.6);
  private static final Look BOTH = new Look(Palette.category(2), Line.SOLID, Sign.NONE, 3.2);
  private static final Look ALONE = new Look(Palette.category(3), Line.SOLID, Sign.NONE, 3.2);

  private static final double EDGE = 1.7;
  private static final double RADIUS = 1.1;
  private static final double OUTSIDE = 1.35;
  private static final int STEPS = 60;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    LawPanels.Drawn laws = LawPanels.drawn(options.laws("laws"), metrics.rows(LawsRow.class));
    double distance = options.positive("distance");
    Rows regions = metrics.rows(LawsRow.class).where(LawsRow.LAW, "region").where("x", distance);
    List<Panel> panels = new ArrayList<>();
    panels.add(plane(distance, regions));
    panels.addAll(laws.panels());
    List<Key.Entry> entries =
        List.of(
            new Key.Entry(Text.of("teacher's weights, its edge"), TEACHER),
            new Key.Entry(Text.of("student's weights, its edge"), STUDENT),
            new Key.Entry(Text.of("both are active"), BOTH),
            new Key.Entry(Text.of("the student alone is"), ALONE));
    List<String> notes = new ArrayList<>(laws.notes());
    notes.add("Percentages: shares of the change of the overlap that the inputs add.");
    return new Plate(
        Plate.Row.grid(panels, LawPanels.ASPECT),
        List.of(),
        List.of(),
        new Key.GroupsBelow(
            List.of(
                new Key.PanelGroup(PanelLetters.of(0), entries),
                new Key.PanelGroup(PanelLetters.from(1, laws.panels().size()), laws.key()))),
        notes);
  }

  private static Panel plane(double distance, Rows regions) {
    double angle = 2 * StrictMath.asin(distance / 2);
    double right = Math.PI / 2;
    List<Series> series = new ArrayList<>();
    if (!regions.isEmpty()) {
      series.add(arc("both active", angle - right, right, BOTH));
      series.add(arc("student alone active", right, right + angle, ALONE));
      series.add(edge("edge of the teacher", right, TEACHER));
      series.add(edge("edge of the student", right + angle, STUDENT));
      series.add(line("weights of the teacher", 0, 0, 1, TEACHER));
      series.add(line("weights of the student", angle, 0, 1, STUDENT));
    }
    double both = added(regions, "both nodes are");
    double alone = added(regions, "one node alone is");
    List<Label> labels =
        series.isEmpty()
            ? List.of()
            : List.of(
                label(share(both / (both + alone)), 0),
                label(share(alone / (both + alone)), right + 2 * angle));
    return new Panel(
            "plane",
            Text.of("two nodes, δ = " + Numbers.plain(distance)),
            new Axis(Text.of("along the teacher's weights"), -EDGE, EDGE),
            new Axis(Text.of("across them"), -EDGE * LawPanels.ASPECT, EDGE * LawPanels.ASPECT),
            series,
            "not measured at this distance")
        .with(labels);
  }

  private static double added(Rows regions, String where) {
    return regions.where(LawsRow.SERIES, "added where " + where + " active").mean("y");
  }

  private static Text share(double share) {
    return Text.of(Numbers.significant(100 * share, 2) + " %");
  }

  private static Label label(Text text, double angle) {
    return new Label(text, OUTSIDE * StrictMath.cos(angle), RADIUS * StrictMath.sin(angle));
  }

  private static Series arc(String name, double from, double to, Look look) {
    return new Series(
        name,
        IntStream.rangeClosed(0, STEPS)
            .mapToDouble(i -> RADIUS * StrictMath.cos(from + (to - from) * i / STEPS))
            .toArray(),
        IntStream.rangeClosed(0, STEPS)
            .mapToDouble(i -> RADIUS * StrictMath.sin(from + (to - from) * i / STEPS))
            .toArray(),
        look);
  }

  private static Series edge(String name, double angle, Look look) {
    return line(name, angle, -RADIUS, RADIUS, new Look(look.color(), Line.DASHED, Sign.NONE, 1));
  }

  private static Series line(String name, double angle, double from, double to, Look look) {
    return new Series(
        name,
        new double[] {from * StrictMath.cos(angle), to * StrictMath.cos(angle)},
        new double[] {from * StrictMath.sin(angle), to * StrictMath.sin(angle)},
        look);
  }
}
