package io.luckynodes.student.race;

import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A job's students of the race. They start with N(0, σ²) weights in both layers and with biases of
 * 0; each seed has fixed samples. An epoch of {@link Trainee} is the training between two {@link
 * Stops}.
 */
final class RaceStudents implements Trainee {
  private static final int CLASSES = 2;
  private static final List<String> WEIGHTS = List.of(TwoLayerShape.W1, TwoLayerShape.W2);

  /**
   * Names of a checkpoint's tensors with the weights to which students are rewound, if that is not
   * the start.
   */
  private static final List<String> REWOUND = List.of("R1", "R2");

  private final Job job;
  private final Stops stops;
  private final Recipe recipe;
  private final int batch;
  private final int steps;
  private final TwoLayerShape shape;
  private final List<Streams> streams = new ArrayList<>();
  private final List<Parameters> rewound = new ArrayList<>();
  private final List<RaceBatches> batches = new ArrayList<>();

  /** States of the students that have stopped training, by number. */
  private final SortedMap<Integer, Parameters> resting = new TreeMap<>();

  /** Trainer of the students that still train, in the order of their numbers. */
  private RaceTrainer trainer;

  /**
   * The task of one kind of student, its pruning and its stopping rule.
   *
   * @param inputs D, the number of inputs
   * @param lesson makes the samples of a student from the streams of its trial
   * @param pruning method of pruning; empty if nothing is pruned
   * @param stopLoss a student stops training when its loss over all training samples is below this
   *     value; 0 if there is no such rule
   */
  record Recipe(
      int inputs,
      Function<Streams, RaceTrainer.Lesson> lesson,
      Optional<MagnitudePruning> pruning,
      double stopLoss) {}

  RaceStudents(Job job, Stops stops, Recipe recipe) {
    this.job = job;
    this.stops = stops;
    this.recipe = recipe;
    this.batch = job.integer("batch");
    this.steps = job.integer("steps");
    this.shape = new TwoLayerShape(recipe.inputs(), job.integer("hidden_nodes"), CLASSES);
    int samples = job.integer("train_samples");
    for (Member member : job.members()) {
      Streams own = job.streams(member.seed());
      Parameters start = initial(own, shape, job.real("initial_std", member));
      streams.add(own);
      rewound.add(recipe.pruning().isPresent() ? withMasks(start) : start);
      batches.add(new RaceBatches(own, samples, batch));
    }
    this.trainer = trainerOf(rewound);
  }

  /** Makes a trainer of the students that still train. */
  private RaceTrainer trainerOf(List<Parameters> states) {
    RaceTrainer made =
        new RaceTrainer(
            new RaceTrainer.Options(
                job.real("learning_rate"),
                job.real("momentum"),
                batch,
                job.integer("output_bias") == 1,
                recipe.pruning().isPresent(),
                job.integer("threads")),
            shape,
            training().stream()
                .map(student -> recipe.lesson().apply(streams.get(student)))
                .toList());
    try {
      made.restore(training().stream().map(states::get).toList());
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
    return made;
  }

  /** Numbers of the students that still train. */
  private List<Integer> training() {
    return IntStream.range(0, streams.size())
        .filter(student -> !resting.containsKey(student))
        .boxed()
        .toList();
  }

  /** Initial weights, with velocities of 0. */
  static Parameters initial(Streams streams, TwoLayerShape shape, double std) {
    RandomGenerator random = streams.stream("student-weights", "d=" + shape.hidden(), Streams.ONCE);
    Parameter w1 = gaussian(random, TwoLayerShape.W1, shape.inputs(), shape.hidden(), std);
    Parameter w2 = gaussian(random, TwoLayerShape.W2, shape.hidden(), shape.outputs(), std);
    return new Parameters(
        List.of(w1, w2, filled(RaceTrainer.V1, w1, 0), filled(RaceTrainer.V2, w2, 0)));
  }

  /** Adds masks that keep all weights. */
  private static Parameters withMasks(Parameters start) {
    List<Parameter> all = new ArrayList<>(start.all());
    all.add(filled(RaceTrainer.M1, start.get(TwoLayerShape.W1), 1));
    all.add(filled(RaceTrainer.M2, start.get(TwoLayerShape.W2), 1));
    return new Parameters(all);
  }

  /** A matrix of random rows, with a last row of zeros for the biases. */
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
    double[] losses =
        trainer.train(
            training().stream()
                .map(student -> batches.get(student).between(from, to))
                .toArray(int[][]::new));
    if (recipe.pruning().isPresent() && to == recipe.pruning().get().rewindStep()) {
      Collections.copy(rewound, trainer.state());
    }
    return ofAll(losses);
  }

  /** Spreads values of the students that still train over all students; the others get NaN. */
  private double[] ofAll(double[] ofTraining) {
    double[] all = new double[streams.size()];
    Arrays.fill(all, Double.NaN);
    List<Integer> training = training();
    for (int i = 0; i < ofTraining.length; i++) {
      all[training.get(i)] = ofTraining[i];
    }
    return all;
  }

  /**
   * Prunes and rewinds the students. This is done when the next training begins, so that a snapshot
   * at the end of a training is not rewound.
   */
  private void prune(int round) {
    List<Parameters> trained = trainer.state();
    List<Parameters> next = new ArrayList<>();
    for (int student = 0; student < trained.size(); student++) {
      next.add(
          recipe.pruning().orElseThrow().prune(trained.get(student), rewound.get(student), round));
    }
    trainer.restore(next);
  }

  @Override
  public double[] evaluate(int stop) {
    return stops.measures(stop) ? ofAll(trainer.evaluate()) : new double[0];
  }

  @Override
  public boolean hasLearnt(double evaluationLoss) {
    return evaluationLoss < recipe.stopLoss();
  }

  @Override
  public void retire(Set<Integer> members) {
    List<Parameters> states = trainerStates();
    members.forEach(student -> resting.put(student, states.get(student)));
    // The others continue in a new graph: a student's numbers do not depend on which others train
    // with it.
    trainer.close();
    trainer = trainerOf(states);
  }

  @Override
  public List<Parameters> weights() {
    return trainerStates().stream().map(RaceStudents::withoutVelocities).toList();
  }

  private static Parameters withoutVelocities(Parameters state) {
    Set<String> velocities = Set.of(RaceTrainer.V1, RaceTrainer.V2);
    return new Parameters(
        state.all().stream().filter(tensor -> !velocities.contains(tensor.name())).toList());
  }

  private List<Parameters> trainerStates() {
    SortedMap<Integer, Parameters> states = new TreeMap<>(resting);
    List<Integer> training = training();
    List<Parameters> trained = trainer.state();
    for (int i = 0; i < trained.size(); i++) {
      states.put(training.get(i), trained.get(i));
    }
    return List.copyOf(states.values());
  }

  @Override
  public List<Parameters> state() {
    List<Parameters> states = trainerStates();
    return rewindsLate()
        ? IntStream.range(0, states.size())
            .mapToObj(student -> withRewound(states.get(student), rewound.get(student)))
            .toList()
        : states;
  }

  private boolean rewindsLate() {
    return recipe.pruning().isPresent() && recipe.pruning().get().rewindStep() > 0;
  }

  private static Parameters withRewound(Parameters state, Parameters rewound) {
    List<Parameter> all = new ArrayList<>(state.all());
    for (int layer = 0; layer < WEIGHTS.size(); layer++) {
      Parameter weights = rewound.get(WEIGHTS.get(layer));
      all.add(new Parameter(REWOUND.get(layer), weights.shape(), weights.values()));
    }
    return new Parameters(all);
  }

  @Override
  public void restore(List<Parameters> state) {
    trainer.restore(state);
    if (rewindsLate()) {
      for (int student = 0; student < state.size(); student++) {
        List<Parameter> weights = new ArrayList<>();
        for (int layer = 0; layer < WEIGHTS.size(); layer++) {
          Parameter kept = state.get(student).get(REWOUND.get(layer));
          weights.add(new Parameter(WEIGHTS.get(layer), kept.shape(), kept.values()));
        }
        rewound.set(student, new Parameters(weights));
      }
    }
  }

  /** Samples of all students between two stops, averaged over the stops. */
  @Override
  public long samplesPerEpoch() {
    return (long) stops.step(stops.last()) / stops.last() * batch * job.members().size();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
