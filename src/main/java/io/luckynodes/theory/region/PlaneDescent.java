package io.luckynodes.theory.region;

import java.util.Arrays;

/**
 * Gradient descent with momentum of a student on all points at once: v ← μ v + ∂L, w ← w − η v in
 * both layers, where L is the mean of ½ ‖f* − f‖² over points. Any other method that reaches a
 * critical point would do [A].
 *
 * <p>The numbers of a node at all points are contiguous, so that loops over points are fast. Sums
 * have a fixed order.
 */
public final class PlaneDescent {
  private final double rate;
  private final double momentum;

  /** x₁ and x₂ of the points, and 1 for the bias: [3][points]. */
  private final double[][] inputs;

  /** [outputs][points]. */
  private final double[][] targets;

  private final double[][] residual;

  /** [nodes][points]. */
  private final double[][] active;

  private final double[] back;

  /** Lines and fan-outs of each node in one row: [nodes][3 + outputs]. */
  private final double[][] parameters;

  private final double[][] velocity;

  /**
   * Begins at a start, which is not changed.
   *
   * @param points [points][2]
   */
  public PlaneDescent(
      double[][] points, PlaneNetwork teacher, PlaneNetwork start, double rate, double momentum) {
    this.rate = rate;
    this.momentum = momentum;
    int outputs = teacher.outputs();
    inputs = new double[3][points.length];
    targets = new double[outputs][points.length];
    for (int i = 0; i < points.length; i++) {
      inputs[0][i] = points[i][0];
      inputs[1][i] = points[i][1];
      inputs[2][i] = 1;
      double[] target = teacher.outputs(points[i]);
      for (int c = 0; c < outputs; c++) {
        targets[c][i] = target[c];
      }
    }
    residual = new double[outputs][points.length];
    active = new double[start.nodes()][points.length];
    back = new double[points.length];
    parameters = new double[start.nodes()][3 + outputs];
    velocity = new double[start.nodes()][3 + outputs];
    for (int k = 0; k < start.nodes(); k++) {
      System.arraycopy(start.lines()[k], 0, parameters[k], 0, 3);
      System.arraycopy(start.fanOuts()[k], 0, parameters[k], 3, outputs);
    }
  }

  /** Takes further steps. */
  public void advance(int steps) {
    for (int step = 0; step < steps; step++) {
      forward();
      for (int k = 0; k < parameters.length; k++) {
        descend(k);
      }
    }
  }

  /** The student as it is now. */
  public PlaneNetwork student() {
    double[][] lines = new double[parameters.length][3];
    double[][] fanOuts = new double[parameters.length][targets.length];
    for (int k = 0; k < parameters.length; k++) {
      System.arraycopy(parameters[k], 0, lines[k], 0, 3);
      System.arraycopy(parameters[k], 3, fanOuts[k], 0, targets.length);
    }
    return new PlaneNetwork(lines, fanOuts);
  }

  private void forward() {
    for (int c = 0; c < targets.length; c++) {
      System.arraycopy(targets[c], 0, residual[c], 0, back.length);
    }
    for (int k = 0; k < parameters.length; k++) {
      double[] own = parameters[k];
      linear(own[0], own[1], own[2], active[k]);
      for (int c = 0; c < targets.length; c++) {
        add(-own[3 + c], active[k], residual[c]);
      }
    }
  }

  /** Activations of a node by max(0, z) = (z + |z|) / 2, which is exact and needs no branch. */
  private void linear(double w1, double w2, double bias, double[] f) {
    double[] x1 = inputs[0];
    double[] x2 = inputs[1];
    for (int i = 0; i < f.length; i++) {
      double z = w1 * x1[i] + w2 * x2[i] + bias;
      f[i] = 0.5 * (z + Math.abs(z));
    }
  }

  /** Moves the parameters of a node, on which no other node's gradient of this step depends. */
  private void descend(int k) {
    double[] own = parameters[k];
    double[] f = active[k];
    Arrays.fill(back, 0);
    for (int c = 0; c < targets.length; c++) {
      add(own[3 + c], residual[c], back);
    }
    for (int i = 0; i < f.length; i++) {
      back[i] = f[i] > 0 ? back[i] : 0;
    }
    for (int p = 0; p < own.length; p++) {
      double down = p < 3 ? dot(back, inputs[p]) : dot(f, residual[p - 3]);
      velocity[k][p] = momentum * velocity[k][p] + down / f.length;
      own[p] += rate * velocity[k][p];
    }
  }

  private static void add(double factor, double[] from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  /**
   * The inner product, by four independent sums, since each addition waits for the one before it.
   */
  private static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }
}
