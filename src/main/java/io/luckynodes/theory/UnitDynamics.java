package io.luckynodes.theory;

/**
 * Projected gradient descent of unit nodes on the population loss over x ~ N(0, I), in closed form:
 * ẇ_j = P⊥ (Σ_k (v_j·v*_k) d*_jk w*_k − Σ_i (v_j·v_i) d_ji w_i) and V̇ = L*V* − LV (Theorems 4 and
 * 5). By Stein's lemma the first equation is exact for these nodes, since the terms that it leaves
 * out are along w_j.
 */
public final class UnitDynamics {
  private final Overlap overlap;
  private final UnitNodes teacher;
  private final boolean fixedFanOut;
  private final double rate;

  /**
   * Dynamics towards one teacher.
   *
   * @param settings settings, of which only the threshold, the learning rate and the fixed fan-outs
   *     matter
   */
  public UnitDynamics(UnitNodeSettings settings, UnitNodes teacher) {
    this.overlap = new Overlap(settings.threshold());
    this.teacher = teacher;
    this.fixedFanOut = settings.fixedFanOut();
    this.rate = settings.learningRate() / overlap.same().d();
  }

  /** Overlaps at the threshold of these nodes. */
  public Overlap overlap() {
    return overlap;
  }

  /** η, the learning rate itself. */
  public double rate() {
    return rate;
  }

  /** The student after one more step; both layers step from the same state. */
  public UnitNodes step(UnitNodes student) {
    int n = student.count();
    UnitNodes velocity = velocity(student);
    double[][] w = new double[n][];
    double[][] v = new double[n][];
    for (int j = 0; j < n; j++) {
      w[j] = Directions.unit(Directions.sum(student.w()[j], rate, velocity.w()[j]));
      v[j] = fixedFanOut ? student.v()[j] : Directions.sum(student.v()[j], rate, velocity.v()[j]);
    }
    return new UnitNodes(w, v);
  }

  /** ẇ, projected, and V̇: minus the gradients of ½ E‖y* − y‖². */
  UnitNodes velocity(UnitNodes student) {
    int n = student.count();
    double[][] w = new double[n][teacher.w()[0].length];
    double[][] v = new double[n][teacher.v()[0].length];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < teacher.count(); k++) {
        Overlap.Values of = overlap.of(student.w()[j], teacher.w()[k]);
        double mixture = Directions.dot(student.v()[j], teacher.v()[k]);
        add(w[j], mixture * of.d(), teacher.w()[k]);
        add(v[j], of.l(), teacher.v()[k]);
      }
      // A node's own contribution is along w_j, so the projection removes it.
      add(v[j], -overlap.same().l(), student.v()[j]);
      for (int i = 0; i < j; i++) {
        Overlap.Values of = overlap.of(student.w()[j], student.w()[i]);
        double mixture = Directions.dot(student.v()[j], student.v()[i]);
        add(w[j], -mixture * of.d(), student.w()[i]);
        add(w[i], -mixture * of.d(), student.w()[j]);
        add(v[j], -of.l(), student.v()[i]);
        add(v[i], -of.l(), student.v()[j]);
      }
    }
    for (int j = 0; j < n; j++) {
      w[j] = Directions.upright(w[j], student.w()[j]);
    }
    return new UnitNodes(w, v);
  }

  private static void add(double[] sum, double factor, double[] of) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * of[i];
    }
  }
}
