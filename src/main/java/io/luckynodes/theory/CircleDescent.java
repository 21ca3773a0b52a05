package io.luckynodes.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gradient descent of a student on the {@link Circle} towards a teacher, over all inputs in every
 * step [A], on J = ½ E‖y* − y‖². With e = y* − y the parameters move by
 *
 * <pre>
 *   v̇_j = E[f_j e]        φ̇_j = E[𝕀(f_j > 0) (e · v_j) sin(x − φ_j)]
 * </pre>
 *
 * <p>because the derivative of cos(x − φ) with respect to φ is sin(x − φ). Instances are not
 * thread-safe.
 */
public final class CircleDescent {
  private final Circle circle;
  private final int outputs;
  private final double[] cosines;
  private final double[] sines;

  /** y*, [N, C]. */
  private final double[] labels;

  /** The error e of the network that {@link #see} took last, [N, C]. */
  private final double[] error;

  /**
   * A copy of a network in training.
   *
   * @param step the number of steps taken; 0 is the start
   * @param network a copy of the network after that step
   * @param loss J
   */
  public record Snapshot(int step, CircleNetwork network, double loss) {}

  /**
   * @param teacher the network whose outputs are the labels
   */
  public CircleDescent(Circle circle, CircleNetwork teacher) {
    this.circle = circle;
    outputs = teacher.outputs();
    cosines = circle.cosines(0);
    sines = circle.cosines(Math.PI / 2);
    labels = new double[circle.samples() * outputs];
    error = new double[labels.length];
    see(teacher);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = -error[i];
    }
  }

  /** J = ½ E‖y* − y‖² of a student. */
  public double loss(CircleNetwork student) {
    see(student);
    return loss();
  }

  /**
   * The direction of steepest descent, −∂J/∂φ_j (per radian) and −∂J/∂v_j.
   *
   * @return the descent in the shape of the student
   */
  public CircleNetwork descent(CircleNetwork student) {
    see(student);
    CircleNetwork descent =
        new CircleNetwork(
            new double[student.nodes()], outputs, new double[student.fanOut().length]);
    descend(student, descent);
    return descent;
  }

  /**
   * Trains a copy of a student.
   *
   * @param learningRate η: a step adds η times {@link #descent}
   * @param steps the number of steps
   * @param snapshotSteps steps after which the student is kept, besides the start and the last
   *     step; later steps than the last are ignored
   * @return snapshots in the order of their steps, each step once
   */
  public List<Snapshot> train(
      CircleNetwork start, double learningRate, int steps, int[] snapshotSteps) {
    boolean[] kept = new boolean[steps + 1];
    kept[0] = true;
    kept[steps] = true;
    Arrays.stream(snapshotSteps).filter(step -> step <= steps).forEach(step -> kept[step] = true);
    CircleNetwork student = start.copy();
    CircleNetwork descent = start.copy();
    List<Snapshot> snapshots = new ArrayList<>();
    for (int step = 0; ; step++) {
      see(student);
      if (kept[step]) {
        snapshots.add(new Snapshot(step, student.copy(), loss()));
      }
      if (step == steps) {
        return snapshots;
      }
      descend(student, descent);
      add(student.directions(), learningRate, descent.directions());
      add(student.fanOut(), learningRate, descent.fanOut());
    }
  }

  private static void add(double[] values, double factor, double[] changes) {
    for (int i = 0; i < values.length; i++) {
      values[i] += factor * changes[i];
    }
  }

  private double loss() {
    double sum = 0;
    for (double e : error) {
      sum += e * e;
    }
    return sum / (2 * circle.samples());
  }

  /** Sets the error to that of a student. */
  private void see(CircleNetwork student) {
    if (student.outputs() != outputs) {
      throw new IllegalArgumentException(student.outputs() + " outputs are not " + outputs);
    }
    System.arraycopy(labels, 0, error, 0, labels.length);
    double[] v = student.fanOut();
    for (int j = 0; j < student.nodes(); j++) {
      double cosine = StrictMath.cos(student.directions()[j]);
      double sine = StrictMath.sin(student.directions()[j]);
      for (int i = 0; i < cosines.length; i++) {
        double f = cosines[i] * cosine + sines[i] * sine - circle.threshold();
        if (f > 0) {
          for (int c = 0, e = i * outputs, at = j * outputs; c < outputs; c++, e++, at++) {
            error[e] -= f * v[at];
          }
        }
      }
    }
  }

  /** Sets the descent of the student that {@link #see} took last. */
  private void descend(CircleNetwork student, CircleNetwork descent) {
    double[] v = student.fanOut();
    double[] vDescent = descent.fanOut();
    Arrays.fill(vDescent, 0);
    for (int j = 0; j < student.nodes(); j++) {
      double cosine = StrictMath.cos(student.directions()[j]);
      double sine = StrictMath.sin(student.directions()[j]);
      double turn = 0;
      for (int i = 0; i < cosines.length; i++) {
        double f = cosines[i] * cosine + sines[i] * sine - circle.threshold();
        if (f > 0) {
          double along = 0;
          for (int c = 0, e = i * outputs, at = j * outputs; c < outputs; c++, e++, at++) {
            vDescent[at] += f * error[e];
            along += error[e] * v[at];
          }
          turn += along * (sines[i] * cosine - cosines[i] * sine);
        }
      }
      descent.directions()[j] = turn / cosines.length;
    }
    for (int i = 0; i < vDescent.length; i++) {
      vDescent[i] /= cosines.length;
    }
  }
}
