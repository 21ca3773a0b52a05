package io.luckynodes.theory.flow;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Gradient descent of a classifier with momentum: v ← μ v + ∂L, w ← w − η v. */
public final class ClassifierDescent {
  private final LabelledPoints points;
  private final Classifier network;
  private final Classifier velocity;
  private final double rate;
  private final double momentum;
  private final int[] all;

  /**
   * Begins at a copy of a start.
   *
   * @param rate η
   * @param momentum μ, 0 for none
   */
  public ClassifierDescent(LabelledPoints points, Classifier start, double rate, double momentum) {
    this.points = points;
    this.rate = rate;
    this.momentum = momentum;
    network = start.copy();
    velocity = start.copy();
    velocity.add(-1, start);
    all = IntStream.range(0, points.count()).toArray();
  }

  /** The network as it is now; it changes with the next step. */
  public Classifier network() {
    return network;
  }

  /** A step with all samples. */
  public void step() {
    step(all);
  }

  /** A step with a batch of samples, drawn with replacement. */
  public void step(int batch, RandomGenerator random) {
    step(IntStream.generate(() -> random.nextInt(points.count())).limit(batch).toArray());
  }

  private void step(int[] batch) {
    Classifier descent = network.descent(points, batch);
    velocity.add(momentum - 1, velocity.copy());
    velocity.add(1, descent);
    network.add(rate, velocity);
  }
}
