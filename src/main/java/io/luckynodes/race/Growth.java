package io.luckynodes.race;

import io.luckynodes.race.Neurons.Neuron;

/**
 * Growth rates of a neuron (theorem 3.11 and appendix E).
 *
 * <p>Let the error of a sample be e (1, −1) at the outputs; e is ½ for class 1 and −½ for class 2
 * as long as both probabilities are ½. Let R = 1/N Σ e x over the samples that pass, and h = √2
 * ‖R‖. Gradient flow then changes r = ‖w‖ and q = ‖a‖ by
 *
 * <pre>dr/dt = h cos Δ cos φ q,   dq/dt = h cos Δ cos φ r,</pre>
 *
 * where Δ is the angle between w and R, and φ is the angle between a and (1, −1). So r² − q² stays
 * constant, and r + q grows at the rate h cos Δ cos φ. The product r q grows at twice that rate
 * once r and q are near each other; the paper's theorem is about this product.
 */
public final class Growth {
  private Growth() {}

  /**
   * The rate at which r + q grows, per unit of time of gradient flow.
   *
   * @param error R, the mean over all samples of e x where the neuron lets x pass, and of 0
   *     elsewhere
   */
  public static double strength(Neuron neuron, double[] error) {
    double[] antidiagonal = {1, -1};
    return Math.sqrt(2)
        * Vectors.norm(error)
        * Vectors.cosine(neuron.in(), error)
        * Vectors.cosine(neuron.out(), antidiagonal);
  }

  /**
   * The growth rate per step of gradient descent with momentum, v ← μ v + gradient, w ← w − η v. It
   * is the logarithm of the greater root of λ² − (1 + μ + η h) λ + μ = 0, which is about η h / (1 −
   * μ) where this is small.
   *
   * @param strength h, rate per unit of time of gradient flow; may be negative
   * @param learningRate η
   * @param momentum μ, 0 to below 1
   */
  public static double perStep(double strength, double learningRate, double momentum) {
    // Solves for λ − 1, in a form that keeps the digits of small rates.
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
