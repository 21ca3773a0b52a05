package io.luckynodes.theory;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Plain stochastic gradient descent of a small student on a teacher's outputs, with new Gaussian
 * inputs at every step.
 *
 * @param batch number of inputs in a step
 * @param inputStd σ of the inputs
 * @param learningRate η; a step is η times the negative gradient of J = ½ E‖y* − y‖²
 * @param time length of training in units of gradient flow: there are time / η steps, rounded
 * @param snapshots number of snapshots after the start, evenly in time; at most one per step
 */
public record SmallTraining(
    int batch, double inputStd, double learningRate, double time, int snapshots) {
  public SmallTraining {
    if (batch < 1 || snapshots < 1 || !(learningRate > 0) || !(time >= 0) || !(inputStd > 0)) {
      throw new IllegalArgumentException("a training has inputs, a rate, a time and snapshots");
    }
  }

  /** Takes a student at a snapshot, and the batch that its next step would use. */
  @FunctionalInterface
  public interface Observer {
    /**
     * @param step steps taken so far
     * @param x [batch][inputs]
     * @param y the teacher's outputs, [batch][outputs]
     */
    void at(int step, SmallNetwork student, double[][] x, double[][] y);
  }

  /** The number of steps. */
  public int steps() {
    return (int) Math.round(time / learningRate);
  }

  /** The steps at which there is a snapshot, including 0 and the last. */
  public int[] snapshotSteps() {
    return IntStream.rangeClosed(0, snapshots)
        .map(i -> (int) Math.round((double) steps() * i / snapshots))
        .distinct()
        .toArray();
  }

  /**
   * Trains a student.
   *
   * @param inputs random numbers for the batches; the same stream gives the same batches to
   *     students of any kind and of any learning rate
   * @return the trained student
   */
  public SmallNetwork run(
      SmallNetwork student, SmallNetwork teacher, RandomGenerator inputs, Observer observer) {
    int[] looks = snapshotSteps();
    SmallNetwork now = student;
    for (int step = 0, look = 0; step <= steps(); step++) {
      double[][] x = GaussianRows.draw(inputs, batch, student.shape().inputs(), inputStd);
      double[][] y = teacher.outputs(x);
      if (step == looks[look]) {
        observer.at(step, now, x, y);
        look++;
      }
      if (step < steps()) {
        now = now.step(now.backward(now.forward(x), y), learningRate);
      }
    }
    return now;
  }
}
