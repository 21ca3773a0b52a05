package io.luckynodes.network.fc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.luckynodes.error.LuckyException;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FcTrainerTest {
  private static final FcShape SHAPE = FcSamples.STUDENT;
  private static final int SAMPLES = 48;
  private static final int BATCH = 4;

  @Test
  void agreesWithThePlainFloat64LoopOverHundredsOfSteps() {
    int steps = 300;
    Parameters initial = fresh(1);
    Task task = task(1);
    int[] order = order(1, steps);
    Parameters trained;
    double loss;
    try (FcTrainer trainer = trainer(initial, task, steps)) {
      loss = trainer.epoch(order, 0.1);
      trained = trainer.weights();
    }
    FcReference reference = new FcReference(initial);
    double before = reference.loss(batch(task.inputs, 5, 0), batch(task.targets, 3, 0));
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      sum +=
          reference.step(
              batch(task.inputs, 5, order, step), batch(task.targets, 3, order, step), 0.1);
    }
    assertThat(loss).isCloseTo(sum / steps, offset(1e-5));
    assertThat(reference.loss(batch(task.inputs, 5, 0), batch(task.targets, 3, 0)))
        .as("the student learned something")
        .isLessThan(before / 3);
    for (int layer = 0; layer <= SHAPE.layers(); layer++) {
      assertClose(trained.get(SHAPE.weights(layer)), flat(reference.weights.get(layer)), 2e-4);
      assertClose(trained.get(SHAPE.bias(layer)), reference.biases.get(layer), 2e-4);
    }
  }

  @Test
  void theChangeOfOneStepIsTheGradientByFiniteDifferences() {
    Parameters initial = FcSamples.network(SHAPE, 3);
    Task task = task(3);
    double rate = 1e-2;
    int[] order = {0, 1, 2, 3};
    Parameters after;
    try (FcTrainer trainer = trainer(initial, task, 1)) {
      trainer.epoch(order, rate);
      after = trainer.weights();
    }
    double[][] xs = batch(task.inputs, 5, order, 0);
    double[][] ys = batch(task.targets, 3, order, 0);
    double h = 1e-6;
    for (int layer = 0; layer <= SHAPE.layers(); layer++) {
      for (String tensor : List.of(SHAPE.weights(layer), SHAPE.bias(layer))) {
        Parameter before = initial.get(tensor);
        for (int i = 0; i < before.values().length; i++) {
          double slope =
              (shifted(initial, layer, tensor, i, h).loss(xs, ys)
                      - shifted(initial, layer, tensor, i, -h).loss(xs, ys))
                  / (2 * h);
          double change = after.get(tensor).values()[i] - before.values()[i];
          assertThat(change)
              .as("%s[%d]", tensor, i)
              .isCloseTo(-rate * slope, offset(1e-6 + 1e-5 * Math.abs(rate * slope)));
        }
      }
    }
  }

  @Test
  void anEpochPassesTheBatchesInOrderAtTheRateThatIsAsked() {
    Parameters initial = fresh(4);
    Task task = task(4);
    int[] order = order(4, 12);
    float[] one;
    float[] reversed;
    float[] slow;
    try (FcTrainer trainer = trainer(initial, task, 12)) {
      trainer.epoch(order, 0.05);
      one = bottom(trainer);
      trainer.restore(initial);
      trainer.epoch(order, 0.05);
      assertThat(bottom(trainer)).isEqualTo(one);
      trainer.restore(initial);
      trainer.epoch(reversed(order), 0.05);
      reversed = bottom(trainer);
      trainer.restore(initial);
      trainer.epoch(order, 0.025);
      slow = bottom(trainer);
    }
    assertThat(reversed).isNotEqualTo(one);
    assertThat(slow).isNotEqualTo(one);
  }

  @Test
  void aNewTrainingSetTakesThePlaceOfTheOld() {
    Parameters initial = fresh(5);
    int[] order = order(5, 10);
    float[] expected;
    try (FcTrainer trainer = trainer(initial, task(6), 10)) {
      trainer.epoch(order, 0.05);
      expected = bottom(trainer);
    }
    try (FcTrainer trainer = trainer(initial, task(5), 10)) {
      trainer.load(task(6).inputs, task(6).targets);
      trainer.epoch(order, 0.05);
      assertThat(bottom(trainer)).isEqualTo(expected);
    }
  }

  @Test
  void weightsReadEarlierStayAsTheyWereAndRestoringThemContinuesAsIfUndisturbed() {
    Parameters initial = fresh(7);
    Task task = task(7);
    float[] undisturbed;
    Parameters between;
    try (FcTrainer trainer = trainer(initial, task, 20)) {
      trainer.epoch(order(1, 20), 0.05);
      between = trainer.weights();
      float[] copy = between.get(SHAPE.weights(0)).values().clone();
      trainer.epoch(order(2, 20), 0.05);
      undisturbed = bottom(trainer);
      assertThat(between.get(SHAPE.weights(0)).values()).isEqualTo(copy).isNotEqualTo(undisturbed);
    }
    try (FcTrainer trainer = trainer(fresh(8), task, 20)) {
      trainer.restore(between);
      trainer.epoch(order(2, 20), 0.05);
      assertThat(bottom(trainer)).isEqualTo(undisturbed);
    }
  }

  @Test
  void outputsOfManySamplesAreThoseOfThePlainLoop() {
    Parameters network = FcSamples.network(SHAPE, 9);
    float[] x = FcSamples.inputs(9, 1003);
    float[] y;
    try (FcOutputs outputs = new FcOutputs(network, 1)) {
      y = outputs.of(x);
    }
    assertThat(y).hasSize(1003 * 3);
    FcReference reference = new FcReference(network);
    for (int sample = 0; sample < 1003; sample++) {
      double[] expected = reference.output(FcSamples.row(x, sample, 5));
      for (int k = 0; k < 3; k++) {
        assertThat((double) y[sample * 3 + k]).isCloseTo(expected[k], offset(1e-4));
      }
    }
  }

  @Test
  void freshWeightsAreUniformWithinTheirBoundsAndTheScaleShrinksThem() {
    FcShape wide = new FcShape(25, List.of(400), 9);
    Parameters one = wide.initial(new SplittableRandom(1), 1);
    Parameters tenth = wide.initial(new SplittableRandom(1), 0.1);
    for (int layer = 0; layer <= 1; layer++) {
      double bound = 1 / Math.sqrt(wide.fanIn(layer));
      float[] weights = one.get(wide.weights(layer)).values();
      double squares = 0;
      double largest = 0;
      for (int i = 0; i < weights.length; i++) {
        squares += (double) weights[i] * weights[i];
        largest = Math.max(largest, Math.abs(weights[i]));
        assertThat(tenth.get(wide.weights(layer)).values()[i])
            .isCloseTo(weights[i] / 10, offset(1e-7f));
      }
      assertThat(largest).isBetween(0.99 * bound, bound);
      // Of a uniform variable: a third of the bound's square; four standard errors.
      assertThat(squares / weights.length / (bound * bound / 3))
          .isCloseTo(1, offset(4 * Math.sqrt(0.8 / weights.length)));
      for (float bias : one.get(wide.bias(layer)).values()) {
        assertThat(Math.abs((double) bias)).isBetween(1e-9, bound);
      }
    }
  }

  @Test
  void tensorsThatDoNotFitOntoEachOtherAreNoNetwork() {
    Parameters network = FcSamples.network(SHAPE, 1);
    assertThat(FcShape.of(network)).isEqualTo(SHAPE);
    List<Parameter> wrong =
        network.all().stream()
            .map(
                p ->
                    p.name().equals("fc2/weights")
                        ? new Parameter(p.name(), new int[] {6, 7}, p.values())
                        : p)
            .toList();
    assertThatThrownBy(() -> FcShape.of(new Parameters(wrong)))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("fc2/weights has shape [6, 7], expected [7, 7]");
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Task(float[] inputs, float[] targets) {}

  /** A task that a small student can learn: the outputs of another network. */
  private static Task task(int seed) {
    float[] inputs = FcSamples.inputs(seed, SAMPLES);
    FcShape teacher = new FcShape(5, List.of(4, 4), 3);
    FcReference network = new FcReference(teacher.initial(new SplittableRandom(2000 + seed), 2));
    float[] targets = new float[SAMPLES * 3];
    for (int i = 0; i < SAMPLES; i++) {
      double[] y = network.output(FcSamples.row(inputs, i, 5));
      for (int k = 0; k < 3; k++) {
        targets[i * 3 + k] = (float) y[k];
      }
    }
    return new Task(inputs, targets);
  }

  private static Parameters fresh(int seed) {
    return SHAPE.initial(new SplittableRandom(seed), 2);
  }

  private static FcTrainer trainer(Parameters initial, Task task, int steps) {
    FcTrainer trainer =
        new FcTrainer(
            new FcTrainer.Options(FcTrainer.Objective.SQUARED_DIFFERENCE, BATCH, steps, 1),
            initial,
            SAMPLES);
    trainer.load(task.inputs, task.targets);
    return trainer;
  }

  private static int[] order(int seed, int steps) {
    return new SplittableRandom(3000 + seed).ints((long) steps * BATCH, 0, SAMPLES).toArray();
  }

  private static int[] reversed(int[] order) {
    int[] reversed = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      reversed[i] = order[order.length - 1 - i];
    }
    return reversed;
  }

  private static float[] bottom(FcTrainer trainer) {
    return trainer.weights().get(SHAPE.weights(0)).values();
  }

  private static double[][] batch(float[] values, int width, int[] order, int step) {
    double[][] rows = new double[BATCH][];
    for (int b = 0; b < BATCH; b++) {
      rows[b] = FcSamples.row(values, order[step * BATCH + b], width);
    }
    return rows;
  }

  /** All rows from one on. */
  private static double[][] batch(float[] values, int width, int from) {
    double[][] rows = new double[values.length / width - from][];
    for (int b = 0; b < rows.length; b++) {
      rows[b] = FcSamples.row(values, from + b, width);
    }
    return rows;
  }

  private static FcReference shifted(
      Parameters weights, int layer, String tensor, int entry, double shift) {
    FcReference network = new FcReference(weights);
    if (tensor.endsWith("/bias")) {
      network.biases.get(layer)[entry] += shift;
    } else {
      double[][] matrix = network.weights.get(layer);
      matrix[entry / matrix[0].length][entry % matrix[0].length] += shift;
    }
    return network;
  }

  private static double[] flat(double[][] matrix) {
    return java.util.Arrays.stream(matrix).flatMapToDouble(java.util.Arrays::stream).toArray();
  }

  private static void assertClose(Parameter actual, double[] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual.values()[i])
          .as("%s[%d]", actual.name(), i)
          .isCloseTo(expected[i], offset(tolerance));
    }
  }
}
