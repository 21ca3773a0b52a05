package io.luckynodes.student;

import io.luckynodes.dataset.GaussianInputs;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.network.FcForward;
import io.luckynodes.network.FcShape;
import io.luckynodes.network.FcTrainer;
import io.luckynodes.network.Parameters;
import io.luckynodes.random.Permutation;
import io.luckynodes.random.Streams;
import io.luckynodes.training.Trainee;
import java.util.List;

/**
 * A deep fully connected student on Gaussian inputs that are drawn once [C]. An epoch passes them
 * in a fresh order; what does not fill a batch is left out.
 */
final class FcStudent implements Trainee {
  private final FcTrainer trainer;
  private final Streams streams;
  private final int samples;
  private final int stepsPerEpoch;
  private final int batch;
  private final double firstRate;
  private final double laterRate;
  private final int firstEpochs;

  FcStudent(Job job, Parameters teacher) {
    this.streams = new Streams(job.experiment(), job.members().get(0).seed());
    this.samples = job.integer("train_samples");
    this.batch = job.integer("batch");
    this.stepsPerEpoch = samples / batch;
    if (stepsPerEpoch == 0) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "train_samples: an epoch of " + samples + " samples has no batch of " + batch);
    }
    this.firstRate = job.real("learning_rate");
    this.laterRate = job.real("later_learning_rate");
    this.firstEpochs = job.integer("learning_rate_epochs");
    int threads = job.integer("threads");
    FcShape student = FcShape.of(teacher).wider(job.integer("over_realisation"));
    this.trainer =
        new FcTrainer(
            new FcTrainer.Options(batch, stepsPerEpoch, threads),
            initial(streams, student, job.real("initial_scale")),
            samples);
    float[] x =
        GaussianInputs.draw(
            streams.stream("train-inputs", "", Streams.ONCE),
            samples,
            student.inputs(),
            job.real("input_std"));
    trainer.load(x, FcForward.outputs(teacher, x, threads));
  }

  static Parameters initial(Streams streams, FcShape shape, double scale) {
    return shape.initial(
        streams.stream("student-weights", shape.widths().toString(), Streams.ONCE), scale);
  }

  @Override
  public double[] epoch(int epoch) {
    int[] order = Permutation.of(streams.stream("batches", "", epoch), samples);
    return new double[] {trainer.epoch(order, rate(epoch))};
  }

  private double rate(int epoch) {
    return epoch <= firstEpochs ? firstRate : laterRate;
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
    return (long) stepsPerEpoch * batch;
  }

  @Override
  public void close() {
    trainer.close();
  }
}
