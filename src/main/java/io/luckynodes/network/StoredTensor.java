package io.luckynodes.network;

import static io.luckynodes.network.TensorFlowSession.floats;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * A tensor as a TensorFlow variable. Declare it while the graph is built, then {@link #set} it
 * before anything reads it.
 */
public final class StoredTensor {
  private final TensorFlowSession session;
  private final String name;
  private final long[] shape;
  private final VarHandleOp handle;
  private final Operand<TFloat32> read;
  private final Placeholder<TFloat32> value;
  private final Op assign;

  /**
   * Declares a variable.
   *
   * @param name name that no other variable of the session has
   */
  public StoredTensor(TensorFlowSession session, String name, long... shape) {
    this.session = session;
    this.name = name;
    this.shape = shape;
    Ops tf = session.ops();
    Shape ofAll = Shape.of(shape);
    this.handle = tf.varHandleOp(TFloat32.class, ofAll, VarHandleOp.sharedName(name));
    this.read = tf.readVariableOp(handle, TFloat32.class);
    this.value = tf.placeholder(TFloat32.class, Placeholder.shape(ofAll));
    this.assign = tf.assignVariableOp(handle, value);
  }

  public VarHandleOp handle() {
    return handle;
  }

  /**
   * The tensor's value at the beginning of a run, for graphs that do not change it before they read
   * it.
   */
  public Operand<TFloat32> read() {
    return read;
  }

  /**
   * Sets the values.
   *
   * @param values row-major
   * @throws IllegalArgumentException if there are more or fewer values than the tensor has
   */
  public void set(float[] values) {
    try (TFloat32 fed = fed(values)) {
      session.run(Map.of(value, fed), List.of(assign), List.of());
    }
  }

  /** The current values, row-major. */
  public float[] get() {
    return session.run(Map.of(), List.of(), List.of(read)).get(0);
  }

  /** The placeholder whose value {@link #assign} stores. */
  Placeholder<TFloat32> value() {
    return value;
  }

  Op assign() {
    return assign;
  }

  /** Makes a tensor of this shape from values, for {@link #value}; the caller closes it. */
  TFloat32 fed(float[] values) {
    // TensorFlow would ignore surplus values.
    if (values.length != Shape.of(shape).size()) {
      throw new IllegalArgumentException(
          name + ": " + values.length + " values do not fill shape " + Arrays.toString(shape));
    }
    return floats(values, shape);
  }
}
