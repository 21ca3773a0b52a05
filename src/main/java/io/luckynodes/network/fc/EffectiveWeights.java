package io.luckynodes.network.fc;

import io.luckynodes.network.shape.FcShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The effective outgoing weights V_l(x) of every hidden layer of a deep fully connected network:
 * with the gates of the layers above as sample x sets them, the outputs are V_l(x)ᵀ f_l(x) plus a
 * bias. At the top, V is the linear layer's matrix; below it, V_{l−1}(x) = W_l D_l(x) V_l(x), with
 * W_l [fan-in, nodes] and D_l the gates (Student Specialization, Lemma 1). The mixture coefficients
 * are β_l = V_l V_lᵀ and, between student and teacher, β*_l = V_l V*_lᵀ.
 *
 * <p>The columns of all samples are side by side, so that one large product takes them one layer
 * down.
 */
final class EffectiveWeights {
  /**
   * The effective weights of one layer. Lists of layers begin with the lowest.
   *
   * @param plain V, [nodes, samples · c], with the outputs of one sample next to each other
   * @param gated D V, in which the rows of inactive nodes are 0
   * @param bias amount that a constant 1 beside the layer's nodes adds to the outputs, [1, samples
   *     · c]
   */
  record Layer(Operand<TFloat32> plain, Operand<TFloat32> gated, Operand<TFloat32> bias) {}

  private EffectiveWeights() {}

  /**
   * Adds the recursion to a graph.
   *
   * @param tensor finds the network's tensors by name
   * @param activations activations of each hidden layer, [samples, nodes]
   */
  static List<Layer> of(
      Ops tf,
      FcShape shape,
      Function<String, Operand<TFloat32>> tensor,
      List<Operand<TFloat32>> activations) {
    int top = shape.layers();
    int c = shape.outputs();
    List<Layer> layers = new ArrayList<>();
    Operand<TInt32> samples =
        tf.gather(tf.shape(activations.get(0)), tf.constant(new int[] {0}), tf.constant(0));
    Operand<TFloat32> plain =
        tiled(tf, tensor.apply(shape.weights(top)), samples, shape.fanIn(top), c);
    Operand<TFloat32> bias = tiled(tf, tensor.apply(shape.bias(top)), samples, 1, c);
    for (int layer = top - 1; layer >= 0; layer--) {
      int nodes = shape.size(layer);
      Operand<TFloat32> gates = gates(tf, activations.get(layer), nodes);
      Operand<TFloat32> gated =
          tf.reshape(
              tf.math.mul(tf.reshape(plain, tf.constant(new int[] {nodes, -1, c})), gates),
              tf.constant(new int[] {nodes, -1}));
      layers.add(new Layer(plain, gated, bias));
      if (layer > 0) {
        plain = tf.linalg.matMul(tensor.apply(shape.weights(layer)), gated);
        bias =
            tf.math.add(
                bias,
                tf.linalg.matMul(
                    tf.reshape(tensor.apply(shape.bias(layer)), tf.constant(new int[] {1, nodes})),
                    gated));
      }
    }
    Collections.reverse(layers);
    return layers;
  }

  /** Gates of nodes: 1 for an active node, 0 for an inactive one, [nodes, samples, 1]. */
  private static Operand<TFloat32> gates(Ops tf, Operand<TFloat32> activations, int nodes) {
    Operand<TFloat32> on =
        tf.dtypes.cast(tf.math.greater(activations, tf.constant(0f)), TFloat32.class);
    return tf.reshape(
        tf.linalg.transpose(on, tf.constant(new int[] {1, 0})),
        tf.constant(new int[] {nodes, -1, 1}));
  }

  /** Repeats a matrix [rows, c] for each sample, [rows, samples · c]. */
  private static Operand<TFloat32> tiled(
      Ops tf, Operand<TFloat32> matrix, Operand<TInt32> samples, int rows, int c) {
    Operand<TFloat32> once = tf.reshape(matrix, tf.constant(new int[] {rows, 1, c}));
    Operand<TInt32> size =
        tf.concat(
            List.of(tf.constant(new int[] {rows}), samples, tf.constant(new int[] {c})),
            tf.constant(0));
    return tf.reshape(tf.broadcastTo(once, size), tf.constant(new int[] {rows, -1}));
  }
}
