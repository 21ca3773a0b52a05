package io.luckynodes.network.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.testkit.Company;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RaceTrainerTest {
  private static final int BATCH = 4;
  private static final double RATE = 0.05;
  private static final double MOMENTUM = 0.9;
  private static final int STEPS = 500;

  /** One student with what it needs. */
  private record Student(
      Parameters start, RaceTrainer.Lesson lesson, int[] batches, TwoLayerShape shape) {}

  @Test
  void manyStepsAreThoseOfThePlainLoopsInFloat64() {
    for (boolean masked : new boolean[] {false, true}) {
      for (boolean outputBias : new boolean[] {false, true}) {
        assertManyStepsAreThoseOfThePlainLoops(masked, outputBias);
      }
    }
  }

  private static void assertManyStepsAreThoseOfThePlainLoops(boolean masked, boolean outputBias) {
    Student student = student(1, new TwoLayerShape(12, 7, 2), 40, masked);
    RaceReference reference = reference(student, outputBias);
    double[] losses = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      double[][] xs = new double[BATCH][];
      int[] labels = new int[BATCH];
      for (int b = 0; b < BATCH; b++) {
        int sample = student.batches()[step * BATCH + b];
        xs[b] = sample(student, sample);
        labels[b] = student.lesson().labels()[sample];
      }
      losses[step] = reference.step(xs, labels, RATE, MOMENTUM);
    }
    try (RaceTrainer trainer = trainer(List.of(student), masked, outputBias)) {
      double loss = trainer.train(new int[][] {student.batches()})[0];
      Parameters trained = trainer.state().get(0);
      assertClose(trained.get(TwoLayerShape.W1), reference.w1);
      assertClose(trained.get(TwoLayerShape.W2), reference.w2);
      assertThat(loss).isCloseTo(Arrays.stream(losses).average().orElseThrow(), within(2e-5));
      double onAll = 0;
      for (int sample = 0; sample < 40; sample++) {
        onAll += reference.loss(sample(student, sample), student.lesson().labels()[sample]) / 40;
      }
      assertThat(trainer.evaluate()[0]).isCloseTo(onAll, within(2e-5));
      // It has learnt something, or the comparison would say little.
      assertThat(onAll).isLessThan(losses[0] / 2);
    }
  }

  @Test
  void aStudentsBytesAreTheSameAloneInCompanyAndInAnotherOrder() {
    for (int hidden : new int[] {5, 64, 300}) {
      TwoLayerShape shape = new TwoLayerShape(1024, hidden, 2);
      List<Student> all = new ArrayList<>();
      for (int seed = 1; seed <= 3; seed++) {
        all.add(student(seed, shape, 80, false, 60));
      }
      List<Parameters> together = trained(all);
      List<Parameters> turned = trained(List.of(all.get(2), all.get(0), all.get(1)));
      assertSameInCompany(turned.get(1), together.get(0));
      assertSameInCompany(turned.get(0), together.get(2));
      for (int i = 0; i < all.size(); i++) {
        assertSameInCompany(trained(List.of(all.get(i))).get(0), together.get(i));
      }
    }
  }

  @Test
  void howStepsOfStudentsThatCanBePrunedAreCutIntoCallsChangesNoByte() {
    Student student = student(3, new TwoLayerShape(30, 8, 2), 40, true);
    Parameters whole;
    try (RaceTrainer trainer = trainer(List.of(student), true)) {
      trainer.train(new int[][] {student.batches()});
      whole = trainer.state().get(0);
    }
    try (RaceTrainer trainer = trainer(List.of(student), true)) {
      int at = 0;
      for (int steps : new int[] {1, 2, 17, 40, 3, STEPS - 63}) {
        trainer.train(new int[][] {Arrays.copyOfRange(student.batches(), at, at + steps * BATCH)});
        at += steps * BATCH;
      }
      assertSame(trainer.state().get(0), whole);
    }
  }

  @Test
  void blocksOfStepsAreTheStepsOneByOneButForRounding() {
    Student student = student(6, new TwoLayerShape(100, 20, 2), 40, false);
    Parameters blocks = trained(List.of(student)).get(0);
    try (RaceTrainer trainer = trainer(List.of(student), false)) {
      for (int step = 0; step < STEPS; step++) {
        trainer.train(
            new int[][] {Arrays.copyOfRange(student.batches(), step * BATCH, (step + 1) * BATCH)});
      }
      for (Parameter parameter : trainer.state().get(0).all()) {
        assertThat(blocks.get(parameter.name()).values())
            .containsExactly(parameter.values(), within(1e-4f));
      }
    }
  }

  @Test
  void aStudentGoesOnFromItsStateToTheSameBytes() {
    Student student = student(4, new TwoLayerShape(30, 8, 2), 40, true);
    int half = STEPS / 2 * BATCH;
    int[] first = Arrays.copyOf(student.batches(), half);
    int[] second = Arrays.copyOfRange(student.batches(), half, student.batches().length);
    Parameters whole;
    List<Parameters> between;
    try (RaceTrainer trainer = trainer(List.of(student), true)) {
      trainer.train(new int[][] {first});
      between = trainer.state();
      trainer.train(new int[][] {second});
      whole = trainer.state().get(0);
    }
    try (RaceTrainer other = trainer(List.of(student), true)) {
      other.restore(between);
      other.train(new int[][] {second});
      assertSame(other.state().get(0), whole);
    }
  }

  @Test
  void prunedWeightsStayExactlyZero() {
    Student student = student(5, new TwoLayerShape(12, 7, 2), 40, true);
    Parameters trained;
    try (RaceTrainer trainer = trainer(List.of(student), true)) {
      trainer.train(new int[][] {student.batches()});
      trained = trainer.state().get(0);
    }
    for (String layer : List.of("1", "2")) {
      float[] weights = trained.get("W" + layer).values();
      float[] mask = student.start().get("M" + layer).values();
      assertThat(trained.get("M" + layer).values()).isEqualTo(mask);
      int zeros = 0;
      for (int i = 0; i < mask.length; i++) {
        if (mask[i] == 0) {
          assertThat(weights[i]).isZero();
          zeros++;
        }
      }
      assertThat(zeros).isPositive();
    }
  }

  private static void assertSameInCompany(Parameters one, Parameters other) {
    for (Parameter parameter : one.all()) {
      Company.assertSame(parameter.values(), other.get(parameter.name()).values());
    }
  }

  private static void assertSame(Parameters one, Parameters other) {
    for (Parameter parameter : one.all()) {
      assertThat(parameter.values()).isEqualTo(other.get(parameter.name()).values());
    }
  }

  private static void assertClose(Parameter found, double[][] expected) {
    double[][] values = RaceReference.matrix(found);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).containsExactly(expected[i], within(2e-4));
    }
  }

  private static List<Parameters> trained(List<Student> students) {
    try (RaceTrainer trainer = trainer(students, false)) {
      trainer.train(students.stream().map(Student::batches).toArray(int[][]::new));
      return trainer.state();
    }
  }

  private static RaceTrainer trainer(List<Student> students, boolean masked) {
    return trainer(students, masked, true);
  }

  private static RaceTrainer trainer(List<Student> students, boolean masked, boolean outputBias) {
    RaceTrainer trainer =
        new RaceTrainer(
            new RaceTrainer.Options(RATE, MOMENTUM, BATCH, outputBias, masked, 1),
            students.get(0).shape(),
            students.stream().map(Student::lesson).toList());
    trainer.restore(students.stream().map(Student::start).toList());
    return trainer;
  }

  /** Without biases of outputs their row starts at 0 and is held there, as if it were pruned. */
  private static RaceReference reference(Student student, boolean outputBias) {
    Parameters start = student.start();
    double[][] w1 = RaceReference.matrix(start.get(TwoLayerShape.W1));
    double[][] w2 = RaceReference.matrix(start.get(TwoLayerShape.W2));
    boolean masked = start.has(RaceTrainer.M1);
    double[][] mask2 = masked ? RaceReference.matrix(start.get(RaceTrainer.M2)) : ones(w2);
    Arrays.fill(mask2[w2.length - 1], outputBias ? 1 : 0);
    return new RaceReference(
        w1, w2, masked ? RaceReference.matrix(start.get(RaceTrainer.M1)) : ones(w1), mask2);
  }

  private static double[][] ones(double[][] like) {
    double[][] ones = RaceReference.copy(like);
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }
    return ones;
  }

  private static double[] sample(Student student, int sample) {
    int d = student.shape().inputs();
    double[] x = new double[d];
    for (int i = 0; i < d; i++) {
      x[i] = student.lesson().inputs()[sample * d + i];
    }
    return x;
  }

  private static Student student(int seed, TwoLayerShape shape, int samples, boolean masked) {
    return student(seed, shape, samples, masked, STEPS);
  }

  private static Student student(
      int seed, TwoLayerShape shape, int samples, boolean masked, int steps) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] inputs = gaussians(random, samples * shape.inputs(), 0.5);
    int[] labels = random.ints(samples, 0, 2).toArray();
    List<Parameter> start = new ArrayList<>();
    add(start, "1", shape.inputs() + 1, shape.hidden(), random, masked);
    add(start, "2", shape.hidden() + 1, shape.outputs(), random, masked);
    return new Student(
        new Parameters(start),
        new RaceTrainer.Lesson(inputs, labels),
        random.ints((long) steps * BATCH, 0, samples).toArray(),
        shape);
  }

  private static void add(
      List<Parameter> start,
      String layer,
      int rows,
      int columns,
      SplittableRandom random,
      boolean masked) {
    int[] shape = {rows, columns};
    float[] weights = gaussians(random, rows * columns, 0.1);
    float[] mask = new float[rows * columns];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = masked && i < (rows - 1) * columns && random.nextInt(3) == 0 ? 0 : 1;
      weights[i] = i < (rows - 1) * columns ? weights[i] * mask[i] : 0;
    }
    start.add(new Parameter("W" + layer, shape, weights));
    start.add(new Parameter("V" + layer, shape, new float[rows * columns]));
    if (masked) {
      start.add(new Parameter("M" + layer, shape, mask));
    }
  }

  private static float[] gaussians(SplittableRandom random, int count, double std) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (std * random.nextGaussian());
    }
    return values;
  }
}
