package io.luckynodes.network.convnet;

import static io.luckynodes.network.TensorFlowSession.floats;

import io.luckynodes.network.StoredNetwork;
import io.luckynodes.network.TensorFlowSession;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.FusedBatchNormGrad;
import org.tensorflow.types.TFloat32;

/**
 * Trains one ConvNet by SGD, either on labels (softmax cross-entropy) or on a teacher's outputs
 * (mean of squared differences over batch and outputs [C]). It follows the conventions of torch,
 * with which the papers' numbers were made: BatchNorm's running statistics move a tenth of the way
 * to the batch's statistics, with the unbiased variance; weight decay is part of the gradient of
 * every trained tensor; momentum accumulates gradients before the learning rate is applied.
 */
public final class ConvNetTrainer implements AutoCloseable {
  private static final String MOMENTUM = "momentum/";

  private final ConvNetShape shape;
  private final Options options;
  private final TensorFlowSession session;

  /** The network's tensors and, if there is momentum, the momentum of each trained tensor. */
  private final StoredNetwork network;

  private final Placeholder<TFloat32> images;
  private final Placeholder<TFloat32> targets;
  private final Placeholder<TFloat32> learningRate;
  private final Operand<TFloat32> loss;
  private final List<Op> updates;

  /**
   * Settings of the training.
   *
   * @param batch number of images per step
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
   * A layer's BatchNorm while the graph is built.
   *
   * @param values input of the normalisation
   * @param scale factor of the normalised values
   */
  private record Norm(
      Operand<TFloat32> values,
      Operand<TFloat32> scale,
      FusedBatchNorm<TFloat32, TFloat32> result) {}

  /**
   * The objective that training minimises.
   *
   * @param value the batch's loss
   * @param slope gradient of the loss with respect to the logits, [batch, outputs]
   */
  private record Loss(Operand<TFloat32> value, Operand<TFloat32> slope) {}

  /**
   * One training step while the graph is built: the values of the forward pass that the backward
   * pass needs, and the gradients.
   */
  private final class Step {
    private final Ops tf = session.ops();
    private final BatchNorm batchNorm = shape.batchNorm();

    /** Inputs of each layer; those of the linear layer come last. */
    private final List<Operand<TFloat32>> inputs = new ArrayList<>();

    /** Outputs of each hidden layer's ReLU. */
    private final List<Operand<TFloat32>> rectified = new ArrayList<>();

    private final List<Norm> norms = new ArrayList<>();

    /** Gradients by name of the tensor. */
    private final Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();

    /** Adds the forward pass from images to logits. */
    Operand<TFloat32> forward() {
      Operand<TFloat32> below = images;
      for (int layer = 0; layer < shape.layers(); layer++) {
        inputs.add(below);
        below = hidden(layer, below);
      }
      inputs.add(below);
      return ConvNetForward.output(tf, shape, below, network::read);
    }

    private Operand<TFloat32> hidden(int layer, Operand<TFloat32> below) {
      Operand<TFloat32> linear =
          ConvNetForward.convolve(
              tf,
              below,
              network.read(ConvNetShape.filter(layer)),
              network.read(ConvNetShape.bias(layer)));
      Operand<TFloat32> relu =
          tf.nn.relu(batchNorm.beforeRelu() ? normalise(layer, linear) : linear);
      rectified.add(relu);
      return batchNorm.present() && !batchNorm.beforeRelu() ? normalise(layer, relu) : relu;
    }

    private Operand<TFloat32> normalise(int layer, Operand<TFloat32> values) {
      Operand<TFloat32> scale = learntOr(1, layer, "scale");
      Operand<TFloat32> offset = learntOr(0, layer, "offset");
      // In training, the batch's own statistics are used, so none are passed.
      Operand<TFloat32> none = tf.constant(new float[0]);
      Norm norm =
          new Norm(
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
      norms.add(norm);
      return norm.result().y();
    }

    private Operand<TFloat32> learntOr(float fixed, int layer, String part) {
      if (batchNorm.affine()) {
        return network.read(batchNorm.tensor(layer, part));
      }
      float[] values = new float[shape.channels().get(layer)];
      Arrays.fill(values, fixed);
      return tf.constant(values);
    }

    /** Mean of squared differences over batch and outputs. */
    Loss squaredDifference(Operand<TFloat32> logits, Operand<TFloat32> wanted) {
      Operand<TFloat32> difference = tf.math.sub(logits, wanted);
      return new Loss(
          tf.math.mean(tf.math.square(difference), tf.constant(new int[] {0, 1})),
          tf.math.mul(difference, tf.constant(2f / (options.batch() * shape.outputs()))));
    }

    /** Softmax cross-entropy with one-hot labels, averaged over the batch. */
    Loss crossEntropy(Operand<TFloat32> logits, Operand<TFloat32> labels) {
      Operand<TFloat32> logProbabilities = tf.nn.logSoftmax(logits);
      Operand<TFloat32> sum =
          tf.reduceSum(tf.math.mul(labels, logProbabilities), tf.constant(new int[] {0, 1}));
      return new Loss(
          tf.math.neg(tf.math.div(sum, tf.constant((float) options.batch()))),
          tf.math.mul(
              tf.math.sub(tf.math.exp(logProbabilities), labels),
              tf.constant(1f / options.batch())));
    }

    /**
     * Adds the backward pass, from the gradient with respect to the logits down to the lowest
     * layer.
     */
    void backward(Operand<TFloat32> atLogits) {
      Operand<TFloat32> back = throughOutput(atLogits);
      for (int layer = shape.layers() - 1; layer >= 0; layer--) {
        Operand<TFloat32> g = throughHidden(layer, back);
        Operand<TFloat32> below = inputs.get(layer);
        Operand<TFloat32> filter = network.read(ConvNetShape.filter(layer));
        gradients.put(ConvNetShape.bias(layer), tf.nn.biasAddGrad(g));
        gradients.put(
            ConvNetShape.filter(layer),
            tf.nn.conv2dBackpropFilter(
                below, tf.shape(filter), g, ConvNetForward.STRIDES, ConvNetForward.PADDING));
        if (layer > 0) {
          back =
              tf.nn.conv2dBackpropInput(
                  tf.shape(below), filter, g, ConvNetForward.STRIDES, ConvNetForward.PADDING);
        }
      }
    }

    private Operand<TFloat32> throughOutput(Operand<TFloat32> g) {
      Operand<TFloat32> below = inputs.get(shape.layers());
      Operand<TFloat32> flat = tf.reshape(below, tf.constant(new int[] {-1, shape.flattened()}));
      gradients.put("output/weights", tf.linalg.matMul(flat, g, MatMul.transposeA(true)));
      gradients.put("output/bias", tf.nn.biasAddGrad(g));
      return tf.reshape(
          tf.linalg.matMul(g, network.read("output/weights"), MatMul.transposeB(true)),
          tf.shape(below));
    }

    private Operand<TFloat32> throughHidden(int layer, Operand<TFloat32> back) {
      Operand<TFloat32> relu = rectified.get(layer);
      if (!batchNorm.present()) {
        return tf.nn.reluGrad(back, relu);
      }
      return batchNorm.beforeRelu()
          ? throughNorm(layer, tf.nn.reluGrad(back, relu))
          : tf.nn.reluGrad(throughNorm(layer, back), relu);
    }

    private Operand<TFloat32> throughNorm(int layer, Operand<TFloat32> g) {
      Norm norm = norms.get(layer);
      FusedBatchNormGrad<TFloat32, TFloat32> gradient =
          tf.nn.fusedBatchNormGrad(
              g,
              norm.values(),
              norm.scale(),
              norm.result().reserveSpace1(),
              norm.result().reserveSpace2(),
              norm.result().reserveSpace3(),
              FusedBatchNormGrad.epsilon(BatchNorm.EPSILON),
              FusedBatchNormGrad.isTraining(true));
      if (batchNorm.affine()) {
        gradients.put(batchNorm.tensor(layer, "scale"), gradient.scaleBackprop());
        gradients.put(batchNorm.tensor(layer, "offset"), gradient.offsetBackprop());
      }
      return gradient.xBackprop();
    }

    /** Updates weights and running statistics, once every gradient is computed. */
    List<Op> updates() {
      List<Op> computed = new ArrayList<>(gradients.values());
      computed.add(loss);
      Ops after = tf.withControlDependencies(computed);
      List<Op> all = new ArrayList<>();
      gradients.forEach((name, gradient) -> all.add(moveWeight(after, name, gradient)));
      for (int layer = 0; layer < norms.size(); layer++) {
        FusedBatchNorm<TFloat32, TFloat32> norm = norms.get(layer).result();
        all.add(moveStatistics(after, batchNorm.tensor(layer, "mean"), norm.batchMean()));
        all.add(moveStatistics(after, batchNorm.tensor(layer, "variance"), norm.batchVariance()));
      }
      return all;
    }

    private Op moveWeight(Ops after, String name, Operand<TFloat32> gradient) {
      Operand<TFloat32> decay = tf.constant((float) options.weightDecay());
      Operand<TFloat32> full =
          options.weightDecay() > 0
              ? tf.math.add(gradient, tf.math.mul(decay, network.read(name)))
              : gradient;
      return options.momentum() > 0
          ? after.train.resourceApplyMomentum(
              network.handle(name),
              network.handle(MOMENTUM + name),
              learningRate,
              full,
              tf.constant((float) options.momentum()))
          : after.train.resourceApplyGradientDescent(network.handle(name), learningRate, full);
    }

    private Op moveStatistics(Ops after, String name, Operand<TFloat32> ofBatch) {
      Operand<TFloat32> change =
          tf.math.mul(
              tf.math.sub(ofBatch, network.read(name)), tf.constant(BatchNorm.STATISTICS_RATE));
      return after.assignAddVariableOp(network.handle(name), change);
    }
  }

  /**
   * Builds the graph.
   *
   * @param initial the network's tensors
   * @param teacher network whose outputs are learnt; empty to learn labels
   */
  public ConvNetTrainer(
      ConvNetShape shape, Options options, Parameters initial, Optional<Parameters> teacher) {
    this.shape = shape;
    this.options = options;
    this.session = new TensorFlowSession(options.threads());
    Ops tf = session.ops();
    Parameters fresh = options.momentum() > 0 ? withoutMotion(initial) : initial;
    this.network = new StoredNetwork(session, "", fresh);
    this.images = ConvNetForward.images(tf, shape, options.batch());
    this.learningRate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    this.targets =
        tf.placeholder(
            TFloat32.class, Placeholder.shape(Shape.of(options.batch(), shape.outputs())));
    Step step = new Step();
    Operand<TFloat32> logits = step.forward();
    Loss ofBatch =
        teacher
            .map(own -> step.squaredDifference(logits, outputs(own)))
            .orElseGet(() -> step.crossEntropy(logits, targets));
    this.loss = ofBatch.value();
    step.backward(ofBatch.slope());
    this.updates = step.updates();
    network.set(fresh);
  }

  /** Adds a momentum of 0 for each trained tensor, since a fresh network has none. */
  private static Parameters withoutMotion(Parameters initial) {
    List<Parameter> all = new ArrayList<>();
    for (Parameter own : initial.all()) {
      all.add(own);
      if (isTrained(own.name())) {
        all.add(new Parameter(MOMENTUM + own.name(), own.shape(), new float[own.values().length]));
      }
    }
    return new Parameters(all);
  }

  private static boolean isTrained(String name) {
    return !name.endsWith("/mean") && !name.endsWith("/variance");
  }

  /** Outputs of a teacher with fixed weights for the images. */
  private Operand<TFloat32> outputs(Parameters teacher) {
    Ops tf = session.ops();
    return ConvNetForward.evaluate(
            tf,
            ConvNetShape.of(teacher, shape.height(), shape.width()),
            images,
            name -> constant(tf, teacher.get(name)))
        .logits();
  }

  private static Operand<TFloat32> constant(Ops tf, Parameter parameter) {
    return tf.reshape(tf.constant(parameter.values()), tf.constant(parameter.shape()));
  }

  /**
   * Runs one step.
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

  /** The network's current tensors. */
  public Parameters weights() {
    return new Parameters(
        network.get().all().stream().filter(own -> !own.name().startsWith(MOMENTUM)).toList());
  }

  /**
   * The state from which training can continue: the network's tensors and the momentum of each
   * trained one.
   */
  public Parameters state() {
    return network.get();
  }

  /** Restores a state that {@link #state} returned. */
  public void restore(Parameters saved) {
    network.set(saved);
  }

  @Override
  public void close() {
    session.close();
  }
}
