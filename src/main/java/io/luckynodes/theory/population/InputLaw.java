package io.luckynodes.theory.population;

import io.luckynodes.theory.Directions;
import java.util.random.RandomGenerator;

/**
 * Distributions of inputs: three spherical ones with E[x xᵀ] = I, and one that is not spherical.
 */
public enum InputLaw {
  GAUSSIAN("N(0, I)"),
  SPHERE("on a sphere"),
  /** Direction and length independent, the length exponential. */
  EXPONENTIAL("exponential length"),
  /** The control: {@link #GAUSSIAN}, but with twice the deviation in the first coordinate. */
  STRETCHED("one coordinate stretched");

  private final String words;

  InputLaw(String words) {
    this.words = words;
  }

  /** The name for tables and figures. */
  public String words() {
    return words;
  }

  /** Whether the distribution is isotropic, as Theorem 6 requires. */
  public boolean spherical() {
    return this != STRETCHED;
  }

  /** Draws an input with a given number of coordinates. */
  public double[] draw(int inputs, RandomGenerator random) {
    double[] x = Directions.gaussian(inputs, random);
    double scale =
        switch (this) {
          case GAUSSIAN, STRETCHED -> 1;
          case SPHERE -> Math.sqrt(inputs) / Directions.norm(x);
          // E[length²] has to be d; an exponential number of mean 1 has E[length²] = 2.
          case EXPONENTIAL ->
              -StrictMath.log(1 - random.nextDouble())
                  * Math.sqrt(inputs / 2.0)
                  / Directions.norm(x);
        };
    for (int i = 0; i < inputs; i++) {
      x[i] *= scale;
    }
    if (this == STRETCHED) {
      x[0] *= 2;
    }
    return x;
  }
}
