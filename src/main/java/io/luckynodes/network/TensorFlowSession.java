package io.luckynodes.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A graph and its one session, which own all native memory of a network. Build the graph through
 * {@link #ops}, then run it; closing frees everything.
 *
 * <p>Operations run in the caller's thread and share {@code threads} threads within an operation.
 * That number changes the last bits of convolutions and large products, so it is part of every
 * record.
 */
public final class TensorFlowSession implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Ops ops = Ops.create(graph);
  private final ConfigProto config;
  private @Nullable Session session;

  public TensorFlowSession(int threads) {
    config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            // A negative number runs operations in the caller's thread instead of a pool.
            .setInterOpParallelismThreads(-1)
            .build();
  }

  public Ops ops() {
    return ops;
  }

  private Session session() {
    if (session == null) {
      session = new Session(graph, config);
    }
    return session;
  }

  /** Runs targets without results. */
  public void run(Op... targets) {
    Session.Runner runner = session().runner();
    for (Op target : targets) {
      runner.addTarget(target);
    }
    runner.run().close();
  }

  /**
   * Feeds tensors, runs targets and fetches float tensors. Results are copied out of native memory
   * at once: a fetched variable would otherwise be a view of a weight that keeps changing.
   */
  public List<float[]> run(
      Map<? extends Operand<?>, ? extends Tensor> feeds,
      List<Op> targets,
      List<? extends Operand<TFloat32>> fetches) {
    Session.Runner runner = session().runner();
    feeds.forEach(runner::feed);
    targets.forEach(runner::addTarget);
    fetches.forEach(runner::fetch);
    List<float[]> values = new ArrayList<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < fetches.size(); i++) {
        values.add(copy((TFloat32) result.get(i)));
      }
    }
    return values;
  }

  public static float[] copy(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  public static TFloat32 floats(float[] values, long... shape) {
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
  }

  public static TInt32 ints(int[] values, long... shape) {
    return TInt32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
  }

  public static long[] longs(int[] shape) {
    long[] dimensions = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      dimensions[i] = shape[i];
    }
    return dimensions;
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
    graph.close();
  }
}
