package io.luckynodes.network.fc;

import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.twolayer.TwoLayerReference;
import java.util.ArrayList;
import java.util.List;

/**
 * A deep fully connected network in plain float64 loops, written for clarity: what the TensorFlow
 * engine is held against. {@code weights.get(l)[in][out]}, {@code biases.get(l)[out]}, the linear
 * layer last.
 */
final class FcReference {
  final List<double[][]> weights = new ArrayList<>();
  final List<double[]> biases = new ArrayList<>();

  FcReference(Parameters parameters) {
    FcShape shape = FcShape.of(parameters);
    for (int layer = 0; layer <= shape.layers(); layer++) {
      weights.add(TwoLayerReference.matrix(parameters.get(shape.weights(layer))));
      float[] bias = parameters.get(shape.bias(layer)).values();
      double[] copy = new double[bias.length];
      for (int j = 0; j < copy.length; j++) {
        copy[j] = bias[j];
      }
      biases.add(copy);
    }
  }

  int layers() {
    return weights.size() - 1;
  }

  /** Activations of the hidden layers, lowest first. */
  List<double[]> hidden(double[] x) {
    List<double[]> activations = new ArrayList<>();
    double[] below = x;
    for (int layer = 0; layer < layers(); layer++) {
      double[] sums = linear(layer, below);
      for (int j = 0; j < sums.length; j++) {
        sums[j] = Math.max(sums[j], 0);
      }
      activations.add(sums);
      below = sums;
    }
    return activations;
  }

  double[] output(double[] x) {
    return linear(layers(), hidden(x).get(layers() - 1));
  }

  private double[] linear(int layer, double[] below) {
    double[] sums = biases.get(layer).clone();
    for (int i = 0; i < below.length; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += below[i] * weights.get(layer)[i][j];
      }
    }
    return sums;
  }

  /** Mean of squared differences over a batch and its outputs. */
  double loss(double[][] xs, double[][] targets) {
    double squared = 0;
    for (int b = 0; b < xs.length; b++) {
      double[] y = output(xs[b]);
      for (int k = 0; k < y.length; k++) {
        squared += (targets[b][k] - y[k]) * (targets[b][k] - y[k]);
      }
    }
    return squared / (xs.length * (double) targets[0].length);
  }

  /** One step of SGD on {@link #loss}; returns the loss before it. */
  double step(double[][] xs, double[][] targets, double learningRate) {
    double before = loss(xs, targets);
    FcReference change = zeros();
    for (int b = 0; b < xs.length; b++) {
      List<double[]> inputs = new ArrayList<>();
      inputs.add(xs[b]);
      inputs.addAll(hidden(xs[b]));
      List<double[]> gradients = backward(xs[b], difference(targets[b], output(xs[b])));
      double factor = 2 * learningRate / (xs.length * (double) targets[b].length);
      for (int layer = 0; layer <= layers(); layer++) {
        double[] g = gradients.get(layer);
        for (int j = 0; j < g.length; j++) {
          change.biases.get(layer)[j] += factor * g[j];
          for (int i = 0; i < inputs.get(layer).length; i++) {
            change.weights.get(layer)[i][j] += factor * inputs.get(layer)[i] * g[j];
          }
        }
      }
    }
    for (int layer = 0; layer <= layers(); layer++) {
      for (int j = 0; j < biases.get(layer).length; j++) {
        biases.get(layer)[j] += change.biases.get(layer)[j];
        for (int i = 0; i < weights.get(layer).length; i++) {
          weights.get(layer)[i][j] += change.weights.get(layer)[i][j];
        }
      }
    }
    return before;
  }

  /**
   * One sample's backpropagated g of every layer, after its gates: of the outputs, last, what is
   * given.
   */
  List<double[]> backward(double[] x, double[] atOutputs) {
    List<double[]> activations = hidden(x);
    List<double[]> gradients = new ArrayList<>();
    double[] g = atOutputs;
    gradients.add(g);
    for (int layer = layers(); layer > 0; layer--) {
      double[] below = new double[activations.get(layer - 1).length];
      for (int i = 0; i < below.length; i++) {
        for (int j = 0; j < g.length; j++) {
          below[i] += activations.get(layer - 1)[i] > 0 ? weights.get(layer)[i][j] * g[j] : 0;
        }
      }
      g = below;
      gradients.add(0, g);
    }
    return gradients;
  }

  /**
   * One sample's effective outgoing weights V of every hidden layer, bias-augmented: [nodes +
   * 1][c], the last row what a constant 1 beside the nodes adds.
   */
  List<double[][]> effective(double[] x) {
    List<double[]> activations = hidden(x);
    List<double[][]> all = new ArrayList<>();
    int top = layers();
    int c = biases.get(top).length;
    double[][] v = new double[weights.get(top).length + 1][c];
    for (int i = 0; i < v.length; i++) {
      double[] row = i < v.length - 1 ? weights.get(top)[i] : biases.get(top);
      System.arraycopy(row, 0, v[i], 0, c);
    }
    all.add(v);
    for (int layer = top - 1; layer > 0; layer--) {
      int below = weights.get(layer).length;
      int nodes = biases.get(layer).length;
      double[][] next = new double[below + 1][c];
      for (int i = 0; i <= below; i++) {
        double[] row = i < below ? weights.get(layer)[i] : biases.get(layer);
        for (int j = 0; j < nodes; j++) {
          for (int k = 0; k < c; k++) {
            next[i][k] += activations.get(layer)[j] > 0 ? row[j] * v[j][k] : 0;
          }
        }
      }
      for (int k = 0; k < c; k++) {
        next[below][k] += v[nodes][k];
      }
      all.add(0, next);
      v = next;
    }
    return all;
  }

  static double[] difference(double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      result[k] = a[k] - b[k];
    }
    return result;
  }

  /** A network of the same sizes, all 0. */
  private FcReference zeros() {
    FcReference zeros = new FcReference();
    for (int layer = 0; layer <= layers(); layer++) {
      zeros.weights.add(new double[weights.get(layer).length][biases.get(layer).length]);
      zeros.biases.add(new double[biases.get(layer).length]);
    }
    return zeros;
  }

  private FcReference() {}
}
