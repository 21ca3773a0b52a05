package io.luckynodes.student.race;

import io.luckynodes.job.Job;
import io.luckynodes.network.race.RaceTrainer;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.random.Streams;
import io.luckynodes.training.Trainee;
import io.luckynodes.training.Weights;
import io.luckynodes.training.race.Stops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A job's students of the race: N(0, σ²) weights in both layers, no biases at the start, samples
 * fixed for each seed. What {@link Trainee} calls an epoch is what lies between two {@link Stops}.
 */
final class RaceStudents implements Trainee {
  private static final int CLASSES = 2;

  private final Job job;
  private final Stops stops;
  private final int batch;
  private final int steps;
  private final Optional<MagnitudePruning> pruning;
  private final RaceTrainer trainer;
  private final List<Parameters> starts = new ArrayList<>();
  private final List<RaceBatches> batches = new ArrayList<>();

  /**
   * @param inputs D, numbers of a sample
   * @param lessons what the student of a trial learns
   */
  RaceStudents(
      Job job,
      Stops stops,
      Optional<MagnitudePruning> pruning,
      int inputs,
      Function<Streams, RaceTrainer.Lesson> lessons) {
    this.job = job;
    this.stops = stops;
    this.pruning = pruning;
    this.batch = job.integer("batch");
    this.steps = job.integer("steps");
    int samples = job.integer("train_samples");
    TwoLayerShape shape = new TwoLayerShape(inputs, job.integer("hidden_nodes"), CLASSES);
    List<RaceTrainer.Lesson> all = new ArrayList<>();
    for (var member : job.members()) {
      Streams streams = new Streams(job.experiment(), member.seed());
      all.add(lessons.apply(streams));
      Parameters start = initial(streams, shape, job.real("initial_std", member));
      starts.add(pruning.isPresent() ? withMasks(start) : start);
      batches.add(new RaceBatches(streams, samples, batch));
    }
    this.trainer =
        new RaceTrainer(
            new RaceTrainer.Options(
                job.real("learning_rate"),
                job.real("momentum"),
                batch,
                pruning.isPresent(),
                job.integer("threads")),
            shape,
            all);
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

  /** With masks that leave all weights. */
  private static Parameters withMasks(Parameters start) {
    List<Parameter> all = new ArrayList<>(start.all());
    all.add(filled(RaceTrainer.M1, start.get(TwoLayerShape.W1), 1));
    all.add(filled(RaceTrainer.M2, start.get(TwoLayerShape.W2), 1));
    return new Parameters(all);
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
  public String unit() {
    return Weights.STOP;
  }

  @Override
  public double[] epoch(int stop) {
    int from = stops.step(stop - 1);
    int to = stops.step(stop);
    if (from > 0 && from % steps == 0) {
      prune(from / steps);
    }
    return trainer.train(batches.stream().map(own -> own.between(from, to)).toArray(int[][]::new));
  }

  /** Done when the next training begins, so that a snapshot at a training's end is not rewound. */
  private void prune(int round) {
    List<Parameters> trained = trainer.state();
    List<Parameters> next = new ArrayList<>();
    for (int student = 0; student < trained.size(); student++) {
      next.add(pruning.orElseThrow().prune(trained.get(student), starts.get(student), round));
    }
    trainer.restore(next);
  }

  @Override
  public double[] evaluate(int stop) {
    return stops.measures(stop) ? trainer.evaluate() : new double[0];
  }

  @Override
  public List<Parameters> weights() {
    return trainer.state().stream().map(RaceStudents::withoutVelocities).toList();
  }

  private static Parameters withoutVelocities(Parameters state) {
    Set<String> velocities = Set.of(RaceTrainer.V1, RaceTrainer.V2);
    return new Parameters(
        state.all().stream().filter(tensor -> !velocities.contains(tensor.name())).toList());
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
