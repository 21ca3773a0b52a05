package io.luckynodes.theory.flow;

import io.luckynodes.theory.Directions;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Samples of two classes in float64.
 *
 * @param x [N][D]
 * @param signs σ of each: 1 for class 1, −1 for class 2
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record LabelledPoints(double[][] x, int[] signs) {
  /**
   * Samples of the two classes in turn: N(0, I) around ± distance / 2 along the first axis [A].
   *
   * @param count N
   * @param inputs D
   * @param distance between the middles of the classes
   */
  public static LabelledPoints draw(
      int count, int inputs, double distance, RandomGenerator random) {
    double[][] x = new double[count][inputs];
    int[] signs = new int[count];
    for (int s = 0; s < count; s++) {
      signs[s] = s % 2 == 0 ? 1 : -1;
      for (int i = 0; i < inputs; i++) {
        x[s][i] = random.nextGaussian();
      }
      x[s][0] += signs[s] * distance / 2;
    }
    return new LabelledPoints(x, signs);
  }

  /** N. */
  public int count() {
    return signs.length;
  }

  /** D. */
  public int inputs() {
    return x[0].length;
  }

  /** The gating vector of weights without a bias: which samples pass (R:26). */
  public BitSet gating(double[] w) {
    BitSet open = new BitSet(count());
    for (int s = 0; s < count(); s++) {
      open.set(s, Directions.dot(w, x[s]) > 0);
    }
    return open;
  }

  /** S = Σ σ x over some samples. */
  public double[] signedSum(BitSet samples) {
    double[] sum = new double[inputs()];
    for (int s = samples.nextSetBit(0); s >= 0; s = samples.nextSetBit(s + 1)) {
      sum = Directions.sum(sum, signs[s], x[s]);
    }
    return sum;
  }

  /** In how many cells some directions lie: their distinct gating vectors (Lemma 3.1). */
  public long cells(int directions, RandomGenerator random) {
    Set<BitSet> met = new HashSet<>();
    for (int i = 0; i < directions; i++) {
      met.add(gating(Directions.random(inputs(), random)));
    }
    return met.size();
  }
}
