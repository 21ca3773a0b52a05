package io.luckynodes.theory.population;

/** Steps along a flow whose velocity depends on the state alone. States are rows of numbers. */
public final class Flow {
  private Flow() {}

  /** A function that gives the velocity at each state, in the shape of the state. */
  @FunctionalInterface
  public interface Field {
    /** The velocity at a state; the state is not changed. */
    double[][] at(double[][] state);
  }

  /** A step of Euler's method. */
  public static double[][] euler(Field field, double[][] state, double step) {
    return moved(state, step, field.at(state));
  }

  /** A step of the classical Runge–Kutta method of the fourth order. */
  public static double[][] rungeKutta(Field field, double[][] state, double step) {
    double[][] first = field.at(state);
    double[][] second = field.at(moved(state, step / 2, first));
    double[][] third = field.at(moved(state, step / 2, second));
    double[][] fourth = field.at(moved(state, step, third));
    double[][] sum = moved(moved(first, 2, second), 1, moved(fourth, 2, third));
    return moved(state, step / 6, sum);
  }

  /** The state at a time, reached by Runge–Kutta steps of a fixed length. */
  public static double[][] rungeKutta(Field field, double[][] start, double step, double time) {
    double[][] state = start;
    for (long i = 0; i < Math.round(time / step); i++) {
      state = rungeKutta(field, state, step);
    }
    return state;
  }

  private static double[][] moved(double[][] state, double step, double[][] velocity) {
    double[][] moved = new double[state.length][];
    for (int row = 0; row < state.length; row++) {
      moved[row] = new double[state[row].length];
      for (int i = 0; i < moved[row].length; i++) {
        moved[row][i] = state[row][i] + step * velocity[row][i];
      }
    }
    return moved;
  }
}
