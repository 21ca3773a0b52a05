package io.luckynodes.figure;

import io.luckynodes.figure.LawPanels.Drawn;
import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.NormVectorsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * Activations that BatchNorm receives, gradients that arrive at it and gradients that it passes on,
 * for a batch of three inputs. They are vectors of a few nodes in the plane at right angles to (1,
 * 1, 1). Panels of laws stand below.
 */
final class NormProjection implements Drawing {
  private static final double ASPECT = 0.7;
  private static final double EDGE = 1.15;
  private static final int NODES = 4;
  private static final Look ACTIVATION = arrow(0);
  private static final Look ARRIVING = arrow(1);
  private static final Look PASSED_ON = arrow(3);
  private static final Look TAKEN_OFF = new Look(Palette.FAINT_INK, Line.DOTTED, Sign.NONE, 1);

  private static Look arrow(int colour) {
    return new Look(Palette.category(colour), Line.SOLID, Sign.ARROW, 1.4);
  }

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.rows(NormVectorsRow.class).selected(spec.experiments());
    Rows ofPlacement = all.where("norm", options.integer("norm"));
    int seed = options.measured("seed", new int[] {options.integer("seed")}, ofPlacement)[0];
    Rows own = leastOf(leastOf(ofPlacement.where("seed", seed), "bn_epsilon"), "learning_rate");
    List<Panel> planes = new ArrayList<>();
    for (int node : own.distinctInts("node")) {
      Rows vectors = own.where("node", node);
      double[] f = vector(vectors, NormVectorsRow.ACTIVATION);
      double[] g = vector(vectors, NormVectorsRow.ARRIVING);
      if (planes.size() < NODES && length(f) > 0 && length(g) > 0) {
        planes.add(plane(node, f, g, vector(vectors, NormVectorsRow.PASSED_ON)));
      }
    }
    Drawn laws =
        LawPanels.drawn(
            options.laws("laws"), metrics.rows(LawsRow.class).selected(spec.experiments()));
    List<Plate.Row> rows = new ArrayList<>();
    if (!planes.isEmpty()) {
      rows.add(new Plate.Row(planes, 1));
    }
    rows.add(new Plate.Row(laws.panels(), ASPECT));
    List<Key.Entry> arrows =
        List.of(
            new Key.Entry(Text.of("").italic("f").plain(" less its mean"), ACTIVATION),
            new Key.Entry(Text.of("").italic("g").plain(" less its mean"), ARRIVING),
            new Key.Entry(Text.of("").italic("g").sub("f").plain(" times σ/c₀"), PASSED_ON));
    List<Key.PanelGroup> keys =
        List.of(
            new Key.PanelGroup(PanelLetters.from(0, planes.size()), arrows),
            new Key.PanelGroup(PanelLetters.from(planes.size(), laws.panels().size()), laws.key()));
    List<String> notes = new ArrayList<>();
    notes.add(
        "Planes: seed "
            + seed
            + ", before training. f has length 1, and the other two are as shares of g's length.");
    notes.addAll(laws.notes());
    return new Plate(rows, List.of(), List.of(), new Key.GroupsBelow(keys), notes);
  }

  /**
   * The rows with the least value of an axis. Planes show networks before training, which do not
   * depend on the learning rate, and the least ε.
   */
  private static Rows leastOf(Rows rows, String axis) {
    return rows.isEmpty() || !rows.has(axis) ? rows : rows.where(axis, rows.distinct(axis)[0]);
  }

  private static double[] vector(Rows rows, String name) {
    return rows.where(NormVectorsRow.VECTOR, name).sortedBy("index").values("value");
  }

  private static double length(double[] vector) {
    return vector.length == 2 ? Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1]) : 0;
  }

  private static Panel plane(int node, double[] f, double[] g, double[] passedOn) {
    double size = length(g);
    String name = "node " + (node + 1);
    List<Series> series =
        List.of(
            line("what is taken off", g, passedOn, size, TAKEN_OFF),
            line("f less its mean", new double[2], f, length(f), ACTIVATION),
            line("g less its mean", new double[2], g, size, ARRIVING),
            line("what BatchNorm hands back", new double[2], passedOn, size, PASSED_ON));
    return new Panel(
        name,
        Text.of(name),
        new Axis(Text.of("along (1, −1, 0)"), -EDGE, EDGE),
        new Axis(Text.of("along (1, 1, −2)"), -EDGE, EDGE),
        series,
        "not measured");
  }

  private static Series line(String name, double[] from, double[] to, double unit, Look look) {
    return new Series(
        name,
        new double[] {from[0] / unit, to[0] / unit},
        new double[] {from[1] / unit, to[1] / unit},
        look);
  }
}
