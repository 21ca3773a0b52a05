package io.luckynodes.figure;

import io.luckynodes.table.Rows;
import java.util.Arrays;

/** The share of its weights that a neuron loses when a network on CIFAR-10 is pruned. */
final class PrunedShare {
  /** A neuron has a weight for each pixel of a grey image, and one for each of two outputs. */
  private static final int WEIGHTS = 32 * 32 + 2;

  private PrunedShare() {}

  /**
   * The share of each neuron, in percent.
   *
   * @param neurons rows of {@link io.luckynodes.table.PruningRow}
   */
  static double[] of(Rows neurons) {
    return Arrays.stream(neurons.ints("pruned"))
        .mapToDouble(pruned -> 100.0 * pruned / WEIGHTS)
        .toArray();
  }

  /** The axis of shares: all of them, or as many as there are. */
  static Axis axis(double[] shares) {
    return Axis.around(Text.of("pruned weights of a neuron (%)"), shares, -3, 103);
  }
}
