package io.luckynodes.theory;

import java.util.List;

/**
 * The generalised target of a neuron in phase 1 of the Race, while all errors are ½.
 *
 * <p>Where incoming weights w stand upright on a sample of the class that the neuron does not point
 * to, that sample's kink of Φ is concave and holds w: it passes with any share λ in [0, 1]. So w
 * comes to rest along Σ ±σ x over the samples that pass, plus λ of each of these, and not, as
 * definition 3.5 has it (R:58), along the target of a cell.
 */
public final class GeneralisedTarget {
  /** Sweeps over the shares, at most [A]. */
  private static final int SWEEPS = 2000;

  /** A sweep that moves no share by more has found them. */
  private static final double STILL = 1e-13;

  private GeneralisedTarget() {}

  /**
   * The target with the shares that bring it nearest to the line of w: those with the least part of
   * the sum upright on w, found one after the other, over and over.
   *
   * @param sum Σ ±σ x over the samples that pass, without those held
   * @param held samples of the other class that w stands upright on
   * @param w of norm 1
   * @return Σ ±σ x − Σ λ x, of any norm
   */
  public static double[] nearest(double[] sum, List<double[]> held, double[] w) {
    int count = held.size();
    List<double[]> across = held.stream().map(x -> Directions.upright(x, w)).toList();
    double[][] products = new double[count][count];
    // What a share still gains: the product of its sample with the part of the sum across w.
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
