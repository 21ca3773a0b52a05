package io.luckynodes.race;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A gating vector: the set of samples that a neuron lets pass. The vector identifies a cell. The
 * samples that pass are the neuron's effective data set (section 2 of the paper).
 */
public record Gating(BitSet open) {
  public Gating {
    open = (BitSet) open.clone();
  }

  @Override
  public BitSet open() {
    return (BitSet) open.clone();
  }

  /**
   * The gating vector of a neuron: open where w · x + bias is above 0.
   *
   * @param w incoming weights
   */
  public static Gating of(Samples samples, double[] w, double bias) {
    BitSet open = new BitSet(samples.count());
    for (int s = 0; s < samples.count(); s++) {
      if (samples.product(w, s) + bias > 0) {
        open.set(s);
      }
    }
    return new Gating(open);
  }

  /**
   * The gating vectors of several neurons.
   *
   * @param gates [samples, neurons] row-major, 1 where a neuron is open and 0 elsewhere
   */
  public static Gating[] of(float[] gates, int neurons) {
    int samples = gates.length / neurons;
    // Collects words of 64 samples, since setting millions of bits one by one takes several times
    // as long.
    long[][] open = new long[neurons][(samples + Long.SIZE - 1) / Long.SIZE];
    for (int s = 0; s < samples; s++) {
      int word = s / Long.SIZE;
      long bit = 1L << s;
      for (int j = 0; j < neurons; j++) {
        open[j][word] |= gates[s * neurons + j] > 0 ? bit : 0;
      }
    }
    return Arrays.stream(open)
        .map(words -> new Gating(BitSet.valueOf(words)))
        .toArray(Gating[]::new);
  }

  /** The number of samples that pass. */
  public int passing() {
    return open.cardinality();
  }

  /** Whether a sample passes. */
  public boolean passes(int sample) {
    return open.get(sample);
  }
}
