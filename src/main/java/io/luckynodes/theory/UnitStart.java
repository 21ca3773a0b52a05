package io.luckynodes.theory;

import io.luckynodes.random.Streams;
import java.util.random.RandomGenerator;

/**
 * A teacher and the student at its start. For j below m, student j starts near teacher j (set u).
 * The other students (set r) belong to no teacher node, and their own start counts as their teacher
 * (L505).
 *
 * @param teacher of m nodes
 * @param student of n nodes
 */
public record UnitStart(UnitNodes teacher, UnitNodes student) {
  /**
   * Draws the teacher and the student.
   *
   * @param key key of the streams "teacher" and "student"; cells with the same key share their
   *     random numbers
   */
  public static UnitStart draw(UnitNodeSettings settings, Streams streams, String key) {
    int m = settings.teacherNodes();
    int n = settings.hiddenNodes();
    RandomGenerator random = streams.stream("teacher", key, Streams.ONCE);
    // All rows come from one matrix, so that set r is orthogonal to the teacher too.
    double[][] rows =
        settings.orthogonal()
            ? Directions.orthogonal(n, settings.inputs(), random)
            : Directions.random(n, settings.inputs(), random);
    double[][] targets = new double[m][];
    double[][] targetFanOuts = new double[m][];
    for (int k = 0; k < m; k++) {
      targets[k] = rows[k];
      targetFanOuts[k] =
          settings.fixedFanOut() ? new double[] {1} : Directions.random(settings.outputs(), random);
    }
    UnitNodes teacher = new UnitNodes(targets, targetFanOuts);
    random = streams.stream("student", key, Streams.ONCE);
    return new UnitStart(
        teacher,
        settings.startStd() > 0
            ? released(settings, teacher, random)
            : near(settings, teacher, rows, random));
  }

  /**
   * Draws noise and adds the teacher to the first m rows; rows of W and columns of V are scaled to
   * norm 1 [C].
   */
  private static UnitNodes released(
      UnitNodeSettings settings, UnitNodes teacher, RandomGenerator random) {
    int n = settings.hiddenNodes();
    double std = settings.startStd();
    double[][] w = new double[n][];
    double[][] v = new double[n][];
    double[] squares = new double[settings.outputs()];
    for (int j = 0; j < n; j++) {
      boolean relevant = j < teacher.count();
      double[] noise = Directions.gaussian(settings.inputs(), random);
      double[] base = relevant ? teacher.w()[j] : new double[settings.inputs()];
      w[j] = Directions.unit(Directions.sum(base, std, noise));
      noise = Directions.gaussian(settings.outputs(), random);
      base = relevant ? teacher.v()[j] : new double[settings.outputs()];
      v[j] = settings.fixedFanOut() ? new double[] {1} : Directions.sum(base, std, noise);
      for (int c = 0; c < squares.length; c++) {
        squares[c] += v[j][c] * v[j][c];
      }
    }
    for (double[] fanOut : v) {
      for (int c = 0; c < squares.length && !settings.fixedFanOut(); c++) {
        fanOut[c] /= Math.sqrt(squares[c]);
      }
    }
    return new UnitNodes(w, v);
  }

  private static UnitNodes near(
      UnitNodeSettings settings, UnitNodes teacher, double[][] rows, RandomGenerator random) {
    int n = settings.hiddenNodes();
    double[][] w = new double[n][];
    double[][] v = new double[n][];
    for (int j = 0; j < n; j++) {
      if (j < teacher.count()) {
        double degrees = settings.startDegrees() * (j == 0 ? 1 : random.nextDouble());
        double[] towards = Directions.random(settings.inputs(), random);
        w[j] = Directions.turned(rows[j], towards, Math.toRadians(degrees));
      } else {
        w[j] = rows[j].clone();
      }
      if (settings.fixedFanOut()) {
        v[j] = new double[] {1};
      } else {
        double[] aside = Directions.random(settings.outputs(), random);
        v[j] =
            j < teacher.count()
                ? Directions.sum(teacher.v()[j], settings.fanOutError(), aside)
                : Directions.sum(new double[aside.length], settings.fanOutRest(), aside);
      }
    }
    return new UnitNodes(w, v);
  }
}
