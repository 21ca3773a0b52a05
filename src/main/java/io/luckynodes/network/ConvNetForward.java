package io.luckynodes.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The forward pass of a ConvNet in evaluation mode: BatchNorm by its running statistics. */
final class ConvNetForward {
  /** Added to variances under the root [C]. */
  static final float EPSILON = 1e-5f;

  private ConvNetForward() {}

  /**
   * What a network computes for a batch.
   *
   * @param activations of each hidden layer, as the next layer receives them, [batch, height,
   *     width, channels]
   * @param logits [batch, outputs]
   */
  record Result(List<Operand<TFloat32>> activations, Operand<TFloat32> logits) {}

  /**
   * Adds the pass to a graph.
   *
   * @param images [batch, height, width, channels]
   * @param tensor finds the network's tensors by name
   */
  static Result evaluate(
      Ops tf,
      ConvNetShape shape,
      Operand<TFloat32> images,
      Function<String, Operand<TFloat32>> tensor) {
    List<Operand<TFloat32>> activations = new ArrayList<>();
    Operand<TFloat32> below = images;
    Operand<TFloat32> epsilon = tf.constant(EPSILON);
    for (int layer = 0; layer < shape.layers(); layer++) {
      Operand<TFloat32> relu =
          tf.nn.relu(
              convolve(
                  tf,
                  below,
                  tensor.apply(ConvNetShape.filter(layer)),
                  tensor.apply(ConvNetShape.bias(layer))));
      Operand<TFloat32> factor =
          tf.math.mul(
              tensor.apply(ConvNetShape.norm(layer, "scale")),
              tf.math.rsqrt(
                  tf.math.add(tensor.apply(ConvNetShape.norm(layer, "variance")), epsilon)));
      Operand<TFloat32> shift =
          tf.math.sub(
              tensor.apply(ConvNetShape.norm(layer, "offset")),
              tf.math.mul(tensor.apply(ConvNetShape.norm(layer, "mean")), factor));
      below = tf.math.add(tf.math.mul(relu, factor), shift);
      activations.add(below);
    }
    return new Result(activations, output(tf, shape, below, tensor));
  }

  static Operand<TFloat32> convolve(
      Ops tf, Operand<TFloat32> below, Operand<TFloat32> filter, Operand<TFloat32> bias) {
    return tf.nn.biasAdd(tf.nn.conv2d(below, filter, List.of(1L, 1L, 1L, 1L), "VALID"), bias);
  }

  static Operand<TFloat32> output(
      Ops tf,
      ConvNetShape shape,
      Operand<TFloat32> last,
      Function<String, Operand<TFloat32>> tensor) {
    Operand<TFloat32> flat = tf.reshape(last, tf.constant(new int[] {-1, shape.flattened()}));
    return tf.nn.biasAdd(
        tf.linalg.matMul(flat, tensor.apply("output/weights")), tensor.apply("output/bias"));
  }
}
