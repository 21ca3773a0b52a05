package io.luckynodes.network;

import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.types.TFloat32;

/**
 * Many small matrix products in one operation, [S, rows, inner] · [S, inner, columns].
 *
 * <p>It is TensorFlow's {@code BatchMatMulV2} instead of the {@code BatchMatMulV3} that the Java
 * API offers. Only the older operation is passed to oneDNN, whose kernels are several times as fast
 * on small matrices.
 */
public final class BatchedProduct {
  private static final String OPERATION = "BatchMatMulV2";

  private BatchedProduct() {}

  /** Computes left · right. */
  public static Operand<TFloat32> of(Ops tf, Operand<TFloat32> left, Operand<TFloat32> right) {
    return of(tf, left, false, right, false);
  }

  /** Computes leftᵀ · right. */
  public static Operand<TFloat32> ofTransposedLeft(
      Ops tf, Operand<TFloat32> left, Operand<TFloat32> right) {
    return of(tf, left, true, right, false);
  }

  /** Computes left · rightᵀ. */
  public static Operand<TFloat32> ofTransposedRight(
      Ops tf, Operand<TFloat32> left, Operand<TFloat32> right) {
    return of(tf, left, false, right, true);
  }

  /** Computes left · right, each factor transposed or not. */
  public static Operand<TFloat32> of(
      Ops tf,
      Operand<TFloat32> left,
      boolean leftTransposed,
      Operand<TFloat32> right,
      boolean rightTransposed) {
    Scope scope = tf.scope();
    OperationBuilder builder = scope.env().opBuilder(OPERATION, scope.makeOpName(OPERATION), scope);
    builder.addInput(left.asOutput());
    builder.addInput(right.asOutput());
    builder.setAttr("adj_x", leftTransposed);
    builder.setAttr("adj_y", rightTransposed);
    Operation operation = builder.build();
    return operation.output(0);
  }
}
