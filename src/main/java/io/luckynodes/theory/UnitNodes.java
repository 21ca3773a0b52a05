package io.luckynodes.theory;

/**
 * The layer of nodes σ(wᵀx − a) with ‖w‖ = 1 and the fan-outs above it, of teacher or student.
 *
 * @param w [nodes, inputs], rows of norm 1
 * @param v [nodes, outputs], fan-outs
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record UnitNodes(double[][] w, double[][] v) {
  /**
   * Nodes with their fan-outs.
   *
   * @throws IllegalArgumentException if there are not as many fan-outs as nodes
   */
  public UnitNodes {
    if (w.length != v.length) {
      throw new IllegalArgumentException(w.length + " nodes have " + v.length + " fan-outs");
    }
  }

  /** How many nodes there are. */
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
