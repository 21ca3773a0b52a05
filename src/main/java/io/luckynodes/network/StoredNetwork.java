package io.luckynodes.network;

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
import org.tensorflow.op.Op;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * A network's tensors as TensorFlow variables. Declare it while the graph is built, then {@link
 * #set} it before anything runs.
 */
public final class StoredNetwork {
  private final TensorFlowSession session;
  private final Map<String, int[]> shapes;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  /**
   * Declares variables.
   *
   * @param prefix start of the variables' names, which distinguishes them from those of another
   *     network in the session
   * @param like tensors of the same names and shapes
   */
  public StoredNetwork(TensorFlowSession session, String prefix, Parameters like) {
    this(session, prefix, shapes(like));
  }

  /**
   * Declares variables.
   *
   * @param prefix start of the variables' names, which distinguishes them from those of another
   *     network in the session
   * @param shapes shapes of the tensors by name, in order
   */
  public StoredNetwork(TensorFlowSession session, String prefix, Map<String, int[]> shapes) {
    this.session = session;
    this.shapes = shapes;
    shapes.forEach(
        (name, shape) -> tensors.put(name, new StoredTensor(session, prefix + name, longs(shape))));
  }

  private static Map<String, int[]> shapes(Parameters like) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    like.all().forEach(parameter -> shapes.put(parameter.name(), parameter.shape()));
    return shapes;
  }

  public VarHandleOp handle(String name) {
    return stored(name).handle();
  }

  /**
   * The tensor's value at the beginning of a run, for graphs that do not change it before they read
   * it.
   */
  public Operand<TFloat32> read(String name) {
    return stored(name).read();
  }

  /**
   * Sets the values of all tensors.
   *
   * @throws io.luckynodes.error.LuckyException ({@link io.luckynodes.error.ExitCode#BAD_INPUT}) if
   *     a tensor is missing or of another shape
   */
  public void set(Parameters values) {
    Map<Operand<TFloat32>, TFloat32> feeds = new HashMap<>();
    List<Op> targets = new ArrayList<>();
    shapes.forEach(values::expect);
    try {
      tensors.forEach(
          (name, tensor) -> {
            feeds.put(tensor.value(), tensor.fed(values.get(name).values()));
            targets.add(tensor.assign());
          });
      session.run(feeds, targets, List.of());
    } finally {
      feeds.values().forEach(TFloat32::close);
    }
  }

  /** The current values. */
  public Parameters get() {
    List<Operand<TFloat32>> reads = tensors.values().stream().map(StoredTensor::read).toList();
    List<float[]> values = session.run(Map.of(), List.of(), reads);
    List<Parameter> parameters = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> parameters.add(new Parameter(name, shape, values.get(parameters.size()))));
    return new Parameters(parameters);
  }

  private StoredTensor stored(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }
}
