package io.luckynodes.theory;

import java.util.List;
import java.util.random.RandomGenerator;

/** Checks the bounds of Lemmas 2 and 3 on random students of two random teachers each. */
public final class LemmaBounds {
  private LemmaBounds() {}

  /**
   * Greatest ratio of left to right side of one statement.
   *
   * @param statement number of the equation: 21, 22 or 32
   * @param read the ratio for the statement as its proof has it
   * @param printed the ratio for the statement as printed, without pairs whose printed right side
   *     is 0 (w_j′ = w*_j′ in 32)
   */
  public record Ratio(int statement, double read, double printed) {}

  /**
   * Draws pairs of teachers with their students and checks all statements on them. In every second
   * pair each student turns towards the other's teacher, and otherwise in a random direction; a
   * quarter of each half has w_j′ = w*_j′ [A]. Fan-outs v_j′ and v*_j′ are random and of norm 1,
   * with as many outputs as inputs [A].
   *
   * @param inputs d, at least 2
   * @param startDegrees greatest angle of a student to its teacher, above 0
   * @param pairs number of pairs, at least 1
   */
  public static List<Ratio> of(
      Overlap overlap, int inputs, double startDegrees, int pairs, RandomGenerator random) {
    double start = Math.toRadians(startDegrees);
    Overlap.Constants constants = overlap.lipschitz(start);
    double[] read = new double[3];
    double[] printed = new double[3];
    for (int pair = 0; pair < pairs; pair++) {
      double[][] w = Directions.random(2, inputs, random);
      double upTo = Directions.angle(w[0], w[1]) + 2 * start;
      double kd = constants.ofD(upTo);
      double kl = constants.ofL(upTo);
      double epsilon = overlap.of(w[0], w[1]).d() / overlap.same().d();
      boolean facing = pair % 2 == 0;
      boolean still = pair / 2 % 4 == 0;
      double[] one = student(w[0], w[1], start, facing, random);
      double[] other = still ? w[1] : student(w[1], w[0], start, facing, random);
      double[] fanOut = Directions.random(inputs, random);
      double[] target = Directions.random(inputs, random);

      double moved = Directions.distance(other, w[1]);
      double movedOne = Directions.distance(one, w[0]);
      double own = overlap.of(one, w[0]).d();
      Overlap.Values foreign = overlap.of(one, w[1]);
      Overlap.Values now = overlap.of(one, other);

      if (!still) {
        double p = norm(w[1], foreign.d(), other, now.d());
        double bound = (1 + kd) * foreign.d() * moved;
        read[0] = Math.max(read[0], ratio(p, bound));
        printed[0] = read[0];
      }

      double drift = 1 + kd * movedOne;
      read[1] = Math.max(read[1], ratio(foreign.d(), epsilon * drift * drift * own));
      double bound = epsilon * (1 + kd * moved) * drift * own;
      printed[1] = Math.max(printed[1], ratio(foreign.d(), bound));

      double q = norm(target, foreign.l(), fanOut, now.l());
      double change = Directions.distance(fanOut, target);
      double readBound = foreign.l() * (kl * Directions.norm(fanOut) * moved + change);
      read[2] = Math.max(read[2], ratio(q, readBound));
      if (!still) {
        printed[2] = Math.max(printed[2], ratio(q, (1 + kl) * foreign.l() * moved));
      }
    }
    return List.of(
        new Ratio(21, read[0], printed[0]),
        new Ratio(22, read[1], printed[1]),
        new Ratio(32, read[2], printed[2]));
  }

  private static double[] student(
      double[] teacher, double[] other, double start, boolean facing, RandomGenerator random) {
    double[] towards = facing ? other : Directions.random(teacher.length, random);
    // A factor from (0, 1], so that only the chosen students coincide with their teachers.
    return Directions.turned(teacher, towards, start * (1 - random.nextDouble()));
  }

  /**
   * Left side over right side. Opposite nodes have no K, so their bounds are infinite or NaN and
   * count as 0.
   */
  private static double ratio(double left, double right) {
    return Double.isFinite(right) ? left / right : 0;
  }

  /** ‖a · factor − b · other‖. */
  private static double norm(double[] a, double factor, double[] b, double other) {
    double[] scaled = Directions.sum(new double[a.length], factor, a);
    return Directions.norm(Directions.sum(scaled, -other, b));
  }
}
