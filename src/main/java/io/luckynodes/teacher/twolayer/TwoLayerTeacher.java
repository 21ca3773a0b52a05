package io.luckynodes.teacher.twolayer;

import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.random.Streams;
import io.luckynodes.teacher.SeparatedRows;
import java.util.List;

/**
 * The two-layer teacher of Student Specialization, section 6 [C]. Lower weights come from the
 * separated set, each node's divided by their norm. Upper weights come from the same set; the
 * fan-out of node j = 1, 2, … is divided by j^p (Eqn. 13). All biases of both layers have the same
 * value.
 */
final class TwoLayerTeacher {
  private TwoLayerTeacher() {}

  /**
   * Makes a teacher. Teachers of one trial that differ in polarity alone have the same weights
   * before the polarity is applied.
   *
   * @param polarity exponent p
   */
  static Parameters make(
      Streams streams, TwoLayerShape shape, double[] choices, double bias, double polarity) {
    int d = shape.inputs();
    int m = shape.hidden();
    int c = shape.outputs();
    String key = "m=" + m;
    double[][] lower =
        SeparatedRows.draw(streams.stream("teacher-lower", key, Streams.ONCE), m, d, choices);
    double[][] upper =
        SeparatedRows.draw(streams.stream("teacher-upper", key, Streams.ONCE), c, m, choices);
    float[] w1 = new float[(d + 1) * m];
    for (int j = 0; j < m; j++) {
      double norm = 0;
      for (double weight : lower[j]) {
        norm += weight * weight;
      }
      norm = Math.sqrt(norm);
      for (int i = 0; i < d; i++) {
        w1[i * m + j] = (float) (lower[j][i] / norm);
      }
      w1[d * m + j] = (float) bias;
    }
    float[] w2 = new float[(m + 1) * c];
    for (int j = 0; j < m; j++) {
      double strength = StrictMath.pow(j + 1, -polarity);
      for (int k = 0; k < c; k++) {
        w2[j * c + k] = (float) (upper[k][j] * strength);
      }
    }
    for (int k = 0; k < c; k++) {
      w2[m * c + k] = (float) bias;
    }
    return new Parameters(
        List.of(
            new Parameter(TwoLayerShape.W1, new int[] {d + 1, m}, w1),
            new Parameter(TwoLayerShape.W2, new int[] {m + 1, c}, w2)));
  }
}
