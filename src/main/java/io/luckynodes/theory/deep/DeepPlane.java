package io.luckynodes.theory.deep;

import io.luckynodes.statistics.Median;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.NormPlacement;
import io.luckynodes.theory.SmallNetwork;
import io.luckynodes.theory.SmallNetwork.Layer;
import io.luckynodes.theory.SmallNetwork.Shape;
import io.luckynodes.theory.plane.PlaneLines;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Teachers and students of three layers of weights in the plane, with biases in all layers. */
public final class DeepPlane {
  private DeepPlane() {}

  /**
   * Draws a teacher. Its lowest nodes are active on the far sides of lines; their rows, with the
   * bias, have length 1 (S:122 [T]). Weights of the layers above are Gaussian, those of a hidden
   * node scaled to length 1. Each upper hidden node is active on half of the points, and each
   * output has mean 0 and deviation 1 over the points [C].
   *
   * @param degrees directions of the lines' normals
   * @param offsets distances of the lines from the origin along their normals
   * @param points [samples][2]
   */
  public static SmallNetwork teacher(
      double[] degrees,
      double[] offsets,
      int upperNodes,
      int outputs,
      double[][] points,
      RandomGenerator random) {
    double[][] rows = new double[degrees.length][];
    Arrays.setAll(rows, j -> PlaneLines.teacher(degrees[j], offsets[j]));
    double[][] upper = Directions.random(upperNodes, degrees.length, random);
    double[][] top = gaussian(outputs, upperNodes, random);
    Layer lowest = layer(rows, 2, Arrays.stream(rows).mapToDouble(row -> row[2]).toArray());
    double[][] f = through(lowest, points);
    Layer middle = layer(upper, degrees.length, new double[upperNodes]);
    double[] biases = new double[upperNodes];
    double[][] linear = linear(middle, f);
    Arrays.setAll(biases, j -> -Median.of(column(linear, j)));
    middle = layer(upper, degrees.length, biases);
    f = through(middle, f);
    double[][] sums = linear(layer(top, upperNodes, new double[outputs]), f);
    double[] shifts = new double[outputs];
    for (int c = 0; c < outputs; c++) {
      double[] values = column(sums, c);
      double mean = Arrays.stream(values).sum() / values.length;
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      double deviation = Math.sqrt(squares / values.length);
      for (int j = 0; j < upperNodes; j++) {
        top[c][j] /= deviation;
      }
      shifts[c] = -mean / deviation;
    }
    return new SmallNetwork(
        shape(degrees.length, upperNodes, outputs),
        List.of(lowest, middle, layer(top, upperNodes, shifts)));
  }

  /**
   * Draws a student: all weights and biases come from N(0, variance / (fan-in + 1)) [A], node by
   * node, with the bias of a node last.
   */
  public static SmallNetwork student(
      int nodes, int upperNodes, int outputs, double variance, RandomGenerator random) {
    Shape shape = shape(nodes, upperNodes, outputs);
    Layer[] layers = new Layer[shape.depth()];
    for (int l = 0; l < layers.length; l++) {
      int fanIn = shape.fanIn(l);
      double[][] rows = gaussian(shape.size(l), fanIn + 1, random);
      double std = Math.sqrt(variance / (fanIn + 1));
      for (double[] row : rows) {
        Arrays.setAll(row, k -> std * row[k]);
      }
      layers[l] = layer(rows, fanIn, Arrays.stream(rows).mapToDouble(row -> row[fanIn]).toArray());
    }
    return new SmallNetwork(shape, List.of(layers));
  }

  /** The lines of a network's lowest nodes as rows (w₁, w₂, b). */
  public static double[][] lines(SmallNetwork network) {
    Layer lowest = network.layers().get(0);
    double[][] lines = new double[lowest.bias().length][];
    Arrays.setAll(
        lines,
        j -> new double[] {lowest.weights()[0][j], lowest.weights()[1][j], lowest.bias()[j]});
    return lines;
  }

  private static Shape shape(int nodes, int upperNodes, int outputs) {
    return new Shape(2, List.of(nodes, upperNodes), outputs, true, NormPlacement.NONE, 0);
  }

  private static double[][] gaussian(int rows, int columns, RandomGenerator random) {
    double[][] drawn = new double[rows][columns];
    for (double[] row : drawn) {
      Arrays.setAll(row, k -> random.nextGaussian());
    }
    return drawn;
  }

  /**
   * @param rows weights of each node, [nodes][fan-in or more]
   */
  private static Layer layer(double[][] rows, int fanIn, double[] biases) {
    double[][] weights = new double[fanIn][];
    Arrays.setAll(weights, k -> column(rows, k));
    double[] ones = new double[rows.length];
    Arrays.fill(ones, 1);
    return new Layer(weights, biases, ones, new double[rows.length]);
  }

  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  private static double[][] linear(Layer layer, double[][] below) {
    double[][] linear = new double[below.length][];
    for (int b = 0; b < below.length; b++) {
      linear[b] = layer.bias().clone();
      for (int k = 0; k < below[b].length; k++) {
        for (int j = 0; j < linear[b].length; j++) {
          linear[b][j] += below[b][k] * layer.weights()[k][j];
        }
      }
    }
    return linear;
  }

  private static double[][] through(Layer layer, double[][] below) {
    double[][] f = linear(layer, below);
    for (double[] row : f) {
      Arrays.setAll(row, j -> Math.max(0, row[j]));
    }
    return f;
  }
}
