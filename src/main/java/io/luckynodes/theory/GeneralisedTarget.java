package io.luckynodes.theory;

import java.util.List;

/**
 * The generalised target of a neuron in phase 1 of the Race, while all errors are ½.
 *
 * <p>Where incoming weights w are orthogonal to a sample of the class that the neuron does not
 * point to, the kink of Φ at that sample is concave and holds w. The sample then passes with any
 * share λ in [0, 1]. So w comes to rest along Σ ±σ x over the samples that pass, plus λ times the
 * term of each held sample. Definition 3.5 (R:58) instead has w come to rest along the target of a
 * cell.
 */
public final class GeneralisedTarget {
  /** Greatest number of sweeps over the shares [A]. */
  private static final int SWEEPS = 2000;

  /** The sweeps end when no share moves by more than this. */
  private static final double STILL = 1e-13;

  private GeneralisedTarget() {}

  /**
   * The target whose shares λ bring it nearest to the line of w. These shares minimise the part of
   * the sum that is orthogonal to w; coordinate descent finds them.
   *
   * @param sum Σ ±σ x over the samples that pass, without the held samples
   * @param held samples of the other class to which w is orthogonal
   * @param w incoming weights of norm 1
   * @return Σ ±σ x − Σ λ x, of any norm
   */
  public static double[] nearest(double[] sum, List<double[]> held, double[] w) {
    int count = held.size();
    List<double[]> across = held.stream().map(x -> Directions.upright(x, w)).toList();
    double[][] products = new double[count][count];
    // The gain of a share: its sample times the part of the sum that is orthogonal to w.
    double[] gains = new double[count];
    for (int k = 0; k < count; k++) {
      gains[k] = Directions.dot(across.get(k), sum);
      for (int l = 0; l < count; l++) {
        products[k][l] = Directions.dot(across.get(k), across.get(l));
      }
    }
    double[] share = new double[count];
    double moved = 1;
    for (int sweep = 0; sweep < SWEEPS && moved > STILL; sweep++) {
      moved = 0;
      for (int k = 0; k < count; k++) {
        double next = Math.max(0, Math.min(1, share[k] + gains[k] / products[k][k]));
        double change = next - share[k];
        for (int l = 0; l < count; l++) {
          gains[l] -= change * products[k][l];
        }
        share[k] = next;
        moved = Math.max(moved, Math.abs(change));
      }
    }
    double[] target = sum.clone();
    for (int k = 0; k < count; k++) {
      double[] x = held.get(k);
      for (int i = 0; i < x.length; i++) {
        target[i] -= share[k] * x[i];
      }
    }
    return target;
  }
}
