package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import io.luckynodes.table.StudentNodesRow;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * Claims about the order in which the layers of a deep network form the L shape of fan-out norm
 * against correlation. The measure for a layer is the share of its student nodes' summed squared
 * fan-out norms that lies in nodes with a correlation above {@code correlation}. This share is near
 * 0 while no student node follows a teacher node, and near 1 when the nodes that do carry almost
 * all of the sum.
 */
final class LayersInOrder {
  private static final String CORRELATION = "correlation";
  private static final String FAN_OUT = "fan_out";
  private static final String EPOCH = "epoch";

  private LayersInOrder() {}

  /**
   * The mean of this share over training is greater in the lowest layer than in every other layer:
   * a layer that forms its L sooner has it for longer.
   */
  static Predicate lowestLayerFirst() {
    return Predicate.measuring(
            "lowest-layer-first",
            StudentNodesRow.class,
            (options, rows) -> {
              Effects effects =
                  new Effects(
                      "the lead of the lowest layer in the share of squared fan-out norm that matched nodes carry, in the mean over training,");
              SortedMap<Double, Trials> layers = new TreeMap<>();
              double end = Places.end(rows);
              for (double layer : rows.distinct(Places.LAYER)) {
                layers.put(
                    layer,
                    Trials.of(
                        rows.where(Places.LAYER, layer),
                        CORRELATION,
                        end,
                        own -> throughout(own, options.number(CORRELATION)),
                        own -> 0));
              }
              layers.forEach(
                  (layer, trials) -> {
                    effects.number(Places.layer(layer) + " · mean share", trials.mean());
                    if (layer > layers.firstKey()) {
                      effects.place(
                          "over " + Places.layer(layer),
                          layers.values().iterator().next().minus(trials),
                          Range.above(0));
                    }
                  });
              return effects;
            })
        .numbers(CORRELATION)
        .atAllEpochs();
  }

  /**
   * In every layer above the lowest, this share grows from the measured epoch nearest to {@code
   * epoch} to the end.
   */
  static Predicate topLayersFollow() {
    return Predicate.measuring(
            "top-layers-follow",
            StudentNodesRow.class,
            (options, rows) -> {
              double epoch = rows.nearest(options.number(EPOCH));
              double end = Places.end(rows);
              Effects effects =
                  new Effects(
                      "the gain in the share of squared fan-out norm that matched nodes carry, from epoch %s to %s,"
                          .formatted(Say.plain(epoch), Say.plain(end)));
              double[] layers = rows.distinct(Places.LAYER);
              for (double layer :
                  Arrays.copyOfRange(layers, Math.min(1, layers.length), layers.length)) {
                String name = Places.layer(layer);
                Rows own = rows.where(Places.LAYER, layer);
                Trials before = at(own, epoch, options.number(CORRELATION));
                if (epoch == end) {
                  effects.unmeasured(name + " after epoch " + Say.plain(epoch));
                } else {
                  effects.placeUnless(
                      !before.isEmpty() && before.least() == 1,
                      name,
                      at(own, end, options.number(CORRELATION)).minus(before),
                      Range.above(0));
                }
              }
              return effects;
            })
        .numbers(CORRELATION, EPOCH)
        .atAllEpochs();
  }

  private static Trials at(Rows layer, double epoch, double threshold) {
    return Places.at(layer, epoch, CORRELATION, nodes -> formed(nodes, threshold), 0);
  }

  /** The mean over time of one seed's share in a layer, by linear interpolation between epochs. */
  private static double throughout(Rows rows, double threshold) {
    SortedMap<Double, Double> byEpoch = new TreeMap<>();
    for (double epoch : rows.distinct(EPOCH)) {
      byEpoch.put(epoch, formed(rows.where(EPOCH, epoch), threshold));
    }
    return new TrialCourse(byEpoch).throughout();
  }

  /**
   * The share of matched nodes in a layer's squared fan-out norms; 0 for a layer without any
   * fan-out.
   */
  private static double formed(Rows nodes, double threshold) {
    double all = squares(nodes).sum();
    return all > 0 ? squares(nodes.where(CORRELATION, c -> c > threshold)).sum() / all : 0;
  }

  private static DoubleStream squares(Rows nodes) {
    return Arrays.stream(nodes.values(FAN_OUT)).map(norm -> norm * norm);
  }
}
