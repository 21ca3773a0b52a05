package io.luckynodes.network.fc;

import static io.luckynodes.network.TensorFlowSession.floats;

import io.luckynodes.network.StoredNetwork;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Computes the outputs of one deep fully connected network, in evaluation mode. */
public final class FcOutputs implements AutoCloseable {
  /**
   * Number of samples processed at once: enough for products at full speed, few enough to stay in
   * the cache.
   */
  private static final int PART = 1000;

  private final FcShape shape;
  private final TensorFlowSession session;
  private final Placeholder<TFloat32> inputs;
  private final Operand<TFloat32> outputs;

  /**
   * @param weights weights of the network, which stay fixed
   * @param threads threads within an operation
   */
  public FcOutputs(Parameters weights, int threads) {
    this.shape = FcShape.of(weights);
    this.session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    StoredNetwork network = new StoredNetwork(session, "", weights);
    this.inputs = FcForward.inputs(tf, shape);
    this.outputs = FcForward.evaluate(tf, shape, inputs, network::read).outputs();
    network.set(weights);
  }

  /**
   * Computes the outputs of some samples.
   *
   * @param x inputs, [samples, d] row-major
   * @return [samples, c] row-major
   */
  public float[] of(float[] x) {
    int d = shape.inputs();
    int c = shape.outputs();
    int samples = x.length / d;
    float[] all = new float[Math.multiplyExact(samples, c)];
    for (int from = 0; from < samples; from += PART) {
      int rows = Math.min(PART, samples - from);
      try (TFloat32 fed = floats(Arrays.copyOfRange(x, from * d, (from + rows) * d), rows, d)) {
        float[] part = session.run(Map.of(inputs, fed), List.of(), List.of(outputs)).get(0);
        System.arraycopy(part, 0, all, from * c, part.length);
      }
    }
    return all;
  }

  @Override
  public void close() {
    session.close();
  }
}
