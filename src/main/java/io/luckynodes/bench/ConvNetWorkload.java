package io.luckynodes.bench;

import io.luckynodes.network.convnet.ConvNetTrainer;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import java.util.Collections;
import java.util.Optional;
import java.util.SplittableRandom;

/** A ConvNet of four layers on images of CIFAR-10's size, batch 64. */
final class ConvNetWorkload implements Workload {
  private static final int BATCH = 64;
  private static final int LAYERS = 4;
  private static final int CLASSES = 10;

  private final ConvNetShape shape;
  private final ConvNetTrainer trainer;
  private final float[] images;
  private final float[] labels;

  /**
   * @param channels of each hidden layer
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

  @Override
  public void close() {
    trainer.close();
  }
}
