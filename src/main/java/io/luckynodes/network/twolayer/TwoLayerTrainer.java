package io.luckynodes.network.twolayer;

import static io.luckynodes.network.TensorFlowSession.ints;

import io.luckynodes.network.BatchedProduct;
import io.luckynodes.network.BiasInputs;
import io.luckynodes.network.EvenParts;
import io.luckynodes.network.StoredTensor;
import io.luckynodes.network.StudentSums;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Trains many two-layer students of one shape at once by plain SGD on ½‖y° − y‖² averaged over the
 * batch [C]. Students share only operations, in which each has its own slice: a student's numbers
 * do not depend on which others train with it.
 *
 * <p>The step follows Student Specialization, section 3, with the backward pass written out. These
 * measures make it fast:
 *
 * <ul>
 *   <li>All students of one trial (S trials of P students) see the same batch and teachers with the
 *       same lower layer: inputs X [B, d + 1] and teacher activations H° [B, m + 1] are gathered
 *       once for all P students, whose lower layers are stacked in one matrix.
 *   <li>Matrices are laid out so that no product and no gradient needs a transposition: W1 [S, P(n
 *       + 1), d + 1] by rows of nodes, activations [S·P, n + 1, B], outputs [S·P, c, B].
 *   <li>Large products are plain, and only small products are batched: {@link WeightMatrices}.
 *   <li>A hidden unit that is always 1 carries the upper biases: its row of W1 never changes.
 *   <li>Several steps are unrolled into one call.
 * </ul>
 */
public final class TwoLayerTrainer implements AutoCloseable {
  private static final int MOST_STEPS_PER_CALL = 20;

  /**
   * Largest number of samples evaluated at once. It is fixed, whatever students train together:
   * sums over parts of another size differ in the last bits.
   */
  private static final int MOST_SAMPLES_EVALUATED_AT_ONCE = 200;

  /** Number of bytes of weights and their changes that stay in a core's second-level cache. */
  private static final int BLOCK_BYTES = 1_500_000;

  /**
   * Number of multiplications of a student's product with W2 from which it is faster on its own
   * than in a batch. The choice changes the last bits, so it must not depend on the number of
   * students.
   */
  private static final int LEAST_UPPER_PRODUCT_OF_ITS_OWN = 60_000;

  /**
   * Smallest number of rows of W1. For fewer rows oneDNN takes another kernel, whose sums differ in
   * the last bits.
   */
  private static final int LEAST_ROWS = 16;

  private final Options options;
  private final TwoLayerShape shape;
  private final int teacherNodes;
  private final int trials;
  private final int perTrial;
  private final int students;
  private final int trainingSamples;
  private final int evaluationSamples;
  private final int lowerRows;
  private final int stepsPerCall;
  private final int evaluatedAtOnce;
  private final TensorFlowSession session;

  /** W1 of a trial's students, stacked in one matrix for each trial. */
  private final WeightMatrices w1;

  /** W2 of each student. */
  private final WeightMatrices w2;

  private final Operand<TFloat32> teacherUpper;
  private final Placeholder<TInt32> samples;
  private final Op lastUpdate;
  private final Operand<TFloat32> lastSquares;
  private final Placeholder<TInt32> firstEvaluated;
  private final Operand<TFloat32> evaluationSquares;

  /**
   * Settings of the training.
   *
   * @param learningRate step size η
   * @param batch number of samples per step
   * @param steps number of steps per epoch
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
   * Students that see the same samples in the same order.
   *
   * @param inputs training inputs, [N, d] row-major
   * @param evaluationInputs inputs for measuring the loss, row-major with d columns
   * @param lessons one lesson for each student; their teachers have the same W1
   */
  @SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
  public record Trial(float[] inputs, float[] evaluationInputs, List<Lesson> lessons) {}

  /**
   * One student and its teacher.
   *
   * @param student the student's initial weights
   */
  public record Lesson(Parameters teacher, Parameters student) {}

  /** The results for some samples, all [S·P, ·, samples]. */
  private record Forward(
      Operand<TFloat32> hidden, Operand<TFloat32> outputs, Operand<TFloat32> wanted) {}

  /**
   * Builds the graph.
   *
   * @param trials trials of equal size and number of lessons, whose students have one shape and
   *     whose teachers have one shape
   */
  public TwoLayerTrainer(Options options, List<Trial> trials) {
    this.options = options;
    Lesson first = trials.get(0).lessons().get(0);
    this.shape = TwoLayerShape.of(first.student());
    this.teacherNodes = TwoLayerShape.of(first.teacher()).hidden();
    this.trials = trials.size();
    this.perTrial = trials.get(0).lessons().size();
    this.students = this.trials * perTrial;
    this.trainingSamples = trials.get(0).inputs().length / shape.inputs();
    this.evaluationSamples = trials.get(0).evaluationInputs().length / shape.inputs();
    this.stepsPerCall = EvenParts.size(options.steps(), MOST_STEPS_PER_CALL);
    this.evaluatedAtOnce = EvenParts.size(evaluationSamples, MOST_SAMPLES_EVALUATED_AT_ONCE);
    check(trials);
    this.session = new TensorFlowSession(options.threads());
    Ops tf = session.ops();
    int d1 = shape.inputs() + 1;
    int n1 = shape.hidden() + 1;
    int m1 = teacherNodes + 1;
    int c = shape.outputs();

    StoredTensor inputs = stored("inputs", (long) this.trials * trainingSamples, d1);
    StoredTensor teacher = stored("teacher", (long) this.trials * trainingSamples, m1);
    StoredTensor unseen = stored("evaluation-inputs", this.trials, evaluationSamples, d1);
    StoredTensor judge = stored("evaluation-teacher", this.trials, evaluationSamples, m1);
    StoredTensor upper = stored("teacher-W2", this.trials, (long) perTrial * c, m1);
    int batch = options.batch();
    this.lowerRows = Math.max(LEAST_ROWS, perTrial * n1);
    this.w1 = new WeightMatrices(session, TwoLayerShape.W1, this.trials, lowerRows, d1, true);
    boolean upperApart = n1 * c * batch >= LEAST_UPPER_PRODUCT_OF_ITS_OWN;
    this.w2 = new WeightMatrices(session, TwoLayerShape.W2, students, n1, c, upperApart);
    this.teacherUpper = upper.read();

    this.samples =
        tf.placeholder(
            TInt32.class, Placeholder.shape(Shape.of(stepsPerCall, this.trials, options.batch())));
    Operand<TFloat32> trainable = tf.constant(maskOfTrainableNodes());
    Operand<TFloat32> rate = tf.constant((float) (options.learningRate() / options.batch()));
    List<Operand<TInt32>> batches =
        new ArrayList<>(tf.unstack(samples, (long) stepsPerCall, Unstack.axis(0L)).output());
    List<Op> updates = List.of();
    List<Operand<TFloat32>> residues = new ArrayList<>();
    for (Operand<TInt32> samplesOfStep : batches) {
      // One operation waits for all updates: an edge from each to each would cost more than that
      // operation.
      Ops next =
          updates.isEmpty()
              ? tf
              : tf.withControlDependencies(tf.withControlDependencies(updates).noOp());
      WeightMatrices.Values w1Old = w1.now(next);
      WeightMatrices.Values w2Old = w2.now(next);
      Operand<TFloat32> x = next.gather(inputs.read(), samplesOfStep, tf.constant(0));
      Operand<TFloat32> activations = next.gather(teacher.read(), samplesOfStep, tf.constant(0));
      Forward forward = forward(tf, w1Old, w2Old, x, activations, batch);
      Operand<TFloat32> residue = tf.math.sub(forward.wanted(), forward.outputs());
      residues.add(residue);
      // The small tensors are scaled by η / batch and masked, not the large gradients.
      Operand<TFloat32> g2 = tf.math.mul(residue, rate);
      Operand<TFloat32> back = w2Old.times(tf, g2);
      Operand<TFloat32> g1 =
          tf.reshape(
              tf.math.mul(tf.nn.reluGrad(back, forward.hidden()), trainable),
              tf.constant(new int[] {this.trials, perTrial * n1, batch}));
      updates =
          new ArrayList<>(w1.add(tf, List.of(forward.hidden()), withSpareRows(tf, g1), x, false));
      updates.addAll(w2.add(tf, List.of(forward.outputs(), back), forward.hidden(), g2, true));
    }
    this.lastUpdate = tf.withControlDependencies(updates).noOp();
    this.lastSquares = squares(tf, residues.get(stepsPerCall - 1));

    this.firstEvaluated = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    Operand<TInt32> begin = tf.stack(List.of(tf.constant(0), firstEvaluated, tf.constant(0)));
    Forward evaluation =
        forward(
            tf,
            w1.atStart(),
            w2.atStart(),
            part(tf, unseen, begin, d1),
            part(tf, judge, begin, m1),
            evaluatedAtOnce);
    this.evaluationSquares =
        tf.reduceSum(
            tf.math.squaredDifference(evaluation.wanted(), evaluation.outputs()),
            tf.constant(new int[] {1, 2}));

    upper.set(upperWeightsOfTeachers(trials));
    List<float[]> trained = trials.stream().map(Trial::inputs).toList();
    inputs.set(BiasInputs.of(trained, d1 - 1));
    teacher.set(activations(trials, trained));
    List<float[]> evaluated = trials.stream().map(Trial::evaluationInputs).toList();
    unseen.set(BiasInputs.of(evaluated, d1 - 1));
    judge.set(activations(trials, evaluated));
    restore(
        trials.stream().flatMap(trial -> trial.lessons().stream()).map(Lesson::student).toList());
  }

  /**
   * Number of students of a shape that train fastest in one trainer, by the size of a core's cache.
   */
  public static int studentsOfABlock(TwoLayerShape shape) {
    int each = 2 * Float.BYTES * (shape.hidden() + 1) * (shape.inputs() + 1 + shape.outputs());
    return Math.max(1, BLOCK_BYTES / each);
  }

  private Forward forward(
      Ops tf,
      WeightMatrices.Values lower,
      WeightMatrices.Values upper,
      Operand<TFloat32> x,
      Operand<TFloat32> teacherActivations,
      int count) {
    Operand<TFloat32> hidden =
        tf.reshape(
            tf.nn.relu(withoutSpareRows(tf, lower.timesTransposed(tf, x), count)),
            tf.constant(new int[] {students, shape.hidden() + 1, count}));
    Operand<TFloat32> outputs = upper.transposedTimes(tf, hidden);
    Operand<TFloat32> wanted =
        tf.reshape(
            BatchedProduct.of(tf, teacherUpper, false, teacherActivations, true),
            tf.constant(new int[] {students, shape.outputs(), count}));
    return new Forward(hidden, outputs, wanted);
  }

  private int spareRows() {
    return lowerRows - perTrial * (shape.hidden() + 1);
  }

  /** Takes the rows that belong to students, of [S, rows of W1, count]. */
  private Operand<TFloat32> withoutSpareRows(Ops tf, Operand<TFloat32> all, int count) {
    return spareRows() == 0
        ? all
        : tf.slice(
            all,
            tf.constant(new int[] {0, 0, 0}),
            tf.constant(new int[] {trials, lowerRows - spareRows(), count}));
  }

  /** Pads [S, P (n + 1), batch] to as many rows as W1 has. */
  private Operand<TFloat32> withSpareRows(Ops tf, Operand<TFloat32> own) {
    return spareRows() == 0
        ? own
        : tf.pad(own, tf.constant(new int[][] {{0, 0}, {0, spareRows()}, {0, 0}}), tf.constant(0f));
  }

  /** The sum of squares of each student, [S·P]. */
  private static Operand<TFloat32> squares(Ops tf, Operand<TFloat32> residue) {
    return tf.reduceSum(tf.math.square(residue), tf.constant(new int[] {1, 2}));
  }

  /** Takes the samples from {@code begin} on, [S, samples at once, columns]. */
  private Operand<TFloat32> part(Ops tf, StoredTensor samples, Operand<TInt32> begin, int columns) {
    return tf.slice(
        samples.read(), begin, tf.constant(new int[] {trials, evaluatedAtOnce, columns}));
  }

  /**
   * Runs one epoch.
   *
   * @param batches samples of the batches of each trial, [S][steps × batch], drawn with replacement
   *     by the caller
   * @return ‖y° − y‖² of each student, averaged over samples and outputs, before the last step of
   *     each call of up to 20 steps
   */
  public double[] epoch(int[][] batches) {
    StudentSums sums = new StudentSums(students);
    int[] chunk = new int[stepsPerCall * trials * options.batch()];
    for (int step = 0; step < options.steps(); step += stepsPerCall) {
      int at = 0;
      for (int k = 0; k < stepsPerCall; k++) {
        for (int s = 0; s < trials; s++) {
          int from = (step + k) * options.batch();
          for (int b = 0; b < options.batch(); b++) {
            chunk[at++] = s * trainingSamples + batches[s][from + b];
          }
        }
      }
      try (TInt32 fed = ints(chunk, stepsPerCall, trials, options.batch())) {
        sums.add(
            session.run(Map.of(samples, fed), List.of(lastUpdate), List.of(lastSquares)).get(0));
      }
    }
    double calls = (double) options.steps() / stepsPerCall;
    return sums.dividedBy(calls * options.batch() * shape.outputs());
  }

  /** Measures ‖y° − y‖² of each student, averaged over the evaluation samples and the outputs. */
  public double[] evaluate() {
    StudentSums sums = new StudentSums(students);
    for (int from = 0; from < evaluationSamples; from += evaluatedAtOnce) {
      try (TInt32 fed = TInt32.scalarOf(from)) {
        sums.add(
            session.run(Map.of(firstEvaluated, fed), List.of(), List.of(evaluationSquares)).get(0));
      }
    }
    return sums.dividedBy((double) evaluationSamples * shape.outputs());
  }

  /**
   * The students' current weights, trial by trial: for each student {@code W1 [d + 1, n]} and
   * {@code W2 [n + 1, c]}.
   */
  public List<Parameters> weights() {
    float[] allW1 = w1.get();
    float[] allW2 = w2.get();
    int d1 = shape.inputs() + 1;
    int n = shape.hidden();
    int c = shape.outputs();
    List<Parameters> weights = new ArrayList<>();
    for (int s = 0; s < students; s++) {
      float[] lower = new float[d1 * n];
      for (int j = 0; j < n; j++) {
        int row = (firstRow(s) + j) * d1;
        for (int i = 0; i < d1; i++) {
          lower[i * n + j] = allW1[row + i];
        }
      }
      int size = (n + 1) * c;
      weights.add(
          new Parameters(
              List.of(
                  new Parameter(TwoLayerShape.W1, new int[] {d1, n}, lower),
                  new Parameter(
                      TwoLayerShape.W2,
                      new int[] {n + 1, c},
                      Arrays.copyOfRange(allW2, s * size, (s + 1) * size)))));
    }
    return weights;
  }

  /** Index of the first row of a student's nodes among the rows of W1 of all trials. */
  private int firstRow(int student) {
    return student / perTrial * lowerRows + student % perTrial * (shape.hidden() + 1);
  }

  /** Sets all students' weights, trial by trial. */
  public void restore(List<Parameters> weights) {
    int d1 = shape.inputs() + 1;
    int n = shape.hidden();
    int c = shape.outputs();
    float[] lower = new float[trials * lowerRows * d1];
    float[] upper = new float[students * (n + 1) * c];
    for (int s = 0; s < students; s++) {
      Parameters one = weights.get(s);
      if (!TwoLayerShape.of(one).equals(shape)) {
        throw new IllegalArgumentException(
            "student " + s + " is " + TwoLayerShape.of(one) + ", not " + shape);
      }
      float[] own = one.get(TwoLayerShape.W1).values();
      for (int j = 0; j < n; j++) {
        int row = (firstRow(s) + j) * d1;
        for (int i = 0; i < d1; i++) {
          lower[row + i] = own[i * n + j];
        }
      }
      // The unit that is always 1 has no weight on any input and bias 1.
      lower[(firstRow(s) + n) * d1 + d1 - 1] = 1f;
      System.arraycopy(one.get(TwoLayerShape.W2).values(), 0, upper, s * (n + 1) * c, (n + 1) * c);
    }
    w1.set(lower);
    w2.set(upper);
  }

  @Override
  public void close() {
    session.close();
  }

  private void check(List<Trial> all) {
    for (Trial trial : all) {
      if (trial.inputs().length != trainingSamples * shape.inputs()
          || trial.evaluationInputs().length != evaluationSamples * shape.inputs()
          || trial.lessons().size() != perTrial) {
        throw new IllegalArgumentException("trials differ in samples or number of students");
      }
      float[] lower = trial.lessons().get(0).teacher().get(TwoLayerShape.W1).values();
      for (Lesson lesson : trial.lessons()) {
        TwoLayerShape teacher = TwoLayerShape.of(lesson.teacher());
        if (teacher.hidden() != teacherNodes || teacher.outputs() != shape.outputs()) {
          throw new IllegalArgumentException("a teacher is " + teacher);
        }
        if (!Arrays.equals(lower, lesson.teacher().get(TwoLayerShape.W1).values())) {
          throw new IllegalArgumentException("teachers of one trial differ in W1");
        }
      }
    }
  }

  /**
   * Mask of nodes: 1 for every node that learns, 0 for the node that carries the biases; [n + 1,
   * 1].
   */
  private float[][] maskOfTrainableNodes() {
    float[][] mask = new float[shape.hidden() + 1][1];
    for (int j = 0; j < shape.hidden(); j++) {
      mask[j][0] = 1f;
    }
    return mask;
  }

  /** The matrices W2°ᵀ of all lessons, [S, P·c, m + 1]. */
  private float[] upperWeightsOfTeachers(List<Trial> all) {
    int m1 = teacherNodes + 1;
    int c = shape.outputs();
    float[] upper = new float[students * c * m1];
    int row = 0;
    for (Trial trial : all) {
      for (Lesson lesson : trial.lessons()) {
        float[] own = lesson.teacher().get(TwoLayerShape.W2).values();
        for (int k = 0; k < c; k++, row++) {
          for (int j = 0; j < m1; j++) {
            upper[row * m1 + j] = own[j * c + k];
          }
        }
      }
    }
    return upper;
  }

  /** The rows [relu([x, 1] W1°), 1] of every trial's teachers, one trial after another. */
  private float[] activations(List<Trial> all, List<float[]> inputs) {
    List<float[]> blocks = new ArrayList<>();
    for (int s = 0; s < all.size(); s++) {
      blocks.add(TwoLayerForward.hidden(all.get(s).lessons().get(0).teacher(), inputs.get(s)));
    }
    return BiasInputs.of(blocks, teacherNodes);
  }

  private StoredTensor stored(String name, long... dimensions) {
    return new StoredTensor(session, name, dimensions);
  }
}
