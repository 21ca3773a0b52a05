package io.luckynodes.network.convnet;

import static io.luckynodes.network.TensorFlowSession.floats;

import io.luckynodes.network.StoredNetwork;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Computes the outputs of one ConvNet, in evaluation mode. */
public final class ConvNetOutputs implements AutoCloseable {
  private final ConvNetShape shape;
  private final int samples;
  private final TensorFlowSession session;
  private final Placeholder<TFloat32> images;
  private final Operand<TFloat32> logits;

  /**
   * @param weights weights of the network, which stay fixed
   * @param samples number of images of one call
   * @param threads threads within an operation
   */
  public ConvNetOutputs(ConvNetShape shape, Parameters weights, int samples, int threads) {
    this.shape = shape;
    this.samples = samples;
    this.session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    StoredNetwork network = new StoredNetwork(session, "", weights);
    this.images = ConvNetForward.images(tf, shape, samples);
    this.logits = ConvNetForward.evaluate(tf, shape, images, network::read).logits();
    network.set(weights);
  }

  /**
   * Computes the outputs of a batch.
   *
   * @param batch images, [samples, height, width, channels]
   * @return [samples, outputs] row-major
   */
  public float[] of(float[] batch) {
    try (TFloat32 fed =
        floats(batch, samples, shape.height(), shape.width(), shape.inputChannels())) {
      return session.run(Map.of(images, fed), List.of(), List.of(logits)).get(0);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
