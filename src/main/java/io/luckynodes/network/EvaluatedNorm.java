package io.luckynodes.network;

import io.luckynodes.network.shape.BatchNorm;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * BatchNorm in evaluation, by its running statistics. It is separate from {@link BatchNorm}, which
 * needs no TensorFlow.
 */
public final class EvaluatedNorm {
  private EvaluatedNorm() {}

  /**
   * Computes the factor of a layer's centred values: 1 / √(running variance + ε), times the scale
   * if there is one.
   *
   * @param tensor finds the network's tensors by name
   */
  public static Operand<TFloat32> factor(
      Ops tf, BatchNorm norm, int layer, Function<String, Operand<TFloat32>> tensor) {
    Operand<TFloat32> rstd =
        tf.math.rsqrt(
            tf.math.add(
                tensor.apply(norm.tensor(layer, "variance")), tf.constant(BatchNorm.EPSILON)));
    return norm.affine() ? tf.math.mul(tensor.apply(norm.tensor(layer, "scale")), rstd) : rstd;
  }
}
