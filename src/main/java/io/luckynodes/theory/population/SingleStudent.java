package io.luckynodes.theory.population;

import io.luckynodes.theory.Directions;
import io.luckynodes.theory.GaussLegendre;

/**
 * One student of one teacher in the plane, where w* = (1, 0) and v* = 1. The student starts nearly
 * opposite to the teacher, at an angle of π − ε, with ‖w‖ = v = 1 (S:270; Eqns 11 and 12).
 */
public final class SingleStudent {
  /** The trained parameters of the student. */
  public enum Trained {
    DIRECTION("direction alone"),
    WEIGHTS("weights alone"),
    BOTH("weights and fan-out");

    private final String words;

    Trained(String words) {
      this.words = words;
    }

    /** The name for tables and figures. */
    public String words() {
      return words;
    }
  }

  private static final GaussLegendre RULE = GaussLegendre.of(64);
  private static final PopulationFlow FLOW = new PopulationFlow(new double[][] {{1, 0, 1}}, 2);

  private SingleStudent() {}

  /** The student (w₁, w₂, v) with norms of 1 at an angle of π − gap to the teacher. */
  public static double[][] at(double gap) {
    return new double[][] {{-StrictMath.cos(gap), StrictMath.sin(gap), 1}};
  }

  /** The flow of the trained parameters. */
  public static Flow.Field field(Trained trained) {
    return state -> {
      double[][] velocity = FLOW.at(state);
      if (trained == Trained.BOTH) {
        return velocity;
      }
      double[] w = FLOW.weights(velocity[0]);
      if (trained == Trained.DIRECTION) {
        w = Directions.upright(w, Directions.unit(FLOW.weights(state[0])));
      }
      return new double[][] {{w[0], w[1], 0}};
    };
  }

  /** The turning rate θ̇ of a student (w₁, w₂, v), in radians per unit of time. */
  public static double turning(Trained trained, double[][] student) {
    return wedge(student[0], field(trained).at(student)[0]);
  }

  /** The turning rate θ̇ by Eqn 12 with ‖w*‖ = 1: −(v v* / ‖w‖) (π − θ) sin θ / 2π. */
  public static double predictedTurning(double[] student) {
    double left = left(student);
    return -student[2]
        / Directions.norm(FLOW.weights(student))
        * left
        * StrictMath.sin(left)
        / (2 * Math.PI);
  }

  /**
   * The time until the angle is π/2, by the Runge–Kutta method.
   *
   * @param gap ε
   * @param change greatest relative change of w and of π − θ in a step
   */
  public static double time(Trained trained, double gap, double change) {
    Flow.Field field = field(trained);
    double[][] student = at(gap);
    double time = 0;
    double left = gap;
    while (true) {
      double[] velocity = field.at(student)[0];
      double norm = Directions.norm(FLOW.weights(student[0]));
      double rate =
          Math.max(
              Directions.norm(FLOW.weights(velocity)) / norm,
              Math.abs(wedge(student[0], velocity)) / left);
      double step = change / rate;
      student = Flow.rungeKutta(field, student, step);
      double next = left(student[0]);
      if (next >= Math.PI / 2) {
        return time + step * (Math.PI / 2 - left) / (next - left);
      }
      left = next;
      time += step;
    }
  }

  /**
   * The time that Eqn 12 gives. Where ‖v‖ / ‖w‖ stays 1, it is ∫ 2π ds / (s sin s) from ε to π/2,
   * which grows as 2π / ε. With weights alone trained, it is 2 ln(1 + π / ε) for small ε.
   */
  public static double predictedTime(Trained trained, double gap) {
    if (trained == Trained.WEIGHTS) {
      return 2 * StrictMath.log1p(Math.PI / gap);
    }
    // Integrates over u = ln s, in which the integrand is smooth over decades.
    return RULE.integral(
        u -> 2 * Math.PI / StrictMath.sin(StrictMath.exp(u)),
        StrictMath.log(gap),
        StrictMath.log(Math.PI / 2));
  }

  /**
   * The time until the angle is π/2 on samples, with both layers trained by gradient descent on all
   * samples at every step.
   *
   * @param inputs rows of two numbers
   * @param limit time after which training ends in any case
   * @return the time, infinite if the angle is not π/2 by then
   */
  public static double sampledTime(double[][] inputs, double gap, double rate, double limit) {
    double[] student = at(gap)[0];
    for (long step = 0; step * rate <= limit; step++) {
      if (student[0] >= 0) {
        return step * rate;
      }
      double first = 0;
      double second = 0;
      double fanOut = 0;
      for (double[] x : inputs) {
        double own = student[0] * x[0] + student[1] * x[1];
        if (own > 0) {
          double error = Math.max(0, x[0]) - student[2] * own;
          first += error * student[2] * x[0];
          second += error * student[2] * x[1];
          fanOut += error * own;
        }
      }
      double factor = rate / inputs.length;
      student =
          new double[] {
            student[0] + factor * first, student[1] + factor * second, student[2] + factor * fanOut
          };
    }
    return Double.POSITIVE_INFINITY;
  }

  /** The remaining angle π − θ, with all its digits where it is small. */
  private static double left(double[] student) {
    return StrictMath.atan2(Math.abs(student[1]), -student[0]);
  }

  /** The turning rate of w in radians per unit of time, positive for anticlockwise. */
  private static double wedge(double[] student, double[] velocity) {
    return (student[0] * velocity[1] - student[1] * velocity[0])
        / (student[0] * student[0] + student[1] * student[1]);
  }
}
