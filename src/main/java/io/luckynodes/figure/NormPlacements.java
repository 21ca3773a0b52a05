package io.luckynodes.figure;

import io.luckynodes.figure.LawPanels.Drawn;
import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.NormVectorsRow;
import io.luckynodes.table.NormsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * BatchNorm before and after ReLU as chains of operations, with the numbers of one node on one
 * input. Below are the norms of nodes over time, without BatchNorm and with it in either position,
 * and panels of laws.
 */
final class NormPlacements implements Drawing {
  private static final double CHAIN_ASPECT = 0.75;
  private static final double ASPECT = 0.75;
  private static final double WIDTH = 0.8;
  private static final double OPACITY = 0.6;

  /**
   * Distances of a number from its node in a chain: upwards in units of the input axis, and to the
   * right.
   */
  private static final double ABOVE = 1.1;

  private static final double RIGHT = 0.16;

  /**
   * A chain of operations from the weighted sum on: names of its vectors, and names of its
   * operations in words.
   */
  private record Chain(int norm, String title, List<String> vectors, List<String> words) {}

  private static final List<Chain> CHAINS =
      List.of(
          new Chain(
              2,
              "Linear – BN – ReLU",
              List.of(NormVectorsRow.LINEAR, NormVectorsRow.NORM, NormVectorsRow.RELU),
              List.of("linear", "BN", "ReLU")),
          new Chain(
              1,
              "Linear – ReLU – BN",
              List.of(NormVectorsRow.LINEAR, NormVectorsRow.RELU, NormVectorsRow.NORM),
              List.of("linear", "ReLU", "BN")));

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows vectors = metrics.rows(NormVectorsRow.class).selected(spec.experiments());
    int seed = options.measured("seed", new int[] {options.integer("seed")}, vectors)[0];
    double rate = options.positive("learning_rate");
    Rows ofSeed = vectors.where("seed", seed).where("learning_rate", rate);
    List<Panel> chains = CHAINS.stream().map(chain -> panel(chain, ofSeed)).toList();
    Rows laws = metrics.rows(LawsRow.class).selected(spec.experiments());
    Drawn drawn = LawPanels.drawn(options.laws("laws"), laws);
    List<Panel> below = new ArrayList<>();
    below.add(
        norms(
            metrics
                .rows(NormsRow.class)
                .selected(spec.experiments())
                .where("seed", seed)
                .where("learning_rate", rate),
            laws,
            drawn.key()));
    below.addAll(drawn.panels());
    List<Key.PanelGroup> keys =
        List.of(
            new Key.PanelGroup(
                PanelLetters.from(0, chains.size()), NetworkDiagram.key().subList(0, 2)),
            new Key.PanelGroup(PanelLetters.from(chains.size(), below.size()), drawn.key()));
    List<String> notes = new ArrayList<>();
    notes.add(
        "Chains: seed "
            + seed
            + ", the lowest layer's node of the greatest weighted sum on one input. Norms: every node"
            + " of that layer, learning rate "
            + Numbers.plain(rate)
            + ".");
    notes.addAll(drawn.notes());
    return new Plate(
        List.of(new Plate.Row(chains, CHAIN_ASPECT), new Plate.Row(below, ASPECT)),
        List.of(),
        List.of(),
        new Key.GroupsBelow(keys),
        notes);
  }

  private static Panel panel(Chain chain, Rows all) {
    Rows own = all.where("norm", chain.norm);
    double[] inputs = vector(own, NormVectorsRow.FAN_IN);
    double[] weights = vector(own, NormVectorsRow.WEIGHTS);
    double limit = Arrays.stream(weights).map(Math::abs).max().orElse(1);
    double middle = (inputs.length + 1) / 2.0;
    NetworkDiagram diagram = new NetworkDiagram();
    for (int k = 0; k < inputs.length; k++) {
      diagram.edge("weight " + (k + 1), 0, k + 1, 1, middle, weights[k] / limit);
      diagram.node("input " + (k + 1), 0, k + 1, true);
    }
    List<String> places = new ArrayList<>(List.of("inputs"));
    places.addAll(chain.words);
    for (int i = 0; i < chain.vectors.size(); i++) {
      double[] value = vector(own, chain.vectors.get(i));
      if (value.length > 0) {
        if (i > 0) {
          diagram.arrow("to " + chain.words.get(i), i, i + 1, middle);
        }
        diagram.node(chain.words.get(i), i + 1, middle, true);
        diagram.label(Text.of(Numbers.fixed(value[0], 3)), i + 1 + RIGHT, middle - ABOVE);
      }
    }
    return diagram.panel(
        chain.title,
        Axis.named(Text.of(""), places.toArray(String[]::new)),
        new Axis(Text.of("input"), 0.4, Math.max(1, inputs.length) + 0.6, Axis.Scale.DOWNWARD));
  }

  private static double[] vector(Rows rows, String name) {
    return rows.where(NormVectorsRow.VECTOR, name).sortedBy("index").values("value");
  }

  /**
   * ‖w‖² of all nodes of one seed, in the colours that the panels of laws give to the placements.
   */
  private static Panel norms(Rows rows, Rows laws, List<Key.Entry> key) {
    List<Series> series = new ArrayList<>();
    for (double norm : rows.distinct("norm")) {
      Rows placed = rows.where("norm", norm);
      Rows drifts = laws.where("norm", norm).where(LawsRow.LAW, "norm-drift");
      String name = drifts.isEmpty() ? "" : drifts.distinctTexts(LawsRow.SERIES).get(0);
      for (int node : placed.distinctInts("node")) {
        Rows own = placed.where("node", node).sortedBy("time");
        series.add(
            new Series(
                name + ", node " + (node + 1),
                own.values("time"),
                own.values("weights"),
                look(name, key)));
      }
    }
    return new Panel(
        "norms over time",
        Text.of("‖").italic("w").sub("j").plain("‖² of the lowest layer"),
        Axis.around(
            Text.of("time (steps × learning rate)"),
            series.stream().flatMapToDouble(s -> DoubleStream.of(s.x())).toArray(),
            0,
            Double.MAX_VALUE),
        Axis.around(
            Text.of("‖").italic("w").sub("j").plain("‖²"),
            Series.extent(series.stream()),
            0,
            Double.MAX_VALUE),
        series,
        "not measured");
  }

  private static Look look(String name, List<Key.Entry> key) {
    Look found =
        key.stream()
            .filter(entry -> entry.label().unstyled().equals(name))
            .map(Key.Entry::look)
            .findFirst()
            .orElse(Looks.curve(0));
    return new Look(Palette.translucent(found.color(), OPACITY), Line.SOLID, Sign.NONE, WIDTH);
  }
}
