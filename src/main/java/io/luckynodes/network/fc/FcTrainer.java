package io.luckynodes.network.fc;

import static io.luckynodes.network.TensorFlowSession.ints;

import io.luckynodes.network.EvenParts;
import io.luckynodes.network.StoredNetwork;
import io.luckynodes.network.StoredTensor;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Trains one deep fully connected network by plain SGD, on its teacher's outputs or on labels.
 *
 * <p>The backward pass is written out, and several steps are unrolled into one call. Training
 * samples stay on the graph; a step gathers its batch by index. The backward pass of {@link
 * BatchNorm} is written out too: it needs two sums over the batch, which are also the gradients of
 * scale and offset.
 */
public final class FcTrainer implements AutoCloseable {
  private static final int MOST_STEPS_PER_CALL = 20;

  private final FcShape shape;
  private final Options options;
  private final int stepsPerCall;
  private final TensorFlowSession session;
  private final StoredNetwork network;
  private final StoredTensor allInputs;
  private final StoredTensor allTargets;
  private final Placeholder<TInt32> samples;
  private final Placeholder<TFloat32> outputRate;
  private final Op lastUpdate;
  private final Operand<TFloat32> losses;

  /** The objective that training minimises. */
  public enum Objective {
    /**
     * Mean of squared differences over batch and outputs [C]: the gradient with respect to an
     * output is 2 (y − y°) / (batch · c).
     */
    SQUARED_DIFFERENCE {
      @Override
      double terms(int batch, int outputs) {
        return (double) batch * outputs;
      }

      @Override
      double slope() {
        return 2;
      }

      @Override
      Operand<TFloat32> residue(Ops tf, Operand<TFloat32> target, Operand<TFloat32> outputs) {
        return tf.math.sub(target, outputs);
      }

      @Override
      Operand<TFloat32> loss(
          Ops tf, Operand<TFloat32> target, Operand<TFloat32> outputs, Operand<TFloat32> residue) {
        return tf.math.square(residue);
      }
    },

    /** Softmax cross-entropy with one-hot targets, averaged over the batch. */
    CROSS_ENTROPY {
      @Override
      double terms(int batch, int outputs) {
        return batch;
      }

      @Override
      double slope() {
        return 1;
      }

      @Override
      Operand<TFloat32> residue(Ops tf, Operand<TFloat32> target, Operand<TFloat32> outputs) {
        return tf.math.sub(target, tf.nn.softmax(outputs));
      }

      @Override
      Operand<TFloat32> loss(
          Ops tf, Operand<TFloat32> target, Operand<TFloat32> outputs, Operand<TFloat32> residue) {
        return tf.math.neg(tf.math.mul(target, tf.nn.logSoftmax(outputs)));
      }
    };

    /** Number of terms over which the mean is taken. */
    abstract double terms(int batch, int outputs);

    /** The negative gradient of a term, as a multiple of the residue. */
    abstract double slope();

    abstract Operand<TFloat32> residue(Ops tf, Operand<TFloat32> target, Operand<TFloat32> outputs);

    abstract Operand<TFloat32> loss(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> outputs, Operand<TFloat32> residue);
  }

  /**
   * Settings of the training.
   *
   * @param objective objective that training minimises
   * @param batch number of samples per step
   * @param steps number of steps in one call of {@link #epoch}
   * @param threads threads within an operation
   */
  public record Options(Objective objective, int batch, int steps, int threads) {
    public Options {
      if (batch < 1 || steps < 1 || threads < 1) {
        throw new IllegalArgumentException(
            "batch, steps and threads must be positive: " + batch + ", " + steps + ", " + threads);
      }
    }
  }

  /**
   * A layer's BatchNorm while the graph is built.
   *
   * @param normalised (x − mean) · rstd, [batch, nodes]
   * @param rstd 1 / √(variance + ε), [nodes]
   */
  private record Normed(Operand<TFloat32> normalised, Operand<TFloat32> rstd) {}

  /**
   * One training step while the graph is built: the values that it reads, and the updates for which
   * the next step waits.
   */
  private final class Step {
    private final Ops tf;

    /** Reads variables after the updates of the step before. */
    private final Ops ordered;

    private final List<Operand<TFloat32>> weights = new ArrayList<>();
    private final List<Operand<TFloat32>> biases = new ArrayList<>();

    /** Inputs of each layer; those of the linear layer come last. */
    private final List<Operand<TFloat32>> inputs = new ArrayList<>();

    /** Outputs of each hidden layer's ReLU. */
    private final List<Operand<TFloat32>> rectified = new ArrayList<>();

    private final List<Normed> normed = new ArrayList<>();
    private final List<Op> updates = new ArrayList<>();

    /**
     * @param before updates of the step before; empty for the first
     */
    Step(Ops tf, List<Op> before) {
      this.tf = tf;
      this.ordered = before.isEmpty() ? tf : tf.withControlDependencies(before);
      for (int layer = 0; layer <= shape.layers(); layer++) {
        weights.add(read(shape.weights(layer)));
        biases.add(read(shape.bias(layer)));
      }
    }

    /** Adds the forward pass from inputs [batch, d] to outputs [batch, c]. */
    Operand<TFloat32> forward(Operand<TFloat32> x) {
      Operand<TFloat32> below = x;
      for (int layer = 0; layer < shape.layers(); layer++) {
        below = hidden(layer, linear(layer, below));
      }
      return linear(shape.layers(), below);
    }

    private Operand<TFloat32> linear(int layer, Operand<TFloat32> below) {
      inputs.add(below);
      return tf.nn.biasAdd(tf.linalg.matMul(below, weights.get(layer)), biases.get(layer));
    }

    private Operand<TFloat32> hidden(int layer, Operand<TFloat32> sums) {
      BatchNorm norm = shape.batchNorm();
      Operand<TFloat32> relu = tf.nn.relu(norm.beforeRelu() ? normalise(layer, sums) : sums);
      rectified.add(relu);
      return norm.present() && !norm.beforeRelu() ? normalise(layer, relu) : relu;
    }

    /** Normalises by the batch's statistics, and moves the running statistics towards them. */
    private Operand<TFloat32> normalise(int layer, Operand<TFloat32> values) {
      BatchNorm norm = shape.batchNorm();
      Operand<TFloat32> mean = mean(values);
      Operand<TFloat32> centred = tf.math.sub(values, mean);
      Operand<TFloat32> variance = mean(tf.math.square(centred));
      Operand<TFloat32> rstd = tf.math.rsqrt(tf.math.add(variance, tf.constant(BatchNorm.EPSILON)));
      Operand<TFloat32> normalised = tf.math.mul(centred, rstd);
      normed.add(new Normed(normalised, rstd));
      float unbiased = (float) options.batch() / (options.batch() - 1);
      moveStatistics(norm.tensor(layer, "mean"), mean);
      moveStatistics(norm.tensor(layer, "variance"), tf.math.mul(variance, tf.constant(unbiased)));
      return norm.affine()
          ? tf.math.add(
              tf.math.mul(normalised, read(norm.tensor(layer, "scale"))),
              read(norm.tensor(layer, "offset")))
          : normalised;
    }

    private void moveStatistics(String name, Operand<TFloat32> ofBatch) {
      Operand<TFloat32> change =
          tf.math.mul(tf.math.sub(ofBatch, read(name)), tf.constant(BatchNorm.STATISTICS_RATE));
      updates.add(tf.assignAddVariableOp(network.handle(name), change));
    }

    /** The mean of every node over the batch. */
    private Operand<TFloat32> mean(Operand<TFloat32> values) {
      return tf.math.mul(tf.nn.biasAddGrad(values), tf.constant(1f / options.batch()));
    }

    private Operand<TFloat32> read(String name) {
      return ordered.readVariableOp(network.handle(name), TFloat32.class);
    }

    /**
     * Adds the backward pass, from the outputs' negative gradient (already multiplied by the step
     * size) down to the lowest layer, and updates every weight and bias.
     */
    void backward(Operand<TFloat32> atOutputs) {
      Operand<TFloat32> g = atOutputs;
      for (int layer = shape.layers(); layer >= 0; layer--) {
        Operand<TFloat32> below = inputs.get(layer);
        Operand<TFloat32> change = tf.linalg.matMul(below, g, MatMul.transposeA(true));
        Operand<TFloat32> biasChange = tf.nn.biasAddGrad(g);
        Ops whenRead = tf;
        if (layer > 0) {
          Operand<TFloat32> back = tf.linalg.matMul(g, weights.get(layer), MatMul.transposeB(true));
          // A weight is changed in place once the last product that reads it is done; otherwise it
          // would be copied.
          whenRead = tf.withControlDependencies(back);
          g = throughHidden(layer - 1, back);
        }
        updates.add(whenRead.assignAddVariableOp(network.handle(shape.weights(layer)), change));
        updates.add(tf.assignAddVariableOp(network.handle(shape.bias(layer)), biasChange));
      }
    }

    private Operand<TFloat32> throughHidden(int layer, Operand<TFloat32> back) {
      Operand<TFloat32> relu = rectified.get(layer);
      BatchNorm norm = shape.batchNorm();
      if (!norm.present()) {
        return tf.nn.reluGrad(back, relu);
      }
      return norm.beforeRelu()
          ? throughNorm(norm, layer, tf.nn.reluGrad(back, relu))
          : tf.nn.reluGrad(throughNorm(norm, layer, back), relu);
    }

    /** Applies g ↦ (g − mean(g) − x̂ mean(g x̂)) · scale · rstd. */
    private Operand<TFloat32> throughNorm(BatchNorm norm, int layer, Operand<TFloat32> g) {
      Normed own = normed.get(layer);
      Operand<TFloat32> sum = tf.nn.biasAddGrad(g);
      Operand<TFloat32> product = tf.nn.biasAddGrad(tf.math.mul(g, own.normalised));
      Operand<TFloat32> part = tf.constant(1f / options.batch());
      Operand<TFloat32> centred =
          tf.math.sub(
              tf.math.sub(g, tf.math.mul(sum, part)),
              tf.math.mul(own.normalised, tf.math.mul(product, part)));
      if (!norm.affine()) {
        return tf.math.mul(centred, own.rstd);
      }
      String scale = norm.tensor(layer, "scale");
      Operand<TFloat32> factor = tf.math.mul(read(scale), own.rstd);
      updates.add(
          tf.withControlDependencies(factor).assignAddVariableOp(network.handle(scale), product));
      updates.add(tf.assignAddVariableOp(network.handle(norm.tensor(layer, "offset")), sum));
      return tf.math.mul(centred, factor);
    }
  }

  /**
   * Builds the graph.
   *
   * @param initial the network's weights
   * @param size number of training samples; {@link #load} sets them
   */
  public FcTrainer(Options options, Parameters initial, int size) {
    this.options = options;
    this.shape = FcShape.of(initial);
    if (shape.batchNorm().present() && options.batch() < 2) {
      throw new IllegalArgumentException("BatchNorm needs batches of at least 2");
    }
    this.stepsPerCall = EvenParts.size(options.steps(), MOST_STEPS_PER_CALL);
    this.session = new TensorFlowSession(options.threads());
    Ops tf = session.ops();
    this.network = new StoredNetwork(session, "trained/", initial);
    this.allInputs = new StoredTensor(session, "inputs", size, shape.inputs());
    this.allTargets = new StoredTensor(session, "targets", size, shape.outputs());
    this.samples =
        tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(stepsPerCall, options.batch())));
    this.outputRate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));

    Operand<TInt32> axis = tf.constant(0);
    Operand<TInt32> allAxes = tf.constant(new int[] {0, 1});
    List<Op> before = List.of();
    List<Operand<TFloat32>> errors = new ArrayList<>();
    for (int k = 0; k < stepsPerCall; k++) {
      Step step = new Step(tf, before);
      Operand<TInt32> chosen = tf.gather(samples, tf.constant(k), axis);
      Operand<TFloat32> x = tf.gather(allInputs.read(), chosen, axis);
      Operand<TFloat32> target = tf.gather(allTargets.read(), chosen, axis);
      Operand<TFloat32> outputs = step.forward(x);
      Operand<TFloat32> residue = options.objective().residue(tf, target, outputs);
      errors.add(tf.reduceSum(options.objective().loss(tf, target, outputs, residue), allAxes));
      // The small tensor is multiplied by the step size, not the large gradients.
      step.backward(tf.math.mul(residue, outputRate));
      before = step.updates;
    }
    this.lastUpdate = tf.withControlDependencies(before).noOp();
    this.losses = tf.math.addN(errors);
    network.set(initial);
  }

  /**
   * Sets the training samples, and replaces any earlier ones.
   *
   * @param inputs [size, d] row-major
   * @param targets the teacher's outputs or one-hot labels, [size, c] row-major
   */
  public void load(float[] inputs, float[] targets) {
    allInputs.set(inputs);
    allTargets.set(targets);
  }

  /**
   * Runs one epoch.
   *
   * @param order samples of the batches, one batch after another; samples after the last step are
   *     not used
   * @param learningRate step size η
   * @return the objective before each step, averaged over the steps
   */
  public double epoch(int[] order, double learningRate) {
    int perCall = stepsPerCall * options.batch();
    double terms = options.objective().terms(options.batch(), shape.outputs());
    double slope = options.objective().slope() * learningRate / terms;
    double sum = 0;
    try (TFloat32 rate = TFloat32.scalarOf((float) slope)) {
      for (int call = 0; call < options.steps() / stepsPerCall; call++) {
        int[] chunk = Arrays.copyOfRange(order, call * perCall, (call + 1) * perCall);
        try (TInt32 fed = ints(chunk, stepsPerCall, options.batch())) {
          sum +=
              session.run(
                      Map.of(samples, fed, outputRate, rate), List.of(lastUpdate), List.of(losses))
                  .get(0)[0];
        }
      }
    }
    return sum / (options.steps() * terms);
  }

  /** The network's current weights. */
  public Parameters weights() {
    return network.get();
  }

  /** Sets the network's weights. */
  public void restore(Parameters weights) {
    network.set(weights);
  }

  @Override
  public void close() {
    session.close();
  }
}
