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
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Computes mean mixture coefficients between two deep networks of the same inputs, outputs and
 * depth: E[V_l V'_lᵀ] of their {@link EffectiveWeights}, and the same with both networks' gates
 * applied. Between a student and itself they are β and H; between student and teacher they are β*
 * and H* (Luck Matters, Theorem 1; Student Specialization, Lemma 1).
 *
 * <p>Weights are bias-augmented: the last row and column belong to a constant 1 beside the nodes,
 * which is always active. A network with BatchNorm is replaced by its {@link FoldedNetwork}.
 * Samples are processed in parts, and only sums are kept.
 *
 * <p>The released code carries the constant through the outputs too, which only adds 1 to the last
 * entry of the last row.
 */
public final class FcMixture implements AutoCloseable {
  /** Number of columns of the large products (samples times outputs). */
  private static final int COLUMNS = 1600;

  private static final int PARTS = 2;

  private final FcShape firstShape;
  private final FcShape secondShape;
  private final int part;
  private final TensorFlowSession session;
  private final Placeholder<TFloat32> inputs;
  private final List<Operand<TFloat32>> sums = new ArrayList<>();

  /**
   * Means of one layer, row-major. Rows are the first network's nodes and its constant; columns are
   * the second network's.
   *
   * @param plain E[V V'ᵀ], [n + 1, m + 1]
   * @param gated E[D V (D' V')ᵀ], [n + 1, m + 1]
   */
  @SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
  public record Means(double[] plain, double[] gated) {}

  /**
   * Builds the graph.
   *
   * @param firstNetwork network of the rows, for example a student
   * @param secondNetwork network of the columns, for example the student's teacher, or the student
   *     again
   * @param threads threads within an operation
   */
  public FcMixture(Parameters firstNetwork, Parameters secondNetwork, int threads) {
    Parameters first = FoldedNetwork.of(firstNetwork);
    Parameters second = FoldedNetwork.of(secondNetwork);
    this.firstShape = FcShape.of(first);
    this.secondShape = FcShape.of(second);
    if (firstShape.inputs() != secondShape.inputs()
        || firstShape.layers() != secondShape.layers()
        || firstShape.outputs() != secondShape.outputs()) {
      throw new IllegalArgumentException("nothing mixes " + firstShape + " and " + secondShape);
    }
    this.part = Math.max(1, COLUMNS / firstShape.outputs());
    this.session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    this.inputs = FcForward.inputs(tf, firstShape);
    StoredNetwork storedFirst = new StoredNetwork(session, "first/", first);
    StoredNetwork storedSecond = new StoredNetwork(session, "second/", second);
    List<EffectiveWeights.Layer> ofFirst = layers(tf, firstShape, storedFirst);
    List<EffectiveWeights.Layer> ofSecond = layers(tf, secondShape, storedSecond);
    for (int layer = 0; layer < firstShape.layers(); layer++) {
      EffectiveWeights.Layer a = ofFirst.get(layer);
      EffectiveWeights.Layer b = ofSecond.get(layer);
      sums.add(product(tf, augmented(tf, a.plain(), a.bias()), augmented(tf, b.plain(), b.bias())));
      sums.add(product(tf, augmented(tf, a.gated(), a.bias()), augmented(tf, b.gated(), b.bias())));
    }
    storedFirst.set(first);
    storedSecond.set(second);
  }

  private List<EffectiveWeights.Layer> layers(Ops tf, FcShape shape, StoredNetwork network) {
    return EffectiveWeights.of(
        tf,
        shape,
        network::read,
        FcForward.evaluate(tf, shape, inputs, network::read).activations());
  }

  private static Operand<TFloat32> augmented(
      Ops tf, Operand<TFloat32> nodes, Operand<TFloat32> constant) {
    return tf.concat(List.of(nodes, constant), tf.constant(0));
  }

  private static Operand<TFloat32> product(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.linalg.matMul(a, b, MatMul.transposeB(true));
  }

  /**
   * Computes means over samples.
   *
   * @param x [samples, d] row-major
   * @return means of each hidden layer, lowest first
   */
  public List<Means> means(float[] x) {
    int d = firstShape.inputs();
    int samples = x.length / d;
    List<Means> means = new ArrayList<>();
    for (int layer = 0; layer < firstShape.layers(); layer++) {
      int size = (firstShape.size(layer) + 1) * (secondShape.size(layer) + 1);
      means.add(new Means(new double[size], new double[size]));
    }
    for (int from = 0; from < samples; from += part) {
      int rows = Math.min(part, samples - from);
      try (TFloat32 fed = floats(Arrays.copyOfRange(x, from * d, (from + rows) * d), rows, d)) {
        List<float[]> values = session.run(Map.of(inputs, fed), List.of(), sums);
        for (int layer = 0; layer < means.size(); layer++) {
          add(means.get(layer).plain(), values.get(PARTS * layer), samples);
          add(means.get(layer).gated(), values.get(PARTS * layer + 1), samples);
        }
      }
    }
    return means;
  }

  private static void add(double[] mean, float[] sum, int samples) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] += (double) sum[i] / samples;
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
