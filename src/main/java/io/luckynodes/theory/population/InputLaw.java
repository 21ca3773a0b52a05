package io.luckynodes.theory.population;

import io.luckynodes.theory.Directions;
import java.util.random.RandomGenerator;

/** Distributions of inputs: three spherical ones with E[x xᵀ] = I, and one that is not. */
public enum InputLaw {
  GAUSSIAN("N(0, I)"),
  SPHERE("on a sphere"),
  /** Direction and length independent, the length exponential. */
  EXPONENTIAL("exponential length"),
  /** The control: as {@link #GAUSSIAN}, but the first coordinate has twice the deviation. */
  STRETCHED("one coordinate stretched");

  private final String words;

  InputLaw(String words) {
    this.words = words;
  }

  /** What it is called. */
  public String words() {
    return words;
  }

  /** Whether the law is alike in all directions, as Theorem 6 has it. */
  public boolean spherical() {
    return this != STRETCHED;
  }

  /** Draws an input of so many coordinates. */
  public double[] draw(int inputs, RandomGenerator random) {
    double[] x = Directions.gaussian(inputs, random);
    double scale =
        switch (this) {
          case GAUSSIAN, STRETCHED -> 1;
          case SPHERE -> Math.sqrt(inputs) / Directions.norm(x);
          // E[length²] is d: that of an exponential number of mean 1 is 2.
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
