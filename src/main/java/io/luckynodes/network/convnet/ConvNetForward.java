package io.luckynodes.network.convnet;

import io.luckynodes.network.EvaluatedNorm;
import io.luckynodes.network.shape.ConvNetShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The forward pass of a ConvNet in evaluation mode, in which BatchNorm uses its running statistics.
 */
final class ConvNetForward {
  static final List<Long> STRIDES = List.of(1L, 1L, 1L, 1L);
  static final String PADDING = "VALID";

  private ConvNetForward() {}

  /**
   * The results of a forward pass for a batch.
   *
   * @param activations activations of each hidden layer, as the next layer receives them, [batch,
   *     height, width, channels]
   * @param logits [batch, outputs]
   */
  record Result(List<Operand<TFloat32>> activations, Operand<TFloat32> logits) {}

  /** A placeholder for images, [count, height, width, channels]. */
  static Placeholder<TFloat32> images(Ops tf, ConvNetShape shape, int count) {
    return tf.placeholder(
        TFloat32.class,
        Placeholder.shape(Shape.of(count, shape.height(), shape.width(), shape.inputChannels())));
  }

  /**
   * Adds the forward pass to a graph.
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
    for (int layer = 0; layer < shape.layers(); layer++) {
      Operand<TFloat32> linear =
          convolve(
              tf,
              below,
              tensor.apply(ConvNetShape.filter(layer)),
              tensor.apply(ConvNetShape.bias(layer)));
      if (!shape.batchNorm().present()) {
        below = tf.nn.relu(linear);
      } else if (shape.batchNorm().beforeRelu()) {
        below = tf.nn.relu(normalise(tf, shape, layer, linear, tensor));
      } else {
        below = normalise(tf, shape, layer, tf.nn.relu(linear), tensor);
      }
      activations.add(below);
    }
    return new Result(activations, output(tf, shape, below, tensor));
  }

  /** Applies a layer's BatchNorm, as one product and one sum for each channel. */
  private static Operand<TFloat32> normalise(
      Ops tf,
      ConvNetShape shape,
      int layer,
      Operand<TFloat32> values,
      Function<String, Operand<TFloat32>> tensor) {
    Operand<TFloat32> factor = EvaluatedNorm.factor(tf, shape.batchNorm(), layer, tensor);
    Operand<TFloat32> moved =
        tf.math.mul(tensor.apply(shape.batchNorm().tensor(layer, "mean")), factor);
    Operand<TFloat32> shift =
        shape.batchNorm().affine()
            ? tf.math.sub(tensor.apply(shape.batchNorm().tensor(layer, "offset")), moved)
            : tf.math.neg(moved);
    return tf.math.add(tf.math.mul(values, factor), shift);
  }

  static Operand<TFloat32> convolve(
      Ops tf, Operand<TFloat32> below, Operand<TFloat32> filter, Operand<TFloat32> bias) {
    return tf.nn.biasAdd(tf.nn.conv2d(below, filter, STRIDES, PADDING), bias);
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
