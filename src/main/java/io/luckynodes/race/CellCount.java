package io.luckynodes.race;

/** Upper bound of the number of cells (lemma 3.1, after Cover). */
public final class CellCount {
  private CellCount() {}

  /**
   * log₁₀ of 2 · Σ C(N − 1, k) over k below D. This is the number of regions into which N
   * hyperplanes through the origin cut a space of D dimensions, if the hyperplanes lie in general
   * position; otherwise there are fewer regions.
   *
   * @param samples N
   * @param inputs D
   */
  public static double log10Bound(int samples, int inputs) {
    double most = Double.NEGATIVE_INFINITY;
    int terms = Math.min(inputs, samples);
    double[] logarithms = new double[terms];
    double choose = 0;
    for (int k = 0; k < terms; k++) {
      logarithms[k] = choose;
      most = Math.max(most, choose);
      choose += StrictMath.log(samples - 1.0 - k) - StrictMath.log(k + 1.0);
    }
    double sum = 0;
    for (double logarithm : logarithms) {
      sum += StrictMath.exp(logarithm - most);
    }
    return (StrictMath.log(2) + most + StrictMath.log(sum)) / StrictMath.log(10);
  }
}
