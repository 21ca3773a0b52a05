package io.luckynodes.theory;

import io.luckynodes.theory.SmallNetwork.Back;
import io.luckynodes.theory.SmallNetwork.Layer;
import io.luckynodes.theory.SmallNetwork.Pass;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The squared norm of a node's incoming weights, which gradient flow conserves under BatchNorm
 * (Luck Matters, Theorem 3), and the cosines that explain why (Lemma 1).
 *
 * @param weights ‖w_j‖²
 * @param bias b_j²
 */
public record NodeEnergy(double weights, double bias) {
  /** The energy of a node; layers count from 0. */
  public static NodeEnergy of(SmallNetwork network, int layer, int node) {
    Layer parameters = network.layers().get(layer);
    double[] w = parameters.incoming(node);
    double b = parameters.bias()[node];
    return new NodeEnergy(LayerMatrices.dot(w, w), b * b);
  }

  /** The change of ‖w‖² since the start, without sign, as a share of its value at the start. */
  public double weightsDrift(NodeEnergy start) {
    return Math.abs(weights - start.weights) / start.weights;
  }

  /**
   * The change of ‖w‖² + b² since the start, without sign, as a share of its value at the start.
   * With BatchNorm after ReLU, gradient flow conserves this sum, since the bias is the weight of a
   * constant input. With BatchNorm before ReLU the bias does not move, so the sum changes only with
   * ‖w‖².
   */
  public double drift(NodeEnergy start) {
    double total = start.weights + start.bias;
    return Math.abs(weights + bias - total) / total;
  }

  /**
   * Cosines of a node with its own gradient on a batch, without sign; NaN where the gradient is 0.
   *
   * @param activation |cos(g_f, f)|, where f is the input of BatchNorm and g_f the gradient with
   *     respect to it; NaN without BatchNorm
   * @param constant |cos(g_f, 1)|; NaN without BatchNorm
   * @param weights |cos(w, ẇ)|
   * @param all |cos(w, ẇ)| with the bias as one more weight
   */
  public record Cosines(double activation, double constant, double weights, double all) {}

  /**
   * The cosines of a hidden node. A node without a gradient has no cosines. Such a node has equal
   * activations on the whole batch. With BatchNorm after ReLU it can also be a node whose gate is
   * open for a single sample: there BatchNorm's gradient is 0 but for rounding and ε.
   */
  public static Cosines cosines(SmallNetwork network, int layer, int node, Pass pass, Back back) {
    Layer parameters = network.layers().get(layer);
    double[] w = parameters.incoming(node);
    double[] update = back.update().incoming(node);
    double[] all = append(w, parameters.bias()[node]);
    double[] allUpdate = append(update, back.update().bias()[node]);
    boolean normed = !pass.norms().isEmpty();
    long open = IntStream.range(0, pass.inputs().length).filter(b -> open(pass, b, node)).count();
    boolean still = network.shape().placement() == NormPlacement.AFTER_RELU && open < 2;
    double[] f = LayerMatrices.column(network.normInput(pass), node);
    double[] passedOn = LayerMatrices.column(back.passedOn(), node);
    double[] ones = new double[f.length];
    Arrays.fill(ones, 1);
    return new Cosines(
        normed ? Math.abs(LayerMatrices.cosine(f, passedOn)) : Double.NaN,
        normed ? Math.abs(LayerMatrices.cosine(ones, passedOn)) : Double.NaN,
        still ? Double.NaN : Math.abs(LayerMatrices.cosine(w, update)),
        still ? Double.NaN : Math.abs(LayerMatrices.cosine(all, allUpdate)));
  }

  private static boolean open(Pass pass, int sample, int node) {
    return pass.gateInput()[sample][node] > 0;
  }

  private static double[] append(double[] values, double last) {
    double[] longer = Arrays.copyOf(values, values.length + 1);
    longer[values.length] = last;
    return longer;
  }
}
