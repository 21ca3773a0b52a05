package io.luckynodes.network.race;

import static io.luckynodes.network.TensorFlowSession.ints;

import io.luckynodes.network.BatchedProduct;
import io.luckynodes.network.BiasInputs;
import io.luckynodes.network.EvenParts;
import io.luckynodes.network.StoredNetwork;
import io.luckynodes.network.StoredTensor;
import io.luckynodes.network.StudentSums;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.nn.SoftmaxCrossEntropyWithLogits;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Trains two-layer ReLU classifiers of one shape at once, by SGD with momentum on the softmax
 * cross-entropy averaged over the batch: {@code v ← μ v + ∂L, w ← w − η v}. Students share only
 * operations, in which each has its own slice: a student's numbers do not depend on which others
 * train with it.
 *
 * <p>With a batch of four, the time of a step goes into reading and writing weights and velocities.
 * The steps of a call are therefore done in blocks ({@link MomentumBlock}): a block reads and
 * writes the lower layer once and uses large products. Pruned weights rule this out, since each
 * neuron then sees other inputs, so students that can be pruned are trained step by step.
 *
 * <p>Blocks are counted from the first step of a call of {@link #train}. Dividing the same steps
 * into other calls changes the last bits.
 */
public final class RaceTrainer implements AutoCloseable {
  /** Names of the velocity tensors, which have the shapes of W1 and W2. */
  public static final String V1 = "V1";

  public static final String V2 = "V2";

  /**
   * Names of the mask tensors, which have the shapes of W1 and W2: 1 for a weight that learns, 0
   * for a pruned one.
   */
  public static final String M1 = "M1";

  public static final String M2 = "M2";

  /** Number of steps in one call for students that can be pruned. */
  private static final int PLAIN_STEPS_PER_CALL = 20;

  /**
   * Number of steps in one call for all other students. Longer blocks are hardly faster, and the
   * steps that remain before a stop are done one by one.
   */
  public static final int STEPS_OF_A_BLOCK = 40;

  /**
   * Largest number of samples evaluated at once. It is fixed, whatever students train together:
   * sums over parts of another size differ in the last bits.
   */
  private static final int MOST_SAMPLES_EVALUATED_AT_ONCE = 200;

  private final Options options;
  private final TwoLayerShape shape;
  private final int students;
  private final int samples;
  private final int evaluatedAtOnce;
  private final TensorFlowSession session;

  /** Shapes [S, rows, columns] of the tensors of all students together, by name. */
  private final Map<String, int[]> shapes = new LinkedHashMap<>();

  private final StoredNetwork network;
  private final Unrolled single;
  private final Unrolled several;
  private final Placeholder<TInt32> firstEvaluated;
  private final Operand<TFloat32> evaluation;

  /**
   * Settings of the training.
   *
   * @param learningRate step size η
   * @param momentum μ
   * @param batch number of samples per step
   * @param outputBias whether outputs have biases, which learn; otherwise the biases' row of W2 has
   *     no effect
   * @param masked whether weights can be pruned; if so, states have masks
   * @param threads threads within an operation
   */
  public record Options(
      double learningRate,
      double momentum,
      int batch,
      boolean outputBias,
      boolean masked,
      int threads) {
    public Options {
      if (!(learningRate > 0) || !(momentum >= 0) || !(momentum < 1)) {
        throw new IllegalArgumentException(
            "learning rate and momentum are " + learningRate + " and " + momentum);
      }
      if (batch < 1 || threads < 1) {
        throw new IllegalArgumentException("batch and threads must be positive");
      }
    }
  }

  /**
   * The samples on which a student is trained.
   *
   * @param inputs [N, d] row-major
   * @param labels class of each sample
   */
  @SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
  public record Lesson(float[] inputs, int[] labels) {}

  /**
   * Steps that are done in one call.
   *
   * @param samples [S, steps · batch]
   * @param loss loss of each student, summed over all samples of these steps
   */
  private record Unrolled(
      int steps, Placeholder<TInt32> samples, Op lastUpdate, Operand<TFloat32> loss) {}

  /**
   * Builds the graph; {@link #restore} must follow.
   *
   * @param shape shape of every student
   * @param lessons samples of each student; all students have the same number
   */
  public RaceTrainer(Options options, TwoLayerShape shape, List<Lesson> lessons) {
    this.options = options;
    this.shape = shape;
    this.students = lessons.size();
    this.samples = lessons.get(0).labels().length;
    this.evaluatedAtOnce = EvenParts.size(samples, MOST_SAMPLES_EVALUATED_AT_ONCE);
    check(lessons);
    this.session = new TensorFlowSession(options.threads());
    Ops tf = session.ops();
    int d1 = shape.inputs() + 1;
    int c = shape.outputs();
    declare(TwoLayerShape.W1, V1, M1, d1, shape.hidden());
    declare(TwoLayerShape.W2, V2, M2, shape.hidden() + 1, c);
    this.network = new StoredNetwork(session, "", shapes);
    StoredTensor inputs = new StoredTensor(session, "inputs", (long) students * samples, d1);
    StoredTensor labels = new StoredTensor(session, "labels", (long) students * samples, c);
    this.single = plain(1, inputs, labels);
    this.several =
        options.masked()
            ? plain(PLAIN_STEPS_PER_CALL, inputs, labels)
            : block(STEPS_OF_A_BLOCK, inputs, labels);

    // Samples of all students at the same places, [S, count].
    this.firstEvaluated =
        tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(students, evaluatedAtOnce)));
    Operand<TFloat32> passed =
        BatchedProduct.of(tf, rows(tf, inputs, firstEvaluated), network.read(TwoLayerShape.W1));
    Forward forward = forward(passed, network.read(TwoLayerShape.W2), evaluatedAtOnce);
    this.evaluation =
        perStudent(loss(forward, rows(tf, labels, firstEvaluated)).loss(), evaluatedAtOnce);

    inputs.set(BiasInputs.of(lessons.stream().map(Lesson::inputs).toList(), d1 - 1));
    labels.set(oneHot(lessons));
  }

  /**
   * The results of a forward pass: [S, count, hidden], [S, count, hidden + 1] and [S, count, c].
   */
  private record Forward(
      Operand<TFloat32> hidden, Operand<TFloat32> augmented, Operand<TFloat32> outputs) {}

  /** Builds steps one by one, each of which passes through all weights. */
  private Unrolled plain(int steps, StoredTensor inputs, StoredTensor labels) {
    Ops tf = session.ops();
    Placeholder<TInt32> chosen = chosen(steps);
    List<Op> updates = List.of();
    List<Operand<TFloat32>> losses = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      Operand<TInt32> places = ofStep(chosen, step);
      Ops next = after(updates);
      Operand<TFloat32> w1 = next.readVariableOp(network.handle(TwoLayerShape.W1), TFloat32.class);
      Operand<TFloat32> x = rows(next, inputs, places);
      UpperStep upper =
          upperStep(BatchedProduct.of(tf, x, w1), rows(next, labels, places), updates);
      losses.add(upper.loss());
      updates =
          List.of(
              upper.update(),
              update(
                  // A weight is changed in place once the product that reads it is done; otherwise
                  // it would be copied.
                  tf.withControlDependencies(upper.hidden()),
                  TwoLayerShape.W1,
                  V1,
                  M1,
                  BatchedProduct.ofTransposedLeft(tf, x, upper.slope())));
    }
    return new Unrolled(steps, chosen, after(updates).noOp(), ofAllSteps(losses));
  }

  /** Builds steps as one change of the lower layer; see {@link MomentumBlock}. */
  private Unrolled block(int steps, StoredTensor inputs, StoredTensor labels) {
    Ops tf = session.ops();
    MomentumBlock block =
        new MomentumBlock(steps, options.batch(), options.learningRate(), options.momentum());
    Placeholder<TInt32> chosen = chosen(steps);
    Operand<TFloat32> x = rows(tf, inputs, chosen);
    Operand<TFloat32> wanted = rows(tf, labels, chosen);
    Operand<TFloat32> w1 = tf.readVariableOp(network.handle(TwoLayerShape.W1), TFloat32.class);
    Operand<TFloat32> v1 = tf.readVariableOp(network.handle(V1), TFloat32.class);
    Operand<TFloat32> ofStart =
        tf.math.sub(
            BatchedProduct.of(tf, x, w1),
            tf.math.mul(BatchedProduct.of(tf, x, v1), tf.constant(block.ofVelocityBefore())));
    Operand<TFloat32> ofEarlier =
        tf.math.mul(BatchedProduct.ofTransposedRight(tf, x, x), tf.constant(block.ofEarlier()));
    List<Op> updates = List.of();
    List<Operand<TFloat32>> slopes = new ArrayList<>();
    List<Operand<TFloat32>> losses = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      Operand<TFloat32> passed = ofStep(ofStart, step, shape.hidden());
      if (step > 0) {
        passed =
            tf.math.add(
                passed,
                BatchedProduct.of(
                    tf, ofStep(ofEarlier, step, step * options.batch()), joined(slopes)));
      }
      UpperStep upper = upperStep(passed, ofStep(wanted, step, shape.outputs()), updates);
      losses.add(upper.loss());
      slopes.add(upper.slope());
      updates = List.of(upper.update());
    }
    Operand<TFloat32> all = joined(slopes);
    Operand<TFloat32> w1New =
        tf.math.add(
            tf.math.sub(w1, tf.math.mul(v1, tf.constant(block.velocityTakenOff()))),
            BatchedProduct.ofTransposedLeft(
                tf, x, tf.math.mul(all, tf.constant(block.intoWeights()))));
    Operand<TFloat32> v1New =
        tf.math.add(
            tf.math.mul(v1, tf.constant(block.velocityLeft())),
            BatchedProduct.ofTransposedLeft(
                tf, x, tf.math.mul(all, tf.constant(block.intoVelocities()))));
    List<Op> last = new ArrayList<>(updates);
    Ops computed = tf.withControlDependencies(w1New, v1New);
    last.add(computed.assignVariableOp(network.handle(TwoLayerShape.W1), w1New));
    last.add(computed.assignVariableOp(network.handle(V1), v1New));
    return new Unrolled(steps, chosen, after(last).noOp(), ofAllSteps(losses));
  }

  /** A placeholder for the samples of some steps, [S, steps · batch]. */
  private Placeholder<TInt32> chosen(int steps) {
    return session
        .ops()
        .placeholder(
            TInt32.class, Placeholder.shape(Shape.of(students, (long) steps * options.batch())));
  }

  private Operand<TInt32> ofStep(Operand<TInt32> chosen, int step) {
    Ops tf = session.ops();
    return tf.slice(
        chosen,
        tf.constant(new int[] {0, step * options.batch()}),
        tf.constant(new int[] {students, options.batch()}));
  }

  /** The rows of one step's samples, [S, batch, columns]. */
  private Operand<TFloat32> ofStep(Operand<TFloat32> rows, int step, int columns) {
    return part(rows, step * options.batch(), columns);
  }

  /** The first columns of a batch of rows. */
  private Operand<TFloat32> part(Operand<TFloat32> rows, int from, int columns) {
    Ops tf = session.ops();
    return tf.slice(
        rows,
        tf.constant(new int[] {0, from, 0}),
        tf.constant(new int[] {students, options.batch(), columns}));
  }

  private Operand<TFloat32> joined(List<Operand<TFloat32>> slopes) {
    Ops tf = session.ops();
    return slopes.size() == 1 ? slopes.get(0) : tf.concat(slopes, tf.constant(1));
  }

  private Ops after(List<Op> done) {
    return done.isEmpty() ? session.ops() : session.ops().withControlDependencies(done);
  }

  private Operand<TFloat32> ofAllSteps(List<Operand<TFloat32>> losses) {
    return perStudent(session.ops().math.addN(losses), options.batch());
  }

  /**
   * The part of a step above the lower layer.
   *
   * @param slope gradient of the loss with respect to the lower layer's output before ReLU, [S,
   *     batch, hidden]
   * @param update update of the upper layer
   */
  private record UpperStep(
      Operand<TFloat32> hidden, Operand<TFloat32> loss, Operand<TFloat32> slope, Op update) {}

  /**
   * @param passed output of the lower layer before ReLU
   * @param before operations for which the step must wait
   */
  private UpperStep upperStep(Operand<TFloat32> passed, Operand<TFloat32> wanted, List<Op> before) {
    Ops tf = session.ops();
    int batch = options.batch();
    Operand<TFloat32> w2 =
        after(before).readVariableOp(network.handle(TwoLayerShape.W2), TFloat32.class);
    Forward forward = forward(passed, w2, batch);
    SoftmaxCrossEntropyWithLogits<TFloat32> loss = loss(forward, wanted);
    Operand<TFloat32> g2 =
        tf.math.mul(
            tf.reshape(loss.backprop(), tf.constant(new int[] {students, batch, shape.outputs()})),
            tf.constant(1f / batch));
    Operand<TFloat32> back = BatchedProduct.ofTransposedRight(tf, g2, w2);
    return new UpperStep(
        forward.hidden(),
        loss.loss(),
        tf.nn.reluGrad(part(back, 0, shape.hidden()), forward.hidden()),
        update(
            tf.withControlDependencies(forward.outputs(), back),
            TwoLayerShape.W2,
            V2,
            M2,
            BatchedProduct.ofTransposedLeft(tf, forward.augmented(), g2)));
  }

  private Op update(Ops tf, String weight, String velocity, String mask, Operand<TFloat32> slope) {
    return tf.train.resourceApplyMomentum(
        network.handle(weight),
        network.handle(velocity),
        tf.constant((float) options.learningRate()),
        options.masked() ? tf.math.mul(slope, network.read(mask)) : slope,
        tf.constant((float) options.momentum()));
  }

  private Forward forward(Operand<TFloat32> passed, Operand<TFloat32> w2, int count) {
    Ops tf = session.ops();
    Operand<TFloat32> hidden = tf.nn.relu(passed);
    // Outputs without a bias get an input of 0 for it, so that it neither counts nor learns.
    Operand<TFloat32> forBias =
        tf.fill(
            tf.constant(new int[] {students, count, 1}),
            tf.constant(options.outputBias() ? 1f : 0f));
    Operand<TFloat32> augmented = tf.concat(List.of(hidden, forBias), tf.constant(2));
    return new Forward(hidden, augmented, BatchedProduct.of(tf, augmented, w2));
  }

  private SoftmaxCrossEntropyWithLogits<TFloat32> loss(Forward forward, Operand<TFloat32> wanted) {
    Ops tf = session.ops();
    Operand<TInt32> flat = tf.constant(new int[] {-1, shape.outputs()});
    return tf.nn.softmaxCrossEntropyWithLogits(
        tf.reshape(forward.outputs(), flat), tf.reshape(wanted, flat));
  }

  /** Sums the losses over each student's samples, [S]. */
  private Operand<TFloat32> perStudent(Operand<TFloat32> losses, int count) {
    Ops tf = session.ops();
    return tf.reduceSum(
        tf.reshape(losses, tf.constant(new int[] {students, count})), tf.constant(1));
  }

  /** Takes rows of a variable [S·N, columns] at places [S, count]. */
  private static Operand<TFloat32> rows(Ops tf, StoredTensor tensor, Operand<TInt32> places) {
    return tf.resourceGather(tensor.handle(), places, TFloat32.class);
  }

  /**
   * Trains all students.
   *
   * @param batches samples of the batches of each student, [S][steps × batch]
   * @return loss of each student, averaged over all samples of these steps, each before its step
   */
  public double[] train(int[][] batches) {
    int steps = batches[0].length / options.batch();
    StudentSums sums = new StudentSums(students);
    for (int step = 0; step < steps; ) {
      Unrolled call = steps - step >= several.steps() ? several : single;
      int size = call.steps() * options.batch();
      int[] places = new int[students * size];
      for (int i = 0; i < places.length; i++) {
        int s = i / size;
        places[i] = s * samples + batches[s][step * options.batch() + i % size];
      }
      try (TInt32 fed = ints(places, students, size)) {
        sums.add(
            session
                .run(Map.of(call.samples(), fed), List.of(call.lastUpdate()), List.of(call.loss()))
                .get(0));
      }
      step += call.steps();
    }
    return sums.dividedBy((double) steps * options.batch());
  }

  /** The loss of each student, averaged over all its samples. */
  public double[] evaluate() {
    StudentSums sums = new StudentSums(students);
    for (int from = 0; from < samples; from += evaluatedAtOnce) {
      int[] places = new int[students * evaluatedAtOnce];
      for (int i = 0; i < places.length; i++) {
        places[i] = i / evaluatedAtOnce * samples + from + i % evaluatedAtOnce;
      }
      try (TInt32 fed = ints(places, students, evaluatedAtOnce)) {
        sums.add(session.run(Map.of(firstEvaluated, fed), List.of(), List.of(evaluation)).get(0));
      }
    }
    return sums.dividedBy(samples);
  }

  /**
   * The state from which training can continue: for each student {@code W1 [d + 1, n]}, {@code W2
   * [n + 1, c]}, their velocities and, where weights can be pruned, their masks.
   */
  public List<Parameters> state() {
    List<Parameter> ofAll = network.get().all();
    List<Parameters> all = new ArrayList<>();
    for (int s = 0; s < students; s++) {
      int student = s;
      all.add(new Parameters(ofAll.stream().map(tensor -> ofStudent(student, tensor)).toList()));
    }
    return all;
  }

  private static Parameter ofStudent(int student, Parameter ofAll) {
    int rows = ofAll.dimension(1);
    int columns = ofAll.dimension(2);
    int from = student * rows * columns;
    return new Parameter(
        ofAll.name(),
        new int[] {rows, columns},
        Arrays.copyOfRange(ofAll.values(), from, from + rows * columns));
  }

  /** Restores a state that {@link #state} returned. */
  public void restore(List<Parameters> values) {
    List<Parameter> ofAll = new ArrayList<>();
    shapes.forEach(
        (name, dimensions) ->
            ofAll.add(
                new Parameter(
                    name, dimensions, joined(name, dimensions[1] * dimensions[2], values))));
    network.set(new Parameters(ofAll));
  }

  /** Joins a tensor of all students, one after another; each has {@code size} values. */
  private float[] joined(String name, int size, List<Parameters> values) {
    float[] all = new float[students * size];
    for (int s = 0; s < students; s++) {
      float[] own = values.get(s).get(name).values();
      if (own.length != size) {
        throw new IllegalArgumentException(
            "student " + s + ": " + name + " has " + own.length + " values, not " + size);
      }
      System.arraycopy(own, 0, all, s * size, size);
    }
    return all;
  }

  @Override
  public void close() {
    session.close();
  }

  private void check(List<Lesson> lessons) {
    for (Lesson lesson : lessons) {
      if (lesson.labels().length != samples || lesson.inputs().length != samples * shape.inputs()) {
        throw new IllegalArgumentException("students differ in samples");
      }
    }
  }

  private void declare(String weight, String velocity, String mask, int rows, int columns) {
    for (String name :
        options.masked() ? List.of(weight, velocity, mask) : List.of(weight, velocity)) {
      shapes.put(name, new int[] {students, rows, columns});
    }
  }

  private float[] oneHot(List<Lesson> lessons) {
    int c = shape.outputs();
    float[] wanted = new float[students * samples * c];
    for (int s = 0; s < students; s++) {
      for (int i = 0; i < samples; i++) {
        wanted[(s * samples + i) * c + lessons.get(s).labels()[i]] = 1;
      }
    }
    return wanted;
  }
}
