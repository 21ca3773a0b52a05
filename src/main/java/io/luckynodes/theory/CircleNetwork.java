package io.luckynodes.theory;

/**
 * A two-layer network on the {@link Circle}: y(x) = Σ_j f_j(x) v_j. Its gradient has the same
 * shape.
 *
 * @param directions φ_j of each node in radians, [n]; training may carry them past a full turn
 * @param outputs C, the length of a fan-out vector
 * @param fanOut v, [n, C] row-major
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
public record CircleNetwork(double[] directions, int outputs, double[] fanOut) {
  /**
   * @throws IllegalArgumentException if the directions and the fan-outs are of different numbers of
   *     nodes
   */
  public CircleNetwork {
    if (outputs < 1 || fanOut.length != (long) directions.length * outputs) {
      throw new IllegalArgumentException(
          fanOut.length + " numbers are not " + directions.length + " fan-outs of " + outputs);
    }
  }

  /** The number of nodes, n. */
  public int nodes() {
    return directions.length;
  }

  /** The directions of all nodes in degrees, from 0 to below 360, [n]; NaN where they diverged. */
  public double[] degrees() {
    double[] degrees = new double[nodes()];
    for (int j = 0; j < degrees.length; j++) {
      double turned = StrictMath.toDegrees(directions[j]) % 360;
      // A tiny negative number plus 360 is 360.
      degrees[j] = turned < 0 ? (turned + 360) % 360 : turned;
    }
    return degrees;
  }

  /** ‖v_j‖² of every node, [n]. */
  public double[] fanOutSquares() {
    double[] squares = new double[nodes()];
    for (int j = 0; j < squares.length; j++) {
      squares[j] = product(j, j);
    }
    return squares;
  }

  /** The inner product v_j · v_k. */
  double product(int node, int other) {
    double sum = 0;
    for (int c = 0; c < outputs; c++) {
      sum += fanOut[node * outputs + c] * fanOut[other * outputs + c];
    }
    return sum;
  }

  /** A network of copies of the given nodes alone, in the given order. */
  public CircleNetwork only(int[] kept) {
    double[] turned = new double[kept.length];
    double[] rows = new double[kept.length * outputs];
    for (int j = 0; j < kept.length; j++) {
      turned[j] = directions[kept[j]];
      System.arraycopy(fanOut, kept[j] * outputs, rows, j * outputs, outputs);
    }
    return new CircleNetwork(turned, outputs, rows);
  }

  CircleNetwork copy() {
    return new CircleNetwork(directions.clone(), outputs, fanOut.clone());
  }
}
