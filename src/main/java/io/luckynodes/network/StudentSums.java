package io.luckynodes.network;

import java.util.Arrays;

/** Sums over samples of students that are trained together, gathered call by call in float64. */
public final class StudentSums {
  private final double[] sums;

  public StudentSums(int students) {
    this.sums = new double[students];
  }

  /** Adds what one call summed for each student. */
  public void add(float[] ofCall) {
    for (int s = 0; s < sums.length; s++) {
      sums[s] += ofCall[s];
    }
  }

  /** For each student the sum divided by a count. */
  public double[] dividedBy(double count) {
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }
}
