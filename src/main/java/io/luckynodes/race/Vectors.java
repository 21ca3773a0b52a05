package io.luckynodes.race;

/** Vectors as arrays of float64. */
public final class Vectors {
  private Vectors() {}

  /** a · b. */
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * v · b of each of several vectors, to the same bits as {@link #dot}: every sum is taken in its
   * order, and the processor works at eight of them at once.
   *
   * @param vectors as long as b
   * @param count of them, from the first
   */
  public static double[] dots(double[][] vectors, int count, double[] b) {
    double[] dots = new double[count];
    int j = 0;
    for (; j + 8 <= count; j += 8) {
      dotsOfEight(vectors, j, b, dots);
    }
    for (; j < count; j++) {
      dots[j] = dot(vectors[j], b);
    }
    return dots;
  }

  private static void dotsOfEight(double[][] vectors, int from, double[] b, double[] dots) {
    double[] v0 = vectors[from];
    double[] v1 = vectors[from + 1];
    double[] v2 = vectors[from + 2];
    double[] v3 = vectors[from + 3];
    double[] v4 = vectors[from + 4];
    double[] v5 = vectors[from + 5];
    double[] v6 = vectors[from + 6];
    double[] v7 = vectors[from + 7];
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int i = 0; i < b.length; i++) {
      double factor = b[i];
      s0 += v0[i] * factor;
      s1 += v1[i] * factor;
      s2 += v2[i] * factor;
      s3 += v3[i] * factor;
      s4 += v4[i] * factor;
      s5 += v5[i] * factor;
      s6 += v6[i] * factor;
      s7 += v7[i] * factor;
    }
    dots[from] = s0;
    dots[from + 1] = s1;
    dots[from + 2] = s2;
    dots[from + 3] = s3;
    dots[from + 4] = s4;
    dots[from + 5] = s5;
    dots[from + 6] = s6;
    dots[from + 7] = s7;
  }

  /** ‖a‖. */
  public static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** a · factor. */
  public static double[] times(double[] a, double factor) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * factor;
    }
    return product;
  }

  /** a / ‖a‖; 0 stays 0. */
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
