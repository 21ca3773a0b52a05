package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import io.luckynodes.table.StudentNodesRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The L shape of fan-out norm against correlation appears first in the lowest layer. How far a
 * layer has formed it is the share of the sum of its student nodes' squared fan-out norms that lies
 * in nodes with a correlation above {@code correlation}, in the mean over seeds: near 0 while no
 * node follows a teacher node, near 1 when those that do carry all. The layer arrives at the first
 * measured epoch at which that is at least {@code share}; the lowest must arrive before every
 * other.
 */
final class LowestLayerFirst {
  private static final String LAYER = "layer";
  private static final String EPOCH = "epoch";
  private static final String SEED = "seed";
  private static final String FAN_OUT = "fan_out";
  private static final String CORRELATION = "correlation";

  static final Predicate PREDICATE =
      Predicate.of("lowest-layer-first", StudentNodesRow.class, LowestLayerFirst::judge)
          .numbers(CORRELATION, "share")
          .atAllEpochs();

  private LowestLayerFirst() {}

  private static Verdict judge(Options options, Rows rows) {
    double aligned = options.number(CORRELATION);
    double share = options.number("share");
    Rows finite = rows.finite(CORRELATION, FAN_OUT);
    double[] layers = rows.distinct(LAYER);
    if (layers.length < 2) {
      return Verdict.notJudged("Only one layer was measured.");
    }
    Map<String, Double> numbers = new TreeMap<>();
    List<OptionalDouble> arrivals = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (double layer : layers) {
      // Panels count layers from 1.
      String name = "layer " + Say.plain(layer + 1);
      OptionalDouble arrival = OptionalDouble.empty();
      for (double epoch : finite.distinct(EPOCH)) {
        double formed = formed(finite.where(LAYER, layer).where(EPOCH, epoch), aligned);
        numbers.put(name + " · epoch " + Say.plain(epoch), formed);
        if (arrival.isEmpty() && formed >= share) {
          arrival = OptionalDouble.of(epoch);
        }
      }
      arrivals.add(arrival);
      said.add(
          name
              + (arrival.isPresent()
                  ? " by epoch " + Say.plain(arrival.getAsDouble())
                  : " not at all"));
    }
    double lowest = arrivals.get(0).orElse(Double.POSITIVE_INFINITY);
    double others =
        arrivals.stream()
            .skip(1)
            .mapToDouble(arrival -> arrival.orElse(Double.POSITIVE_INFINITY))
            .min()
            .orElseThrow();
    String why =
        "Nodes with a correlation above %s carry a share of %s or more of the squared fan-out norm in %s."
                .formatted(aligned, share, Say.list(said))
            + Say.leftOut(rows.count() - finite.count());
    if (lowest == others) {
      return Verdict.notJudged(
          numbers,
          why
              + (Double.isInfinite(lowest)
                  ? " No layer has formed its L: there is no order to judge."
                  : " Which is first cannot be told from the epochs that were measured."));
    }
    return Verdict.judged(lowest < others, numbers, why);
  }

  /** Mean over seeds; NaN if there is no row. */
  private static double formed(Rows rows, double aligned) {
    return Arrays.stream(rows.isEmpty() ? new double[0] : rows.distinct(SEED))
        .map(
            seed -> {
              Rows nodes = rows.where(SEED, seed);
              double all = squares(nodes);
              // A layer without any fan-out has formed nothing.
              return all > 0 ? squares(nodes.where(CORRELATION, c -> c > aligned)) / all : 0;
            })
        .average()
        .orElse(Double.NaN);
  }

  private static double squares(Rows nodes) {
    return Arrays.stream(nodes.values(FAN_OUT)).map(norm -> norm * norm).sum();
  }
}
