package io.luckynodes.theory;

import io.luckynodes.theory.SmallNetwork.Layer;
import io.luckynodes.theory.SmallNetwork.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The matrices V and the activations f of a network at one sample, as in Lemma 1 (Student
 * Specialization, S:67). From the output down, V_L = I and V_{l−1} = V_l D_l W_lᵀ [A: the copy of
 * the text that was used lacks the formulas]. Every hidden layer has a constant node f = 1 as its
 * last node; the gate of this node is open, and its weights are the biases of the layer above
 * (S:52). Layers count from 0, the lowest hidden layer.
 */
public final class FanOuts {
  private final List<double[][]> fanOuts = new ArrayList<>();
  private final List<double[]> activations = new ArrayList<>();
  private final List<double[]> gates = new ArrayList<>();

  /**
   * Works out V.
   *
   * @param passes the forward pass of a batch; the network has no BatchNorm
   * @param sample index of the sample in the batch
   */
  public FanOuts(SmallNetwork network, List<Pass> passes, int sample) {
    int top = network.shape().depth() - 1;
    for (int l = 0; l <= top; l++) {
      Pass pass = passes.get(l);
      double[] f = pass.outputs()[sample];
      activations.add(l == top ? f : withOne(f));
      double[] gate = new double[f.length];
      Arrays.setAll(gate, j -> pass.gateInput()[sample][j] > 0 ? 1 : 0);
      gates.add(l == top ? ones(f.length) : withOne(gate));
    }
    int outputs = network.shape().outputs();
    double[][] v = new double[outputs][outputs];
    for (int c = 0; c < outputs; c++) {
      v[c][c] = 1;
    }
    fanOuts.add(v);
    for (int l = top; l > 0; l--) {
      v = below(v, network.layers().get(l), gates.get(l), l == top);
      fanOuts.add(0, v);
    }
  }

  /** Works out V at one input. */
  public static FanOuts at(SmallNetwork network, double... x) {
    return new FanOuts(network, network.forward(new double[][] {x}), 0);
  }

  /** V_{l−1} from V_l and the layer's weights. */
  private static double[][] below(double[][] v, Layer layer, double[] gates, boolean top) {
    int nodes = layer.bias().length;
    int fanIn = layer.weights().length;
    double[][] below = new double[v.length][fanIn + 1];
    for (int c = 0; c < v.length; c++) {
      for (int k = 0; k <= fanIn; k++) {
        double[] weights = k < fanIn ? layer.weights()[k] : layer.bias();
        for (int j = 0; j < nodes; j++) {
          below[c][k] += v[c][j] * gates[j] * weights[j];
        }
      }
      below[c][fanIn] += top ? 0 : v[c][nodes];
    }
    return below;
  }

  private static double[] withOne(double[] values) {
    double[] longer = Arrays.copyOf(values, values.length + 1);
    longer[values.length] = 1;
    return longer;
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * V_l, [outputs][nodes + 1], with the constant node's column last. For the output layer it is the
   * identity.
   */
  public double[][] fanOuts(int layer) {
    return fanOuts.get(layer);
  }

  /** f_l, with the constant node last. For the output layer it is f_L alone. */
  public double[] activations(int layer) {
    return activations.get(layer);
  }

  /** The diagonal of D_l, 1 for an open gate, with the constant node last. */
  public double[] gates(int layer) {
    return gates.get(layer);
  }

  /** V_lᵀ V′_l: B_l for a network with itself, and A_l for a student with its teacher. */
  public double[][] mixture(FanOuts other, int layer) {
    double[][] own = fanOuts(layer);
    double[][] its = other.fanOuts(layer);
    double[][] mixture = new double[own[0].length][its[0].length];
    for (int k = 0; k < mixture.length; k++) {
      for (int j = 0; j < mixture[k].length; j++) {
        for (int c = 0; c < own.length; c++) {
          mixture[k][j] += own[c][k] * its[c][j];
        }
      }
    }
    return mixture;
  }

  /** r_l = V*_l f*_l − V_l f_l (Eqn 5), one number for each output. */
  public double[] residue(FanOuts teacher, int layer) {
    double[] residue = product(teacher.fanOuts(layer), teacher.activations(layer));
    double[] own = product(fanOuts(layer), activations(layer));
    for (int c = 0; c < residue.length; c++) {
      residue[c] -= own[c];
    }
    return residue;
  }

  /** g_l = D_l (A_l f*_l − B_l f_l) (Eqn 3), with the constant node last. */
  public double[] gradient(FanOuts teacher, int layer) {
    double[] g = product(mixture(teacher, layer), teacher.activations(layer));
    double[] own = product(mixture(this, layer), activations(layer));
    for (int k = 0; k < g.length; k++) {
      g[k] = gates(layer)[k] * (g[k] - own[k]);
    }
    return g;
  }

  /** g_l = D_l V_lᵀ r_l (Eqn 5), with the constant node last. */
  public double[] gradientOfResidue(double[] residue, int layer) {
    double[] g = new double[gates(layer).length];
    for (int k = 0; k < g.length; k++) {
      for (int c = 0; c < residue.length; c++) {
        g[k] += gates(layer)[k] * fanOuts(layer)[c][k] * residue[c];
      }
    }
    return g;
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }
}
