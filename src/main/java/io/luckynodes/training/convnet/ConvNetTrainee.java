package io.luckynodes.training.convnet;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.network.convnet.ConvNetTrainer;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.training.HalfCosine;
import io.luckynodes.training.Position;
import io.luckynodes.training.Trainee;
import io.luckynodes.training.TrainingImages;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/**
 * One ConvNet in training. An epoch leaves out the images that do not fill a batch, since
 * BatchNorm's statistics need batches of one size.
 */
public final class ConvNetTrainee implements Trainee {
  private final ConvNetTrainer trainer;
  private final ConvNetShape shape;
  private final TrainingImages data;
  private final int batch;
  private final int stepsPerEpoch;
  private final IntToDoubleFunction learningRate;

  /**
   * Prepares training.
   *
   * @param shape shape of the network
   * @param learningRate step size by the number of the step, counted from 0 over all epochs
   * @param initial the network's tensors
   * @param teacher network whose outputs are learnt; empty to learn labels
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if an epoch has less than one batch
   */
  public ConvNetTrainee(
      ConvNetShape shape,
      ConvNetTrainer.Options options,
      IntToDoubleFunction learningRate,
      Parameters initial,
      Optional<Parameters> teacher,
      TrainingImages data) {
    this.shape = shape;
    this.data = data;
    this.batch = options.batch();
    this.stepsPerEpoch = data.perEpoch() / batch;
    this.learningRate = learningRate;
    if (stepsPerEpoch == 0) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "an epoch of " + data.perEpoch() + " images has no batch of " + batch);
    }
    this.trainer = new ConvNetTrainer(shape, options, initial, teacher);
  }

  /** Step size that falls from {@code peak} to 0 along half a cosine. */
  public static IntToDoubleFunction halfCosine(double peak, int epochs, int samples, int batch) {
    return new HalfCosine(peak, Math.max(1, epochs * (samples / batch)))::after;
  }

  @Override
  public double[] epoch(int epoch) {
    return epoch(epoch, Position.START, position -> {});
  }

  @Override
  public int batchesPerEpoch() {
    return stepsPerEpoch;
  }

  @Override
  public double[] epoch(int epoch, Position from, Consumer<Position> reached) {
    data.begin(epoch);
    float[] images = new float[batch * shape.imageSize()];
    double sum = from.lossSum();
    for (int step = 0; step < stepsPerEpoch; step++) {
      float[] labels = new float[batch * shape.outputs()];
      data.next(batch, images, labels);
      if (step < from.batches()) {
        // This batch was trained before. It is drawn again only to advance the random stream.
        continue;
      }
      sum +=
          trainer.step(
              images, labels, learningRate.applyAsDouble((epoch - 1) * stepsPerEpoch + step));
      if (!Double.isFinite(sum)) {
        return new double[] {Double.NaN};
      }
      if (step + 1 < stepsPerEpoch) {
        reached.accept(new Position(step + 1, sum));
      }
    }
    // The loss is measured before a step, so it does not show whether the last step diverged.
    return new double[] {trainer.weights().areFinite() ? sum / stepsPerEpoch : Double.NaN};
  }

  @Override
  public List<Parameters> weights() {
    return List.of(trainer.weights());
  }

  @Override
  public List<Parameters> state() {
    return List.of(trainer.state());
  }

  @Override
  public void restore(List<Parameters> state) {
    trainer.restore(state.get(0));
  }

  @Override
  public long samplesPerEpoch() {
    return (long) stepsPerEpoch * batch;
  }

  @Override
  public void close() {
    trainer.close();
  }
}
