package io.luckynodes.theory.flow;

import io.luckynodes.theory.Directions;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A classifier o = Σ a relu(w · x + b) with two outputs and softmax cross-entropy (R:24).
 *
 * @param w [d][D + 1] incoming weights of each neuron, its bias last
 * @param a [d][2] outgoing weights
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record Classifier(double[][] w, double[][] a) {
  private static final double ROOT_OF_TWO = Math.sqrt(2);

  /** Draws weights from N(0, σ²) and biases from N(0, σ_b²). */
  public static Classifier draw(
      int neurons, int inputs, double std, double biasStd, RandomGenerator random) {
    double[][] w = new double[neurons][inputs + 1];
    double[][] a = new double[neurons][2];
    for (int j = 0; j < neurons; j++) {
      for (int i = 0; i < inputs; i++) {
        w[j][i] = std * random.nextGaussian();
      }
      w[j][inputs] = biasStd == 0 ? 0 : biasStd * random.nextGaussian();
      a[j][0] = std * random.nextGaussian();
      a[j][1] = std * random.nextGaussian();
    }
    return new Classifier(w, a);
  }

  /** The number of neurons, d. */
  public int neurons() {
    return w.length;
  }

  /** A copy that can be changed. */
  public Classifier copy() {
    double[][] in = new double[w.length][];
    double[][] out = new double[a.length][];
    for (int j = 0; j < w.length; j++) {
      in[j] = w[j].clone();
      out[j] = a[j].clone();
    }
    return new Classifier(in, out);
  }

  /** The pre-activation w · x + b of a neuron. */
  public double input(int neuron, double[] x) {
    double[] own = w[neuron];
    double sum = own[x.length];
    for (int i = 0; i < x.length; i++) {
      sum += own[i] * x[i];
    }
    return sum;
  }

  /** Both outputs at an input. */
  public double[] outputs(double[] x) {
    double[] o = new double[2];
    for (int j = 0; j < w.length; j++) {
      double active = Math.max(0, input(j, x));
      o[0] += a[j][0] * active;
      o[1] += a[j][1] * active;
    }
    return o;
  }

  /** Both class probabilities for two outputs. */
  public static double[] softmax(double[] o) {
    double most = Math.max(o[0], o[1]);
    double first = StrictMath.exp(o[0] - most);
    double second = StrictMath.exp(o[1] - most);
    return new double[] {first / (first + second), second / (first + second)};
  }

  /** Cross-entropy of one sample. */
  public double loss(double[] x, int sign) {
    double[] o = outputs(x);
    // ln(1 + e^(other − own)), in a form that keeps all digits of small values.
    double behind = sign * (o[1] - o[0]);
    return Math.max(0, behind) + StrictMath.log1p(StrictMath.exp(-Math.abs(behind)));
  }

  /** The mean cross-entropy over samples. */
  public double loss(LabelledPoints points) {
    double sum = 0;
    for (int s = 0; s < points.count(); s++) {
      sum += loss(points.x()[s], points.signs()[s]);
    }
    return sum / points.count();
  }

  /** Label minus probability at both outputs, for every sample: e and, up to rounding, −e. */
  public double[][] errors(LabelledPoints points) {
    double[][] errors = new double[points.count()][];
    for (int s = 0; s < errors.length; s++) {
      double[] p = softmax(outputs(points.x()[s]));
      boolean first = points.signs()[s] == 1;
      errors[s] = new double[] {(first ? 1 : 0) - p[0], (first ? 0 : 1) - p[1]};
    }
    return errors;
  }

  /**
   * Minus the gradient of the mean loss over some samples.
   *
   * @param batch indices of the samples
   */
  public Classifier descent(LabelledPoints points, int[] batch) {
    double[][] in = new double[w.length][w[0].length];
    double[][] out = new double[w.length][2];
    for (int s : batch) {
      double[] x = points.x()[s];
      double[] p = softmax(outputs(x));
      boolean first = points.signs()[s] == 1;
      double one = ((first ? 1 : 0) - p[0]) / batch.length;
      double two = ((first ? 0 : 1) - p[1]) / batch.length;
      for (int j = 0; j < w.length; j++) {
        double active = input(j, x);
        if (active > 0) {
          out[j][0] += one * active;
          out[j][1] += two * active;
          double back = one * a[j][0] + two * a[j][1];
          for (int i = 0; i < x.length; i++) {
            in[j][i] += back * x[i];
          }
          in[j][x.length] += back;
        }
      }
    }
    return new Classifier(in, out);
  }

  /** Adds factor · other to this classifier in place. */
  public void add(double factor, Classifier other) {
    for (int j = 0; j < w.length; j++) {
      for (int i = 0; i < w[j].length; i++) {
        w[j][i] += factor * other.w[j][i];
      }
      a[j][0] += factor * other.a[j][0];
      a[j][1] += factor * other.a[j][1];
    }
  }

  /** R̃ = 1/N Σ e (x, 1) over the samples that a neuron lets pass (equation 1, R:34; [A]). */
  public double[] pull(LabelledPoints points, double[][] errors, int neuron) {
    double[] sum = new double[points.inputs() + 1];
    for (int s = 0; s < points.count(); s++) {
      double[] x = points.x()[s];
      if (input(neuron, x) > 0) {
        double error = errors[s][0] / points.count();
        for (int i = 0; i < x.length; i++) {
          sum[i] += error * x[i];
        }
        sum[x.length] += error;
      }
    }
    return sum;
  }

  /** A neuron in polar coordinates, with its bias as one of the incoming weights. */
  public Polar polar(int neuron, double[] pull) {
    return Polar.of(w[neuron], a[neuron], pull);
  }

  /** A neuron in polar coordinates without its bias, as in section 3.3 (R:75). */
  public Polar polarWithoutBias(int neuron, double[] pull) {
    int inputs = pull.length - 1;
    return Polar.of(Arrays.copyOf(w[neuron], inputs), a[neuron], Arrays.copyOf(pull, inputs));
  }

  /**
   * Norms and angles of a neuron.
   *
   * @param r ‖w‖
   * @param q ‖a‖
   * @param h √2 ‖R‖, the greatest rate at which r + q can grow
   * @param delta Δ between w and R, in radians; NaN if R is 0
   * @param phi φ between a and (1, −1), in radians
   */
  public record Polar(double r, double q, double h, double delta, double phi) {
    static Polar of(double[] w, double[] a, double[] pull) {
      double strength = Directions.norm(pull);
      return new Polar(
          Directions.norm(w),
          Directions.norm(a),
          ROOT_OF_TWO * strength,
          strength == 0 ? Double.NaN : Directions.angle(Directions.unit(w), Directions.unit(pull)),
          Directions.angle(Directions.unit(a), new double[] {1 / ROOT_OF_TWO, -1 / ROOT_OF_TWO}));
    }

    /** The product cos Δ cos φ; 0 if R is 0. */
    public double alignment() {
      return h == 0 ? 0 : StrictMath.cos(delta) * StrictMath.cos(phi);
    }

    /** The growth rate of ln(r + q), h cos Δ cos φ (Theorem 3.11, R:75). */
    public double rate() {
      return h * alignment();
    }
  }
}
