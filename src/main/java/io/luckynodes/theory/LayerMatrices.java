package io.luckynodes.theory;

import java.util.Arrays;

/** Small dense matrices as rows of float64. Every sum runs in the order of its index. */
final class LayerMatrices {
  private LayerMatrices() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The cosine a · b / (‖a‖ ‖b‖); NaN if either vector is 0. */
  static double cosine(double[] a, double[] b) {
    return dot(a, b) / (Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b)));
  }

  /** The product A B; a matrix without columns if B has no rows. */
  static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b.length == 0 ? 0 : b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        addTo(product[i], a[i][k], b[k]);
      }
    }
    return product;
  }

  /** The product A Bᵀ. */
  static double[][] productTransposed(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        product[i][j] = dot(a[i], b[j]);
      }
    }
    return product;
  }

  /**
   * The mean over samples of a bᵀ, where a and b are the rows of one sample in the two matrices.
   */
  static double[][] meanOuter(double[][] a, double[][] b) {
    double[][] mean = new double[a[0].length][b[0].length];
    for (int sample = 0; sample < a.length; sample++) {
      for (int i = 0; i < mean.length; i++) {
        addTo(mean[i], a[sample][i], b[sample]);
      }
    }
    for (double[] row : mean) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= a.length;
      }
    }
    return mean;
  }

  /** Adds factor · b to a. */
  static void addTo(double[] a, double factor, double[] b) {
    for (int j = 0; j < a.length; j++) {
      a[j] += factor * b[j];
    }
  }

  static double[][] identity(int size) {
    double[][] identity = new double[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  static double[][] rows(double[][] a, int[] chosen) {
    return Arrays.stream(chosen).mapToObj(i -> a[i]).toArray(double[][]::new);
  }

  static double[][] columns(double[][] a, int[] chosen) {
    double[][] columns = new double[a.length][chosen.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < chosen.length; j++) {
        columns[i][j] = a[i][chosen[j]];
      }
    }
    return columns;
  }

  static double[] column(double[][] a, int j) {
    double[] column = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      column[i] = a[i][j];
    }
    return column;
  }

  /** All rows one after the other. */
  static double[] flat(double[][] a) {
    double[] flat = new double[a.length * a[0].length];
    for (int i = 0; i < a.length; i++) {
      System.arraycopy(a[i], 0, flat, i * a[0].length, a[0].length);
    }
    return flat;
  }
}
