package io.luckynodes.theory.population;

import io.luckynodes.theory.Directions;
import java.util.random.RandomGenerator;

/**
 * E[d d′ x xᵀ] w′ and E[d d′] of two nodes by Monte Carlo.
 *
 * @param vector means over inputs of d d′ (w′·x) x, a number for each coordinate
 * @param errors standard errors of the means
 * @param share share of inputs on which both nodes are active
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of one estimate, never compared by equals
public record SampledGates(double[] vector, double[] errors, double share) {
  /** Least number of samples with both gates open that an estimate needs. */
  private static final int FEWEST = 100;

  /** The estimate from a number of random inputs. */
  public static SampledGates of(
      double[] w, double[] other, InputLaw law, int samples, RandomGenerator random) {
    int inputs = w.length;
    double[] sums = new double[inputs];
    double[] squares = new double[inputs];
    int both = 0;
    for (int sample = 0; sample < samples; sample++) {
      double[] x = law.draw(inputs, random);
      double output = Directions.dot(other, x);
      if (output > 0 && Directions.dot(w, x) > 0) {
        both++;
        for (int i = 0; i < inputs; i++) {
          double term = output * x[i];
          sums[i] += term;
          squares[i] += term * term;
        }
      }
    }
    double[] errors = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      sums[i] /= samples;
      errors[i] = Math.sqrt((squares[i] / samples - sums[i] * sums[i]) / samples);
    }
    return new SampledGates(sums, errors, (double) both / samples);
  }

  /** The distance of each coordinate from its prediction in standard errors, without sign. */
  public double[] misses(double[] predicted) {
    double[] misses = new double[vector.length];
    for (int i = 0; i < misses.length; i++) {
      misses[i] = Math.abs(vector[i] - predicted[i]) / errors[i];
    }
    return misses;
  }

  /** The least-squares coefficients of the vector: the factor of w, then the factor of w′. */
  public double[] coefficients(double[] w, double[] other) {
    double[] unit = Directions.unit(w);
    double[] aside = Directions.upright(other, unit);
    double ofOther = Directions.dot(vector, aside) / Directions.dot(aside, aside);
    double ofFirst =
        (Directions.dot(vector, unit) - ofOther * Directions.dot(other, unit)) / Directions.norm(w);
    return new double[] {ofFirst, ofOther};
  }

  /**
   * The share of E[d d′ x̃ x̃ᵀ] w̃′ that lies outside the span of w̃ and w̃′, for Assumption 2
   * (S:238) with biases. Here x̃ = (x, 1), w̃ = (w, b), ‖w‖ = ‖w′‖ = 1, and x ~ N(0, I).
   * Coordinates orthogonal to both weights add nothing, so the plane is enough for inputs of any
   * dimension.
   *
   * @param angle angle between both weights in radians, above 0 and below π
   * @param bias b of both nodes
   * @return NaN if both gates are open on fewer than 100 samples
   */
  public static double outsideSpan(double angle, double bias, int samples, RandomGenerator random) {
    double[] w = {1, 0, bias};
    double[] other = {StrictMath.cos(angle), StrictMath.sin(angle), bias};
    double[] sums = new double[3];
    int both = 0;
    for (int sample = 0; sample < samples; sample++) {
      double[] x = {random.nextGaussian(), random.nextGaussian(), 1};
      double output = Directions.dot(other, x);
      if (output > 0 && Directions.dot(w, x) > 0) {
        both++;
        for (int i = 0; i < 3; i++) {
          sums[i] += output * x[i];
        }
      }
    }
    if (both < FEWEST) {
      return Double.NaN;
    }
    double[] first = Directions.unit(w);
    double[] second = Directions.unit(Directions.upright(other, first));
    double[] outside = Directions.upright(Directions.upright(sums, first), second);
    return Directions.norm(outside) / Directions.norm(sums);
  }
}
