package io.luckynodes.figure;

import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StudentNodesRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every student node of a deep network of one seed as a dot, at several epochs of training. The
 * vertical axis is √E[β_jj], which takes the place of a fan-out norm below the top layer; the
 * horizontal axis is the correlation to the best-correlated teacher node. Layers run from top to
 * bottom as in the network, epochs from left to right. Each layer has a scale of its own, as in the
 * version of the released plotting code that has these epochs.
 */
final class LayerScatter implements Drawing {
  private static final double ASPECT = 0.85;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Axis x = options.axis("x_range", Text.of("correlation to the best-correlated teacher node"));
    int[] wanted = options.integers("epochs");
    Rows all = metrics.selected(StudentNodesRow.class, spec);
    int seed = options.measured("seed", new int[] {options.integer("seed")}, all)[0];
    Rows rows = all.where("seed", seed);
    int[] epochs =
        Arrays.stream(wanted).map(epoch -> (int) rows.nearest(epoch)).distinct().sorted().toArray();
    int[] layers = rows.distinctInts("layer");

    NodeDots dots = new NodeDots(new int[] {seed});
    List<Plate.Row> grid = new ArrayList<>();
    List<Text> rowTitles = new ArrayList<>();
    for (int l = layers.length - 1; l >= 0; l--) {
      Rows layer = rows.where("layer", layers[l]);
      List<Rows> byEpoch = Arrays.stream(epochs).mapToObj(e -> layer.where("epoch", e)).toList();
      Axis y = fanOut(byEpoch);
      // Panels and titles count layers from 1.
      String name = "layer " + (layers[l] + 1);
      List<Panel> panels = new ArrayList<>();
      for (int e = 0; e < epochs.length; e++) {
        panels.add(dots.panel(name + ", epoch " + epochs[e], x, y, byEpoch.get(e)));
      }
      grid.add(Plate.Row.ofAny(panels, ASPECT));
      String where = l == layers.length - 1 ? " (top)" : l == 0 ? " (lowest)" : "";
      rowTitles.add(Text.of(name + where));
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "Seed " + seed + ", one dot per student node. Each layer has a vertical scale of its own.");
    replaced(wanted, rows).ifPresent(notes::add);
    notes.addAll(dots.notes());
    return new Plate(
        grid,
        Arrays.stream(epochs).mapToObj(LayerScatter::columnTitle).toList(),
        rowTitles,
        new Key.None(),
        notes);
  }

  private static Text columnTitle(int epoch) {
    return Text.of(epoch == 0 ? "before training" : "epoch " + epoch);
  }

  /** A note on the epochs that replace those that were not measured; empty if all were measured. */
  private static Optional<String> replaced(int[] wanted, Rows rows) {
    List<String> replaced =
        Arrays.stream(wanted)
            .filter(epoch -> rows.nearest(epoch) != epoch)
            .mapToObj(epoch -> epoch + " (" + Numbers.plain(rows.nearest(epoch)) + ")")
            .toList();
    return replaced.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Not measured, with the nearest epoch that is drawn: "
                + String.join(", ", replaced)
                + ".");
  }

  /** An axis from 0 to a little above the largest value. */
  private static Axis fanOut(List<Rows> byEpoch) {
    double largest =
        byEpoch.stream()
            .flatMapToDouble(rows -> Arrays.stream(rows.values("fan_out")))
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    double high = largest > 0 ? largest : 1;
    return new Axis(Text.of("√E[").italic("β").sub("jj").plain("]"), -0.04 * high, 1.06 * high);
  }
}
