package io.luckynodes.network.twolayer;

import static io.luckynodes.network.TensorFlowSession.floats;

import io.luckynodes.network.BiasInputs;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The forward pass of a two-layer network. */
final class TwoLayerForward {
  private TwoLayerForward() {}

  /**
   * Computes the activations of a network's hidden nodes.
   *
   * @param x inputs, [samples, d] row-major
   * @return [samples, hidden] row-major
   */
  static float[] hidden(Parameters weights, float[] x) {
    TwoLayerShape shape = TwoLayerShape.of(weights);
    int samples = x.length / shape.inputs();
    try (TensorFlowSession session = new TensorFlowSession(1)) {
      Ops tf = session.ops();
      Placeholder<TFloat32> inputs = placeholder(tf, samples, shape.inputs() + 1);
      Placeholder<TFloat32> w1 = placeholder(tf, shape.inputs() + 1, shape.hidden());
      Operand<TFloat32> hidden = hidden(tf, inputs, w1);
      try (TFloat32 fedInputs =
              floats(BiasInputs.of(x, shape.inputs()), samples, shape.inputs() + 1L);
          TFloat32 fedW1 = lower(weights, shape)) {
        return session.run(Map.of(inputs, fedInputs, w1, fedW1), List.of(), List.of(hidden)).get(0);
      }
    }
  }

  /** Adds the activations of the hidden nodes to a graph, [samples, hidden]. */
  static Operand<TFloat32> hidden(Ops tf, Operand<TFloat32> augmentedInputs, Operand<TFloat32> w1) {
    return tf.nn.relu(tf.linalg.matMul(augmentedInputs, w1));
  }

  /** Adds the outputs to a graph, from the hidden nodes' activations, [samples, c]. */
  static Operand<TFloat32> outputs(
      Ops tf, Operand<TFloat32> hidden, Operand<TFloat32> w2, int samples) {
    Operand<TFloat32> ones = tf.ones(tf.constant(new int[] {samples, 1}), TFloat32.class);
    return tf.linalg.matMul(tf.concat(List.of(hidden, ones), tf.constant(1)), w2);
  }

  static Placeholder<TFloat32> placeholder(Ops tf, long rows, long columns) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows, columns)));
  }

  static TFloat32 lower(Parameters weights, TwoLayerShape shape) {
    return floats(weights.get(TwoLayerShape.W1).values(), shape.inputs() + 1L, shape.hidden());
  }

  static TFloat32 upper(Parameters weights, TwoLayerShape shape) {
    return floats(weights.get(TwoLayerShape.W2).values(), shape.hidden() + 1L, shape.outputs());
  }
}
