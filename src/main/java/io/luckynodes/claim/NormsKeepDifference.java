package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.statistics.Median;
import io.luckynodes.table.Rows;
import java.util.stream.IntStream;

/**
 * Each neuron conserves ‖w‖² + b² − ‖a‖² (appendix E). In each variant of {@code of}, the change of
 * this number over training is divided by the change of ‖w‖² + b² + ‖a‖². The median over neurons
 * is nearer to 0, its value if incoming and outgoing weights grow equally, than to 1, its value if
 * only one of them grows. A network that diverged counts with 1, and a network whose neurons do not
 * change has no number.
 */
final class NormsKeepDifference {
  static final Predicate PREDICATE =
      Predicate.measuring("norms-keep-difference", Network.NEURONS, NormsKeepDifference::effects)
          .variants(Network.OF)
          .atAllEpochs();

  private NormsKeepDifference() {}

  private static Effects effects(Options options, Tables tables) {
    Effects effects =
        new Effects("the change of ‖w‖² + b² − ‖a‖² as a share of that of ‖w‖² + b² + ‖a‖²");
    for (Variant variant : options.variants(Network.OF)) {
      effects.place(
          Network.words(tables, variant),
          Network.each(tables, variant, NormsKeepDifference::change, 1),
          Range.below(0.5));
    }
    return effects;
  }

  private static double change(Network network) {
    Rows start = network.start().sortedBy("neuron");
    Rows end = network.end().sortedBy("neuron");
    double[] difference = start.values("conserved");
    double[] later = end.values("conserved");
    double[] sum = sums(start);
    double[] laterSum = sums(end);
    return Median.of(
        IntStream.range(0, sum.length)
            .mapToDouble(j -> Math.abs(later[j] - difference[j]) / Math.abs(laterSum[j] - sum[j]))
            .filter(Double::isFinite)
            .toArray());
  }

  private static double[] sums(Rows neurons) {
    double[] in = neurons.values(Network.IN_NORM);
    double[] bias = neurons.values("bias");
    double[] out = neurons.values("out_norm");
    return IntStream.range(0, in.length)
        .mapToDouble(j -> in[j] * in[j] + bias[j] * bias[j] + out[j] * out[j])
        .toArray();
  }
}
