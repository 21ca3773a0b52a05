package io.luckynodes.network;

import java.util.Arrays;

/**
 * Sums over samples for each of the students that are trained together, accumulated call by call in
 * float64.
 */
public final class StudentSums {
  private final double[] sums;

  public StudentSums(int students) {
    this.sums = new double[students];
  }

  /** Adds the sum of one call for each student. */
  public void add(float[] ofCall) {
    for (int s = 0; s < sums.length; s++) {
      sums[s] += ofCall[s];
    }
  }

  /** The sum of each student, divided by a count. */
  public double[] dividedBy(double count) {
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }
}
