package io.luckynodes.network.twolayer;

import io.luckynodes.network.BatchedProduct;
import io.luckynodes.network.StoredTensor;
import io.luckynodes.network.TensorFlowSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Matrices W of one shape [rows, columns] that a step multiplies by others and changes. Either each
 * matrix is a variable with its own products, or all are slices of one variable that one operation
 * multiplies.
 *
 * <p>oneDNN multiplies two plain matrices up to four times as fast as the same two in a batch, but
 * every operation costs a microsecond or two. The two ways differ in the last bits.
 */
final class WeightMatrices {
  private final int count;
  private final int size;
  private final boolean apart;
  private final List<StoredTensor> stored;

  /** The values of the matrices at one moment of a graph. */
  record Values(WeightMatrices matrices, List<Operand<TFloat32>> parts) {
    /** Computes W · right for each matrix, [count, rows, ·]. */
    Operand<TFloat32> times(Ops tf, Operand<TFloat32> right) {
      return product(tf, right, false, false);
    }

    /** Computes W · rightᵀ for each matrix, [count, rows, ·]. */
    Operand<TFloat32> timesTransposed(Ops tf, Operand<TFloat32> right) {
      return product(tf, right, false, true);
    }

    /** Computes Wᵀ · right for each matrix, [count, columns, ·]. */
    Operand<TFloat32> transposedTimes(Ops tf, Operand<TFloat32> right) {
      return product(tf, right, true, false);
    }

    private Operand<TFloat32> product(
        Ops tf, Operand<TFloat32> right, boolean ownTransposed, boolean rightTransposed) {
      if (!matrices.apart) {
        return BatchedProduct.of(tf, parts.get(0), ownTransposed, right, rightTransposed);
      }
      List<Operand<TFloat32>> others = matrices.unstacked(tf, right);
      return tf.stack(
          IntStream.range(0, parts.size())
              .mapToObj(i -> plain(tf, parts.get(i), ownTransposed, others.get(i), rightTransposed))
              .toList());
    }
  }

  /**
   * Declares the variables.
   *
   * @param name name of the variables
   * @param apart whether each matrix has its own products
   */
  WeightMatrices(
      TensorFlowSession session, String name, int count, int rows, int columns, boolean apart) {
    this.count = count;
    this.apart = apart;
    this.size = rows * columns;
    this.stored =
        apart
            ? IntStream.range(0, count)
                .mapToObj(i -> new StoredTensor(session, name + "/" + i, rows, columns))
                .toList()
            : List.of(new StoredTensor(session, name, count, rows, columns));
  }

  /** The values at the beginning of a run. */
  Values atStart() {
    return new Values(this, stored.stream().map(StoredTensor::read).toList());
  }

  /** The values once the operations are done for which {@code next} waits. */
  Values now(Ops next) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (StoredTensor own : stored) {
      parts.add(next.readVariableOp(own.handle(), TFloat32.class));
    }
    return new Values(this, parts);
  }

  /**
   * Adds left · right, or left · rightᵀ, to each matrix.
   *
   * @param readers operations that read the old values; the change waits for them, since a matrix
   *     that is still read would be copied
   * @param left [count, rows, ·]
   */
  List<Op> add(
      Ops tf,
      List<Op> readers,
      Operand<TFloat32> left,
      Operand<TFloat32> right,
      boolean rightTransposed) {
    Ops after = tf.withControlDependencies(readers);
    if (!apart) {
      return List.of(
          after.assignAddVariableOp(
              stored.get(0).handle(), BatchedProduct.of(tf, left, false, right, rightTransposed)));
    }
    List<Operand<TFloat32>> lefts = unstacked(tf, left);
    List<Operand<TFloat32>> rights = unstacked(tf, right);
    List<Op> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(
          after.assignAddVariableOp(
              stored.get(i).handle(),
              plain(tf, lefts.get(i), false, rights.get(i), rightTransposed)));
    }
    return changes;
  }

  private List<Operand<TFloat32>> unstacked(Ops tf, Operand<TFloat32> all) {
    return new ArrayList<>(tf.unstack(all, (long) count, Unstack.axis(0L)).output());
  }

  private static Operand<TFloat32> plain(
      Ops tf,
      Operand<TFloat32> left,
      boolean leftTransposed,
      Operand<TFloat32> right,
      boolean rightTransposed) {
    return tf.linalg.matMul(
        left, right, MatMul.transposeA(leftTransposed), MatMul.transposeB(rightTransposed));
  }

  /** The values of one matrix after another, row-major. */
  float[] get() {
    float[] all = new float[count * size];
    int at = 0;
    for (StoredTensor own : stored) {
      float[] values = own.get();
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }

  /**
   * Sets all values.
   *
   * @param values values of one matrix after another, row-major
   */
  void set(float[] values) {
    int each = values.length / stored.size();
    for (int i = 0; i < stored.size(); i++) {
      stored.get(i).set(Arrays.copyOfRange(values, i * each, (i + 1) * each));
    }
  }
}
