package io.luckynodes.theory.population;

import io.luckynodes.theory.Directions;
import java.util.Arrays;

/**
 * Gradient flow of two-layer ReLU students without biases on the loss ½ E‖f* − f‖² over infinitely
 * many spherical inputs, by the closed form of Theorem 6 (Eqn 10, S:244): with G(w, u) = E[d_w d_u
 * x xᵀ] u and k(w, u) = w·G(w, u) = E[f_w f_u],
 *
 * <pre>
 *   ẇ_k = Σ_j (v_k·v*_j) G(w_k, w*_j) − Σ_i (v_k·v_i) G(w_k, w_i)
 *   v̇_k = Σ_j k(w_k, w*_j) v*_j − Σ_i k(w_k, w_i) v_i
 * </pre>
 *
 * <p>A node is a row (w, v). Rows of students can be longer: the flow does not move their further
 * numbers.
 */
public final class PopulationFlow implements Flow.Field {
  private final int inputs;
  private final int outputs;
  private final Nodes teacher;

  /**
   * The flow towards a teacher.
   *
   * @param teacher rows (w*, v*); no w* is 0
   * @param inputs d, the number of weights in a row
   */
  public PopulationFlow(double[][] teacher, int inputs) {
    this.inputs = inputs;
    this.outputs = teacher[0].length - inputs;
    this.teacher = nodes(teacher);
  }

  @Override
  public double[][] at(double[][] state) {
    Nodes student = nodes(state);
    double[][] velocity = new double[state.length][];
    for (int k = 0; k < state.length; k++) {
      velocity[k] = new double[state[k].length];
      pull(velocity[k], student, k, teacher, 1);
      pull(velocity[k], student, k, student, -1);
    }
    return velocity;
  }

  /** The loss ½ E‖f* − f‖². */
  public double loss(double[][] state) {
    Nodes student = nodes(state);
    return (product(teacher, teacher) - 2 * product(student, teacher) + product(student, student))
        / 2;
  }

  /** The weights w of a node. */
  public double[] weights(double[] row) {
    return Arrays.copyOf(row, inputs);
  }

  /** The fan-out v of a node. */
  public double[] fanOut(double[] row) {
    return Arrays.copyOfRange(row, inputs, inputs + outputs);
  }

  /** For each teacher node, the greatest cosine between its weights and a student's weights. */
  public double[] bestCosines(double[][] state) {
    Nodes student = nodes(state);
    return Arrays.stream(teacher.units)
        .mapToDouble(
            unit ->
                Arrays.stream(student.units)
                    .mapToDouble(own -> Directions.dot(own, unit))
                    .max()
                    .orElseThrow())
        .toArray();
  }

  private void pull(double[] velocity, Nodes nodes, int k, Nodes others, int sign) {
    for (int j = 0; j < others.units.length; j++) {
      double cosine = Directions.dot(nodes.units[k], others.units[j]);
      double sine = Directions.sine(nodes.units[k], others.units[j]);
      GateProduct product = GateProduct.of(sine, cosine, others.norms[j] / nodes.norms[k]);
      double mixture = sign * Directions.dot(nodes.fanOuts[k], others.fanOuts[j]);
      double towards = mixture * product.share() * others.norms[j];
      double along = mixture * product.along() * nodes.norms[k];
      for (int i = 0; i < inputs; i++) {
        velocity[i] += towards * others.units[j][i] + along * nodes.units[k][i];
      }
      double both = sign * kernel(product, cosine, nodes.norms[k], others.norms[j]);
      for (int i = 0; i < outputs; i++) {
        velocity[inputs + i] += both * others.fanOuts[j][i];
      }
    }
  }

  /** k(w, u) = w·G(w, u), from the norms of w and u. */
  private static double kernel(GateProduct product, double cosine, double norm, double other) {
    return norm * (product.share() * cosine * other + product.along() * norm);
  }

  private static double product(Nodes nodes, Nodes others) {
    double sum = 0;
    for (int k = 0; k < nodes.units.length; k++) {
      for (int j = 0; j < others.units.length; j++) {
        double cosine = Directions.dot(nodes.units[k], others.units[j]);
        double sine = Directions.sine(nodes.units[k], others.units[j]);
        GateProduct product = GateProduct.of(sine, cosine, others.norms[j] / nodes.norms[k]);
        sum +=
            Directions.dot(nodes.fanOuts[k], others.fanOuts[j])
                * kernel(product, cosine, nodes.norms[k], others.norms[j]);
      }
    }
    return sum;
  }

  private Nodes nodes(double[][] rows) {
    double[][] units = new double[rows.length][];
    double[] norms = new double[rows.length];
    double[][] fanOuts = new double[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      double[] w = weights(rows[row]);
      units[row] = Directions.unit(w);
      norms[row] = Directions.norm(w);
      fanOuts[row] = fanOut(rows[row]);
    }
    return new Nodes(units, norms, fanOuts);
  }

  /** Weights as directions and norms, and fan-outs. */
  @SuppressWarnings("ArrayRecordComponent") // numbers of one state, never compared by equals
  private record Nodes(double[][] units, double[] norms, double[][] fanOuts) {}
}
