package io.luckynodes.student;

import io.luckynodes.dataset.BinaryCifar10;
import io.luckynodes.dataset.Cifar10;
import io.luckynodes.job.Job;
import io.luckynodes.network.Parameter;
import io.luckynodes.network.Parameters;
import io.luckynodes.network.RaceTrainer;
import io.luckynodes.network.TwoLayerShape;
import io.luckynodes.random.Streams;
import io.luckynodes.training.Stops;
import io.luckynodes.training.Trainee;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A job's students of the race: N(0, σ²) weights in both layers, no biases at the start, images
 * fixed for each seed. What {@link Trainee} calls an epoch is what lies between two {@link Stops}.
 */
final class RaceStudents implements Trainee {
  private final Job job;
  private final Stops stops;
  private final int batch;
  private final RaceTrainer trainer;
  private final List<Parameters> starts = new ArrayList<>();
  private final List<RaceBatches> batches = new ArrayList<>();

  RaceStudents(Job job, Cifar10 data) {
    this.job = job;
    this.stops = Stops.of(job);
    this.batch = job.integer("batch");
    int samples = job.integer("train_samples");
    TwoLayerShape shape =
        new TwoLayerShape(BinaryCifar10.INPUTS, job.integer("hidden_nodes"), BinaryCifar10.CLASSES);
    List<RaceTrainer.Lesson> lessons = new ArrayList<>();
    for (var member : job.members()) {
      Streams streams = new Streams(job.experiment(), member.seed());
      BinaryCifar10 images =
          BinaryCifar10.train(
              data, samples, streams, job.real("pixel_mean"), job.real("pixel_std"));
      lessons.add(new RaceTrainer.Lesson(images.inputs(), images.labels()));
      starts.add(initial(streams, shape, job.real("initial_std")));
      batches.add(new RaceBatches(streams, samples, batch));
    }
    this.trainer =
        new RaceTrainer(
            new RaceTrainer.Options(
                job.real("learning_rate"),
                job.real("momentum"),
                batch,
                false,
                job.integer("threads")),
            shape,
            lessons);
    try {
      trainer.restore(starts);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Weights at the start, and no velocity yet. */
  static Parameters initial(Streams streams, TwoLayerShape shape, double std) {
    RandomGenerator random = streams.stream("student-weights", "d=" + shape.hidden(), Streams.ONCE);
    Parameter w1 = gaussian(random, TwoLayerShape.W1, shape.inputs(), shape.hidden(), std);
    Parameter w2 = gaussian(random, TwoLayerShape.W2, shape.hidden(), shape.outputs(), std);
    return new Parameters(
        List.of(w1, w2, filled(RaceTrainer.V1, w1, 0), filled(RaceTrainer.V2, w2, 0)));
  }

  /** Random rows, and one of zeros below them for the biases. */
  private static Parameter gaussian(
      RandomGenerator random, String name, int rows, int columns, double std) {
    float[] values = new float[(rows + 1) * columns];
    for (int i = 0; i < rows * columns; i++) {
      values[i] = (float) (std * random.nextGaussian());
    }
    return new Parameter(name, new int[] {rows + 1, columns}, values);
  }

  private static Parameter filled(String name, Parameter like, float value) {
    float[] values = new float[like.values().length];
    Arrays.fill(values, value);
    return new Parameter(name, like.shape(), values);
  }

  @Override
  public double[] epoch(int stop) {
    int from = stops.step(stop - 1);
    int to = stops.step(stop);
    return trainer.train(batches.stream().map(own -> own.between(from, to)).toArray(int[][]::new));
  }

  @Override
  public double[] evaluate(int stop) {
    return stops.measures(stop) ? trainer.evaluate() : new double[0];
  }

  @Override
  public List<Parameters> weights() {
    return trainer.state().stream()
        .map(own -> new Parameters(List.of(own.get(TwoLayerShape.W1), own.get(TwoLayerShape.W2))))
        .toList();
  }

  @Override
  public List<Parameters> state() {
    return trainer.state();
  }

  @Override
  public void restore(List<Parameters> state) {
    trainer.restore(state);
  }

  /** Of all stops, in the mean. */
  @Override
  public long samplesPerEpoch() {
    return (long) stops.step(stops.last()) / stops.last() * batch * job.members().size();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
