package io.luckynodes.network;

import static io.luckynodes.network.TensorFlowSession.floats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The forward pass of a deep fully connected network. */
public final class FcForward {
  /** Samples at once: enough for products at full speed, few enough to stay in the cache. */
  private static final int PART = 1000;

  private FcForward() {}

  /**
   * What a network computes.
   *
   * @param activations of each hidden layer, as the next layer receives them, [samples, nodes]
   * @param outputs [samples, c]
   */
  record Result(List<Operand<TFloat32>> activations, Operand<TFloat32> outputs) {}

  /**
   * A network's outputs.
   *
   * @param x inputs, [samples, d] row-major
   * @param threads threads within an operation
   * @return [samples, c] row-major
   */
  public static float[] outputs(Parameters weights, float[] x, int threads) {
    FcShape shape = FcShape.of(weights);
    int d = shape.inputs();
    int samples = x.length / d;
    float[] outputs = new float[Math.multiplyExact(samples, shape.outputs())];
    try (TensorFlowSession session = new TensorFlowSession(threads)) {
      Ops tf = session.ops();
      StoredNetwork network = new StoredNetwork(session, "", weights);
      Placeholder<TFloat32> inputs = inputs(tf, shape);
      Operand<TFloat32> result = evaluate(tf, shape, inputs, network::read).outputs();
      network.set(weights);
      for (int from = 0; from < samples; from += PART) {
        int rows = Math.min(PART, samples - from);
        try (TFloat32 fed = floats(Arrays.copyOfRange(x, from * d, (from + rows) * d), rows, d)) {
          float[] part = session.run(Map.of(inputs, fed), List.of(), List.of(result)).get(0);
          System.arraycopy(part, 0, outputs, from * shape.outputs(), part.length);
        }
      }
    }
    return outputs;
  }

  /**
   * Adds the pass to a graph.
   *
   * @param inputs [samples, d]
   * @param tensor finds the network's tensors by name
   */
  static Result evaluate(
      Ops tf, FcShape shape, Operand<TFloat32> inputs, Function<String, Operand<TFloat32>> tensor) {
    List<Operand<TFloat32>> activations = new ArrayList<>();
    Operand<TFloat32> below = inputs;
    for (int layer = 0; layer < shape.layers(); layer++) {
      below = tf.nn.relu(linear(tf, shape, layer, below, tensor));
      activations.add(below);
    }
    return new Result(activations, linear(tf, shape, shape.layers(), below, tensor));
  }

  /** Inputs of any number of samples, [samples, d]. */
  static Placeholder<TFloat32> inputs(Ops tf, FcShape shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, shape.inputs())));
  }

  private static Operand<TFloat32> linear(
      Ops tf,
      FcShape shape,
      int layer,
      Operand<TFloat32> below,
      Function<String, Operand<TFloat32>> tensor) {
    return tf.nn.biasAdd(
        tf.linalg.matMul(below, tensor.apply(shape.weights(layer))),
        tensor.apply(shape.bias(layer)));
  }
}
