package io.luckynodes.network.twolayer;

import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;

/**
 * The two-layer network and its SGD step in plain float64 loops, written for clarity: what the
 * TensorFlow engine is held against. {@code w1[d + 1][n]}, {@code w2[n + 1][c]}, biases in the last
 * rows.
 */
public final class TwoLayerReference {
  public final double[][] w1;
  public final double[][] w2;

  public TwoLayerReference(Parameters weights) {
    w1 = matrix(weights.get(TwoLayerShape.W1));
    w2 = matrix(weights.get(TwoLayerShape.W2));
  }

  public static double[][] matrix(Parameter parameter) {
    double[][] rows = new double[parameter.dimension(0)][parameter.dimension(1)];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = parameter.values()[i * rows[i].length + j];
      }
    }
    return rows;
  }

  /** Activations of the hidden units, and 1 for the bias. */
  public double[] hidden(double[] x) {
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

  public double[] output(double[] x) {
    double[] h = hidden(x);
    double[] y = new double[w2[0].length];
    for (int k = 0; k < y.length; k++) {
      for (int j = 0; j < h.length; j++) {
        y[k] += h[j] * w2[j][k];
      }
    }
    return y;
  }

  /**
   * One step of SGD on ½‖target − y‖² averaged over the batch; returns the sum of squared errors
   * before it.
   */
  public double step(double[][] xs, double[][] targets, double learningRate) {
    int n = w1[0].length;
    double[][] change1 = new double[w1.length][n];
    double[][] change2 = new double[w2.length][w2[0].length];
    double squared = 0;
    for (int b = 0; b < xs.length; b++) {
      double[] x = xs[b];
      double[] h = hidden(x);
      double[] y = output(x);
      double[] g2 = new double[y.length];
      for (int k = 0; k < y.length; k++) {
        g2[k] = targets[b][k] - y[k];
        squared += g2[k] * g2[k];
        for (int j = 0; j < h.length; j++) {
          change2[j][k] += h[j] * g2[k];
        }
      }
      for (int j = 0; j < n; j++) {
        if (h[j] <= 0) {
          continue;
        }
        double g1 = 0;
        for (int k = 0; k < y.length; k++) {
          g1 += g2[k] * w2[j][k];
        }
        for (int i = 0; i < x.length; i++) {
          change1[i][j] += x[i] * g1;
        }
        change1[x.length][j] += g1;
      }
    }
    add(w1, change1, learningRate / xs.length);
    add(w2, change2, learningRate / xs.length);
    return squared;
  }

  private static void add(double[][] weights, double[][] change, double factor) {
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights[i].length; j++) {
        weights[i][j] += factor * change[i][j];
      }
    }
  }
}
