package io.luckynodes.theory.region;

import io.luckynodes.theory.Directions;
import io.luckynodes.theory.plane.PlaneLines;
import java.util.random.RandomGenerator;

/**
 * A two-layer ReLU network on inputs (x₁, x₂) of the plane, with outputs without biases.
 *
 * @param lines [nodes][3], rows (w₁, w₂, b) of the hidden nodes
 * @param fanOuts [nodes][outputs], rows v of the hidden nodes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
public record PlaneNetwork(double[][] lines, double[][] fanOuts) {
  /**
   * Draws a teacher: rows of length 1 [T: S:122], fan-outs of length 1 in random directions [A].
   *
   * @param degrees directions of the normals of the lines
   * @param offsets distances of the lines from the origin along their normals
   */
  public static PlaneNetwork teacher(
      double[] degrees, double[] offsets, int outputs, RandomGenerator random) {
    if (degrees.length != offsets.length) {
      throw new IllegalArgumentException(
          degrees.length + " directions of lines and " + offsets.length + " distances");
    }
    double[][] lines = new double[degrees.length][];
    for (int j = 0; j < lines.length; j++) {
      lines[j] = PlaneLines.teacher(degrees[j], offsets[j]);
    }
    return new PlaneNetwork(lines, Directions.random(lines.length, outputs, random));
  }

  /** Draws a student: weights and biases from normal distributions around 0 [A]. */
  public static PlaneNetwork student(
      int nodes, int outputs, double std, double biasStd, RandomGenerator random) {
    double[][] lines = new double[nodes][];
    double[][] fanOuts = new double[nodes][outputs];
    for (int k = 0; k < nodes; k++) {
      lines[k] =
          new double[] {
            std * random.nextGaussian(),
            std * random.nextGaussian(),
            biasStd * random.nextGaussian()
          };
      for (int c = 0; c < outputs; c++) {
        fanOuts[k][c] = std * random.nextGaussian();
      }
    }
    return new PlaneNetwork(lines, fanOuts);
  }

  public int nodes() {
    return lines.length;
  }

  public int outputs() {
    return fanOuts[0].length;
  }

  /** The pre-activation of a node at a point: w·x + b. */
  public static double linear(double[] line, double[] x) {
    return line[0] * x[0] + line[1] * x[1] + line[2];
  }

  /** The activation f_k of every hidden node at a point. */
  public double[] activations(double[] x) {
    double[] f = new double[nodes()];
    for (int k = 0; k < f.length; k++) {
      f[k] = Math.max(0, linear(lines[k], x));
    }
    return f;
  }

  /** The outputs Σ v_k f_k at a point. */
  public double[] outputs(double[] x) {
    double[] f = activations(x);
    double[] sum = new double[outputs()];
    for (int k = 0; k < f.length; k++) {
      sum = f[k] > 0 ? Directions.sum(sum, f[k], fanOuts[k]) : sum;
    }
    return sum;
  }

  /**
   * The kink of a node, v ‖w‖ with w without the bias: the jump of the outputs' slope across the
   * node's line, whichever side is active.
   */
  public double[] kink(int node) {
    double size = StrictMath.hypot(lines[node][0], lines[node][1]);
    return Directions.sum(new double[outputs()], size, fanOuts[node]);
  }
}
