package io.luckynodes.network.fc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.theory.NormPlacement;
import io.luckynodes.theory.SmallNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FcBatchNormTest {
  private static final FcShape PLAIN = new FcShape(4, List.of(5, 6), 3);
  private static final int SAMPLES = 40;
  private static final int BATCH = 6;

  static Stream<Arguments> everyKind() {
    List<Arguments> kinds = new ArrayList<>();
    for (FcTrainer.Objective objective : FcTrainer.Objective.values()) {
      kinds.add(Arguments.of(BatchNorm.NONE, objective));
      for (BatchNorm norm : norms()) {
        kinds.add(Arguments.of(norm, objective));
      }
    }
    return kinds.stream();
  }

  static List<BatchNorm> norms() {
    return List.of(
        new BatchNorm(true, false, true),
        new BatchNorm(true, false, false),
        new BatchNorm(true, true, true),
        new BatchNorm(true, true, false));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void trainingAgreesWithFiniteDifferencesOfThePlainFloat64Network(
      BatchNorm norm, FcTrainer.Objective objective) {
    int steps = 15;
    Parameters initial = network(PLAIN.with(norm), 1);
    float[] x = gaussians(2, SAMPLES * 4);
    float[] y = targets(objective);
    int[] order = new SplittableRandom(3).ints((long) steps * BATCH, 0, SAMPLES).toArray();
    Parameters trained;
    double loss;
    float[] outputs;
    try (FcTrainer trainer =
        new FcTrainer(new FcTrainer.Options(objective, BATCH, steps, 1), initial, SAMPLES)) {
      trainer.load(x, y);
      loss = trainer.epoch(order, 0.05);
      trained = trainer.weights();
    }
    try (FcOutputs network = new FcOutputs(trained, 1)) {
      outputs = network.of(x);
    }
    FcBatchNormReference reference = new FcBatchNormReference(initial, objective);
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      sum += reference.step(batch(x, 4, order, step), batch(y, 3, order, step), 0.05);
    }
    assertThat(loss).isCloseTo(sum / steps, offset(1e-5));
    for (Parameter tensor : trained.all()) {
      double[] expected = reference.tensors.get(tensor.name());
      boolean moved = false;
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) tensor.values()[i])
            .as("%s[%d]", tensor.name(), i)
            .isCloseTo(expected[i], offset(1e-4));
        moved |= Math.abs(expected[i] - initial.get(tensor.name()).values()[i]) > 3e-3;
      }
      // BatchNorm takes away what a bias just before it adds.
      boolean idle = tensor.name().matches("fc.*/bias") && norm.beforeRelu();
      assertThat(moved).as(tensor.name()).isEqualTo(!idle);
    }
    double[][] xs = batch(x, 4, allSamples(), -1);
    double[][] expected = reference.outputs(xs);
    for (int i = 0; i < outputs.length; i++) {
      assertThat((double) outputs[i]).isCloseTo(expected[i / 3][i % 3], offset(1e-3));
    }
  }

  /** The small networks of the theory and what the engine is held against are one network. */
  @Test
  void smallNetworksTakeTheSameStepsOnTheBatchAsItIs() {
    double[][] xs = batch(gaussians(2, SAMPLES * 4), 4, allSamples(), -1);
    double[][] targets =
        batch(targets(FcTrainer.Objective.SQUARED_DIFFERENCE), 3, allSamples(), -1);
    for (BatchNorm norm :
        List.of(BatchNorm.NONE, new BatchNorm(true, true, true), BatchNorm.AFTER_RELU)) {
      Parameters initial = network(PLAIN.with(norm), 1);
      FcBatchNormReference reference =
          new FcBatchNormReference(initial, FcTrainer.Objective.SQUARED_DIFFERENCE);
      SmallNetwork small = small(reference, norm);
      double rate = 0.05;
      for (int step = 0; step < 5; step++) {
        // J is half the sum over outputs, of which the engine takes the mean.
        assertThat(reference.step(xs, targets, rate))
            .isCloseTo(2 * small.loss(xs, targets) / 3, offset(1e-9));
        small = small.step(small.backward(small.forward(xs), targets), 2 * rate / 3);
      }
      SmallNetwork expected = small(reference, norm);
      for (int layer = 0; layer < 3; layer++) {
        assertClose(expected.layers().get(layer), small.layers().get(layer));
      }
    }
  }

  private static void assertClose(SmallNetwork.Layer expected, SmallNetwork.Layer found) {
    for (int in = 0; in < expected.weights().length; in++) {
      assertThat(found.weights()[in]).containsExactly(expected.weights()[in], offset(1e-8));
    }
    assertThat(found.bias()).containsExactly(expected.bias(), offset(1e-8));
    assertThat(found.scale()).containsExactly(expected.scale(), offset(1e-8));
    assertThat(found.offset()).containsExactly(expected.offset(), offset(1e-8));
  }

  private static SmallNetwork small(FcBatchNormReference reference, BatchNorm norm) {
    List<SmallNetwork.Layer> layers = new ArrayList<>();
    for (int layer = 0; layer <= 2; layer++) {
      double[] flat = reference.tensors.get(PLAIN.weights(layer));
      int nodes = PLAIN.size(layer);
      double[][] weights = new double[PLAIN.fanIn(layer)][];
      for (int in = 0; in < weights.length; in++) {
        weights[in] = Arrays.copyOfRange(flat, in * nodes, (in + 1) * nodes);
      }
      boolean normed = norm.present() && layer < 2;
      layers.add(
          new SmallNetwork.Layer(
              weights,
              reference.tensors.get(PLAIN.bias(layer)),
              normed ? reference.tensors.get(norm.tensor(layer, "scale")) : new double[nodes],
              normed ? reference.tensors.get(norm.tensor(layer, "offset")) : new double[nodes]));
    }
    NormPlacement placement =
        !norm.present()
            ? NormPlacement.NONE
            : norm.beforeRelu() ? NormPlacement.BEFORE_RELU : NormPlacement.AFTER_RELU;
    return new SmallNetwork(
        new SmallNetwork.Shape(
            PLAIN.inputs(), PLAIN.widths(), PLAIN.outputs(), true, placement, 1e-5),
        layers);
  }

  @Test
  void aFoldedNetworkComputesTheSameWithoutBatchNorm() {
    for (BatchNorm norm : norms()) {
      Parameters network = network(PLAIN.with(norm), 5);
      Parameters folded = FoldedNetwork.of(network);
      assertThat(FcShape.of(folded)).isEqualTo(PLAIN);
      float[] x = gaussians(6, SAMPLES * 4);
      try (FcOutputs one = new FcOutputs(network, 1);
          FcOutputs other = new FcOutputs(folded, 1)) {
        float[] expected = one.of(x);
        float[] actual = other.of(x);
        for (int i = 0; i < expected.length; i++) {
          assertThat(actual[i]).as("%s", norm).isCloseTo(expected[i], offset(1e-4f));
        }
      }
    }
    Parameters plain = network(PLAIN, 5);
    assertThat(FoldedNetwork.of(plain)).isSameAs(plain);
  }

  @Test
  void anAffineTransformationOfNodesLeavesTheFanOutAsItIsInTheFoldedNetwork() {
    BatchNorm norm = new BatchNorm(true, false, true);
    Parameters network = network(PLAIN.with(norm), 7);
    float[] x = gaussians(8, SAMPLES * 4);
    try (FcFanOut one = new FcFanOut(network, 1);
        FcFanOut other = new FcFanOut(FoldedNetwork.of(network), 1)) {
      List<double[]> expected = other.meanBeta(x);
      List<double[]> actual = one.meanBeta(x);
      for (int layer = 0; layer < 2; layer++) {
        assertThat(actual.get(layer)).isEqualTo(expected.get(layer));
      }
      one.load(network(PLAIN.with(norm), 9));
      assertThat(one.meanBeta(x).get(0)).isNotEqualTo(expected.get(0));
    }
  }

  @Test
  void mixtureCoefficientsAreThoseOfTheFoldedNetwork() {
    Parameters network = network(PLAIN.with(BatchNorm.AFTER_RELU), 7);
    Parameters teacher = network(new FcShape(4, List.of(3, 2), 3), 8);
    float[] x = gaussians(8, SAMPLES * 4);
    try (FcMixture one = new FcMixture(network, teacher, 1);
        FcMixture other = new FcMixture(FoldedNetwork.of(network), teacher, 1)) {
      assertThat(one.means(x).get(0).gated()).isEqualTo(other.means(x).get(0).gated());
    }
  }

  @Test
  void theShapeIsKnownFromTheTensors() {
    for (BatchNorm norm : norms()) {
      FcShape shape = PLAIN.with(norm);
      assertThat(FcShape.of(shape.initial(new SplittableRandom(1), 1))).isEqualTo(shape);
    }
  }

  @Test
  void withAndWithoutBatchNormANetworkStartsFromTheSameWeights() {
    Parameters plain = PLAIN.initial(new SplittableRandom(1), 1);
    Parameters normed = PLAIN.with(norms().get(0)).initial(new SplittableRandom(1), 1);
    for (Parameter tensor : plain.all()) {
      assertThat(normed.get(tensor.name()).values()).isEqualTo(tensor.values());
    }
  }

  @Test
  void aBatchOfOneHasNoStatistics() {
    Parameters network = network(PLAIN.with(norms().get(0)), 1);
    assertThatThrownBy(
            () ->
                new FcTrainer(
                    new FcTrainer.Options(FcTrainer.Objective.SQUARED_DIFFERENCE, 1, 1, 1),
                    network,
                    SAMPLES))
        .hasMessage("BatchNorm needs batches of at least 2");
  }

  /** Every tensor at random, so that none is where its gradient vanishes. */
  private static Parameters network(FcShape shape, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Parameter> parameters = new ArrayList<>();
    for (Parameter tensor : shape.initial(random, 2).all()) {
      float[] values = tensor.values().clone();
      for (int i = 0; i < values.length && tensor.name().contains("bn"); i++) {
        values[i] += (float) (0.3 * random.nextDouble());
      }
      parameters.add(new Parameter(tensor.name(), tensor.shape(), values));
    }
    return new Parameters(parameters);
  }

  private static float[] targets(FcTrainer.Objective objective) {
    float[] y = gaussians(4, SAMPLES * 3);
    if (objective == FcTrainer.Objective.CROSS_ENTROPY) {
      for (int i = 0; i < SAMPLES; i++) {
        for (int k = 0; k < 3; k++) {
          y[i * 3 + k] = i % 3 == k ? 1 : 0;
        }
      }
    }
    return y;
  }

  private static float[] gaussians(int seed, int count) {
    return FcSamples.gaussians(new SplittableRandom(seed), count, 1);
  }

  private static int[] allSamples() {
    return java.util.stream.IntStream.range(0, SAMPLES).toArray();
  }

  /**
   * @param step of the batch; -1 for all
   */
  private static double[][] batch(float[] values, int width, int[] order, int step) {
    double[][] rows = new double[step < 0 ? order.length : BATCH][];
    for (int b = 0; b < rows.length; b++) {
      rows[b] = FcSamples.row(values, order[Math.max(step, 0) * BATCH + b], width);
    }
    return rows;
  }
}
