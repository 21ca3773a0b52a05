package io.luckynodes.race;

/** Vectors as arrays of float64. */
public final class Vectors {
  /**
   * Number of coordinates in a part: this many of each of some hundred vectors fit in a core's
   * cache.
   */
  private static final int PART = 64;

  private Vectors() {}

  /** The inner product a · b. */
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * The inner products of all pairs of vectors, equal to {@link #dot} to the last bit. Every sum
   * keeps its order, and the processor computes the sums of one vector with many others at once.
   *
   * @param vectors vectors of equal length
   * @return [vectors][vectors], symmetric
   */
  public static double[][] products(double[][] vectors) {
    int count = vectors.length;
    double[][] products = new double[count][count];
    if (count == 0) {
      return products;
    }
    int length = vectors[0].length;
    double[][] columns = new double[Math.min(PART, length)][count];
    for (int from = 0; from < length; from += PART) {
      int width = Math.min(PART, length - from);
      for (int j = 0; j < count; j++) {
        for (int i = 0; i < width; i++) {
          columns[i][j] = vectors[j][from + i];
        }
      }
      for (int k = 0; k < count; k++) {
        for (int i = 0; i < width; i++) {
          addUpTo(k, products[k], columns[i], vectors[k][from + i]);
        }
      }
    }
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < k; j++) {
        products[j][k] = products[k][j];
      }
    }
    return products;
  }

  /** Adds the first last + 1 addends, times a factor, to the sums. */
  private static void addUpTo(int last, double[] sums, double[] addends, double factor) {
    for (int j = 0; j <= last; j++) {
      sums[j] += addends[j] * factor;
    }
  }

  /** The norm ‖a‖. */
  public static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** The product a · factor. */
  public static double[] times(double[] a, double factor) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * factor;
    }
    return product;
  }

  /** The unit vector a / ‖a‖; 0 for the vector 0. */
  public static double[] unit(double[] a) {
    double norm = norm(a);
    return norm == 0 ? a.clone() : times(a, 1 / norm);
  }

  /** Cosine of the angle between two vectors, in [−1, 1]; NaN if either is 0. */
  public static double cosine(double[] a, double[] b) {
    return Math.max(-1, Math.min(1, dot(a, b) / (norm(a) * norm(b))));
  }

  /**
   * The angle between two vectors in degrees, 0 to 180; NaN if either is 0. Kahan's form: the arc
   * cosine would lose all digits of small angles.
   */
  public static double degrees(double[] a, double[] b) {
    double[] one = unit(a);
    double[] other = unit(b);
    double apart = 0;
    double together = 0;
    for (int i = 0; i < one.length; i++) {
      apart += (one[i] - other[i]) * (one[i] - other[i]);
      together += (one[i] + other[i]) * (one[i] + other[i]);
    }
    return norm(a) == 0 || norm(b) == 0
        ? Double.NaN
        : Math.toDegrees(2 * StrictMath.atan2(Math.sqrt(apart), Math.sqrt(together)));
  }
}
