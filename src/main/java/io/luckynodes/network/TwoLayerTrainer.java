package io.luckynodes.network;

import static io.luckynodes.network.TensorFlowSession.floats;
import static io.luckynodes.network.TensorFlowSession.ints;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Trains many two-layer students of one shape at once, each on its own data and teacher, by plain
 * SGD on ½‖y° − y‖² averaged over the batch [C]. Students share nothing but the batched matrix
 * products, in which each has its own slice: a student's numbers do not depend on its company.
 *
 * <p>The step follows Student Specialization, section 3, with the backward pass written out (twice
 * as fast as derived gradients). Several steps are unrolled into one call. Inside, a hidden unit
 * that is always 1 carries the upper biases: {@code W1[S, d+1, n+1]}, whose last column is never
 * changed, and {@code W2[S, n+1, c]}.
 */
public final class TwoLayerTrainer implements AutoCloseable {
  private static final int MOST_STEPS_PER_CALL = 20;

  private final Options options;
  private final TwoLayerShape shape;
  private final int members;

  /**
   * Slices of the batched products: a lone student is computed twice, since a product of one slice
   * takes another kernel.
   */
  private final int slices;

  private final int stepsPerCall;
  private final TensorFlowSession session;
  private final Placeholder<TInt32> samples;
  private final Op lastUpdate;
  private final Operand<TFloat32> squaredErrors;
  private final Operand<TFloat32> readW1;
  private final Operand<TFloat32> readW2;
  private final Placeholder<TFloat32> newW1;
  private final Placeholder<TFloat32> newW2;
  private final Op assignW1;
  private final Op assignW2;

  /**
   * How to train.
   *
   * @param learningRate step size η
   * @param batch samples a step
   * @param steps steps an epoch
   * @param threads threads within an operation
   */
  public record Options(double learningRate, int batch, int steps, int threads) {
    public Options {
      if (!(learningRate > 0)) {
        throw new IllegalArgumentException("learning rate must be positive, is " + learningRate);
      }
      if (batch < 1 || steps < 1 || threads < 1) {
        throw new IllegalArgumentException("batch, steps and threads must be positive");
      }
    }
  }

  /**
   * What one student learns from.
   *
   * @param inputs [N, d] row-major; students may share the array
   * @param targets the teacher's outputs, [N, c] row-major
   */
  @SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
  public record Task(float[] inputs, float[] targets) {}

  /**
   * Builds the graph.
   *
   * @param initial the students' weights, all of one shape
   * @param tasks what each learns from, all of one size
   */
  public TwoLayerTrainer(Options options, List<Parameters> initial, List<Task> tasks) {
    this.options = options;
    this.shape = TwoLayerShape.of(initial.get(0));
    this.members = initial.size();
    this.slices = Math.max(2, members);
    this.stepsPerCall = largestDivisor(options.steps(), MOST_STEPS_PER_CALL);
    this.session = new TensorFlowSession(options.threads());
    Ops tf = session.ops();
    int d = shape.inputs();
    int n = shape.hidden();
    int c = shape.outputs();

    List<float[]> distinctInputs = new ArrayList<>();
    int[] inputOffsets = new int[slices];
    int[] targetOffsets = new int[slices];
    int size = tasks.get(0).targets().length / c;
    for (int s = 0; s < slices; s++) {
      float[] inputs = tasks.get(member(s)).inputs();
      if (inputs.length != size * d || tasks.get(member(s)).targets().length != size * c) {
        throw new IllegalArgumentException(
            "task " + s + ": expected " + size + " samples of " + d + " and " + c);
      }
      int at = indexOfSame(distinctInputs, inputs);
      if (at < 0) {
        at = distinctInputs.size();
        distinctInputs.add(inputs);
      }
      inputOffsets[s] = at * size;
      targetOffsets[s] = s * size;
    }
    VarHandleOp allInputs = variable(tf, "inputs", (long) distinctInputs.size() * size, d + 1L);
    VarHandleOp allTargets = variable(tf, "targets", (long) slices * size, c);
    VarHandleOp w1 = variable(tf, "W1", slices, d + 1L, n + 1L);
    VarHandleOp w2 = variable(tf, "W2", slices, n + 1L, c);

    Operand<TInt32> axis = tf.constant(0);
    Operand<TInt32> inputRows = offsets(tf, inputOffsets);
    Operand<TInt32> targetRows = offsets(tf, targetOffsets);
    float[] mask = new float[n + 1];
    java.util.Arrays.fill(mask, 0, n, 1f);
    Operand<TFloat32> trainable = tf.constant(mask);
    Operand<TFloat32> rate = tf.constant((float) (options.learningRate() / options.batch()));
    Operand<TInt32> sampleAxes = tf.constant(new int[] {1, 2});

    this.samples =
        tf.placeholder(
            TInt32.class, Placeholder.shape(Shape.of(stepsPerCall, slices, options.batch())));
    List<Op> before = new ArrayList<>();
    List<Operand<TFloat32>> errors = new ArrayList<>();
    for (int step = 0; step < stepsPerCall; step++) {
      Ops ordered = before.isEmpty() ? tf : tf.withControlDependencies(before);
      Operand<TFloat32> w1Old = ordered.readVariableOp(w1, TFloat32.class);
      Operand<TFloat32> w2Old = ordered.readVariableOp(w2, TFloat32.class);
      Operand<TInt32> chosen = tf.gather(samples, tf.constant(step), axis);
      Operand<TFloat32> x =
          tf.gather(
              tf.readVariableOp(allInputs, TFloat32.class), tf.math.add(chosen, inputRows), axis);
      Operand<TFloat32> target =
          tf.gather(
              tf.readVariableOp(allTargets, TFloat32.class), tf.math.add(chosen, targetRows), axis);

      Operand<TFloat32> h = tf.nn.relu(multiply(tf, x, w1Old, false, false));
      Operand<TFloat32> y = multiply(tf, h, w2Old, false, false);
      Operand<TFloat32> residue = tf.math.sub(target, y);
      errors.add(tf.reduceSum(tf.math.square(residue), sampleAxes));
      // The small tensors are scaled by η / batch and masked, not the large gradients.
      Operand<TFloat32> g2 = tf.math.mul(residue, rate);
      Operand<TFloat32> back = multiply(tf, g2, w2Old, false, true);
      Operand<TFloat32> g1 = tf.math.mul(tf.nn.reluGrad(back, h), trainable);
      Operand<TFloat32> w1Change = multiply(tf, x, g1, true, false);
      Operand<TFloat32> w2Change = multiply(tf, h, g2, true, false);
      // A weight is changed in place once the products that read it are done; otherwise it would be
      // copied.
      Op updateW1 = tf.withControlDependencies(h).assignAddVariableOp(w1, w1Change);
      Op updateW2 = tf.withControlDependencies(y, back).assignAddVariableOp(w2, w2Change);
      before = List.of(updateW1, updateW2);
    }
    this.lastUpdate = tf.withControlDependencies(before).noOp();
    this.squaredErrors = tf.math.addN(errors);
    this.readW1 = tf.readVariableOp(w1, TFloat32.class);
    this.readW2 = tf.readVariableOp(w2, TFloat32.class);
    this.newW1 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(slices, d + 1, n + 1)));
    this.newW2 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(slices, n + 1, c)));
    this.assignW1 = tf.assignVariableOp(w1, newW1);
    this.assignW2 = tf.assignVariableOp(w2, newW2);

    load(
        tf,
        allInputs,
        augmented(distinctInputs, size, d),
        distinctInputs.size() * (long) size,
        d + 1L);
    load(tf, allTargets, concatenated(tasks, slices), (long) slices * size, c);
    restore(initial);
  }

  /**
   * Runs one epoch.
   *
   * @param batches for each student the samples of its batches, [S][steps × batch], drawn with
   *     replacement by the caller
   * @return for each student ‖y° − y‖² averaged over the epoch's samples and the outputs
   */
  public double[] epoch(int[][] batches) {
    double[] sums = new double[members];
    int[] chunk = new int[stepsPerCall * slices * options.batch()];
    for (int step = 0; step < options.steps(); step += stepsPerCall) {
      int at = 0;
      for (int k = 0; k < stepsPerCall; k++) {
        for (int s = 0; s < slices; s++) {
          System.arraycopy(
              batches[member(s)], (step + k) * options.batch(), chunk, at, options.batch());
          at += options.batch();
        }
      }
      try (TInt32 fed = ints(chunk, stepsPerCall, slices, options.batch())) {
        float[] errors =
            session.run(Map.of(samples, fed), List.of(lastUpdate), List.of(squaredErrors)).get(0);
        for (int s = 0; s < members; s++) {
          sums[s] += errors[s];
        }
      }
    }
    double count = (double) options.steps() * options.batch() * shape.outputs();
    for (int s = 0; s < members; s++) {
      sums[s] /= count;
    }
    return sums;
  }

  /**
   * The students' weights as they are now: for each {@code W1 [d + 1, n]} and {@code W2 [n + 1,
   * c]}.
   */
  public List<Parameters> weights() {
    List<float[]> read = session.run(Map.of(), List.of(), List.of(readW1, readW2));
    int d = shape.inputs();
    int n = shape.hidden();
    int c = shape.outputs();
    List<Parameters> weights = new ArrayList<>();
    for (int s = 0; s < members; s++) {
      float[] w1 = new float[(d + 1) * n];
      for (int i = 0; i <= d; i++) {
        System.arraycopy(read.get(0), (s * (d + 1) + i) * (n + 1), w1, i * n, n);
      }
      float[] w2 = new float[(n + 1) * c];
      System.arraycopy(read.get(1), s * w2.length, w2, 0, w2.length);
      weights.add(
          new Parameters(
              List.of(
                  new Parameter(TwoLayerShape.W1, new int[] {d + 1, n}, w1),
                  new Parameter(TwoLayerShape.W2, new int[] {n + 1, c}, w2))));
    }
    return weights;
  }

  /** Sets all students' weights. */
  public void restore(List<Parameters> weights) {
    int d = shape.inputs();
    int n = shape.hidden();
    int c = shape.outputs();
    float[] w1 = new float[slices * (d + 1) * (n + 1)];
    float[] w2 = new float[slices * (n + 1) * c];
    for (int s = 0; s < slices; s++) {
      Parameters one = weights.get(member(s));
      if (!TwoLayerShape.of(one).equals(shape)) {
        throw new IllegalArgumentException(
            "student " + s + " is " + TwoLayerShape.of(one) + ", not " + shape);
      }
      float[] own = one.get(TwoLayerShape.W1).values();
      for (int i = 0; i <= d; i++) {
        System.arraycopy(own, i * n, w1, (s * (d + 1) + i) * (n + 1), n);
      }
      // The unit that is always 1: no weight on any input, bias 1.
      w1[(s * (d + 1) + d) * (n + 1) + n] = 1f;
      System.arraycopy(one.get(TwoLayerShape.W2).values(), 0, w2, s * (n + 1) * c, (n + 1) * c);
    }
    try (TFloat32 first = floats(w1, slices, d + 1, n + 1);
        TFloat32 second = floats(w2, slices, n + 1, c)) {
      session.run(Map.of(newW1, first, newW2, second), List.of(assignW1, assignW2), List.of());
    }
  }

  @Override
  public void close() {
    session.close();
  }

  /** The student that a slice computes. */
  private int member(int slice) {
    return Math.min(slice, members - 1);
  }

  private void load(Ops tf, VarHandleOp variable, float[] values, long rows, long columns) {
    Placeholder<TFloat32> fed =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows, columns)));
    Op assign = tf.assignVariableOp(variable, fed);
    try (TFloat32 tensor = floats(values, rows, columns)) {
      session.run(Map.of(fed, tensor), List.of(assign), List.of());
    }
  }

  private static VarHandleOp variable(Ops tf, String name, long... shape) {
    return tf.varHandleOp(TFloat32.class, Shape.of(shape), VarHandleOp.sharedName(name));
  }

  private static Operand<TInt32> offsets(Ops tf, int[] offsets) {
    return tf.reshape(tf.constant(offsets), tf.constant(new int[] {offsets.length, 1}));
  }

  private static Operand<TFloat32> multiply(
      Ops tf,
      Operand<TFloat32> left,
      Operand<TFloat32> right,
      boolean leftTransposed,
      boolean rightTransposed) {
    return tf.train.batchMatMul(
        left,
        right,
        TFloat32.class,
        BatchMatMul.adjX(leftTransposed),
        BatchMatMul.adjY(rightTransposed));
  }

  private static int indexOfSame(List<float[]> arrays, float[] array) {
    for (int i = 0; i < arrays.size(); i++) {
      if (arrays.get(i) == array) {
        return i;
      }
    }
    return -1;
  }

  /** Rows [x, 1]. */
  private static float[] augmented(List<float[]> inputs, int size, int d) {
    float[] rows = new float[inputs.size() * size * (d + 1)];
    int row = 0;
    for (float[] block : inputs) {
      for (int i = 0; i < size; i++, row++) {
        System.arraycopy(block, i * d, rows, row * (d + 1), d);
        rows[row * (d + 1) + d] = 1f;
      }
    }
    return rows;
  }

  private static float[] concatenated(List<Task> tasks, int slices) {
    int length = tasks.get(0).targets().length;
    float[] all = new float[slices * length];
    for (int s = 0; s < slices; s++) {
      System.arraycopy(
          tasks.get(Math.min(s, tasks.size() - 1)).targets(), 0, all, s * length, length);
    }
    return all;
  }

  private static int largestDivisor(int number, int most) {
    for (int divisor = Math.min(most, number); divisor > 1; divisor--) {
      if (number % divisor == 0) {
        return divisor;
      }
    }
    return 1;
  }
}
