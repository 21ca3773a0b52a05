package io.luckynodes.network.fc;

import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A deep fully connected network with BatchNorm in plain float64 loops, written for clarity. Its
 * gradients are finite differences, so that nothing of the engine's backward pass is repeated here.
 */
final class FcBatchNormReference {
  private final FcShape shape;
  private final FcTrainer.Objective objective;
  final Map<String, double[]> tensors = new TreeMap<>();

  FcBatchNormReference(Parameters network, FcTrainer.Objective objective) {
    this.shape = FcShape.of(network);
    this.objective = objective;
    for (Parameter parameter : network.all()) {
      double[] copy = new double[parameter.values().length];
      Arrays.setAll(copy, i -> parameter.values()[i]);
      tensors.put(parameter.name(), copy);
    }
  }

  /** One step of SGD by finite differences, and of the running statistics; the loss before it. */
  double step(double[][] xs, double[][] targets, double rate) {
    Map<String, double[]> moved = new TreeMap<>();
    double h = 1e-6;
    for (Map.Entry<String, double[]> tensor : tensors.entrySet()) {
      double[] values = tensor.getValue();
      double[] next = values.clone();
      boolean statistic = tensor.getKey().matches(".*/(mean|variance)");
      for (int i = 0; i < values.length && !statistic; i++) {
        double kept = values[i];
        values[i] = kept + h;
        double above = loss(xs, targets);
        values[i] = kept - h;
        double below = loss(xs, targets);
        values[i] = kept;
        next[i] = kept - rate * (above - below) / (2 * h);
      }
      moved.put(tensor.getKey(), next);
    }
    double before = loss(xs, targets);
    List<double[][]> statistics = new ArrayList<>();
    forward(xs, true, statistics);
    for (int layer = 0; layer < statistics.size(); layer++) {
      BatchNorm norm = shape.batchNorm();
      double[] mean = get(moved, norm.tensor(layer, "mean"));
      double[] variance = get(moved, norm.tensor(layer, "variance"));
      for (int j = 0; j < mean.length; j++) {
        mean[j] = 0.9 * mean[j] + 0.1 * statistics.get(layer)[0][j];
        double unbiased = statistics.get(layer)[1][j] * xs.length / (xs.length - 1);
        variance[j] = 0.9 * variance[j] + 0.1 * unbiased;
      }
    }
    tensors.putAll(moved);
    return before;
  }

  /** In training mode. */
  double loss(double[][] xs, double[][] targets) {
    double[][] outputs = forward(xs, true, new ArrayList<>());
    double sum = 0;
    for (int b = 0; b < xs.length; b++) {
      double normaliser = Arrays.stream(outputs[b]).map(Math::exp).sum();
      for (int k = 0; k < outputs[b].length; k++) {
        sum +=
            objective == FcTrainer.Objective.CROSS_ENTROPY
                ? -targets[b][k] * (outputs[b][k] - Math.log(normaliser))
                : Math.pow(targets[b][k] - outputs[b][k], 2) / outputs[b].length;
      }
    }
    return sum / xs.length;
  }

  /** In evaluation mode. */
  double[][] outputs(double[][] xs) {
    return forward(xs, false, new ArrayList<>());
  }

  /**
   * @param statistics takes mean and biased variance of each layer's nodes
   */
  private double[][] forward(double[][] xs, boolean training, List<double[][]> statistics) {
    double[][] below = xs;
    for (int layer = 0; layer < shape.layers(); layer++) {
      double[][] sums = linear(layer, below);
      boolean before = shape.batchNorm().beforeRelu();
      if (before) {
        sums = normalise(layer, sums, training, statistics);
      }
      for (double[] row : sums) {
        for (int j = 0; j < row.length; j++) {
          row[j] = Math.max(0, row[j]);
        }
      }
      below =
          shape.batchNorm().present() && !before
              ? normalise(layer, sums, training, statistics)
              : sums;
    }
    return linear(shape.layers(), below);
  }

  private double[][] linear(int layer, double[][] below) {
    double[] weights = get(tensors, shape.weights(layer));
    double[] bias = get(tensors, shape.bias(layer));
    double[][] sums = new double[below.length][];
    for (int b = 0; b < below.length; b++) {
      sums[b] = bias.clone();
      for (int i = 0; i < below[b].length; i++) {
        for (int j = 0; j < bias.length; j++) {
          sums[b][j] += below[b][i] * weights[i * bias.length + j];
        }
      }
    }
    return sums;
  }

  private double[][] normalise(
      int layer, double[][] values, boolean training, List<double[][]> statistics) {
    BatchNorm norm = shape.batchNorm();
    int nodes = values[0].length;
    double[] mean = get(tensors, norm.tensor(layer, "mean")).clone();
    double[] variance = get(tensors, norm.tensor(layer, "variance")).clone();
    for (int j = 0; training && j < nodes; j++) {
      mean[j] = 0;
      variance[j] = 0;
      for (double[] row : values) {
        mean[j] += row[j] / values.length;
      }
      for (double[] row : values) {
        variance[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / values.length;
      }
    }
    statistics.add(new double[][] {mean, variance});
    double[][] result = new double[values.length][nodes];
    for (int b = 0; b < values.length; b++) {
      for (int j = 0; j < nodes; j++) {
        result[b][j] = (values[b][j] - mean[j]) / Math.sqrt(variance[j] + 1e-5);
        if (norm.affine()) {
          result[b][j] =
              result[b][j] * get(tensors, norm.tensor(layer, "scale"))[j]
                  + get(tensors, norm.tensor(layer, "offset"))[j];
        }
      }
    }
    return result;
  }

  private static double[] get(Map<String, double[]> tensors, String name) {
    return java.util.Objects.requireNonNull(tensors.get(name), name);
  }
}
