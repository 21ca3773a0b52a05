package io.luckynodes.bench;

import io.luckynodes.network.convnet.ConvNetTrainer;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import java.util.Collections;
import java.util.Optional;
import java.util.SplittableRandom;

/** Trains a ConvNet of four layers on images of CIFAR-10's size, with batches of 64. */
final class ConvNetWorkload implements Workload {
  private static final int BATCH = 64;
  private static final int LAYERS = 4;
  private static final int CLASSES = 10;

  /** Number of times that the maps are read or written; BatchNorm adds {@link #NORM_PASSES}. */
  private static final double PLAIN_PASSES = 6;

  private static final double NORM_PASSES = 6;

  private final ConvNetShape shape;
  private final ConvNetTrainer trainer;
  private final float[] images;
  private final float[] labels;

  /**
   * @param channels number of channels in each hidden layer
   */
  ConvNetWorkload(int channels, BatchNorm batchNorm, int threads) {
    shape = ConvNetShape.cifar10(Collections.nCopies(LAYERS, channels), batchNorm);
    SplittableRandom random = new SplittableRandom(1);
    trainer =
        new ConvNetTrainer(
            shape,
            new ConvNetTrainer.Options(BATCH, 0, 0, threads),
            shape.initial(random),
            Optional.empty());
    images =
        TwoLayerWorkload.gaussians(
            random, BATCH * shape.height() * shape.width() * shape.inputChannels(), 1);
    labels = new float[BATCH * CLASSES];
    for (int i = 0; i < BATCH; i++) {
      labels[i * CLASSES + i % CLASSES] = 1;
    }
  }

  @Override
  public void run() {
    trainer.step(images, labels, 1e-4);
  }

  @Override
  public double steps() {
    return 1;
  }

  @Override
  public double samples() {
    return BATCH;
  }

  @Override
  public double flops() {
    return BATCH * shape.trainingFlops();
  }

  /**
   * Bytes of maps and their gradients. A map is written, read by the next layer, and read for the
   * gradients of that layer's weights; its gradient is written and read by both products. BatchNorm
   * reads a map for its moments and reads and writes it to normalise it; the backward pass does the
   * same again.
   */
  @Override
  public double bytes() {
    double passes = shape.batchNorm().present() ? PLAIN_PASSES + NORM_PASSES : PLAIN_PASSES;
    return passes * maps();
  }

  /** Bytes of all maps of a batch. */
  @Override
  public double workingSet() {
    return maps();
  }

  private double maps() {
    return (double) Float.BYTES * BATCH * shape.activations();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
