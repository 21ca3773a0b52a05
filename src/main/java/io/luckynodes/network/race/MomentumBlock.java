package io.luckynodes.network.race;

/**
 * Several steps of SGD with momentum as one change of a weight matrix: the coefficients.
 *
 * <p>In step t (from 0) of a block the slope is {@code x_tᵀ g_t}, a product as thin as the batch.
 * With {@code c_m = 1 + μ + … + μ^m}, unrolling {@code v ← μ v + x_tᵀ g_t}, {@code w ← w − η v}
 * gives the weights before step t,
 *
 * <pre>w_t = w_0 − η (c_t − 1) v_0 − η Σ_{s&lt;t} c_{t−1−s} x_sᵀ g_s</pre>
 *
 * so what the layer passes on is {@code x_t w_t = x_t w_0 − η (c_t − 1) x_t v_0 − η Σ_{s<t}
 * c_{t−1−s} (x_t x_sᵀ) g_s}: two products with whole matrices for all steps of a block together,
 * and small ones within it. At its end the same sums give the weights and velocities. This is no
 * approximation; only the rounding is another.
 *
 * @param steps of a block, K
 * @param batch samples of a step, B
 * @param rate step size η
 * @param momentum μ
 */
record MomentumBlock(int steps, int batch, double rate, double momentum) {
  /** Samples of a block, K·B. */
  int samples() {
    return steps * batch;
  }

  /** {@code c_m}: how much of a slope has reached the weights after m further steps. */
  private double reached(int further) {
    double sum = 0;
    for (int i = 0; i <= further; i++) {
      sum += Math.pow(momentum, i);
    }
    return sum;
  }

  /** What the velocity at the start takes off before each sample's step, [1, K·B, 1]. */
  float[][][] ofVelocityBefore() {
    return column(t -> rate * (reached(t) - 1));
  }

  /** What earlier samples' slopes add before each sample's step, [1, K·B, K·B]. */
  float[][][] ofEarlier() {
    float[][] all = new float[samples()][samples()];
    for (int i = 0; i < samples(); i++) {
      int t = i / batch;
      for (int j = 0; j < t * batch; j++) {
        all[i][j] = (float) (-rate * reached(t - 1 - j / batch));
      }
    }
    return new float[][][] {all};
  }

  /** What each sample's slope adds to the weights by the end, [1, K·B, 1]. */
  float[][][] intoWeights() {
    return column(t -> -rate * reached(steps - 1 - t));
  }

  /** What each sample's slope adds to the velocities by the end, [1, K·B, 1]. */
  float[][][] intoVelocities() {
    return column(t -> Math.pow(momentum, steps - 1 - t));
  }

  /** What of the velocities at the start is taken off the weights by the end. */
  float velocityTakenOff() {
    return (float) (rate * (reached(steps) - 1));
  }

  /** What is left of the velocities at the start by the end. */
  float velocityLeft() {
    return (float) Math.pow(momentum, steps);
  }

  private interface OfStep {
    double of(int step);
  }

  private float[][][] column(OfStep value) {
    float[][] rows = new float[samples()][1];
    for (int i = 0; i < samples(); i++) {
      rows[i][0] = (float) value.of(i / batch);
    }
    return new float[][][] {rows};
  }
}
