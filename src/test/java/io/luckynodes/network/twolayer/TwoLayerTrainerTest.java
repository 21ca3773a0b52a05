package io.luckynodes.network.twolayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.testkit.Company;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoLayerTrainerTest {
  private static final Sizes SMALL = new Sizes(7, 2, 5, 3, 40, 4);

  /** Sizes of networks and data. */
  private record Sizes(int d, int m, int n, int c, int samples, int batch) {}

  @Test
  void agreesWithThePlainFloat64LoopOverAThousandSteps() {
    int steps = 1000;
    List<TwoLayerTrainer.Trial> trials = List.of(trial(SMALL, 1, 0, 1), trial(SMALL, 2, 0, 2));
    int[][] batches = {batches(SMALL, 1, steps), batches(SMALL, 2, steps)};
    List<Parameters> trained;
    double[] before;
    double[] losses;
    double[] after;
    try (TwoLayerTrainer trainer =
        new TwoLayerTrainer(new TwoLayerTrainer.Options(0.05, 4, steps, 1), trials)) {
      before = trainer.evaluate();
      losses = trainer.epoch(batches);
      after = trainer.evaluate();
      trained = trainer.weights();
    }
    for (int s = 0; s < 4; s++) {
      TwoLayerTrainer.Trial trial = trials.get(s / 2);
      TwoLayerTrainer.Lesson lesson = trial.lessons().get(s % 2);
      TwoLayerReference reference = new TwoLayerReference(lesson.student());
      assertThat(before[s]).isCloseTo(evaluated(reference, trial, lesson), within(1e-6));
      double seen = train(SMALL, reference, trial, lesson, batches[s / 2], steps, 0.05);
      assertClose(trained.get(s).get(TwoLayerShape.W1), reference.w1, 2e-4);
      assertClose(trained.get(s).get(TwoLayerShape.W2), reference.w2, 2e-4);
      assertThat(losses[s]).isCloseTo(seen, within(1e-4));
      assertThat(after[s]).isCloseTo(evaluated(reference, trial, lesson), within(1e-4));
      assertThat(after[s]).as("the students learned something").isLessThan(before[s] / 2);
    }
  }

  @Test
  void theChangeOfOneStepIsTheGradientByFiniteDifferences() {
    TwoLayerTrainer.Trial trial = trial(SMALL, 3, 1);
    TwoLayerTrainer.Lesson lesson = trial.lessons().get(0);
    int[] batch = {0, 1, 2, 3};
    Parameters after;
    double rate = 1e-2;
    try (TwoLayerTrainer trainer =
        new TwoLayerTrainer(new TwoLayerTrainer.Options(rate, 4, 1, 1), List.of(trial))) {
      trainer.epoch(new int[][] {batch});
      after = trainer.weights().get(0);
    }
    double h = 1e-6;
    for (String tensor : List.of(TwoLayerShape.W1, TwoLayerShape.W2)) {
      Parameter before = lesson.student().get(tensor);
      for (int i = 0; i < before.values().length; i++) {
        double slope =
            (loss(trial, lesson, tensor, i, h, batch) - loss(trial, lesson, tensor, i, -h, batch))
                / (2 * h);
        double change = after.get(tensor).values()[i] - before.values()[i];
        assertThat(change).as("%s[%d]", tensor, i).isCloseTo(-rate * slope, within(2e-7));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, 2, 5, 3, 40, 4",
    "100, 10, 10, 50, 300, 16",
    "100, 20, 40, 50, 300, 16",
    "100, 20, 200, 50, 300, 16"
  })
  void aStudentsNumbersDoNotDependOnItsCompanyOrPlace(
      int d, int m, int n, int c, int samples, int batch) {
    Sizes sizes = new Sizes(d, m, n, c, samples, batch);
    TwoLayerTrainer.Trial alone = trial(sizes, 5, 1);
    Trained expected = train(List.of(alone), sizes, 5);
    assertThat(expected.evaluationLoss()[0]).isFinite().isPositive();
    assertSame(expected, 0, train(List.of(trial(sizes, 5, 0, 1)), sizes, 5), 1);
    assertSame(expected, 0, train(List.of(trial(sizes, 5, 2, 0, 1)), sizes, 5), 2);
    assertSame(expected, 0, train(List.of(trial(sizes, 5, 1, 2, 3, 4, 5, 6)), sizes, 5), 0);
    assertSame(
        expected,
        0,
        train(List.of(trial(sizes, 4, 1), alone, trial(sizes, 6, 1)), sizes, 4, 5, 6),
        1);
    assertSame(
        expected,
        0,
        train(
            List.of(trial(sizes, 9, 0, 2, 3, 4, 5, 6), trial(sizes, 5, 0, 2, 3, 1, 5, 6)),
            sizes,
            9,
            5),
        6 + 3);
  }

  @Test
  void weightsReadEarlierStayAsTheyWere() {
    try (TwoLayerTrainer trainer =
        new TwoLayerTrainer(
            new TwoLayerTrainer.Options(0.05, 4, 10, 1), List.of(trial(SMALL, 1, 0)))) {
      float[] first = trainer.weights().get(0).get(TwoLayerShape.W1).values();
      float[] copy = first.clone();
      trainer.epoch(new int[][] {batches(SMALL, 1, 10)});
      assertThat(first).isEqualTo(copy);
      assertThat(trainer.weights().get(0).get(TwoLayerShape.W1).values()).isNotEqualTo(copy);
    }
  }

  @Test
  void restoringWeightsContinuesAsIfUndisturbed() {
    int[] epochOne = batches(SMALL, 1, 20);
    int[] epochTwo = batches(SMALL, 2, 20);
    TwoLayerTrainer.Options options = new TwoLayerTrainer.Options(0.05, 4, 20, 1);
    List<Parameters> between;
    float[] undisturbed;
    try (TwoLayerTrainer trainer = new TwoLayerTrainer(options, List.of(trial(SMALL, 1, 0, 1)))) {
      trainer.epoch(new int[][] {epochOne});
      between = trainer.weights();
      trainer.epoch(new int[][] {epochTwo});
      undisturbed = trainer.weights().get(1).get(TwoLayerShape.W2).values();
    }
    try (TwoLayerTrainer trainer = new TwoLayerTrainer(options, List.of(trial(SMALL, 1, 0, 1)))) {
      trainer.restore(between);
      trainer.epoch(new int[][] {epochTwo});
      assertThat(trainer.weights().get(1).get(TwoLayerShape.W2).values()).isEqualTo(undisturbed);
    }
  }

  @Test
  void teachersOfOneTrialMustShareTheirLowerLayer() {
    TwoLayerTrainer.Trial one = trial(SMALL, 1, 0);
    TwoLayerTrainer.Trial other = trial(SMALL, 2, 0);
    TwoLayerTrainer.Trial mixed =
        new TwoLayerTrainer.Trial(
            one.inputs(),
            one.evaluationInputs(),
            List.of(one.lessons().get(0), other.lessons().get(0)));
    assertThatThrownBy(
            () -> new TwoLayerTrainer(new TwoLayerTrainer.Options(0.05, 4, 1, 1), List.of(mixed)))
        .hasMessage("teachers of one trial differ in W1");
  }

  /** What came out of training, in the order of the students. */
  private record Trained(List<Parameters> weights, double[] trainLoss, double[] evaluationLoss) {}

  private static Trained train(List<TwoLayerTrainer.Trial> trials, Sizes sizes, int... seeds) {
    int steps = 60;
    int[][] batches =
        Arrays.stream(seeds).mapToObj(seed -> batches(sizes, seed, steps)).toArray(int[][]::new);
    try (TwoLayerTrainer trainer =
        new TwoLayerTrainer(new TwoLayerTrainer.Options(0.002, sizes.batch(), steps, 1), trials)) {
      double[] losses = trainer.epoch(batches);
      return new Trained(trainer.weights(), losses, trainer.evaluate());
    }
  }

  private static void assertSame(Trained expected, int at, Trained actual, int place) {
    for (String tensor : List.of(TwoLayerShape.W1, TwoLayerShape.W2)) {
      Company.assertSame(
          actual.weights().get(place).get(tensor).values(),
          expected.weights().get(at).get(tensor).values());
    }
    Company.assertSame(actual.trainLoss()[place], expected.trainLoss()[at]);
    Company.assertSame(actual.evaluationLoss()[place], expected.evaluationLoss()[at]);
  }

  /** Trains the reference; its loss is averaged as the engine's, over every twentieth step. */
  private static double train(
      Sizes sizes,
      TwoLayerReference reference,
      TwoLayerTrainer.Trial trial,
      TwoLayerTrainer.Lesson lesson,
      int[] batches,
      int steps,
      double rate) {
    TwoLayerReference teacher = new TwoLayerReference(lesson.teacher());
    double squared = 0;
    for (int step = 0; step < steps; step++) {
      double[][] xs = new double[sizes.batch()][];
      double[][] ys = new double[sizes.batch()][];
      for (int b = 0; b < sizes.batch(); b++) {
        xs[b] = row(trial.inputs(), batches[step * sizes.batch() + b], sizes.d());
        ys[b] = teacher.output(xs[b]);
      }
      double before = reference.step(xs, ys, rate);
      squared += step % 20 == 19 ? before : 0;
    }
    return squared / (steps / 20.0 * sizes.batch() * sizes.c());
  }

  private static double evaluated(
      TwoLayerReference student, TwoLayerTrainer.Trial trial, TwoLayerTrainer.Lesson lesson) {
    TwoLayerReference teacher = new TwoLayerReference(lesson.teacher());
    int d = student.w1.length - 1;
    int rows = trial.evaluationInputs().length / d;
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double[] x = row(trial.evaluationInputs(), i, d);
      double[] y = student.output(x);
      double[] target = teacher.output(x);
      for (int k = 0; k < y.length; k++) {
        sum += (target[k] - y[k]) * (target[k] - y[k]) / (rows * y.length);
      }
    }
    return sum;
  }

  private static double loss(
      TwoLayerTrainer.Trial trial,
      TwoLayerTrainer.Lesson lesson,
      String tensor,
      int entry,
      double shift,
      int[] batch) {
    TwoLayerReference network = new TwoLayerReference(lesson.student());
    TwoLayerReference teacher = new TwoLayerReference(lesson.teacher());
    double[][] matrix = tensor.equals(TwoLayerShape.W1) ? network.w1 : network.w2;
    matrix[entry / matrix[0].length][entry % matrix[0].length] += shift;
    double sum = 0;
    for (int sample : batch) {
      double[] x = row(trial.inputs(), sample, network.w1.length - 1);
      double[] y = network.output(x);
      double[] target = teacher.output(x);
      for (int k = 0; k < y.length; k++) {
        sum += 0.5 * (target[k] - y[k]) * (target[k] - y[k]);
      }
    }
    return sum / batch.length;
  }

  /** A trial whose teachers differ in polarity alone. */
  private static TwoLayerTrainer.Trial trial(Sizes sizes, int seed, double... polarities) {
    SplittableRandom random = new SplittableRandom(1000 + seed);
    float[] inputs = gaussians(random, sizes.samples() * sizes.d(), 1);
    float[] evaluation = gaussians(random, sizes.samples() * sizes.d(), 1);
    List<TwoLayerTrainer.Lesson> lessons = new ArrayList<>();
    for (double polarity : polarities) {
      Parameters teacher = network(sizes.d(), sizes.m(), sizes.c(), 2000 + seed);
      float[] upper = teacher.get(TwoLayerShape.W2).values();
      for (int i = 0; i < sizes.m() * sizes.c(); i++) {
        upper[i] = (float) (upper[i] * Math.pow(1 + i / sizes.c(), -polarity));
      }
      lessons.add(
          new TwoLayerTrainer.Lesson(teacher, network(sizes.d(), sizes.n(), sizes.c(), seed)));
    }
    return new TwoLayerTrainer.Trial(inputs, evaluation, lessons);
  }

  private static Parameters network(int d, int hidden, int c, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double std = 1 / Math.sqrt(d);
    return new Parameters(
        List.of(
            new Parameter(
                TwoLayerShape.W1,
                new int[] {d + 1, hidden},
                gaussians(random, (d + 1) * hidden, std)),
            new Parameter(
                TwoLayerShape.W2,
                new int[] {hidden + 1, c},
                gaussians(random, (hidden + 1) * c, 0.4))));
  }

  private static int[] batches(Sizes sizes, int seed, int steps) {
    return new SplittableRandom(3000 + seed)
        .ints((long) steps * sizes.batch(), 0, sizes.samples())
        .toArray();
  }

  private static float[] gaussians(SplittableRandom random, int count, double std) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (std * random.nextGaussian());
    }
    return values;
  }

  private static double[] row(float[] values, int row, int width) {
    double[] copy = new double[width];
    for (int i = 0; i < width; i++) {
      copy[i] = values[row * width + i];
    }
    return copy;
  }

  private static void assertClose(Parameter actual, double[][] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        assertThat((double) actual.values()[i * expected[i].length + j])
            .as("%s[%d][%d]", actual.name(), i, j)
            .isCloseTo(expected[i][j], within(tolerance));
      }
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }
}
