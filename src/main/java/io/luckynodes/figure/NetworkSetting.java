package io.luckynodes.figure;

import io.luckynodes.figure.LawPanels.Drawn;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.NetworkRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The teacher and the student of one seed as networks on one input, with the paper's symbols at one
 * edge of each, and panels of laws below.
 */
final class NetworkSetting implements Drawing {
  private static final double ASPECT = 0.8;
  private static final double LAWS_ASPECT = 0.4;

  /** Distance of symbols above their node. */
  private static final double ABOVE_NODE = 0.3;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.selected(NetworkRow.class, spec);
    int seed = options.measured("seed", new int[] {options.integer("seed")}, all)[0];
    Rows own = all.where("seed", seed);
    int[] layers = own.distinctInts("layer");
    Axis x =
        Axis.named(
            Text.of(""),
            IntStream.of(layers)
                .mapToObj(l -> l == 0 ? "input" : l == layers.length - 1 ? "output" : "layer " + l)
                .toArray(String[]::new));
    Axis y =
        new Axis(Text.of("node"), 0.4, own.distinctInts("node").length + 0.6, Axis.Scale.DOWNWARD);
    List<Panel> networks = new ArrayList<>();
    for (String side : List.of("teacher", "student")) {
      networks.add(diagram(own.where("side", side), side.equals("teacher")).panel(side, x, y));
    }
    Drawn laws = LawPanels.drawn(options.laws("laws"), metrics.selected(LawsRow.class, spec));
    List<Plate.Row> rows = new ArrayList<>(List.of(new Plate.Row(networks, ASPECT)));
    rows.add(new Plate.Row(laws.panels(), LAWS_ASPECT));
    List<Key.PanelGroup> keys =
        List.of(
            new Key.PanelGroup(PanelLetters.from(0, networks.size()), NetworkDiagram.key()),
            new Key.PanelGroup(
                PanelLetters.from(networks.size(), laws.panels().size()), laws.key()));
    List<String> notes = new ArrayList<>();
    notes.add(
        "Networks: seed "
            + seed
            + ", on one input. Symbols stand at the edge of greatest weight between active nodes of"
            + " layers 1 and 2.");
    notes.addAll(laws.notes());
    return new Plate(rows, List.of(), List.of(), new Key.GroupsBelow(keys), notes);
  }

  private static NetworkDiagram diagram(Rows side, boolean teacher) {
    NetworkDiagram diagram = new NetworkDiagram();
    Rows weights = side.where("part", NetworkRow.WEIGHT);
    double[] values = weights.values("value");
    int[] layers = weights.ints("layer");
    int[] from = weights.ints("from");
    int[] to = weights.ints("node");
    double limit = Arrays.stream(values).map(Math::abs).max().orElse(1);
    int strongest = -1;
    for (int i = 0; i < values.length; i++) {
      diagram.edge(
          "layer " + layers[i] + ", from " + (from[i] + 1) + " to " + (to[i] + 1),
          layers[i] - 1,
          from[i] + 1,
          layers[i],
          to[i] + 1,
          values[i] / limit);
      boolean between = layers[i] == 2 && active(side, 1, from[i]) && active(side, 2, to[i]);
      if (between && (strongest < 0 || Math.abs(values[i]) > Math.abs(values[strongest]))) {
        strongest = i;
      }
    }
    Rows activations = side.where("part", NetworkRow.ACTIVATION);
    int top = Arrays.stream(layers).max().orElse(0);
    for (int i = 0; i < activations.count(); i++) {
      int layer = activations.ints("layer")[i];
      int node = activations.ints("node")[i];
      boolean open = layer == 0 || layer == top || activations.values("value")[i] > 0;
      diagram.node("layer " + layer + ", node " + (node + 1), layer, node + 1, open);
    }
    if (strongest >= 0) {
      symbols(diagram, from[strongest] + 1, to[strongest] + 1, teacher);
    }
    return diagram;
  }

  private static boolean active(Rows side, int layer, int node) {
    Rows own = side.where("part", NetworkRow.ACTIVATION).where("layer", layer).where("node", node);
    return own.mean("value") > 0;
  }

  /** Adds the symbols of the edge between two nodes of layers 1 and 2, and of these nodes. */
  private static void symbols(NetworkDiagram diagram, int from, int to, boolean teacher) {
    String circle = teacher ? "°" : "";
    Text weight =
        Text.of("").italic("w").plain(teacher ? "*" : "").sub(to + circle + "," + from + circle);
    Text upper = Text.of("").italic("f").sub(to + circle);
    diagram.label(Text.of("").italic("f").sub(from + circle), 1, from - ABOVE_NODE);
    diagram.labelUpon(weight, 1.5, (from + to) / 2.0, teacher ? 0.26 : 0.18);
    diagram.label(teacher ? upper : upper.plain(", ").italic("g").sub("" + to), 2, to - ABOVE_NODE);
  }
}
