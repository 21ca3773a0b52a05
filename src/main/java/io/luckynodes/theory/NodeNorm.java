package io.luckynodes.theory;

import io.luckynodes.theory.SmallNetwork.Back;
import io.luckynodes.theory.SmallNetwork.Pass;

/**
 * BatchNorm of one node over a batch, before its scale and offset (Luck Matters, Lemma 1).
 *
 * @param mean μ of the batch
 * @param sigma σ = √(variance + ε), the variance with N in the denominator; 0 for a node with equal
 *     activations on the whole batch while ε is 0
 * @param whitened (f − μ) / σ of every sample; all 0 where σ is 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
public record NodeNorm(double mean, double sigma, double[] whitened) {
  /**
   * Normalises a node.
   *
   * @param f the input of BatchNorm at every sample, at least one
   * @param epsilon ε ≥ 0, added to the variance
   */
  public static NodeNorm of(double[] f, double epsilon) {
    // Sums relative to the first value, so that equal values have a variance of exactly 0.
    double shift = 0;
    for (double value : f) {
      shift += value - f[0];
    }
    double mean = f[0] + shift / f.length;
    double variance = 0;
    for (double value : f) {
      variance += (value - mean) * (value - mean) / f.length;
    }
    double sigma = Math.sqrt(variance + epsilon);
    double[] whitened = new double[f.length];
    for (int b = 0; b < f.length && sigma > 0; b++) {
      whitened[b] = (f[b] - mean) / sigma;
    }
    return new NodeNorm(mean, sigma, whitened);
  }

  /**
   * The gradient with respect to f, J g, that the node's output c₀ (f − μ)/σ + c₁ sends back. With
   * ε = 0 it is c₀/σ times g less its parts along f and 1 (Eqn 18). A node with equal activations
   * on the whole batch gets 0.
   *
   * @param g the gradient that arrives from above, of every sample
   * @param scale c₀
   */
  public double[] backward(double[] g, double scale) {
    double sum = 0;
    for (double value : g) {
      sum += value;
    }
    double along = LayerMatrices.dot(g, whitened) / g.length;
    double[] back = new double[g.length];
    for (int b = 0; b < g.length && sigma > 0; b++) {
      back[b] = scale / sigma * (g[b] - sum / g.length - along * whitened[b]);
    }
    return back;
  }

  /**
   * The greatest difference between BatchNorm's gradient in a layer and central differences, as a
   * share of the greatest entry of the gradient.
   *
   * @param step step of the differences, as a share of each node's σ
   */
  public static double errorByDifferences(
      SmallNetwork network, int layer, Pass pass, Back back, double step) {
    double error = 0;
    double size = 0;
    double[][] f = network.normInput(pass);
    for (int j = 0; j < network.shape().size(layer); j++) {
      double[] exact = LayerMatrices.column(back.passedOn(), j);
      double[] byDifferences =
          backwardByDifferences(
              LayerMatrices.column(f, j),
              LayerMatrices.column(back.arriving(), j),
              network.layers().get(layer).scale()[j],
              network.shape().epsilon(),
              step);
      for (int b = 0; b < exact.length; b++) {
        error = Math.max(error, Math.abs(exact[b] - byDifferences[b]));
        size = Math.max(size, Math.abs(exact[b]));
      }
    }
    return error / size;
  }

  /**
   * J g by central differences of g · BN(f).
   *
   * @param f as for {@link #of}
   * @param g as for {@link #backward}
   * @param step step of the differences, as a share of σ
   */
  public static double[] backwardByDifferences(
      double[] f, double[] g, double scale, double epsilon, double step) {
    double h = step * of(f, epsilon).sigma();
    double[] back = new double[f.length];
    double[] moved = f.clone();
    for (int b = 0; b < f.length && h > 0; b++) {
      moved[b] = f[b] + h;
      double above = LayerMatrices.dot(g, of(moved, epsilon).whitened());
      moved[b] = f[b] - h;
      double below = LayerMatrices.dot(g, of(moved, epsilon).whitened());
      moved[b] = f[b];
      back[b] = scale * (above - below) / (2 * h);
    }
    return back;
  }
}
