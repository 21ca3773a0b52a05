package io.luckynodes.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TwoLayerTrainerTest {
  private static final TwoLayerShape SHAPE = new TwoLayerShape(7, 5, 3);
  private static final int SAMPLES = 40;
  private static final int BATCH = 4;

  @Test
  void agreesWithThePlainFloat64LoopOverAThousandSteps() {
    int steps = 1000;
    List<Parameters> initial = List.of(student(1), student(2));
    List<TwoLayerTrainer.Task> tasks = List.of(task(1), task(2));
    int[][] batches = {batches(1, steps), batches(2, steps)};
    List<Parameters> trained;
    double[] losses;
    try (TwoLayerTrainer trainer =
        new TwoLayerTrainer(new TwoLayerTrainer.Options(0.05, BATCH, steps, 1), initial, tasks)) {
      losses = trainer.epoch(batches);
      trained = trainer.weights();
    }
    for (int s = 0; s < 2; s++) {
      TwoLayerReference reference = new TwoLayerReference(initial.get(s));
      double squared = train(reference, tasks.get(s), batches[s], steps, 0.05);
      assertClose(trained.get(s).get(TwoLayerShape.W1), reference.w1, 2e-4);
      assertClose(trained.get(s).get(TwoLayerShape.W2), reference.w2, 2e-4);
      assertThat(losses[s]).isCloseTo(squared / (steps * BATCH * 3.0), within(1e-4));
      assertThat(squared / (steps * BATCH * 3.0))
          .as("the students learned something")
          .isLessThan(0.2);
    }
  }

  @Test
  void theChangeOfOneStepIsTheGradientByFiniteDifferences() {
    Parameters initial = student(3);
    TwoLayerTrainer.Task task = task(3);
    int[] batch = {0, 1, 2, 3};
    Parameters after;
    double rate = 1e-2;
    try (TwoLayerTrainer trainer =
        new TwoLayerTrainer(
            new TwoLayerTrainer.Options(rate, BATCH, 1, 1), List.of(initial), List.of(task))) {
      trainer.epoch(new int[][] {batch});
      after = trainer.weights().get(0);
    }
    double h = 1e-6;
    for (String tensor : List.of(TwoLayerShape.W1, TwoLayerShape.W2)) {
      Parameter before = initial.get(tensor);
      for (int i = 0; i < before.values().length; i++) {
        double slope =
            (loss(initial, tensor, i, h, task, batch) - loss(initial, tensor, i, -h, task, batch))
                / (2 * h);
        double change = after.get(tensor).values()[i] - before.values()[i];
        assertThat(change).as("%s[%d]", tensor, i).isCloseTo(-rate * slope, within(2e-7));
      }
    }
  }

  @Test
  void aStudentsNumbersDoNotDependOnItsCompanyOrPlace() {
    int steps = 60;
    List<Parameters> alone = train(List.of(5), steps);
    List<Parameters> inBatch = train(List.of(4, 5, 6), steps);
    List<Parameters> reversed = train(List.of(6, 5, 4), steps);
    List<Parameters> many = train(List.of(1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 5), steps);
    for (String tensor : List.of(TwoLayerShape.W1, TwoLayerShape.W2)) {
      float[] expected = alone.get(0).get(tensor).values();
      assertThat(inBatch.get(1).get(tensor).values()).isEqualTo(expected);
      assertThat(reversed.get(1).get(tensor).values()).isEqualTo(expected);
      assertThat(many.get(11).get(tensor).values()).isEqualTo(expected);
    }
  }

  @Test
  void weightsReadEarlierStayAsTheyWere() {
    try (TwoLayerTrainer trainer =
        new TwoLayerTrainer(
            new TwoLayerTrainer.Options(0.05, BATCH, 10, 1),
            List.of(student(1)),
            List.of(task(1)))) {
      float[] first = trainer.weights().get(0).get(TwoLayerShape.W1).values();
      float[] copy = first.clone();
      trainer.epoch(new int[][] {batches(1, 10)});
      assertThat(first).isEqualTo(copy);
      assertThat(trainer.weights().get(0).get(TwoLayerShape.W1).values()).isNotEqualTo(copy);
    }
  }

  @Test
  void restoringWeightsContinuesAsIfUndisturbed() {
    int[] epochOne = batches(1, 20);
    int[] epochTwo = batches(2, 20);
    TwoLayerTrainer.Options options = new TwoLayerTrainer.Options(0.05, BATCH, 20, 1);
    List<Parameters> between;
    float[] undisturbed;
    try (TwoLayerTrainer trainer =
        new TwoLayerTrainer(options, List.of(student(1)), List.of(task(1)))) {
      trainer.epoch(new int[][] {epochOne});
      between = trainer.weights();
      trainer.epoch(new int[][] {epochTwo});
      undisturbed = trainer.weights().get(0).get(TwoLayerShape.W2).values();
    }
    try (TwoLayerTrainer trainer =
        new TwoLayerTrainer(options, List.of(student(9)), List.of(task(1)))) {
      trainer.restore(between);
      trainer.epoch(new int[][] {epochTwo});
      assertThat(trainer.weights().get(0).get(TwoLayerShape.W2).values()).isEqualTo(undisturbed);
    }
  }

  private static List<Parameters> train(List<Integer> seeds, int steps) {
    List<Parameters> initial = new ArrayList<>();
    List<TwoLayerTrainer.Task> tasks = new ArrayList<>();
    int[][] batches = new int[seeds.size()][];
    for (int seed : seeds) {
      batches[initial.size()] = batches(seed, steps);
      initial.add(student(seed));
      tasks.add(task(seed));
    }
    try (TwoLayerTrainer trainer =
        new TwoLayerTrainer(new TwoLayerTrainer.Options(0.05, BATCH, steps, 1), initial, tasks)) {
      trainer.epoch(batches);
      return trainer.weights();
    }
  }

  private static double train(
      TwoLayerReference reference,
      TwoLayerTrainer.Task task,
      int[] batches,
      int steps,
      double rate) {
    double squared = 0;
    for (int step = 0; step < steps; step++) {
      double[][] xs = new double[BATCH][];
      double[][] ys = new double[BATCH][];
      for (int b = 0; b < BATCH; b++) {
        xs[b] = row(task.inputs(), batches[step * BATCH + b], SHAPE.inputs());
        ys[b] = row(task.targets(), batches[step * BATCH + b], SHAPE.outputs());
      }
      squared += reference.step(xs, ys, rate);
    }
    return squared;
  }

  private static double loss(
      Parameters weights,
      String tensor,
      int entry,
      double shift,
      TwoLayerTrainer.Task task,
      int[] batch) {
    TwoLayerReference network = new TwoLayerReference(weights);
    double[][] matrix = tensor.equals(TwoLayerShape.W1) ? network.w1 : network.w2;
    matrix[entry / matrix[0].length][entry % matrix[0].length] += shift;
    double sum = 0;
    for (int sample : batch) {
      double[] y = network.output(row(task.inputs(), sample, SHAPE.inputs()));
      double[] target = row(task.targets(), sample, SHAPE.outputs());
      for (int k = 0; k < y.length; k++) {
        sum += 0.5 * (target[k] - y[k]) * (target[k] - y[k]);
      }
    }
    return sum / batch.length;
  }

  private static Parameters student(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Parameters(
        List.of(
            new Parameter(TwoLayerShape.W1, new int[] {8, 5}, gaussians(random, 40, 0.4)),
            new Parameter(TwoLayerShape.W2, new int[] {6, 3}, gaussians(random, 18, 0.4))));
  }

  /** A task that a small student can learn: the outputs of another network. */
  private static TwoLayerTrainer.Task task(int seed) {
    SplittableRandom random = new SplittableRandom(1000 + seed);
    float[] inputs = gaussians(random, SAMPLES * 7, 1);
    TwoLayerReference teacher = new TwoLayerReference(student(2000 + seed));
    float[] targets = new float[SAMPLES * 3];
    for (int i = 0; i < SAMPLES; i++) {
      double[] y = teacher.output(row(inputs, i, 7));
      for (int k = 0; k < 3; k++) {
        targets[i * 3 + k] = (float) y[k];
      }
    }
    return new TwoLayerTrainer.Task(inputs, targets);
  }

  private static int[] batches(int seed, int steps) {
    return new SplittableRandom(3000 + seed).ints((long) steps * BATCH, 0, SAMPLES).toArray();
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
