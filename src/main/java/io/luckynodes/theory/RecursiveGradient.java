package io.luckynodes.theory;

import io.luckynodes.theory.SmallNetwork.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The recursive gradient rule (Luck Matters, Theorem 1): g of a hidden node as a mixture of the
 * activations of the teacher's and the student's nodes in its layer. The recursion for β (Eqn 5)
 * works it out sample by sample. In networks with biases, every layer but the output has a constant
 * node f = 1 as its last node [C]; the gate of this node is open, and its weights are the biases of
 * the layer above. Layers count from 0, the lowest hidden layer.
 */
public final class RecursiveGradient {
  private final SmallNetwork student;
  private final List<Pass> own;
  private final List<double[][]> backPropagated;

  /** The input f of each layer and, in {@code gates}, f′; constant nodes are last. */
  private final List<double[][]> inputs;

  private final List<double[][]> teacherInputs;
  private final List<double[][]> gates;
  private final List<double[][]> teacherGates;
  private final List<double[][]> weights;
  private final List<double[][]> teacherWeights;
  private final List<double[][]> gradients = new ArrayList<>();
  private final List<double[][]> meanBeta = new ArrayList<>();
  private final List<double[][]> meanBetaTeacher = new ArrayList<>();
  private final double[][] x;

  /**
   * Works out g and the means of β.
   *
   * @param x [samples][inputs]
   * @throws IllegalArgumentException if either network has BatchNorm, or if the networks differ in
   *     depth, inputs, outputs or in having biases
   */
  public RecursiveGradient(SmallNetwork student, SmallNetwork teacher, double[][] x) {
    SmallNetwork.Shape shape = student.shape();
    SmallNetwork.Shape other = teacher.shape();
    if (shape.placement() != NormPlacement.NONE || other.placement() != NormPlacement.NONE) {
      throw new IllegalArgumentException("Theorem 1 is of networks without BatchNorm");
    }
    if (shape.depth() != other.depth()
        || shape.inputs() != other.inputs()
        || shape.outputs() != other.outputs()
        || shape.biases() != other.biases()) {
      throw new IllegalArgumentException("the student's shape does not go with the teacher's");
    }
    this.student = student;
    this.x = x;
    own = student.forward(x);
    List<Pass> teachers = teacher.forward(x);
    double[][] y = teachers.get(teachers.size() - 1).outputs();
    backPropagated = student.backward(own, y).stream().map(SmallNetwork.Back::linear).toList();
    inputs = own.stream().map(this::inputs).toList();
    teacherInputs = teachers.stream().map(this::inputs).toList();
    gates = own.stream().map(this::gates).toList();
    teacherGates = teachers.stream().map(this::gates).toList();
    weights = withConstantNodes(student);
    teacherWeights = withConstantNodes(teacher);
    for (int l = 0; l < shape.depth() - 1; l++) {
      int constant = shape.biases() ? 1 : 0;
      gradients.add(new double[x.length][]);
      meanBeta.add(new double[shape.size(l) + constant][shape.size(l) + constant]);
      meanBetaTeacher.add(new double[shape.size(l) + constant][other.size(l) + constant]);
    }
    for (int sample = 0; sample < x.length; sample++) {
      recurse(sample);
    }
  }

  private void recurse(int sample) {
    int top = student.shape().depth() - 1;
    double[][] beta = LayerMatrices.identity(student.shape().outputs());
    double[][] betaTeacher = beta;
    double[][] w = weights.get(top);
    double[][] wTeacher = teacherWeights.get(top);
    for (int l = top - 1; l >= 0; l--) {
      beta = LayerMatrices.productTransposed(LayerMatrices.product(w, beta), w);
      betaTeacher =
          LayerMatrices.productTransposed(LayerMatrices.product(w, betaTeacher), wTeacher);
      double[] f = inputs.get(l + 1)[sample];
      double[] fTeacher = teacherInputs.get(l + 1)[sample];
      double[] g = new double[student.shape().size(l)];
      for (int j = 0; j < g.length; j++) {
        if (own.get(l).gateInput()[sample][j] > 0) {
          g[j] = LayerMatrices.dot(betaTeacher[j], fTeacher) - LayerMatrices.dot(beta[j], f);
        }
      }
      gradients.get(l)[sample] = g;
      addMean(meanBeta.get(l), beta);
      addMean(meanBetaTeacher.get(l), betaTeacher);
      // Only entries between open gates contribute to lower layers.
      int[] open = open(gates.get(l)[sample]);
      int[] openTeacher = open(teacherGates.get(l)[sample]);
      beta = LayerMatrices.columns(LayerMatrices.rows(beta, open), open);
      betaTeacher = LayerMatrices.columns(LayerMatrices.rows(betaTeacher, open), openTeacher);
      w = LayerMatrices.columns(weights.get(l), open);
      wTeacher = LayerMatrices.columns(teacherWeights.get(l), openTeacher);
    }
  }

  private static int[] open(double[] gates) {
    return IntStream.range(0, gates.length).filter(j -> gates[j] > 0).toArray();
  }

  private void addMean(double[][] mean, double[][] beta) {
    for (int j = 0; j < mean.length; j++) {
      LayerMatrices.addTo(mean[j], 1.0 / x.length, beta[j]);
    }
  }

  /** g of a hidden layer by the recursion, [samples][nodes]. */
  public double[][] gradients(int layer) {
    return gradients.get(layer);
  }

  /**
   * E[β] of a hidden layer with itself, [n][n], with the constant node last in networks with
   * biases.
   */
  public double[][] meanBeta(int layer) {
    return meanBeta.get(layer);
  }

  /** E[β*] of a hidden layer with the teacher's layer, [n][m], constant nodes last. */
  public double[][] meanBetaTeacher(int layer) {
    return meanBetaTeacher.get(layer);
  }

  /**
   * ‖E[β] − other E[β]‖ / ‖E[β]‖ of a hidden layer, Frobenius norms. With another network whose
   * lowest weights are drawn anew, it tests the statement "β depends on the weights above alone"
   * (L241).
   */
  public double change(RecursiveGradient other, int layer) {
    double[] mean = LayerMatrices.flat(meanBeta.get(layer));
    double[] difference = mean.clone();
    LayerMatrices.addTo(difference, -1, LayerMatrices.flat(other.meanBeta.get(layer)));
    return Math.sqrt(LayerMatrices.dot(difference, difference) / LayerMatrices.dot(mean, mean));
  }

  /**
   * The two sides of Theorem 2 for a layer's incoming weights. {@code layer} = number of hidden
   * layers gives the output layer.
   */
  public LayerDynamics dynamics(int layer) {
    boolean top = layer == student.shape().depth() - 1;
    double[][] h = LayerMatrices.identity(student.shape().outputs());
    double[][] hTeacher = h;
    if (!top) {
      double[][] d = gates.get(layer);
      h = entrywise(meanBeta.get(layer), LayerMatrices.meanOuter(d, d));
      hTeacher =
          entrywise(
              meanBetaTeacher.get(layer), LayerMatrices.meanOuter(d, teacherGates.get(layer)));
    }
    double[][] f = inputs.get(layer);
    return new LayerDynamics(
        LayerMatrices.meanOuter(f, teacherInputs.get(layer)),
        teacherWeights.get(layer),
        hTeacher,
        LayerMatrices.meanOuter(f, f),
        weights.get(layer),
        h,
        LayerMatrices.meanOuter(f, backPropagated.get(layer)));
  }

  private static double[][] entrywise(double[][] a, double[][] b) {
    double[][] product = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        product[i][j] = a[i][j] * b[i][j];
      }
    }
    return product;
  }

  /** The input f of a layer, the constant node last. */
  private double[][] inputs(Pass pass) {
    return student.shape().biases() ? withOnes(pass.inputs()) : pass.inputs();
  }

  /** f′ of a hidden layer, the constant node last. */
  private double[][] gates(Pass pass) {
    double[][] gates = new double[pass.gateInput().length][pass.gateInput()[0].length];
    for (int b = 0; b < gates.length; b++) {
      for (int j = 0; j < gates[b].length; j++) {
        gates[b][j] = pass.gateInput()[b][j] > 0 ? 1 : 0;
      }
    }
    return student.shape().biases() ? withOnes(gates) : gates;
  }

  private static double[][] withOnes(double[][] rows) {
    double[][] longer = new double[rows.length][];
    for (int b = 0; b < rows.length; b++) {
      longer[b] = Arrays.copyOf(rows[b], rows[b].length + 1);
      longer[b][rows[b].length] = 1;
    }
    return longer;
  }

  /**
   * Weights of all layers. With biases they are [fan-in + 1][nodes + 1], but [fan-in + 1][nodes] in
   * the output layer.
   */
  private static List<double[][]> withConstantNodes(SmallNetwork network) {
    List<double[][]> all = new ArrayList<>();
    int top = network.layers().size() - 1;
    for (int l = 0; l <= top; l++) {
      SmallNetwork.Layer layer = network.layers().get(l);
      if (!network.shape().biases()) {
        all.add(layer.weights());
        continue;
      }
      int in = layer.weights().length;
      int nodes = layer.bias().length;
      double[][] w = new double[in + 1][];
      for (int k = 0; k <= in; k++) {
        double[] row = k < in ? layer.weights()[k] : layer.bias();
        w[k] = Arrays.copyOf(row, l < top ? nodes + 1 : nodes);
      }
      if (l < top) {
        w[in][nodes] = 1;
      }
      all.add(w);
    }
    return all;
  }
}
