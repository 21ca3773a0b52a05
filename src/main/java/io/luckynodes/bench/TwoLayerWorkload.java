package io.luckynodes.bench;

import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.network.twolayer.TwoLayerTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Trains two-layer students together at the settings of Student Specialization, section 6. */
final class TwoLayerWorkload implements Workload {
  static final int INPUTS = 100;
  static final int OUTPUTS = 50;
  static final int SAMPLES = 10_000;
  static final int BATCH = 16;
  static final double RATE = 0.01;

  /** Number of students in a trial: one for each of the paper's polarities. */
  private static final int STUDENTS_OF_A_TRIAL = 6;

  private final TwoLayerShape shape;
  private final int steps;
  private final int students;
  private final TwoLayerTrainer trainer;
  private final int[][] batches;

  /**
   * @param hidden number of hidden nodes of a student, n
   * @param steps number of steps in one run
   */
  TwoLayerWorkload(int hidden, int steps, int threads) {
    this.shape = new TwoLayerShape(INPUTS, hidden, OUTPUTS);
    this.steps = steps;
    int trials = Math.max(1, TwoLayerTrainer.studentsOfABlock(shape) / STUDENTS_OF_A_TRIAL);
    this.students = trials * STUDENTS_OF_A_TRIAL;
    SplittableRandom random = new SplittableRandom(1);
    int teacherNodes = Math.max(1, hidden / STUDENTS_OF_A_TRIAL);
    List<TwoLayerTrainer.Trial> all = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      Parameters teacher = network(random, new TwoLayerShape(INPUTS, teacherNodes, OUTPUTS), 0.1);
      List<TwoLayerTrainer.Lesson> lessons = new ArrayList<>();
      for (int student = 0; student < STUDENTS_OF_A_TRIAL; student++) {
        lessons.add(new TwoLayerTrainer.Lesson(teacher, network(random, shape, 0.005)));
      }
      all.add(
          new TwoLayerTrainer.Trial(
              gaussians(random, SAMPLES * INPUTS, 1.5),
              gaussians(random, BATCH * INPUTS, 1.5),
              lessons));
    }
    this.trainer =
        new TwoLayerTrainer(new TwoLayerTrainer.Options(RATE, BATCH, steps, threads), all);
    this.batches = new int[trials][];
    for (int trial = 0; trial < trials; trial++) {
      batches[trial] = random.ints((long) steps * BATCH, 0, SAMPLES).toArray();
    }
  }

  /** Operations of one step of one student: two products with inputs, three with outputs. */
  static double flopsOfAStep(int hidden) {
    return 2.0 * BATCH * hidden * (2 * INPUTS + 3 * OUTPUTS);
  }

  /**
   * Bytes of weights that one step of one student reads and writes. Each weight is read by the
   * forward pass, and read and written by the update; the upper layer's weights are also read by
   * the backward pass.
   */
  static double bytesOfAStep(int hidden) {
    return Float.BYTES * (3.0 * (INPUTS + 1) * hidden + 4.0 * (hidden + 1) * OUTPUTS);
  }

  static Parameters network(SplittableRandom random, TwoLayerShape shape, double std) {
    int lower = (shape.inputs() + 1) * shape.hidden();
    int upper = (shape.hidden() + 1) * shape.outputs();
    return new Parameters(
        List.of(
            new Parameter(
                TwoLayerShape.W1,
                new int[] {shape.inputs() + 1, shape.hidden()},
                gaussians(random, lower, std)),
            new Parameter(
                TwoLayerShape.W2,
                new int[] {shape.hidden() + 1, shape.outputs()},
                gaussians(random, upper, std))));
  }

  static float[] gaussians(SplittableRandom random, int count, double std) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (std * random.nextGaussian());
    }
    return values;
  }

  int students() {
    return students;
  }

  @Override
  public void run() {
    trainer.epoch(batches);
  }

  @Override
  public double steps() {
    return (double) steps * students;
  }

  @Override
  public double samples() {
    return steps() * BATCH;
  }

  @Override
  public double flops() {
    return steps() * flopsOfAStep(shape.hidden());
  }

  @Override
  public double bytes() {
    return steps() * bytesOfAStep(shape.hidden());
  }

  /** Bytes of the weights and weight changes of a block's students. */
  @Override
  public double workingSet() {
    double weights = (INPUTS + 1.0) * shape.hidden() + (shape.hidden() + 1.0) * OUTPUTS;
    return 2.0 * Float.BYTES * students * weights;
  }

  @Override
  public void close() {
    trainer.close();
  }
}
