package io.luckynodes.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * One large float32 matrix product, the fastest computation of a machine with TensorFlow. The speed
 * of training is compared with it.
 */
public final class MatmulPeak implements AutoCloseable {
  private static final int SIZE = 2048;

  /** Floating-point operations of one run. */
  public static final double FLOPS = 2.0 * SIZE * SIZE * SIZE;

  private final TensorFlowSession session;
  private final Op product;

  /**
   * @param threads threads within an operation
   */
  public MatmulPeak(int threads) {
    session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    VarHandleOp factor =
        tf.varHandleOp(TFloat32.class, Shape.of(SIZE, SIZE), VarHandleOp.sharedName("factor"));
    VarHandleOp result =
        tf.varHandleOp(TFloat32.class, Shape.of(SIZE, SIZE), VarHandleOp.sharedName("result"));
    Op fill =
        tf.assignVariableOp(
            factor, tf.fill(tf.constant(new int[] {SIZE, SIZE}), tf.constant(0.5f)));
    Operand<TFloat32> read = tf.readVariableOp(factor, TFloat32.class);
    product = tf.assignVariableOp(result, tf.linalg.matMul(read, read));
    session.run(fill);
  }

  /** Computes the product once. */
  public void run() {
    session.run(product);
  }

  @Override
  public void close() {
    session.close();
  }
}
