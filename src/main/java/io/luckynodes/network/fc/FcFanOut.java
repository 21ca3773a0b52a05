package io.luckynodes.network.fc;

import static io.luckynodes.network.TensorFlowSession.floats;

import io.luckynodes.network.StoredNetwork;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Computes E[β_jj(x)] for each node of a deep network. Its root √E[β_jj(x)] takes the place of a
 * node's fan-out norm (Student Specialization, figure 8).
 *
 * <p>β_jj(x) is the squared norm of row j of {@link EffectiveWeights}, and E is the mean over
 * samples. In a network with one hidden layer, β_jj is the squared norm of the node's outgoing
 * weights. A network with BatchNorm is replaced by its {@link FoldedNetwork}. Samples are processed
 * in parts, and only sums are kept.
 */
public final class FcFanOut implements AutoCloseable {
  /**
   * Number of columns of the large product (samples times outputs): enough for full speed, few
   * enough for memory.
   */
  private static final int COLUMNS = 1600;

  private final FcShape shape;
  private final int part;
  private final TensorFlowSession session;
  private final Placeholder<TFloat32> inputs;
  private final StoredNetwork stored;
  private final List<Operand<TFloat32>> sums = new ArrayList<>();
  private Parameters weights;

  /**
   * Builds the graph.
   *
   * @param network weights of the network; {@link #load} replaces them by others of the same shape
   * @param threads threads within an operation
   */
  public FcFanOut(Parameters network, int threads) {
    this.weights = FoldedNetwork.of(network);
    this.shape = FcShape.of(weights);
    this.part = Math.max(1, COLUMNS / shape.outputs());
    this.session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    this.inputs = FcForward.inputs(tf, shape);
    this.stored = new StoredNetwork(session, "", weights);
    List<EffectiveWeights.Layer> layers =
        EffectiveWeights.of(
            tf,
            shape,
            stored::read,
            FcForward.evaluate(tf, shape, inputs, stored::read).activations());
    // The top layer's values do not depend on the sample and need no graph.
    for (EffectiveWeights.Layer layer : layers.subList(0, layers.size() - 1)) {
      sums.add(tf.reduceSum(tf.math.square(layer.plain()), tf.constant(1)));
    }
    stored.set(weights);
  }

  /** Replaces the network's weights. */
  public void load(Parameters next) {
    weights = FoldedNetwork.of(next);
    stored.set(weights);
  }

  /**
   * Computes E[β_jj] over samples.
   *
   * @param x [samples, d] row-major
   * @return values of all nodes for each hidden layer, lowest first
   */
  public List<double[]> meanBeta(float[] x) {
    int d = shape.inputs();
    int samples = x.length / d;
    List<double[]> means = new ArrayList<>();
    shape.widths().forEach(width -> means.add(new double[width]));
    for (int from = 0; from < samples && !sums.isEmpty(); from += part) {
      int rows = Math.min(part, samples - from);
      try (TFloat32 fed = floats(Arrays.copyOfRange(x, from * d, (from + rows) * d), rows, d)) {
        List<float[]> values = session.run(Map.of(inputs, fed), List.of(), sums);
        for (int layer = 0; layer < values.size(); layer++) {
          double[] mean = means.get(layer);
          for (int j = 0; j < mean.length; j++) {
            mean[j] += (double) values.get(layer)[j] / samples;
          }
        }
      }
    }
    topLayer(means.get(shape.layers() - 1));
    return means;
  }

  private void topLayer(double[] squares) {
    float[] output = weights.get(shape.weights(shape.layers())).values();
    int c = shape.outputs();
    for (int j = 0; j < squares.length; j++) {
      for (int k = 0; k < c; k++) {
        double weight = output[j * c + k];
        squares[j] += weight * weight;
      }
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
