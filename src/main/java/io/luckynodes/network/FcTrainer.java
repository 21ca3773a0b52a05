package io.luckynodes.network;

import static io.luckynodes.network.TensorFlowSession.floats;
import static io.luckynodes.network.TensorFlowSession.ints;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Trains one deep fully connected student on its teacher's outputs, by plain SGD on the mean of
 * squared differences over batch and outputs [C]: the gradient with respect to an output is 2 (y −
 * y°) / (batch · c).
 *
 * <p>The backward pass is written out, and several steps are unrolled into one call. Training
 * samples stay on the graph; a step gathers its batch by index.
 */
public final class FcTrainer implements AutoCloseable {
  private static final int MOST_STEPS_PER_CALL = 20;

  private final FcShape shape;
  private final Options options;
  private final int stepsPerCall;
  private final TensorFlowSession session;
  private final StoredNetwork network;
  private final VarHandleOp allInputs;
  private final VarHandleOp allTargets;
  private final Placeholder<TFloat32> newInputs;
  private final Placeholder<TFloat32> newTargets;
  private final Op assignInputs;
  private final Op assignTargets;
  private final Placeholder<TInt32> samples;
  private final Placeholder<TFloat32> outputRate;
  private final Op lastUpdate;
  private final Operand<TFloat32> squaredErrors;

  /**
   * How to train.
   *
   * @param batch samples a step
   * @param steps steps an epoch
   * @param threads threads within an operation
   */
  public record Options(int batch, int steps, int threads) {
    public Options {
      if (batch < 1 || steps < 1 || threads < 1) {
        throw new IllegalArgumentException(
            "batch, steps and threads must be positive: " + batch + ", " + steps + ", " + threads);
      }
    }
  }

  /** One step in the making: what it reads, and the updates that the next step waits for. */
  private final class Step {
    private final Ops tf;
    private final List<Operand<TFloat32>> weights = new ArrayList<>();
    private final List<Operand<TFloat32>> biases = new ArrayList<>();

    /** What each layer receives, the linear layer's last. */
    private final List<Operand<TFloat32>> inputs = new ArrayList<>();

    private final List<Op> updates = new ArrayList<>();

    /**
     * @param before updates of the step before; empty for the first
     */
    Step(Ops tf, List<Op> before) {
      this.tf = tf;
      Ops ordered = before.isEmpty() ? tf : tf.withControlDependencies(before);
      for (int layer = 0; layer <= shape.layers(); layer++) {
        weights.add(ordered.readVariableOp(network.handle(shape.weights(layer)), TFloat32.class));
        biases.add(ordered.readVariableOp(network.handle(shape.bias(layer)), TFloat32.class));
      }
    }

    /** From inputs [batch, d] to outputs [batch, c]. */
    Operand<TFloat32> forward(Operand<TFloat32> x) {
      Operand<TFloat32> below = x;
      for (int layer = 0; layer < shape.layers(); layer++) {
        below = tf.nn.relu(linear(layer, below));
      }
      return linear(shape.layers(), below);
    }

    private Operand<TFloat32> linear(int layer, Operand<TFloat32> below) {
      inputs.add(below);
      return tf.nn.biasAdd(tf.linalg.matMul(below, weights.get(layer)), biases.get(layer));
    }

    /**
     * From the outputs' negative gradient, already times the step size, down to the lowest layer;
     * moves every weight and bias.
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
          g = tf.nn.reluGrad(back, below);
        }
        updates.add(whenRead.assignAddVariableOp(network.handle(shape.weights(layer)), change));
        updates.add(tf.assignAddVariableOp(network.handle(shape.bias(layer)), biasChange));
      }
    }
  }

  /**
   * Builds the graph.
   *
   * @param initial the student's weights
   * @param size training samples; {@link #load} brings them
   */
  public FcTrainer(Options options, Parameters initial, int size) {
    this.options = options;
    this.shape = FcShape.of(initial);
    this.stepsPerCall = EvenParts.size(options.steps(), MOST_STEPS_PER_CALL);
    this.session = new TensorFlowSession(options.threads());
    Ops tf = session.ops();
    this.network = new StoredNetwork(session, "student/", initial);
    Shape inputShape = Shape.of(size, shape.inputs());
    Shape targetShape = Shape.of(size, shape.outputs());
    this.allInputs = tf.varHandleOp(TFloat32.class, inputShape, VarHandleOp.sharedName("inputs"));
    this.allTargets =
        tf.varHandleOp(TFloat32.class, targetShape, VarHandleOp.sharedName("targets"));
    this.newInputs = tf.placeholder(TFloat32.class, Placeholder.shape(inputShape));
    this.newTargets = tf.placeholder(TFloat32.class, Placeholder.shape(targetShape));
    this.assignInputs = tf.assignVariableOp(allInputs, newInputs);
    this.assignTargets = tf.assignVariableOp(allTargets, newTargets);
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
      Operand<TFloat32> x = tf.gather(tf.readVariableOp(allInputs, TFloat32.class), chosen, axis);
      Operand<TFloat32> target =
          tf.gather(tf.readVariableOp(allTargets, TFloat32.class), chosen, axis);
      Operand<TFloat32> residue = tf.math.sub(target, step.forward(x));
      errors.add(tf.reduceSum(tf.math.square(residue), allAxes));
      // The small tensor carries the step size, not the large gradients.
      step.backward(tf.math.mul(residue, outputRate));
      before = step.updates;
    }
    this.lastUpdate = tf.withControlDependencies(before).noOp();
    this.squaredErrors = tf.math.addN(errors);
    network.set(initial);
  }

  /**
   * Brings training samples, in the place of any before.
   *
   * @param inputs [size, d] row-major
   * @param targets the teacher's outputs, [size, c] row-major
   */
  public void load(float[] inputs, float[] targets) {
    long size = inputs.length / shape.inputs();
    try (TFloat32 x = floats(inputs, size, shape.inputs());
        TFloat32 y = floats(targets, size, shape.outputs())) {
      session.run(
          Map.of(newInputs, x, newTargets, y), List.of(assignInputs, assignTargets), List.of());
    }
  }

  /**
   * Runs one epoch.
   *
   * @param order samples of the batches, one batch after the other; what is left after the last
   *     step is not used
   * @param learningRate step size η
   * @return (y° − y)² before each step, averaged over the epoch's samples and the outputs
   */
  public double epoch(int[] order, double learningRate) {
    int perCall = stepsPerCall * options.batch();
    double outputs = (double) options.batch() * shape.outputs();
    double sum = 0;
    try (TFloat32 rate = TFloat32.scalarOf((float) (2 * learningRate / outputs))) {
      for (int call = 0; call < options.steps() / stepsPerCall; call++) {
        int[] chunk = Arrays.copyOfRange(order, call * perCall, (call + 1) * perCall);
        try (TInt32 fed = ints(chunk, stepsPerCall, options.batch())) {
          sum +=
              session.run(
                      Map.of(samples, fed, outputRate, rate),
                      List.of(lastUpdate),
                      List.of(squaredErrors))
                  .get(0)[0];
        }
      }
    }
    return sum / (options.steps() * outputs);
  }

  /** The student's weights as they are now. */
  public Parameters weights() {
    return network.get();
  }

  /** Sets the student's weights. */
  public void restore(Parameters weights) {
    network.set(weights);
  }

  @Override
  public void close() {
    session.close();
  }
}
