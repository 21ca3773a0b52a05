package io.luckynodes.teacher;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The nodes of a layer of a Luck Matters teacher. Weights are drawn from the separated set, biases
 * uniformly from a range [T]; then each node's weights and bias are divided by the norm of its
 * weights [C]. The computation is in float64 and rounded once.
 *
 * @param weights [nodes][fan-in]
 * @param biases [nodes]
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record NormalisedNodes(float[][] weights, float[] biases) {

  /**
   * Draws a layer, all weights before all biases.
   *
   * @param biasRange bound b of the biases, which are uniform in ±b before the division
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if {@code choices} allow too few
   *     different rows
   */
  public static NormalisedNodes draw(
      RandomGenerator random, int nodes, int fanIn, double[] choices, double biasRange) {
    double[][] rows = SeparatedRows.draw(random, nodes, fanIn, choices);
    float[][] weights = new float[nodes][fanIn];
    float[] biases = new float[nodes];
    for (int j = 0; j < nodes; j++) {
      double norm = Math.sqrt(Arrays.stream(rows[j]).map(weight -> weight * weight).sum());
      for (int i = 0; i < fanIn; i++) {
        weights[j][i] = (float) (rows[j][i] / norm);
      }
      biases[j] = (float) (biasRange * (2 * random.nextDouble() - 1) / norm);
    }
    return new NormalisedNodes(weights, biases);
  }

  /** The weights as a tensor whose last axis runs over the nodes. */
  public float[] nodesLast() {
    int nodes = weights.length;
    int fanIn = weights[0].length;
    float[] values = new float[nodes * fanIn];
    for (int j = 0; j < nodes; j++) {
      for (int i = 0; i < fanIn; i++) {
        values[i * nodes + j] = weights[j][i];
      }
    }
    return values;
  }
}
