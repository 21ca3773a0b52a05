package io.luckynodes.network.race;

/**
 * Computes the coefficients that combine several steps of SGD with momentum into one change of a
 * weight matrix.
 *
 * <p>In step t (from 0) of a block the gradient is {@code x_tᵀ g_t}, a product as thin as the
 * batch. With {@code c_m = 1 + μ + … + μ^m}, unrolling {@code v ← μ v + x_tᵀ g_t}, {@code w ← w − η
 * v} gives the weights before step t,
 *
 * <pre>w_t = w_0 − η (c_t − 1) v_0 − η Σ_{s&lt;t} c_{t−1−s} x_sᵀ g_s</pre>
 *
 * so the layer's output before ReLU is {@code x_t w_t = x_t w_0 − η (c_t − 1) x_t v_0 − η Σ_{s<t}
 * c_{t−1−s} (x_t x_sᵀ) g_s}: two products with whole matrices for all steps of a block together,
 * and small products within it. At the end of a block, the same sums give the weights and
 * velocities. This is exact; only the rounding differs.
 *
 * @param steps number of steps of a block, K
 * @param batch number of samples of a step, B
 * @param rate step size η
 * @param momentum μ
 */
record MomentumBlock(int steps, int batch, double rate, double momentum) {
  /** Number of samples of a block, K·B. */
  int samples() {
    return steps * batch;
  }

  /**
   * The factor {@code c_m} of a gradient in the weights after m further steps, without the step
   * size.
   */
  private double reached(int further) {
    double sum = 0;
    for (int i = 0; i <= further; i++) {
      sum += Math.pow(momentum, i);
    }
    return sum;
  }

  /**
   * Factors with which the velocity at the start is subtracted before each sample's step, [1, K·B,
   * 1].
   */
  float[][][] ofVelocityBefore() {
    return column(t -> rate * (reached(t) - 1));
  }

  /**
   * Factors with which earlier samples' gradients are added before each sample's step, [1, K·B,
   * K·B].
   */
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

  /** Factors with which each sample's gradient is added to the weights by the end, [1, K·B, 1]. */
  float[][][] intoWeights() {
    return column(t -> -rate * reached(steps - 1 - t));
  }

  /**
   * Factors with which each sample's gradient is added to the velocities by the end, [1, K·B, 1].
   */
  float[][][] intoVelocities() {
    return column(t -> Math.pow(momentum, steps - 1 - t));
  }

  /** Factor with which the velocities at the start are subtracted from the weights by the end. */
  float velocityTakenOff() {
    return (float) (rate * (reached(steps) - 1));
  }

  /** Factor of the velocities at the start that remains at the end. */
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
