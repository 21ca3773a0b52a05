package io.luckynodes.theory;

/**
 * A layer of nodes σ(wᵀx − a) with ‖w‖ = 1, and their fan-outs, of a teacher or a student.
 *
 * @param w [nodes, inputs], rows of norm 1
 * @param v [nodes, outputs], fan-outs
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record UnitNodes(double[][] w, double[][] v) {
  /**
   * Checks the numbers of nodes and fan-outs.
   *
   * @throws IllegalArgumentException if there are not as many fan-outs as nodes
   */
  public UnitNodes {
    if (w.length != v.length) {
      throw new IllegalArgumentException(w.length + " nodes have " + v.length + " fan-outs");
    }
  }

  /** The number of nodes. */
  public int count() {
    return w.length;
  }

  /** The mixture β = V Vᵀ, [nodes, nodes]. */
  public double[][] mixture() {
    double[][] mixture = new double[count()][count()];
    for (int j = 0; j < count(); j++) {
      for (int i = 0; i < count(); i++) {
        mixture[j][i] = Directions.dot(v[j], v[i]);
      }
    }
    return mixture;
  }
}
