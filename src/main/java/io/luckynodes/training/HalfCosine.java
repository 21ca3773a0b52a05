package io.luckynodes.training;

/**
 * A step size that falls from {@code peak} to 0 along half a cosine.
 *
 * @param length number of steps or epochs from the peak to 0
 */
public record HalfCosine(double peak, int length) {

  /** The step size after the given number of steps or epochs. */
  public double after(int done) {
    return peak / 2 * (1 + StrictMath.cos(StrictMath.PI * done / length));
  }
}
