package io.luckynodes.training.fc;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.network.EvenParts;
import io.luckynodes.network.fc.FcOutputs;
import io.luckynodes.network.fc.FcTrainer;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.training.Trainee;
import io.luckynodes.training.TrainingImages;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One deep fully connected network in training. An epoch leaves out the samples that do not fill a
 * batch.
 */
public final class FcTrainee implements Trainee {
  /** Largest number of input values that are passed to the trainer at once (64 MB). */
  private static final int MOST_NUMBERS = 16_000_000;

  private final TrainingImages data;
  private final FcShape shape;
  private final int parts;
  private final int samplesOfAPart;
  private final int[] order;
  private final IntToDoubleFunction learningRate;
  private final Optional<FcOutputs> teacher;
  private final FcTrainer trainer;

  /**
   * Prepares training.
   *
   * @param data source of the inputs and labels
   * @param teacher network whose outputs are learnt, by squared differences; empty to learn labels,
   *     by cross-entropy
   * @param learningRate step size η by epoch, counted from 1
   * @param initial the network's tensors
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if an epoch has less than one batch
   */
  public FcTrainee(
      TrainingImages data,
      Optional<Parameters> teacher,
      int batch,
      int threads,
      IntToDoubleFunction learningRate,
      Parameters initial) {
    this.data = data;
    this.shape = FcShape.of(initial);
    this.learningRate = learningRate;
    int stepsPerEpoch = data.perEpoch() / batch;
    if (stepsPerEpoch == 0) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "an epoch of " + data.perEpoch() + " samples has no batch of " + batch);
    }
    int mostSteps = Math.max(1, MOST_NUMBERS / (batch * shape.inputs()));
    int steps = EvenParts.size(stepsPerEpoch, mostSteps);
    this.parts = stepsPerEpoch / steps;
    this.samplesOfAPart = steps * batch;
    this.order = IntStream.range(0, samplesOfAPart).toArray();
    FcTrainer.Objective objective =
        teacher.isPresent()
            ? FcTrainer.Objective.SQUARED_DIFFERENCE
            : FcTrainer.Objective.CROSS_ENTROPY;
    this.trainer =
        new FcTrainer(
            new FcTrainer.Options(objective, batch, steps, threads), initial, samplesOfAPart);
    this.teacher = teacher.map(weights -> new FcOutputs(weights, threads));
  }

  @Override
  public double[] epoch(int epoch) {
    data.begin(epoch);
    double sum = 0;
    for (int part = 0; part < parts; part++) {
      float[] inputs = new float[samplesOfAPart * shape.inputs()];
      float[] labels = new float[samplesOfAPart * shape.outputs()];
      data.next(samplesOfAPart, inputs, labels);
      trainer.load(inputs, teacher.map(own -> own.of(inputs)).orElse(labels));
      sum += trainer.epoch(order, learningRate.applyAsDouble(epoch));
      if (!Double.isFinite(sum)) {
        return new double[] {Double.NaN};
      }
    }
    // The loss is measured before a step, so it does not show whether the last step diverged.
    return new double[] {trainer.weights().areFinite() ? sum / parts : Double.NaN};
  }

  @Override
  public List<Parameters> weights() {
    return List.of(trainer.weights());
  }

  @Override
  public List<Parameters> state() {
    return List.of(trainer.weights());
  }

  @Override
  public void restore(List<Parameters> state) {
    trainer.restore(state.get(0));
  }

  @Override
  public long samplesPerEpoch() {
    return (long) parts * samplesOfAPart;
  }

  @Override
  public void close() {
    trainer.close();
    teacher.ifPresent(FcOutputs::close);
  }
}
