package io.luckynodes.bench;

import io.luckynodes.network.race.RaceTrainer;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Trains classifiers together at the settings of It's Not a Lottery, It's a Race, section 5. */
final class RaceWorkload implements Workload {
  private static final int INPUTS = 1024;
  private static final int SAMPLES = 800;
  private static final int BATCH = 4;

  private final TwoLayerShape shape;
  private final int students;
  private final int steps;
  private final RaceTrainer trainer;
  private final int[][] batches;

  /**
   * @param hidden number of hidden nodes of a student, d
   * @param students number of students trained together
   * @param steps number of steps in one run
   */
  RaceWorkload(int hidden, int students, int steps, int threads) {
    this.shape = new TwoLayerShape(INPUTS, hidden, 2);
    this.students = students;
    this.steps = steps;
    SplittableRandom random = new SplittableRandom(1);
    List<RaceTrainer.Lesson> lessons = new ArrayList<>();
    List<Parameters> starts = new ArrayList<>();
    this.batches = new int[students][];
    for (int student = 0; student < students; student++) {
      lessons.add(
          new RaceTrainer.Lesson(
              TwoLayerWorkload.gaussians(random, SAMPLES * INPUTS, 0.5),
              random.ints(SAMPLES, 0, 2).toArray()));
      starts.add(start(random));
      batches[student] = random.ints((long) steps * BATCH, 0, SAMPLES).toArray();
    }
    this.trainer =
        new RaceTrainer(
            new RaceTrainer.Options(1e-3, 0.9, BATCH, false, false, threads), shape, lessons);
    trainer.restore(starts);
  }

  private Parameters start(SplittableRandom random) {
    List<Parameter> all = new ArrayList<>(TwoLayerWorkload.network(random, shape, 1e-2).all());
    for (Parameter weight : List.copyOf(all)) {
      all.add(
          new Parameter(
              weight.name().replace('W', 'V'), weight.shape(), new float[weight.values().length]));
    }
    return new Parameters(all);
  }

  @Override
  public void run() {
    trainer.train(batches);
  }

  @Override
  public double steps() {
    return (double) steps * students;
  }

  @Override
  public double samples() {
    return steps() * BATCH;
  }

  /**
   * Operations of a run: each step of a student has two products with the inputs and three with the
   * outputs.
   */
  @Override
  public double flops() {
    return steps() * 2 * BATCH * shape.hidden() * (2.0 * INPUTS + 3 * 2);
  }

  /** Bytes of weights and velocities, which are read and written once for each block of steps. */
  @Override
  public double bytes() {
    return steps() / RaceTrainer.STEPS_OF_A_BLOCK * 2 * workingSet() / students;
  }

  /** Bytes of the lower layers' weights and velocities. */
  @Override
  public double workingSet() {
    return 2.0 * Float.BYTES * students * INPUTS * shape.hidden();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
