package io.luckynodes.network.convnet;

import static io.luckynodes.network.TensorFlowSession.floats;
import static io.luckynodes.network.TensorFlowSession.longs;

import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.FusedBatchNormGrad;
import org.tensorflow.types.TFloat32;

/**
 * Trains one ConvNet by SGD, either on labels (softmax cross-entropy) or on a teacher's outputs
 * (mean of squared differences over batch and outputs [C]). Torch's manners are kept, since the
 * papers' numbers were made with them: BatchNorm's running statistics move by a tenth of the
 * batch's, with the unbiased variance; weight decay is part of the gradient of every trained
 * tensor; momentum accumulates gradients before the learning rate is applied.
 */
public final class ConvNetTrainer implements AutoCloseable {
  private static final String MOMENTUM = "momentum/";
  private final ConvNetShape shape;
  private final Options options;
  private final TensorFlowSession session;
  private final Map<String, VarHandleOp> state = new LinkedHashMap<>();
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private final Placeholder<TFloat32> images;
  private final Placeholder<TFloat32> targets;
  private final Placeholder<TFloat32> learningRate;
  private final Operand<TFloat32> loss;
  private final List<Op> updates = new ArrayList<>();
  private final Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
  private final Map<String, Placeholder<TFloat32>> news = new LinkedHashMap<>();
  private final List<Op> assigns = new ArrayList<>();

  /**
   * How to train.
   *
   * @param batch images a step
   * @param momentum 0 for plain SGD
   * @param weightDecay coefficient λ of λ/2‖w‖²
   * @param threads threads within an operation
   */
  public record Options(int batch, double momentum, double weightDecay, int threads) {
    public Options {
      if (batch < 2) {
        throw new IllegalArgumentException("BatchNorm needs batches of at least 2, not " + batch);
      }
      if (momentum < 0 || momentum >= 1 || weightDecay < 0 || threads < 1) {
        throw new IllegalArgumentException(
            "momentum must be in [0, 1), weight decay not negative, threads positive: "
                + momentum
                + ", "
                + weightDecay
                + ", "
                + threads);
      }
    }
  }

  /**
   * Builds the graph.
   *
   * @param initial the network's tensors
   * @param teacher whose outputs are learnt; empty to learn labels
   */
  public ConvNetTrainer(
      ConvNetShape shape, Options options, Parameters initial, Optional<Parameters> teacher) {
    this.shape = shape;
    this.options = options;
    this.session = new TensorFlowSession(options.threads());
    Ops tf = session.ops();
    for (Parameter parameter : initial.all()) {
      declare(tf, parameter.name(), parameter.shape());
      if (options.momentum() > 0 && isTrained(parameter.name())) {
        declare(tf, MOMENTUM + parameter.name(), parameter.shape());
      }
    }
    this.images =
        tf.placeholder(
            TFloat32.class,
            Placeholder.shape(
                Shape.of(options.batch(), shape.height(), shape.width(), shape.inputChannels())));
    this.learningRate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    this.targets =
        tf.placeholder(
            TFloat32.class, Placeholder.shape(Shape.of(options.batch(), shape.outputs())));

    Map<String, Operand<TFloat32>> weights = new HashMap<>();
    initial
        .all()
        .forEach(p -> weights.put(p.name(), tf.readVariableOp(handle(p.name()), TFloat32.class)));

    // Forward.
    BatchNorm batchNorm = shape.batchNorm();
    List<Operand<TFloat32>> inputs = new ArrayList<>();
    List<Operand<TFloat32>> rectified = new ArrayList<>();
    List<Norm> norms = new ArrayList<>();
    Operand<TFloat32> below = images;
    for (int layer = 0; layer < shape.layers(); layer++) {
      inputs.add(below);
      Operand<TFloat32> linear =
          ConvNetForward.convolve(
              tf,
              below,
              weight(weights, ConvNetShape.filter(layer)),
              weight(weights, ConvNetShape.bias(layer)));
      if (batchNorm.beforeRelu()) {
        Norm norm = normalise(tf, layer, linear, weights);
        norms.add(norm);
        below = tf.nn.relu(norm.result().y());
        rectified.add(below);
      } else {
        below = tf.nn.relu(linear);
        rectified.add(below);
        if (batchNorm.present()) {
          Norm norm = normalise(tf, layer, below, weights);
          norms.add(norm);
          below = norm.result().y();
        }
      }
    }
    Operand<TFloat32> logits =
        ConvNetForward.output(tf, shape, below, name -> weight(weights, name));

    // Loss and its gradient with respect to the logits.
    Operand<TFloat32> wanted =
        teacher
            .map(
                t ->
                    ConvNetForward.evaluate(
                            tf,
                            ConvNetShape.of(t, shape.height(), shape.width()),
                            images,
                            name -> constant(tf, t.get(name)))
                        .logits())
            .orElse(targets);
    Operand<TFloat32> back;
    if (teacher.isPresent()) {
      Operand<TFloat32> difference = tf.math.sub(logits, wanted);
      int count = options.batch() * shape.outputs();
      this.loss = tf.math.mean(tf.math.square(difference), tf.constant(new int[] {0, 1}));
      back = tf.math.mul(difference, tf.constant(2f / count));
    } else {
      Operand<TFloat32> logProbabilities = tf.nn.logSoftmax(logits);
      this.loss =
          tf.math.neg(
              tf.math.div(
                  tf.reduceSum(
                      tf.math.mul(wanted, logProbabilities), tf.constant(new int[] {0, 1})),
                  tf.constant((float) options.batch())));
      back =
          tf.math.mul(
              tf.math.sub(tf.math.exp(logProbabilities), wanted),
              tf.constant(1f / options.batch()));
    }

    // Backward, by hand.
    Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
    Operand<TFloat32> flat = tf.reshape(below, tf.constant(new int[] {-1, shape.flattened()}));
    gradients.put("output/weights", tf.linalg.matMul(flat, back, MatMul.transposeA(true)));
    gradients.put("output/bias", tf.nn.biasAddGrad(back));
    back =
        tf.reshape(
            tf.linalg.matMul(back, weight(weights, "output/weights"), MatMul.transposeB(true)),
            tf.shape(below));
    for (int layer = shape.layers() - 1; layer >= 0; layer--) {
      Operand<TFloat32> g = back;
      if (batchNorm.present() && !batchNorm.beforeRelu()) {
        g = backThroughNorm(tf, layer, g, norms.get(layer), gradients);
      }
      g = tf.nn.reluGrad(g, rectified.get(layer));
      if (batchNorm.beforeRelu()) {
        g = backThroughNorm(tf, layer, g, norms.get(layer), gradients);
      }
      String filter = ConvNetShape.filter(layer);
      List<Long> strides = List.of(1L, 1L, 1L, 1L);
      gradients.put(ConvNetShape.bias(layer), tf.nn.biasAddGrad(g));
      gradients.put(
          filter,
          tf.nn.conv2dBackpropFilter(
              inputs.get(layer), tf.constant(shapeOf(filter)), g, strides, "VALID"));
      if (layer > 0) {
        back =
            tf.nn.conv2dBackpropInput(
                tf.shape(inputs.get(layer)), weight(weights, filter), g, strides, "VALID");
      }
    }

    // Every gradient is there before any weight moves.
    List<Op> computed = new ArrayList<>(gradients.values());
    computed.add(loss);
    Ops after = tf.withControlDependencies(computed);
    Operand<TFloat32> decay = tf.constant((float) options.weightDecay());
    gradients.forEach(
        (name, gradient) -> {
          Operand<TFloat32> full =
              options.weightDecay() > 0
                  ? tf.math.add(gradient, tf.math.mul(decay, weight(weights, name)))
                  : gradient;
          updates.add(
              options.momentum() > 0
                  ? after.train.resourceApplyMomentum(
                      handle(name),
                      handle(MOMENTUM + name),
                      learningRate,
                      full,
                      tf.constant((float) options.momentum()))
                  : after.train.resourceApplyGradientDescent(handle(name), learningRate, full));
        });
    for (int layer = 0; layer < norms.size(); layer++) {
      FusedBatchNorm<TFloat32, TFloat32> norm = norms.get(layer).result();
      moveStatistics(tf, after, shape.batchNorm().tensor(layer, "mean"), norm.batchMean(), weights);
      moveStatistics(
          tf, after, shape.batchNorm().tensor(layer, "variance"), norm.batchVariance(), weights);
    }
    restore(withoutMomentum(initial));
  }

  /**
   * One step.
   *
   * @param batch images, [batch, height, width, channels]
   * @param labels one-hot labels [batch, outputs]; ignored when a teacher is learnt
   * @return the batch's loss before the step
   */
  public double step(float[] batch, float[] labels, double rate) {
    try (TFloat32 x =
            floats(batch, options.batch(), shape.height(), shape.width(), shape.inputChannels());
        TFloat32 t = floats(labels, options.batch(), shape.outputs());
        TFloat32 eta = TFloat32.scalarOf((float) rate)) {
      return session.run(Map.of(images, x, targets, t, learningRate, eta), updates, List.of(loss))
          .get(0)[0];
    }
  }

  /** The network's tensors as they are now. */
  public Parameters weights() {
    return read(false);
  }

  /** Everything that training continues from: the network's tensors and the momentum of each. */
  public Parameters state() {
    return read(true);
  }

  /** Sets everything that {@link #state} gave. */
  public void restore(Parameters saved) {
    Map<Operand<TFloat32>, TFloat32> feeds = new HashMap<>();
    try {
      for (Map.Entry<String, Placeholder<TFloat32>> entry : news.entrySet()) {
        feeds.put(
            entry.getValue(),
            floats(saved.get(entry.getKey()).values(), longs(shapeOf(entry.getKey()))));
      }
      session.run(feeds, assigns, List.of());
    } finally {
      feeds.values().forEach(TFloat32::close);
    }
  }

  @Override
  public void close() {
    session.close();
  }

  private Parameters read(boolean withMomentum) {
    List<String> names =
        state.keySet().stream().filter(name -> withMomentum || !name.startsWith(MOMENTUM)).toList();
    List<float[]> values =
        session.run(Map.of(), List.of(), names.stream().map(this::readOf).toList());
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      parameters.add(new Parameter(names.get(i), shapeOf(names.get(i)), values.get(i)));
    }
    return new Parameters(parameters);
  }

  /** A fresh network has no momentum yet. */
  private Parameters withoutMomentum(Parameters initial) {
    List<Parameter> all = new ArrayList<>();
    for (String name : state.keySet()) {
      all.add(
          name.startsWith(MOMENTUM)
              ? new Parameter(
                  name,
                  shapeOf(name),
                  new float[initial.get(name.substring(MOMENTUM.length())).values().length])
              : initial.get(name));
    }
    return new Parameters(all);
  }

  private void declare(Ops tf, String name, int[] dimensions) {
    VarHandleOp handle =
        tf.varHandleOp(TFloat32.class, Shape.of(longs(dimensions)), VarHandleOp.sharedName(name));
    Placeholder<TFloat32> value =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(longs(dimensions))));
    state.put(name, handle);
    shapes.put(name, dimensions);
    reads.put(name, tf.readVariableOp(handle, TFloat32.class));
    news.put(name, value);
    assigns.add(tf.assignVariableOp(handle, value));
  }

  /**
   * A layer's BatchNorm in training.
   *
   * @param values what it normalises
   * @param scale that it multiplies by
   */
  private record Norm(
      Operand<TFloat32> values,
      Operand<TFloat32> scale,
      FusedBatchNorm<TFloat32, TFloat32> result) {}

  private Norm normalise(
      Ops tf, int layer, Operand<TFloat32> values, Map<String, Operand<TFloat32>> weights) {
    Operand<TFloat32> scale =
        shape.batchNorm().affine()
            ? weight(weights, shape.batchNorm().tensor(layer, "scale"))
            : everywhere(tf, 1, layer);
    Operand<TFloat32> offset =
        shape.batchNorm().affine()
            ? weight(weights, shape.batchNorm().tensor(layer, "offset"))
            : everywhere(tf, 0, layer);
    // In training the batch's own statistics are taken, and none are given.
    Operand<TFloat32> none = tf.constant(new float[0]);
    return new Norm(
        values,
        scale,
        tf.nn.fusedBatchNorm(
            values,
            scale,
            offset,
            none,
            none,
            FusedBatchNorm.epsilon(BatchNorm.EPSILON),
            FusedBatchNorm.isTraining(true)));
  }

  private Operand<TFloat32> everywhere(Ops tf, float value, int layer) {
    float[] values = new float[shape.channels().get(layer)];
    Arrays.fill(values, value);
    return tf.constant(values);
  }

  /** The gradient of what a layer's BatchNorm read; adds those of scale and offset to all. */
  private Operand<TFloat32> backThroughNorm(
      Ops tf,
      int layer,
      Operand<TFloat32> back,
      Norm norm,
      Map<String, Operand<TFloat32>> gradients) {
    FusedBatchNormGrad<TFloat32, TFloat32> gradient =
        tf.nn.fusedBatchNormGrad(
            back,
            norm.values(),
            norm.scale(),
            norm.result().reserveSpace1(),
            norm.result().reserveSpace2(),
            norm.result().reserveSpace3(),
            FusedBatchNormGrad.epsilon(BatchNorm.EPSILON),
            FusedBatchNormGrad.isTraining(true));
    if (shape.batchNorm().affine()) {
      gradients.put(shape.batchNorm().tensor(layer, "scale"), gradient.scaleBackprop());
      gradients.put(shape.batchNorm().tensor(layer, "offset"), gradient.offsetBackprop());
    }
    return gradient.xBackprop();
  }

  private void moveStatistics(
      Ops tf,
      Ops after,
      String name,
      Operand<TFloat32> ofBatch,
      Map<String, Operand<TFloat32>> weights) {
    Operand<TFloat32> change =
        tf.math.mul(
            tf.math.sub(ofBatch, weight(weights, name)), tf.constant(BatchNorm.STATISTICS_RATE));
    updates.add(after.assignAddVariableOp(handle(name), change));
  }

  private static boolean isTrained(String name) {
    return !name.endsWith("/mean") && !name.endsWith("/variance");
  }

  private static Operand<TFloat32> constant(Ops tf, Parameter parameter) {
    return tf.reshape(tf.constant(parameter.values()), tf.constant(parameter.shape()));
  }

  private static Operand<TFloat32> weight(Map<String, Operand<TFloat32>> weights, String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  private VarHandleOp handle(String name) {
    return Objects.requireNonNull(state.get(name), name);
  }

  private int[] shapeOf(String name) {
    return Objects.requireNonNull(shapes.get(name), name);
  }

  private Operand<TFloat32> readOf(String name) {
    return Objects.requireNonNull(reads.get(name), name);
  }
}
