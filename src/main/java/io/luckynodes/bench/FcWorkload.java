package io.luckynodes.bench;

import io.luckynodes.network.fc.FcTrainer;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.FcShape;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trains the deep students of Student Specialization, whose teacher has layers of 50-75-100-125
 * nodes, with batches of 64.
 */
final class FcWorkload implements Workload {
  private static final FcShape TEACHER = new FcShape(20, List.of(50, 75, 100, 125), 100);
  private static final int BATCH = 64;
  private static final int STEPS = 10;
  private static final int SAMPLES = BATCH * STEPS;

  /**
   * Passes of a step: forward, and the gradients of activations and of weights, which cost the same
   * each.
   */
  private static final double PASSES = 3;

  private final FcShape shape;
  private final FcTrainer trainer;
  private final int[] order;

  /**
   * @param overRealisation number of student nodes per teacher node
   */
  FcWorkload(int overRealisation, BatchNorm batchNorm, int threads) {
    shape = TEACHER.wider(overRealisation).with(batchNorm);
    SplittableRandom random = new SplittableRandom(1);
    trainer =
        new FcTrainer(
            new FcTrainer.Options(FcTrainer.Objective.SQUARED_DIFFERENCE, BATCH, STEPS, threads),
            shape.initial(random, 1),
            SAMPLES);
    trainer.load(
        TwoLayerWorkload.gaussians(random, SAMPLES * shape.inputs(), 1),
        TwoLayerWorkload.gaussians(random, SAMPLES * shape.outputs(), 1));
    order = random.ints(SAMPLES, 0, SAMPLES).toArray();
  }

  @Override
  public void run() {
    trainer.epoch(order, 1e-4);
  }

  @Override
  public double steps() {
    return STEPS;
  }

  @Override
  public double samples() {
    return SAMPLES;
  }

  @Override
  public double flops() {
    return PASSES * 2 * SAMPLES * shape.connections();
  }

  /**
   * Bytes of weights. Each weight is read by the forward pass, and read and written by the update;
   * all but the lowest layer's are also read by the backward pass.
   */
  @Override
  public double bytes() {
    double lowest = (double) shape.inputs() * shape.size(0);
    return Float.BYTES * STEPS * (4.0 * shape.connections() - lowest);
  }

  /** Bytes of the weights and their gradients. */
  @Override
  public double workingSet() {
    return 2.0 * Float.BYTES * shape.connections();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
