package io.luckynodes.theory;

import java.util.Optional;

/**
 * Inputs at even distances on the unit circle, and the nodes f(x) = σ(cos(x − φ) − b) on them. Each
 * node has a weight vector of length 1 in its direction φ; all nodes share one threshold b (<i>Luck
 * Matters</i>, figures 1 to 3; ‖w‖ = 1 as in L274, the circle is assumed [A]). A node's activation
 * region E = {x : f(x) > 0} is the open arc that reaches arccos b to both sides of φ.
 *
 * @param samples N, the number of inputs; input i lies at (i + ½) · 2π / N radians
 * @param threshold b, from −1 to 1; with a threshold of 1 no node is active anywhere
 */
public record Circle(int samples, double threshold) {
  /**
   * The arc on which a node is active: the positions of its first and last active input in degrees.
   * The arc runs upwards from {@code from}, which is between 0 and 360, to {@code to}, which may be
   * above 360.
   */
  public record Arc(double from, double to) {}

  /**
   * @throws IllegalArgumentException for fewer than 8 samples or a threshold outside −1 to 1
   */
  public Circle {
    if (samples < 8 || !(Math.abs(threshold) <= 1)) {
      throw new IllegalArgumentException(
          samples + " samples, threshold " + threshold + ": not at least 8, and −1 to 1");
    }
  }

  /** The position of an input in degrees. */
  public double degrees(int sample) {
    return (sample + 0.5) * 360 / samples;
  }

  /** cos(x_i − angle) of every input, [N]. */
  double[] cosines(double angle) {
    double[] cosines = new double[samples];
    for (int i = 0; i < samples; i++) {
      cosines[i] = StrictMath.cos(StrictMath.toRadians(degrees(i)) - angle);
    }
    return cosines;
  }

  /**
   * f(x_i) of a node at every input, [N].
   *
   * @param direction φ in radians
   */
  public double[] activations(double direction) {
    double[] activations = cosines(direction);
    for (int i = 0; i < samples; i++) {
      activations[i] = Math.max(0, activations[i] - threshold);
    }
    return activations;
  }

  /**
   * ∂f(x_i)/∂φ = 𝕀(f(x_i) > 0) sin(x_i − φ) of a node at every input, [N].
   *
   * @param direction φ in radians
   */
  double[] turns(double direction) {
    double[] f = activations(direction);
    // sin u = cos(u − π/2)
    double[] turns = cosines(direction + Math.PI / 2);
    for (int i = 0; i < samples; i++) {
      turns[i] = f[i] > 0 ? turns[i] : 0;
    }
    return turns;
  }

  /**
   * The arc of inputs on which a node is active; empty if there is none.
   *
   * @param direction φ in radians
   */
  public Optional<Arc> arc(double direction) {
    double[] f = activations(direction);
    int active = 0;
    int first = 0;
    for (int i = 0; i < samples; i++) {
      if (f[i] > 0) {
        active++;
        first = f[(i + samples - 1) % samples] > 0 ? first : i;
      }
    }
    return active == 0
        ? Optional.empty()
        : Optional.of(new Arc(degrees(first), degrees(first + active - 1)));
  }

  /** Half the length of a node's activation region in degrees: arccos b. */
  public double reach() {
    // The arc cosine itself would lose half of the digits near b = 1.
    return StrictMath.toDegrees(
        StrictMath.atan2(Math.sqrt((1 - threshold) * (1 + threshold)), threshold));
  }

  /**
   * The share of a node's activation region that it has in common with another node, by the lengths
   * of the arcs. It is 1 for equal directions, and 0 where the regions do not touch or are empty.
   *
   * @param gap the angle between the two directions in degrees, 0 to 180
   */
  public double overlap(double gap) {
    double whole = 2 * reach();
    // Regions of more than half the circle also meet on the far side.
    double common = Math.max(0, whole - gap) + Math.max(0, whole - (360 - gap));
    return whole == 0 ? 0 : common / whole;
  }
}
