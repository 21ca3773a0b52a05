package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.statistics.Median;
import io.luckynodes.table.Rows;
import java.util.stream.IntStream;

/**
 * ‖w‖² + b² − ‖a‖² of each neuron is conserved (appendix E): in each variant of {@code of}, its
 * change over training, beside that of ‖w‖² + b² + ‖a‖² and in the median over neurons, is nearer
 * to 0, as where both sides grow alike, than to 1, as where one grows alone. A network that
 * diverged has 1; one whose neurons do not change has nothing to keep, and no number.
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
