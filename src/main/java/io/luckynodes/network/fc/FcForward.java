package io.luckynodes.network.fc;

import io.luckynodes.network.EvaluatedNorm;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.FcShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The forward pass of a deep fully connected network in evaluation mode. */
final class FcForward {
  private FcForward() {}

  /**
   * The results of a forward pass.
   *
   * @param activations activations of each hidden layer, as the next layer receives them, [samples,
   *     nodes]
   * @param outputs [samples, c]
   */
  record Result(List<Operand<TFloat32>> activations, Operand<TFloat32> outputs) {}

  /**
   * Adds the forward pass to a graph.
   *
   * @param inputs [samples, d]
   * @param tensor finds the network's tensors by name
   */
  static Result evaluate(
      Ops tf, FcShape shape, Operand<TFloat32> inputs, Function<String, Operand<TFloat32>> tensor) {
    List<Operand<TFloat32>> activations = new ArrayList<>();
    Operand<TFloat32> below = inputs;
    for (int layer = 0; layer < shape.layers(); layer++) {
      below = hidden(tf, shape, layer, linear(tf, shape, layer, below, tensor), tensor);
      activations.add(below);
    }
    return new Result(activations, linear(tf, shape, shape.layers(), below, tensor));
  }

  private static Operand<TFloat32> hidden(
      Ops tf,
      FcShape shape,
      int layer,
      Operand<TFloat32> sums,
      Function<String, Operand<TFloat32>> tensor) {
    BatchNorm norm = shape.batchNorm();
    if (!norm.present()) {
      return tf.nn.relu(sums);
    }
    return norm.beforeRelu()
        ? tf.nn.relu(normalised(tf, norm, layer, sums, tensor))
        : normalised(tf, norm, layer, tf.nn.relu(sums), tensor);
  }

  /** Normalises values by the running statistics. */
  private static Operand<TFloat32> normalised(
      Ops tf,
      BatchNorm norm,
      int layer,
      Operand<TFloat32> values,
      Function<String, Operand<TFloat32>> tensor) {
    Operand<TFloat32> factor = EvaluatedNorm.factor(tf, norm, layer, tensor);
    Operand<TFloat32> centred = tf.math.sub(values, tensor.apply(norm.tensor(layer, "mean")));
    Operand<TFloat32> scaled = tf.math.mul(centred, factor);
    return norm.affine() ? tf.math.add(scaled, tensor.apply(norm.tensor(layer, "offset"))) : scaled;
  }

  /** A placeholder for the inputs of any number of samples, [samples, d]. */
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
