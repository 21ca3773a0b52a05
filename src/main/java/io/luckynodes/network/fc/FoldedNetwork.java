package io.luckynodes.network.fc;

import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Replaces a deep fully connected network with BatchNorm by one without it that computes the same
 * in evaluation. There, BatchNorm is a fixed scale and shift of every node, which the neighbouring
 * weights and biases can include. Nodes keep their gates, so statements about ReLU networks (β and
 * H) hold for the folded network.
 */
final class FoldedNetwork {
  private FoldedNetwork() {}

  /** The folded network, or the network itself if it has no BatchNorm. */
  static Parameters of(Parameters network) {
    FcShape shape = FcShape.of(network);
    BatchNorm norm = shape.batchNorm();
    if (!norm.present()) {
      return network;
    }
    FcShape plain = shape.with(BatchNorm.NONE);
    List<Parameter> folded = new ArrayList<>();
    for (int layer = 0; layer <= shape.layers(); layer++) {
      int in = shape.fanIn(layer);
      int out = shape.size(layer);
      float[] weights = network.get(shape.weights(layer)).values();
      float[] biases = network.get(shape.bias(layer)).values();
      double[] newBiases = new double[out];
      double[] newWeights = new double[in * out];
      boolean ofInputs = !norm.beforeRelu() && layer > 0;
      boolean ofNodes = norm.beforeRelu() && layer < shape.layers();
      double[][] below = ofInputs ? factorsAndShifts(network, norm, layer - 1) : ones(in);
      double[][] own = ofNodes ? factorsAndShifts(network, norm, layer) : ones(out);
      for (int j = 0; j < out; j++) {
        newBiases[j] = biases[j];
        for (int i = 0; i < in; i++) {
          newWeights[i * out + j] = below[0][i] * weights[i * out + j] * own[0][j];
          newBiases[j] += below[1][i] * weights[i * out + j];
        }
        newBiases[j] = newBiases[j] * own[0][j] + own[1][j];
      }
      folded.add(new Parameter(plain.weights(layer), new int[] {in, out}, floats(newWeights)));
      folded.add(new Parameter(plain.bias(layer), new int[] {out}, floats(newBiases)));
    }
    return new Parameters(folded);
  }

  private static double[][] factorsAndShifts(Parameters network, BatchNorm norm, int layer) {
    float[] mean = network.get(norm.tensor(layer, "mean")).values();
    float[] variance = network.get(norm.tensor(layer, "variance")).values();
    double[] factors = new double[mean.length];
    double[] shifts = new double[mean.length];
    for (int j = 0; j < mean.length; j++) {
      factors[j] = 1 / Math.sqrt((double) variance[j] + BatchNorm.EPSILON);
      if (norm.affine()) {
        factors[j] *= network.get(norm.tensor(layer, "scale")).values()[j];
        shifts[j] = network.get(norm.tensor(layer, "offset")).values()[j];
      }
      shifts[j] -= mean[j] * factors[j];
    }
    return new double[][] {factors, shifts};
  }

  private static double[][] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return new double[][] {ones, new double[size]};
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
