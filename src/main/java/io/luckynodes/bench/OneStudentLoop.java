package io.luckynodes.bench;

import java.util.SplittableRandom;

/**
 * Trains one two-layer student in float64 with a plain loop, as the baseline for training many at
 * once. The loops run along rows, so that the compiler uses vector instructions.
 */
final class OneStudentLoop implements Workload {
  private final int n;
  private final int steps;
  final double[] inputs;
  final double[] targets;
  final int[] batches;
  final double[] w1;
  final double[] b1;
  final double[] w2;
  final double[] b2;

  /**
   * @param hidden number of hidden nodes of the student, n
   * @param steps number of steps in one run
   */
  OneStudentLoop(int hidden, int steps) {
    this.n = hidden;
    this.steps = steps;
    SplittableRandom random = new SplittableRandom(1);
    inputs = noise(random, TwoLayerWorkload.SAMPLES * TwoLayerWorkload.INPUTS, 1.5);
    targets = noise(random, TwoLayerWorkload.SAMPLES * TwoLayerWorkload.OUTPUTS, 1);
    batches =
        random.ints((long) steps * TwoLayerWorkload.BATCH, 0, TwoLayerWorkload.SAMPLES).toArray();
    w1 = noise(random, TwoLayerWorkload.INPUTS * n, 0.005);
    b1 = new double[n];
    w2 = noise(random, n * TwoLayerWorkload.OUTPUTS, 0.005);
    b2 = new double[TwoLayerWorkload.OUTPUTS];
  }

  @Override
  public void run() {
    int batch = TwoLayerWorkload.BATCH;
    int d = TwoLayerWorkload.INPUTS;
    int c = TwoLayerWorkload.OUTPUTS;
    double[][] h = new double[batch][n];
    double[][] g1 = new double[batch][n];
    double[][] g2 = new double[batch][c];
    double rate = TwoLayerWorkload.RATE / batch;
    for (int step = 0; step < steps; step++) {
      for (int b = 0; b < batch; b++) {
        int sample = batches[step * batch + b];
        System.arraycopy(b1, 0, h[b], 0, n);
        for (int i = 0; i < d; i++) {
          addScaled(h[b], w1, i * n, inputs[sample * d + i]);
        }
        for (int j = 0; j < n; j++) {
          h[b][j] = Math.max(h[b][j], 0);
        }
        for (int k = 0; k < c; k++) {
          g2[b][k] = targets[sample * c + k] - b2[k];
        }
        for (int j = 0; j < n; j++) {
          addScaled(g2[b], w2, j * c, -h[b][j]);
        }
        for (int j = 0; j < n; j++) {
          g1[b][j] = h[b][j] > 0 ? dot(g2[b], w2, j * c) : 0;
        }
      }
      for (int b = 0; b < batch; b++) {
        int sample = batches[step * batch + b];
        for (int i = 0; i < d; i++) {
          scatter(w1, i * n, g1[b], rate * inputs[sample * d + i]);
        }
        scatter(b1, 0, g1[b], rate);
        for (int j = 0; j < n; j++) {
          scatter(w2, j * c, g2[b], rate * h[b][j]);
        }
        scatter(b2, 0, g2[b], rate);
      }
    }
  }

  /** sum += factor · row, where the row starts at {@code from} of a matrix. */
  private static void addScaled(double[] sum, double[] matrix, int from, double factor) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * matrix[from + i];
    }
  }

  /** row += factor · values, where the row starts at {@code from} of a matrix. */
  private static void scatter(double[] matrix, int from, double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      matrix[from + i] += factor * values[i];
    }
  }

  private static double dot(double[] values, double[] matrix, int from) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * matrix[from + i];
    }
    return sum;
  }

  private static double[] noise(SplittableRandom random, int count, double most) {
    return random.doubles(count).map(u -> most * (2 * u - 1)).toArray();
  }

  @Override
  public double steps() {
    return steps;
  }

  @Override
  public double samples() {
    return (double) steps * TwoLayerWorkload.BATCH;
  }

  @Override
  public double flops() {
    return steps * TwoLayerWorkload.flopsOfAStep(n);
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
