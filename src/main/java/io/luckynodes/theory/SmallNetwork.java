package io.luckynodes.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A deep fully connected ReLU network with a linear output layer, in float64, with or without
 * BatchNorm in its hidden layers (Luck Matters, sections 5 and 6.1). BatchNorm always takes the
 * batch's own mean and variance, and learns scale and offset [T: L375].
 *
 * @param layers lowest first, the linear output layer last
 */
public record SmallNetwork(Shape shape, List<Layer> layers) {
  /**
   * Sizes of the layers, and the kind of network.
   *
   * @param widths widths of the hidden layers, lowest first; at least one
   * @param biases whether all layers have biases
   * @param epsilon ε of BatchNorm, added to variances
   */
  public record Shape(
      int inputs,
      List<Integer> widths,
      int outputs,
      boolean biases,
      NormPlacement placement,
      double epsilon) {
    public Shape {
      widths = List.copyOf(widths);
      if (inputs < 1 || outputs < 1 || widths.isEmpty() || widths.stream().anyMatch(n -> n < 1)) {
        throw new IllegalArgumentException("every layer of a network has at least one node");
      }
    }

    /**
     * The shape of a student with wider hidden layers and a placement of BatchNorm.
     *
     * @param overRealisation factor of the width of every hidden layer
     */
    public Shape student(int overRealisation, NormPlacement placement, double epsilon) {
      List<Integer> wider = widths.stream().map(width -> width * overRealisation).toList();
      return new Shape(inputs, wider, outputs, biases, placement, epsilon);
    }

    /** The number of layers of weights, including the output layer. */
    public int depth() {
      return widths.size() + 1;
    }

    /** The number of nodes of a layer; layers count from 0. */
    public int size(int layer) {
      return layer < widths.size() ? widths.get(layer) : outputs;
    }

    /** The number of nodes or inputs below a layer. */
    public int fanIn(int layer) {
      return layer == 0 ? inputs : widths.get(layer - 1);
    }
  }

  /**
   * The parameters of a layer, or numbers that belong to each of them.
   *
   * @param weights [fan-in][nodes]
   * @param bias bias of every node; 0 in a network without biases
   * @param scale c₀ of BatchNorm; 1 in a layer without
   * @param offset c₁ of BatchNorm; 0 in a layer without
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  public record Layer(double[][] weights, double[] bias, double[] scale, double[] offset) {
    /** w_j, the incoming weights of a node, without its bias. */
    public double[] incoming(int node) {
      return LayerMatrices.column(weights, node);
    }
  }

  /**
   * The forward pass of a batch through a layer; all arrays but {@code inputs} are
   * [samples][nodes].
   *
   * @param inputs f_k, [samples][fan-in]
   * @param linear pre-activations, from weights and bias
   * @param gateInput the input of ReLU: its gate f′ is open where this input is above 0
   * @param norms BatchNorm of every node; empty in a layer without BatchNorm
   * @param outputs f_j, the outputs of the layer
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  public record Pass(
      double[][] inputs,
      double[][] linear,
      double[][] gateInput,
      List<NodeNorm> norms,
      double[][] outputs) {}

  /**
   * The backward pass through a layer: negative gradients of a sample's own loss, as in the paper.
   * All arrays are [samples][nodes].
   *
   * @param arriving the gradient that BatchNorm takes from above; without BatchNorm, {@code linear}
   * @param passedOn the gradient that BatchNorm hands down; without BatchNorm, {@code linear}
   * @param linear g_j, the gradient with respect to the pre-activations
   * @param update E[g_j f_k], the negative gradient of J, for each of the layer's parameters
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  public record Back(double[][] arriving, double[][] passedOn, double[][] linear, Layer update) {}

  public SmallNetwork {
    layers = List.copyOf(layers);
  }

  /**
   * Draws a teacher: each node's weights are Gaussian, divided by their norm [A], and biases are
   * uniform in ± {@code biasRange}. All weights of a layer are drawn before its biases.
   */
  public static SmallNetwork teacher(Shape shape, double biasRange, RandomGenerator random) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < shape.depth(); l++) {
      double[][] weights = new double[shape.fanIn(l)][shape.size(l)];
      for (int j = 0; j < shape.size(l); j++) {
        double[] row = GaussianRows.draw(random, 1, shape.fanIn(l), 1)[0];
        double norm = Math.sqrt(LayerMatrices.dot(row, row));
        for (int k = 0; k < row.length; k++) {
          weights[k][j] = row[k] / norm;
        }
      }
      layers.add(layer(shape, weights, biasRange, random));
    }
    return new SmallNetwork(shape, layers);
  }

  /** Draws a student: weights and biases are uniform in ± 1/√fan-in [C], scales 1 and offsets 0. */
  public static SmallNetwork student(Shape shape, RandomGenerator random) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < shape.depth(); l++) {
      layers.add(freshLayer(shape, l, random));
    }
    return new SmallNetwork(shape, layers);
  }

  /** This network with its lowest layer drawn anew, as {@link #student} draws it. */
  public SmallNetwork withFreshLowest(RandomGenerator random) {
    List<Layer> changed = new ArrayList<>(layers);
    changed.set(0, freshLayer(shape, 0, random));
    return new SmallNetwork(shape, changed);
  }

  private static Layer freshLayer(Shape shape, int l, RandomGenerator random) {
    double bound = 1 / Math.sqrt(shape.fanIn(l));
    double[][] weights = new double[shape.fanIn(l)][];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = uniform(random, shape.size(l), bound);
    }
    return layer(shape, weights, bound, random);
  }

  private static Layer layer(
      Shape shape, double[][] weights, double biasRange, RandomGenerator random) {
    int nodes = weights[0].length;
    double[] ones = new double[nodes];
    Arrays.fill(ones, 1);
    return new Layer(
        weights,
        shape.biases() ? uniform(random, nodes, biasRange) : new double[nodes],
        ones,
        new double[nodes]);
  }

  private static double[] uniform(RandomGenerator random, int count, double bound) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = bound * (2 * random.nextDouble() - 1);
    }
    return values;
  }

  /**
   * The forward pass of a batch through every layer, lowest first.
   *
   * @param x [samples][inputs]
   */
  public List<Pass> forward(double[][] x) {
    List<Pass> passes = new ArrayList<>();
    double[][] below = x;
    for (int l = 0; l < layers.size(); l++) {
      Pass pass = pass(l, below, linear(layers.get(l), below));
      passes.add(pass);
      below = pass.outputs();
    }
    return passes;
  }

  /**
   * The outputs that follow from given pre-activations of a layer.
   *
   * @param linear pre-activations of that layer, [samples][nodes]
   */
  double[][] outputsFrom(int layer, double[][] linear) {
    double[][] outputs = pass(layer, new double[0][], linear).outputs();
    for (int l = layer + 1; l < layers.size(); l++) {
      outputs = pass(l, outputs, linear(layers.get(l), outputs)).outputs();
    }
    return outputs;
  }

  /** The outputs f_c, [samples][outputs]. */
  public double[][] outputs(double[][] x) {
    return outputsFrom(0, linear(layers.get(0), x));
  }

  /** J = ½ E‖y − f‖² (Eqn 3). */
  public double loss(double[][] x, double[][] y) {
    return halfSquares(y, outputs(x));
  }

  static double halfSquares(double[][] y, double[][] outputs) {
    double sum = 0;
    for (int b = 0; b < y.length; b++) {
      for (int c = 0; c < y[b].length; c++) {
        sum += (y[b][c] - outputs[b][c]) * (y[b][c] - outputs[b][c]);
      }
    }
    return sum / (2 * y.length);
  }

  private static double[][] linear(Layer layer, double[][] below) {
    double[][] linear = new double[below.length][];
    for (int b = 0; b < below.length; b++) {
      linear[b] = layer.bias().clone();
      for (int k = 0; k < below[b].length; k++) {
        LayerMatrices.addTo(linear[b], below[b][k], layer.weights()[k]);
      }
    }
    return linear;
  }

  private Pass pass(int l, double[][] below, double[][] linear) {
    if (l == layers.size() - 1) {
      return new Pass(below, linear, linear, List.of(), linear);
    }
    return switch (shape.placement()) {
      case NONE -> new Pass(below, linear, linear, List.of(), relu(linear));
      case BEFORE_RELU -> {
        List<NodeNorm> norms = norms(linear);
        double[][] gateInput = normalised(layers.get(l), norms, linear.length);
        yield new Pass(below, linear, gateInput, norms, relu(gateInput));
      }
      case AFTER_RELU -> {
        List<NodeNorm> norms = norms(relu(linear));
        yield new Pass(
            below, linear, linear, norms, normalised(layers.get(l), norms, linear.length));
      }
    };
  }

  /** The input of BatchNorm in a hidden layer that has BatchNorm, [samples][nodes]. */
  public double[][] normInput(Pass pass) {
    return shape.placement() == NormPlacement.AFTER_RELU ? relu(pass.linear()) : pass.linear();
  }

  private static double[][] relu(double[][] values) {
    double[][] result = new double[values.length][values[0].length];
    for (int b = 0; b < values.length; b++) {
      for (int j = 0; j < values[b].length; j++) {
        result[b][j] = Math.max(0, values[b][j]);
      }
    }
    return result;
  }

  private List<NodeNorm> norms(double[][] values) {
    List<NodeNorm> norms = new ArrayList<>();
    for (int j = 0; j < values[0].length; j++) {
      norms.add(NodeNorm.of(LayerMatrices.column(values, j), shape.epsilon()));
    }
    return norms;
  }

  private static double[][] normalised(Layer layer, List<NodeNorm> norms, int samples) {
    double[][] result = new double[samples][norms.size()];
    for (int j = 0; j < norms.size(); j++) {
      double[] whitened = norms.get(j).whitened();
      for (int b = 0; b < samples; b++) {
        result[b][j] = layer.scale()[j] * whitened[b] + layer.offset()[j];
      }
    }
    return result;
  }

  /** Back-propagation of y − f through every layer, lowest first (L213, L222, Lemma 1). */
  public List<Back> backward(List<Pass> passes, double[][] y) {
    Pass top = passes.get(passes.size() - 1);
    double[][] g = new double[y.length][y[0].length];
    for (int b = 0; b < y.length; b++) {
      for (int c = 0; c < y[b].length; c++) {
        g[b][c] = y[b][c] - top.outputs()[b][c];
      }
    }
    List<Back> backs = new ArrayList<>();
    backs.add(back(layers.size() - 1, top, g));
    for (int l = layers.size() - 2; l >= 0; l--) {
      g = LayerMatrices.productTransposed(backs.get(0).linear(), layers.get(l + 1).weights());
      backs.add(0, back(l, passes.get(l), g));
    }
    return backs;
  }

  /**
   * @param received minus the gradient of each sample's own loss with respect to the layer's
   *     outputs
   */
  private Back back(int l, Pass pass, double[][] received) {
    boolean top = l == layers.size() - 1;
    double[][] arriving =
        top || shape.placement() == NormPlacement.AFTER_RELU
            ? received
            : gated(pass.gateInput(), received);
    double[][] passedOn = pass.norms().isEmpty() ? arriving : throughNorms(l, pass, arriving);
    double[][] linear =
        !top && shape.placement() == NormPlacement.AFTER_RELU
            ? gated(pass.gateInput(), passedOn)
            : passedOn;
    int nodes = shape.size(l);
    double[] bias = new double[nodes];
    double[] scale = new double[nodes];
    double[] offset = new double[nodes];
    for (int b = 0; b < linear.length; b++) {
      for (int j = 0; j < nodes; j++) {
        bias[j] += shape.biases() ? linear[b][j] / linear.length : 0;
        if (!pass.norms().isEmpty()) {
          scale[j] += arriving[b][j] * pass.norms().get(j).whitened()[b] / linear.length;
          offset[j] += arriving[b][j] / linear.length;
        }
      }
    }
    double[][] weights = LayerMatrices.meanOuter(pass.inputs(), linear);
    return new Back(arriving, passedOn, linear, new Layer(weights, bias, scale, offset));
  }

  private static double[][] gated(double[][] gateInput, double[][] g) {
    double[][] gated = new double[g.length][g[0].length];
    for (int b = 0; b < g.length; b++) {
      for (int j = 0; j < g[b].length; j++) {
        gated[b][j] = gateInput[b][j] > 0 ? g[b][j] : 0;
      }
    }
    return gated;
  }

  private double[][] throughNorms(int l, Pass pass, double[][] arriving) {
    double[][] result = new double[arriving.length][arriving[0].length];
    for (int j = 0; j < arriving[0].length; j++) {
      double[] g = LayerMatrices.column(arriving, j);
      double[] back = pass.norms().get(j).backward(g, layers.get(l).scale()[j]);
      for (int b = 0; b < back.length; b++) {
        result[b][j] = back[b];
      }
    }
    return result;
  }

  /** A step of gradient descent: this network plus η times each layer's update. */
  public SmallNetwork step(List<Back> backs, double learningRate) {
    List<Layer> moved = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = copy(layers.get(l));
      Layer update = backs.get(l).update();
      for (int k = 0; k < layer.weights().length; k++) {
        LayerMatrices.addTo(layer.weights()[k], learningRate, update.weights()[k]);
      }
      LayerMatrices.addTo(layer.bias(), learningRate, update.bias());
      LayerMatrices.addTo(layer.scale(), learningRate, update.scale());
      LayerMatrices.addTo(layer.offset(), learningRate, update.offset());
      moved.add(layer);
    }
    return new SmallNetwork(shape, moved);
  }

  /** A copy that shares no arrays with the original. */
  static Layer copy(Layer layer) {
    double[][] weights = new double[layer.weights().length][];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = layer.weights()[k].clone();
    }
    return new Layer(weights, layer.bias().clone(), layer.scale().clone(), layer.offset().clone());
  }
}
