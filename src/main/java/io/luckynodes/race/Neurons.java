package io.luckynodes.race;

import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import java.util.ArrayList;
import java.util.List;

/** The hidden neurons of a two-layer network. */
public final class Neurons {
  private Neurons() {}

  /**
   * One hidden neuron: a · relu(w · x + bias).
   *
   * @param in w, incoming weights
   * @param bias bias of the neuron
   * @param out a, outgoing weights
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  public record Neuron(double[] in, double bias, double[] out) {
    /**
     * ‖w‖² + bias² − ‖a‖², which gradient flow conserves (appendix E): relu(z) = z · relu'(z), so
     * the incoming weights and bias have the same product with their gradient as the outgoing
     * weights.
     */
    public double conserved() {
      return Vectors.dot(in, in) + bias * bias - Vectors.dot(out, out);
    }
  }

  /** All hidden neurons of a network, in order. */
  public static List<Neuron> of(Parameters network) {
    TwoLayerShape shape = TwoLayerShape.of(network);
    float[] w1 = network.get(TwoLayerShape.W1).values();
    float[] w2 = network.get(TwoLayerShape.W2).values();
    List<Neuron> neurons = new ArrayList<>();
    for (int j = 0; j < shape.hidden(); j++) {
      double[] in = new double[shape.inputs()];
      for (int i = 0; i < in.length; i++) {
        in[i] = w1[i * shape.hidden() + j];
      }
      double[] out = new double[shape.outputs()];
      for (int k = 0; k < out.length; k++) {
        out[k] = w2[j * shape.outputs() + k];
      }
      neurons.add(new Neuron(in, w1[shape.inputs() * shape.hidden() + j], out));
    }
    return neurons;
  }

  /**
   * A network of the given neurons.
   *
   * @param outputBias bias of each output
   */
  public static Parameters network(List<Neuron> neurons, double[] outputBias) {
    int inputs = neurons.get(0).in().length;
    int hidden = neurons.size();
    int outputs = outputBias.length;
    float[] w1 = new float[(inputs + 1) * hidden];
    float[] w2 = new float[(hidden + 1) * outputs];
    for (int j = 0; j < hidden; j++) {
      Neuron neuron = neurons.get(j);
      for (int i = 0; i < inputs; i++) {
        w1[i * hidden + j] = (float) neuron.in()[i];
      }
      w1[inputs * hidden + j] = (float) neuron.bias();
      for (int k = 0; k < outputs; k++) {
        w2[j * outputs + k] = (float) neuron.out()[k];
      }
    }
    for (int k = 0; k < outputs; k++) {
      w2[hidden * outputs + k] = (float) outputBias[k];
    }
    return new Parameters(
        List.of(
            new Parameter(TwoLayerShape.W1, new int[] {inputs + 1, hidden}, w1),
            new Parameter(TwoLayerShape.W2, new int[] {hidden + 1, outputs}, w2)));
  }

  /** The biases of a network's outputs. */
  public static double[] outputBias(Parameters network) {
    Parameter w2 = network.get(TwoLayerShape.W2);
    int outputs = w2.dimension(1);
    double[] bias = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      bias[k] = w2.values()[w2.values().length - outputs + k];
    }
    return bias;
  }
}
