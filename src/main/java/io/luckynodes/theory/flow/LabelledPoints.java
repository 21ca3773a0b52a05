package io.luckynodes.theory.flow;

import io.luckynodes.theory.Directions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Samples of two classes in float64.
 *
 * @param x [N][D]
 * @param signs σ of each sample: 1 for class 1, −1 for class 2
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record LabelledPoints(double[][] x, int[] signs) {
  /**
   * Draws samples of the two classes in turn: N(0, I) around ± distance / 2 along the first axis
   * [A].
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

  /** The number of samples, N. */
  public int count() {
    return signs.length;
  }

  /** The number of inputs, D. */
  public int inputs() {
    return x[0].length;
  }

  /** The gating vector of weights without a bias: which samples pass (R:27). */
  public BitSet gating(double[] w) {
    BitSet open = new BitSet(count());
    for (int s = 0; s < count(); s++) {
      open.set(s, Directions.dot(w, x[s]) > 0);
    }
    return open;
  }

  /** The sum S = Σ σ x over some samples. */
  public double[] signedSum(BitSet samples) {
    double[] sum = new double[inputs()];
    for (int s = samples.nextSetBit(0); s >= 0; s = samples.nextSetBit(s + 1)) {
      sum = Directions.sum(sum, signs[s], x[s]);
    }
    return sum;
  }

  /**
   * Upper bound of the number of cells: 2 · Σ C(N − 1, k) over k below D (Lemma 3.1, after Cover).
   */
  public double cellBound() {
    double sum = 0;
    double choose = 1;
    for (int k = 0; k < inputs(); k++) {
      sum += choose;
      choose *= (count() - 1.0 - k) / (k + 1);
    }
    return 2 * sum;
  }

  /**
   * The number of cells that random directions meet, counted as distinct gating vectors (Lemma 3.1,
   * R:45).
   */
  public int cellsMet(int directions, RandomGenerator random) {
    Set<BitSet> met = new HashSet<>();
    for (int i = 0; i < directions; i++) {
      met.add(gating(Directions.random(inputs(), random)));
    }
    return met.size();
  }

  /**
   * The number of cells for samples in general position. Every cell has an edge that is orthogonal
   * to D − 1 samples. In the cells around an edge, these samples pass or do not pass in all
   * combinations, and the other samples pass as on the edge.
   */
  public int cells() {
    Set<BitSet> cells = new HashSet<>();
    addEdges(new int[inputs() - 1], 0, cells);
    return cells.size();
  }

  private void addEdges(int[] upright, int chosen, Set<BitSet> cells) {
    if (chosen == upright.length) {
      double[] edge = edge(upright);
      addAround(edge, upright, cells);
      addAround(Directions.sum(edge, -2, edge), upright, cells);
      return;
    }
    for (int s = chosen == 0 ? 0 : upright[chosen - 1] + 1; s < count(); s++) {
      upright[chosen] = s;
      addEdges(upright, chosen + 1, cells);
    }
  }

  /** A direction that is orthogonal to some samples, by the Gram–Schmidt method. */
  private double[] edge(int[] upright) {
    List<double[]> base = new ArrayList<>();
    for (int s : upright) {
      base.add(Directions.unit(without(x[s], base)));
    }
    double[] best = new double[inputs()];
    for (int i = 0; i < inputs(); i++) {
      double[] axis = new double[inputs()];
      axis[i] = 1;
      double[] left = without(axis, base);
      best = Directions.norm(left) > Directions.norm(best) ? left : best;
    }
    return Directions.unit(best);
  }

  private static double[] without(double[] v, List<double[]> base) {
    double[] left = v;
    for (double[] unit : base) {
      left = Directions.upright(left, unit);
    }
    return left;
  }

  private void addAround(double[] edge, int[] upright, Set<BitSet> cells) {
    for (int way = 0; way < 1 << upright.length; way++) {
      BitSet cell = gating(edge);
      for (int k = 0; k < upright.length; k++) {
        cell.set(upright[k], (way >> k & 1) == 1);
      }
      cells.add(cell);
    }
  }
}
