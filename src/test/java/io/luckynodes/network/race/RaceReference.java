package io.luckynodes.network.race;

import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.twolayer.TwoLayerReference;

/**
 * The classifier and its step of SGD with momentum in plain float64 loops, written for clarity:
 * what the TensorFlow engine is held against. {@code w1[d + 1][n]}, {@code w2[n + 1][c]}, biases in
 * the last rows.
 */
public final class RaceReference {
  public final double[][] w1;
  public final double[][] w2;
  private final double[][] v1;
  private final double[][] v2;
  private final double[][] mask1;
  private final double[][] mask2;

  public RaceReference(double[][] w1, double[][] w2, double[][] mask1, double[][] mask2) {
    this.w1 = copy(w1);
    this.w2 = copy(w2);
    this.mask1 = copy(mask1);
    this.mask2 = copy(mask2);
    v1 = new double[w1.length][w1[0].length];
    v2 = new double[w2.length][w2[0].length];
  }

  public static double[][] matrix(Parameter parameter) {
    return TwoLayerReference.matrix(parameter);
  }

  public static double[][] copy(double[][] matrix) {
    double[][] rows = new double[matrix.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix[i].clone();
    }
    return rows;
  }

  /** Activations of the hidden units, and 1 for the bias. */
  private double[] hidden(double[] x) {
    int n = w1[0].length;
    double[] h = new double[n + 1];
    for (int j = 0; j < n; j++) {
      double sum = w1[x.length][j];
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * w1[i][j];
      }
      h[j] = Math.max(sum, 0);
    }
    h[n] = 1;
    return h;
  }

  /** What softmax gives each class. */
  private double[] shares(double[] h) {
    double[] shares = new double[w2[0].length];
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      double logit = 0;
      for (int j = 0; j < h.length; j++) {
        logit += h[j] * w2[j][k];
      }
      shares[k] = Math.exp(logit);
      sum += shares[k];
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= sum;
    }
    return shares;
  }

  /** Cross-entropy of one sample. */
  public double loss(double[] x, int label) {
    return -Math.log(shares(hidden(x))[label]);
  }

  /** One step; returns the batch's mean loss before it. */
  public double step(double[][] xs, int[] labels, double rate, double momentum) {
    int n = w1[0].length;
    double[][] slope1 = new double[w1.length][n];
    double[][] slope2 = new double[w2.length][w2[0].length];
    double loss = 0;
    for (int b = 0; b < xs.length; b++) {
      double[] h = hidden(xs[b]);
      double[] delta = shares(h);
      loss -= Math.log(delta[labels[b]]) / xs.length;
      delta[labels[b]] -= 1;
      for (int j = 0; j <= n; j++) {
        double back = 0;
        for (int k = 0; k < delta.length; k++) {
          slope2[j][k] += h[j] * delta[k] / xs.length;
          back += w2[j][k] * delta[k] / xs.length;
        }
        if (j < n && h[j] > 0) {
          for (int i = 0; i < xs[b].length; i++) {
            slope1[i][j] += xs[b][i] * back;
          }
          slope1[xs[b].length][j] += back;
        }
      }
    }
    update(w1, v1, mask1, slope1, rate, momentum);
    update(w2, v2, mask2, slope2, rate, momentum);
    return loss;
  }

  private static void update(
      double[][] w, double[][] v, double[][] mask, double[][] slope, double rate, double momentum) {
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w[i].length; j++) {
        v[i][j] = momentum * v[i][j] + mask[i][j] * slope[i][j];
        w[i][j] -= rate * v[i][j];
      }
    }
  }
}
