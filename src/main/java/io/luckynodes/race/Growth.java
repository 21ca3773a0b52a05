package io.luckynodes.race;

import io.luckynodes.race.Neurons.Neuron;

/**
 * How fast a neuron grows (theorem 3.11 and appendix E).
 *
 * <p>With the error of a sample being e (1, −1) at the outputs (e is ½ for class 1 and −½ for class
 * 2 as long as both probabilities are ½), R = 1/N Σ e x over the samples that pass, and h = √2 ‖R‖,
 * gradient flow turns r = ‖w‖ and q = ‖a‖ by
 *
 * <pre>dr/dt = h cos Δ cos φ q,   dq/dt = h cos Δ cos φ r,</pre>
 *
 * Δ being the angle between w and R, φ that between a and (1, −1). So r² − q² stays as it is, r + q
 * grows at the rate h cos Δ cos φ, and the product r q at twice that rate once r and q are near
 * each other; the paper's theorem is of the latter.
 */
public final class Growth {
  private Growth() {}

  /**
   * The rate at which r + q grows, per unit of time of gradient flow.
   *
   * @param error R, mean over all samples of e x where the neuron lets x pass, and 0 elsewhere
   */
  public static double strength(Neuron neuron, double[] error) {
    double[] antidiagonal = {1, -1};
    return Math.sqrt(2)
        * Vectors.norm(error)
        * Vectors.cosine(neuron.in(), error)
        * Vectors.cosine(neuron.out(), antidiagonal);
  }

  /**
   * The rate per step of gradient descent with momentum, v ← μ v + gradient, w ← w − η v: the
   * logarithm of the greater root of λ² − (1 + μ + η h) λ + μ = 0. It is η h / (1 − μ) where that
   * is small.
   *
   * @param strength h, rate per unit of time of gradient flow; may be negative
   * @param learningRate η
   * @param momentum μ, 0 to below 1
   */
  public static double perStep(double strength, double learningRate, double momentum) {
    // Of λ − 1, in a form that keeps the digits of small rates.
    double gain = learningRate * strength;
    double b = 1 - momentum - gain;
    double root = Math.sqrt(Math.max(0, b * b + 4 * gain));
    double excess = b >= 0 ? 2 * gain / (b + root) : (root - b) / 2;
    return StrictMath.log1p(excess);
  }

  /** ln(‖w‖ + ‖a‖). */
  public static double logSum(Neuron neuron) {
    return StrictMath.log(Vectors.norm(neuron.in()) + Vectors.norm(neuron.out()));
  }

  /** ln(‖w‖ ‖a‖). */
  public static double logProduct(Neuron neuron) {
    return StrictMath.log(Vectors.norm(neuron.in())) + StrictMath.log(Vectors.norm(neuron.out()));
  }
}
