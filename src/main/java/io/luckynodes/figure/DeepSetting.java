package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.MatricesRow;
import io.luckynodes.table.NetworkRow;
import io.luckynodes.table.Rows;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A teacher and its deep student on shared inputs, the student's loss and gradient over steps, and
 * the matrices of Lemma 1 at one sample.
 */
final class DeepSetting implements Drawing {
  private static final double NETWORKS_ASPECT = 0.4;
  private static final double COURSE_ASPECT = 0.24;
  private static final double MATRICES_ASPECT = 0.8;
  private static final double HALF_TEACHER = 0.22;
  private static final double HALF_STUDENT = 0.36;
  private static final Color OTHER = new Color(0xA8A8A8);
  private static final List<List<String>> MATRICES =
      List.of(List.of("W₁ᵀ", "f₁", "V₁", "D₁"), List.of("A₁", "f₁*", "B₁", "g₁"));

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows laws = metrics.selected(LawsRow.class, spec);
    DeepTrial trial = DeepTrial.of(laws);
    Rows matrices = metrics.selected(MatricesRow.class, spec).where("seed", trial.seed());
    List<Plate.Row> rows = new ArrayList<>();
    rows.add(
        new Plate.Row(
            List.of(networks(metrics.selected(NetworkRow.class, spec), matrices, trial.seed())),
            NETWORKS_ASPECT));
    rows.add(new Plate.Row(List.of(course(laws, trial.seed())), COURSE_ASPECT));
    int matrixPanels = 0;
    for (List<String> row : MATRICES) {
      matrixPanels += row.size();
      rows.add(
          new Plate.Row(
              row.stream().map(name -> matrix(name, matrices)).toList(), MATRICES_ASPECT));
    }
    List<Key.Entry> nodes = new ArrayList<>();
    for (int j = 0; j < 3; j++) {
      nodes.add(
          new Key.Entry(
              Text.of("teacher node " + (j + 1) + ", and students on its line"),
              new Look(Palette.category(j), Line.NONE, Sign.CIRCLE, 1)));
    }
    nodes.add(
        new Key.Entry(
            Text.of("on no line; upper nodes"), new Look(Palette.INK, Line.NONE, Sign.CIRCLE, 1)));
    nodes.add(
        new Key.Entry(
            Text.of("active on no training point"),
            new Look(Palette.INK, Line.NONE, Sign.OPEN_CIRCLE, 1)));
    List<Key.Entry> weights = NetworkDiagram.key().subList(0, 2);
    List<Key.Entry> curves =
        List.of(
            new Key.Entry(Text.of("loss"), curve(0)),
            new Key.Entry(Text.of("ε, greatest |g₁|"), curve(1)),
            new Key.Entry(Text.of("ε of other trials"), other()));
    return new Plate(
        rows,
        List.of(),
        List.of(),
        new Key.GroupsBelow(
            List.of(
                new Key.PanelGroup(PanelLetters.of(0), nodes),
                new Key.PanelGroup(PanelLetters.of(0), weights),
                new Key.PanelGroup(PanelLetters.of(1), curves),
                new Key.PanelGroup(
                    PanelLetters.from(2, matrixPanels), MatrixMap.key(-1, -0.5, 0.5, 1)))),
        List.of(trial.note()));
  }

  /** Both networks after training, inputs below and outputs on top. */
  private static Panel networks(Rows network, Rows matrices, int seed) {
    NetworkDiagram diagram = new NetworkDiagram();
    double[][] nodes = MatrixMap.values(MatrixMap.named(matrices, "student-nodes"));
    for (String side : List.of("teacher", "student")) {
      boolean teacher = side.equals("teacher");
      Rows own = network.where("seed", seed).where("side", side);
      Rows weights = own.where("part", NetworkRow.WEIGHT);
      int[] layers = weights.ints("layer");
      int[] from = weights.ints("from");
      int[] to = weights.ints("node");
      double[] values = weights.values("value");
      for (int i = 0; i < values.length; i++) {
        Rows layer = weights.where("layer", layers[i]);
        double limit = Arrays.stream(layer.values("value")).map(Math::abs).max().orElse(1);
        diagram.edge(
            side + ", layer " + layers[i] + ", from " + (from[i] + 1) + " to " + (to[i] + 1),
            place(teacher, own, layers[i] - 1, from[i]),
            layers[i] - 1,
            place(teacher, own, layers[i], to[i]),
            layers[i],
            values[i] / limit);
      }
      Rows all = own.where("part", NetworkRow.ACTIVATION);
      for (int i = 0; i < all.count(); i++) {
        int layer = all.ints("layer")[i];
        int node = all.ints("node")[i];
        boolean lowest = layer == 1;
        int on = !lowest ? -1 : teacher ? node : (int) nodes[node][0];
        diagram.node(
            side + ", layer " + layer + ", node " + (node + 1),
            place(teacher, own, layer, node),
            layer,
            !lowest || teacher || nodes[node][1] > 0,
            on < 0 ? Palette.INK : Palette.category(on));
      }
    }
    if (nodes.length > 0) {
      diagram.label(Text.of("").italic("f").plain("*"), -0.3, 3);
      diagram.label(Text.of("").italic("f"), 1.33, 3);
      diagram.label(Text.of("loss: ½ ‖").italic("f").plain("* − ").italic("f").plain("‖²"), 0.5, 3);
    }
    return diagram.panel(
        "networks",
        Axis.named(Text.of(""), "teacher", "student"),
        Axis.named(Text.of(""), "inputs", "layer 1", "layer 2", "outputs"));
  }

  /** Horizontal position of a node; the inputs of both networks stand in the middle. */
  private static double place(boolean teacher, Rows own, int layer, int node) {
    if (layer == 0) {
      return 0.45 + 0.1 * node;
    }
    int count =
        own.where("part", NetworkRow.ACTIVATION).where("layer", layer).distinctInts("node").length;
    double half = teacher ? HALF_TEACHER : layer == 3 ? HALF_TEACHER : HALF_STUDENT;
    double share = count == 1 ? 0.5 : (double) node / (count - 1);
    return (teacher ? 0 : 1) + half * (2 * share - 1);
  }

  private static Panel course(Rows laws, int seed) {
    Rows course = laws.where(LawsRow.LAW, "course");
    List<Series> series = new ArrayList<>();
    for (int each : course.distinctInts("seed")) {
      if (each != seed) {
        series.add(series("ε, seed " + each, course, each, "ε", other()));
      }
    }
    series.add(series("loss", course, seed, "loss", curve(0)));
    series.add(series("ε", course, seed, "ε", curve(1)));
    double most = Arrays.stream(course.values("x")).max().orElse(1);
    return new Panel(
        "course",
        Text.of("loss and greatest gradient over training"),
        new Axis(Text.of("step"), 0, 1.05 * Math.max(1, most), Axis.Scale.LOGARITHMIC_FROM_ONE),
        Axis.decadesAround(Text.of("loss, ε"), course.values("y")),
        series,
        "not measured");
  }

  private static Series series(String name, Rows course, int seed, String what, Look look) {
    Rows own = course.where("seed", seed).where(LawsRow.SERIES, what).sortedBy("x");
    return new Series(name, own.values("x"), own.values("y"), look);
  }

  private static Look curve(int n) {
    return new Look(Palette.category(n), Line.SOLID, Sign.NONE, 1.6);
  }

  private static Look other() {
    return new Look(OTHER, Line.SOLID, Sign.NONE, 0.5);
  }

  private static Panel matrix(String name, Rows matrices) {
    Rows own = MatrixMap.named(matrices, name);
    double limit = MatrixMap.limit(own);
    Text title = Text.of(name + ", scale " + Numbers.significant(limit, 2));
    return MatrixMap.panel(name, title, "column", "row", own, limit, List.of());
  }
}
