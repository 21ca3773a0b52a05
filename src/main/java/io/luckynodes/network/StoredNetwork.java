package io.luckynodes.network;

import static io.luckynodes.network.TensorFlowSession.floats;
import static io.luckynodes.network.TensorFlowSession.longs;

import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * A network's tensors as TensorFlow variables. Declare it while the graph is built, then {@link
 * #set} it before anything runs.
 */
public final class StoredNetwork {
  private final TensorFlowSession session;
  private final Map<String, Stored> tensors = new LinkedHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  private record Stored(
      int[] shape,
      VarHandleOp handle,
      Operand<TFloat32> read,
      Placeholder<TFloat32> value,
      Op assign) {}

  /**
   * Declares variables.
   *
   * @param prefix tells them from those of another network in the session
   * @param like tensors of the same names and shapes
   */
  public StoredNetwork(TensorFlowSession session, String prefix, Parameters like) {
    this.session = session;
    Ops tf = session.ops();
    for (Parameter parameter : like.all()) {
      Shape shape = Shape.of(longs(parameter.shape()));
      VarHandleOp handle =
          tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(prefix + parameter.name()));
      Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      tensors.put(
          parameter.name(),
          new Stored(
              parameter.shape(),
              handle,
              tf.readVariableOp(handle, TFloat32.class),
              value,
              tf.assignVariableOp(handle, value)));
    }
  }

  public VarHandleOp handle(String name) {
    return stored(name).handle;
  }

  /** The tensor as it is when a run begins; for graphs that do not change it. */
  public Operand<TFloat32> read(String name) {
    return stored(name).read;
  }

  /** Puts values in place. */
  public void set(Parameters values) {
    Map<Operand<TFloat32>, TFloat32> feeds = new HashMap<>();
    List<Op> targets = new ArrayList<>();
    try {
      tensors.forEach(
          (name, tensor) -> {
            feeds.put(tensor.value, floats(values.get(name).values(), longs(tensor.shape)));
            targets.add(tensor.assign);
          });
      session.run(feeds, targets, List.of());
    } finally {
      feeds.values().forEach(TFloat32::close);
    }
  }

  /** The values as they are now. */
  public Parameters get() {
    List<Operand<TFloat32>> reads = tensors.values().stream().map(Stored::read).toList();
    List<float[]> values = session.run(Map.of(), List.of(), reads);
    List<Parameter> parameters = new ArrayList<>();
    tensors.forEach(
        (name, tensor) ->
            parameters.add(new Parameter(name, tensor.shape, values.get(parameters.size()))));
    return new Parameters(parameters);
  }

  private Stored stored(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }
}
