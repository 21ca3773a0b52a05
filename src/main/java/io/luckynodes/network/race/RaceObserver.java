package io.luckynodes.network.race;

import static io.luckynodes.network.TensorFlowSession.floats;

import io.luckynodes.network.BiasInputs;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Runs two-layer classifiers of two outputs on labelled samples. It finds which samples each hidden
 * neuron lets pass, and sums over these samples.
 */
public final class RaceObserver implements AutoCloseable {
  private static final int OUTPUTS = 2;

  /** Largest number of samples in one call; more samples are added up part by part, in float64. */
  private static final int LARGEST_PART = 4000;

  private final int inputs;
  private final TensorFlowSession session;
  private final Placeholder<TFloat32> x;
  private final Placeholder<TFloat32> signs;
  private final Placeholder<TFloat32> w1;
  private final Placeholder<TFloat32> w2;
  private final Operand<TFloat32> gates;
  private final Operand<TFloat32> signedSums;
  private final Operand<TFloat32> outputs;
  private final Operand<TFloat32> errorSums;

  /**
   * The gates, sums and outputs of a network for some samples.
   *
   * @param gates [samples, neurons] row-major: 1 where the neuron lets the sample pass, else 0
   * @param signedSums for each neuron, the sum of [x, 1] over the samples that pass, taken negative
   *     for class 2; [neurons][D + 1]
   * @param errorSums the same sums with each sample's error in place of its sign: 1 − p₁ for class
   *     1 and −p₁ for class 2, where p₁ is the probability of class 1; [neurons][D + 1]
   * @param outputs outputs before the softmax, [samples, 2] row-major
   */
  @SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
  public record Seen(float[] gates, double[][] signedSums, double[][] errorSums, float[] outputs) {}

  /**
   * Builds the graph.
   *
   * @param inputs number of inputs, D
   * @param threads threads within an operation
   */
  public RaceObserver(int inputs, int threads) {
    this.inputs = inputs;
    this.session = new TensorFlowSession(threads);
    Ops tf = session.ops();
    long unknown = Shape.UNKNOWN_SIZE;
    this.x = placeholder(tf, unknown, inputs + 1L);
    this.signs = placeholder(tf, unknown, 1);
    this.w1 = placeholder(tf, inputs + 1L, unknown);
    this.w2 = placeholder(tf, unknown, OUTPUTS);
    Operand<TFloat32> active = tf.nn.relu(tf.linalg.matMul(x, w1));
    // The sign of a ReLU's output is 1 where the neuron is active and 0 elsewhere.
    this.gates = tf.math.sign(active);
    this.signedSums = sums(tf, signs);
    this.outputs =
        tf.linalg.matMul(tf.concat(List.of(active, tf.onesLike(signs)), tf.constant(1)), w2);
    Operand<TFloat32> first =
        tf.slice(
            tf.nn.softmax(outputs), tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1}));
    this.errorSums = sums(tf, tf.math.sub(tf.nn.relu(signs), first));
  }

  static Placeholder<TFloat32> placeholder(Ops tf, long rows, long columns) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows, columns)));
  }

  /** Sums [x, 1] times a factor of each sample, over the samples that pass each neuron. */
  private Operand<TFloat32> sums(Ops tf, Operand<TFloat32> factors) {
    return tf.linalg.matMul(tf.math.mul(gates, factors), x, MatMul.transposeA(true));
  }

  /**
   * Runs a network.
   *
   * @param samples [N, D] row-major
   * @param classes class of each sample: 1 for class 1 (output 0) and −1 for class 2 (output 1)
   */
  public Seen observe(float[] samples, int[] classes, Parameters network) {
    int hidden = TwoLayerShape.of(network).hidden();
    Totals totals = new Totals(classes.length, hidden);
    eachPart(
        samples,
        classes,
        network.get(TwoLayerShape.W1).values(),
        network.get(TwoLayerShape.W2).values(),
        List.of(gates, signedSums, errorSums, outputs),
        totals);
    return new Seen(totals.gates, totals.signedSums, totals.errorSums, totals.outputs);
  }

  /**
   * Computes only the outputs before the softmax, [samples, 2] row-major.
   *
   * @param samples [N, D] row-major
   */
  public float[] outputs(float[] samples, Parameters network) {
    int count = samples.length / inputs;
    float[] all = new float[count * OUTPUTS];
    eachPart(
        samples,
        new int[count],
        network.get(TwoLayerShape.W1).values(),
        network.get(TwoLayerShape.W2).values(),
        List.of(outputs),
        (from, values) ->
            System.arraycopy(values.get(0), 0, all, from * OUTPUTS, values.get(0).length));
    return all;
  }

  /**
   * Observes directions as {@link #observe} does neurons, without biases or outgoing weights. The
   * error sums and outputs are empty.
   *
   * @param directions directions of D numbers each
   */
  public Seen cells(float[] samples, int[] classes, List<double[]> directions) {
    Totals totals = new Totals(classes.length, directions.size());
    eachPart(
        samples,
        classes,
        lower(directions),
        new float[(directions.size() + 1) * OUTPUTS],
        List.of(gates, signedSums),
        totals);
    return new Seen(totals.gates, totals.signedSums, new double[0][], new float[0]);
  }

  /**
   * Computes only the {@link Seen#gates} of {@link #cells}, without the sums.
   *
   * @param directions directions of D numbers each
   */
  public float[] gates(float[] samples, List<double[]> directions) {
    int count = samples.length / inputs;
    int hidden = directions.size();
    float[] all = new float[Math.multiplyExact(count, hidden)];
    eachPart(
        samples,
        new int[count],
        lower(directions),
        new float[(hidden + 1) * OUTPUTS],
        List.of(gates),
        (from, values) ->
            System.arraycopy(values.get(0), 0, all, from * hidden, values.get(0).length));
    return all;
  }

  /** Arranges directions as the columns of W1, without biases. */
  private float[] lower(List<double[]> directions) {
    int hidden = directions.size();
    float[] lower = new float[(inputs + 1) * hidden];
    for (int j = 0; j < hidden; j++) {
      for (int i = 0; i < inputs; i++) {
        lower[i * hidden + j] = (float) directions.get(j)[i];
      }
    }
    return lower;
  }

  private void eachPart(
      float[] samples,
      int[] classes,
      float[] lower,
      float[] upper,
      List<Operand<TFloat32>> fetches,
      Parts parts) {
    int hidden = upper.length / OUTPUTS - 1;
    try (TFloat32 fedW1 = floats(lower, inputs + 1L, hidden);
        TFloat32 fedW2 = floats(upper, hidden + 1L, OUTPUTS)) {
      for (int from = 0; from < classes.length; from += LARGEST_PART) {
        int to = Math.min(from + LARGEST_PART, classes.length);
        float[] part = Arrays.copyOfRange(samples, from * inputs, to * inputs);
        float[] partSigns = new float[to - from];
        for (int s = from; s < to; s++) {
          partSigns[s - from] = classes[s];
        }
        try (TFloat32 fedX = floats(BiasInputs.of(part, inputs), to - from, inputs + 1L);
            TFloat32 fedSigns = floats(partSigns, to - from, 1)) {
          parts.add(
              from,
              session.run(
                  Map.of(x, fedX, signs, fedSigns, w1, fedW1, w2, fedW2), List.of(), fetches));
        }
      }
    }
  }

  /** Receives the results of a part of the samples. */
  private interface Parts {
    void add(int from, List<float[]> values);
  }

  /** The totals of all parts. */
  private final class Totals implements Parts {
    private final float[] gates;
    private final double[][] signedSums;
    private final double[][] errorSums;
    private final float[] outputs;
    private final int hidden;

    Totals(int samples, int hidden) {
      this.hidden = hidden;
      gates = new float[Math.multiplyExact(samples, hidden)];
      signedSums = new double[hidden][inputs + 1];
      errorSums = new double[hidden][inputs + 1];
      outputs = new float[samples * OUTPUTS];
    }

    @Override
    public void add(int from, List<float[]> values) {
      System.arraycopy(values.get(0), 0, gates, from * hidden, values.get(0).length);
      add(signedSums, values.get(1));
      if (values.size() > 2) {
        add(errorSums, values.get(2));
        System.arraycopy(values.get(3), 0, outputs, from * OUTPUTS, values.get(3).length);
      }
    }

    private void add(double[][] sums, float[] part) {
      for (int j = 0; j < hidden; j++) {
        for (int i = 0; i <= inputs; i++) {
          sums[j][i] += part[j * (inputs + 1) + i];
        }
      }
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
