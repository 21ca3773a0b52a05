package io.luckynodes.theory.deep;

import io.luckynodes.theory.FanOuts;
import io.luckynodes.theory.SmallNetwork;
import io.luckynodes.theory.SmallNetwork.Back;
import io.luckynodes.theory.SmallNetwork.Layer;
import io.luckynodes.theory.SmallNetwork.Pass;
import io.luckynodes.theory.SmallNetwork.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters of a network with biases and without BatchNorm as one vector: of each layer,
 * lowest first, the weights of each node below it, then the biases.
 */
final class FlatNetwork {
  private FlatNetwork() {}

  static double[] parameters(SmallNetwork network) {
    return flat(network.layers());
  }

  /** −∂J/∂θ for every parameter θ. */
  static double[] update(SmallNetwork network, double[][] x, double[][] y) {
    return flat(network.backward(network.forward(x), y).stream().map(Back::update).toList());
  }

  private static double[] flat(List<Layer> layers) {
    int size = layers.stream().mapToInt(l -> (l.weights().length + 1) * l.bias().length).sum();
    double[] flat = new double[size];
    int at = 0;
    for (Layer layer : layers) {
      for (double[] row : layer.weights()) {
        System.arraycopy(row, 0, flat, at, row.length);
        at += row.length;
      }
      System.arraycopy(layer.bias(), 0, flat, at, layer.bias().length);
      at += layer.bias().length;
    }
    return flat;
  }

  static SmallNetwork network(Shape shape, double[] parameters) {
    List<Layer> layers = new ArrayList<>();
    int at = 0;
    for (int l = 0; l < shape.depth(); l++) {
      int nodes = shape.size(l);
      double[][] weights = new double[shape.fanIn(l)][];
      for (int k = 0; k < weights.length; k++, at += nodes) {
        weights[k] = Arrays.copyOfRange(parameters, at, at + nodes);
      }
      double[] ones = new double[nodes];
      Arrays.fill(ones, 1);
      double[] bias = Arrays.copyOfRange(parameters, at, at + nodes);
      layers.add(new Layer(weights, bias, ones, new double[nodes]));
      at += nodes;
    }
    return new SmallNetwork(shape, layers);
  }

  /** Outputs of all samples, one sample after the other. */
  static double[] outputs(SmallNetwork network, double[][] x) {
    return Arrays.stream(network.outputs(x)).flatMapToDouble(Arrays::stream).toArray();
  }

  /**
   * The derivative of every output of every sample with respect to every parameter: V_l D_l times
   * the inputs of the layer.
   *
   * @return [samples · outputs][parameters]
   */
  static double[][] jacobian(SmallNetwork network, double[][] x) {
    List<Pass> passes = network.forward(x);
    int outputs = network.shape().outputs();
    double[][] rows = new double[x.length * outputs][parameters(network).length];
    for (int b = 0; b < x.length; b++) {
      FanOuts own = new FanOuts(network, passes, b);
      for (int c = 0; c < outputs; c++) {
        double[] row = rows[b * outputs + c];
        int at = 0;
        for (int l = 0; l < passes.size(); l++) {
          double[] inputs = passes.get(l).inputs()[b];
          double[] v = own.fanOuts(l)[c];
          double[] gates = own.gates(l);
          int nodes = network.shape().size(l);
          for (int k = 0; k <= inputs.length; k++) {
            for (int j = 0; j < nodes; j++) {
              row[at++] = v[j] * gates[j] * (k < inputs.length ? inputs[k] : 1);
            }
          }
        }
      }
    }
    return rows;
  }
}
