package io.luckynodes.theory.deep;

import io.luckynodes.theory.SmallNetwork;
import java.util.Arrays;
import java.util.Set;

/**
 * Training of a student with biases to a critical point of SGD, on all samples at once. Each round
 * is gradient descent with momentum, followed by the Levenberg–Marquardt method on all outputs [A:
 * any method will do, since the theorems are about the critical point].
 *
 * @param learningRate η in v ← μ v + ∂J, w ← w − η v
 * @param momentum μ
 * @param steps number of descent steps in a round
 * @param finishSteps greatest number of Levenberg–Marquardt steps in a round
 * @param rounds greatest number of rounds
 * @param settled ε below which there are no more rounds
 */
public record DeepDescent(
    double learningRate, double momentum, int steps, int finishSteps, int rounds, double settled) {
  /** λ at the first step of a round, and the factors by which it is divided or multiplied [A]. */
  private static final double DAMPING = 1e-2;

  private static final double EASED = 3;
  private static final double TIGHTENED = 4;
  private static final int TRIES = 10;

  /** Receives a student during training. */
  @FunctionalInterface
  public interface Observer {
    /**
     * @param step number of steps taken so far by both methods
     */
    void at(int step, SmallNetwork student);
  }

  /** ε, the greatest |g₁| over samples and nodes of the lowest layer. */
  public static double epsilon(SmallNetwork student, double[][] x, double[][] y) {
    return Arrays.stream(student.backward(student.forward(x), y).get(0).linear())
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  /**
   * Trains a student.
   *
   * @param x [samples][inputs]
   * @param y the teacher's outputs, [samples][outputs]
   * @param looks steps of the first round's descent after which the observer is called; it is also
   *     called at the start and after each method of each round
   * @return the trained student
   */
  public SmallNetwork run(
      SmallNetwork start, double[][] x, double[][] y, Set<Integer> looks, Observer observer) {
    SmallNetwork now = start;
    int taken = 0;
    observer.at(0, now);
    for (int round = 0; round < rounds && epsilon(now, x, y) >= settled; round++) {
      double[] parameters = FlatNetwork.parameters(now);
      double[] velocity = new double[parameters.length];
      for (int step = 1; step <= steps; step++) {
        double[] update = FlatNetwork.update(now, x, y);
        for (int i = 0; i < velocity.length; i++) {
          velocity[i] = momentum * velocity[i] + update[i];
          parameters[i] += learningRate * velocity[i];
        }
        now = FlatNetwork.network(start.shape(), parameters);
        taken++;
        if (step == steps || (round == 0 && looks.contains(step))) {
          observer.at(taken, now);
        }
      }
      Finished finished = finish(now, x, y);
      now = finished.student;
      taken += finished.steps;
      observer.at(taken, now);
    }
    return now;
  }

  /** Takes Levenberg–Marquardt steps until the loss no longer falls. */
  private Finished finish(SmallNetwork from, double[][] x, double[][] y) {
    SmallNetwork now = from;
    double lambda = DAMPING;
    int taken = 0;
    boolean better = true;
    while (taken < finishSteps && better) {
      NormalEquations equations = new NormalEquations(now, x, y);
      double loss = now.loss(x, y);
      better = false;
      for (int attempt = 0; attempt < TRIES && !better; attempt++) {
        SmallNetwork next = equations.step(lambda);
        better = next.loss(x, y) < loss;
        lambda = better ? lambda / EASED : lambda * TIGHTENED;
        now = better ? next : now;
      }
      taken += better ? 1 : 0;
    }
    return new Finished(now, taken);
  }

  private record Finished(SmallNetwork student, int steps) {}
}
