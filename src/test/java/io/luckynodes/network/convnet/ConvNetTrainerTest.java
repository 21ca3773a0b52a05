package io.luckynodes.network.convnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.luckynodes.network.Observation;
import io.luckynodes.network.PairMoments;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvNetTrainerTest {
  private static final ConvNetShape SHAPE = student(BatchNorm.AFTER_RELU);
  private static final ConvNetShape TEACHER =
      new ConvNetShape(7, 8, 2, List.of(2, 3), 5, BatchNorm.AFTER_RELU);
  private static final int BATCH = 4;
  private static final float[] IMAGES = gaussians(11, BATCH * 7 * 8 * 2);
  private static final float[] LABELS = oneHot(12);

  private static List<BatchNorm> variants() {
    return List.of(
        BatchNorm.NONE,
        BatchNorm.AFTER_RELU,
        new BatchNorm(true, false, false),
        new BatchNorm(true, true, true),
        new BatchNorm(true, true, false));
  }

  private static ConvNetShape student(BatchNorm batchNorm) {
    return new ConvNetShape(7, 8, 2, List.of(3, 4), 5, batchNorm);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theStepOnLabelsIsTheGradientByFiniteDifferences(BatchNorm batchNorm) {
    assertGradient(network(student(batchNorm), 1), Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theStepOnATeacherIsTheGradientByFiniteDifferences(BatchNorm batchNorm) {
    assertGradient(network(student(batchNorm), 2), Optional.of(network(TEACHER, 3)));
  }

  @Test
  void theStepOnATeacherWithoutBatchNormIsTheGradientByFiniteDifferences() {
    ConvNetShape plain = new ConvNetShape(7, 8, 2, List.of(2, 3), 5, BatchNorm.NONE);
    assertGradient(network(SHAPE, 2), Optional.of(network(plain, 3)));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void runningStatisticsMoveATenthTowardsTheBatchsUnbiasedOnes(BatchNorm batchNorm) {
    ConvNetShape shape = student(batchNorm);
    Parameters initial = network(shape, 4);
    Parameters after = afterSteps(initial, 1, 0, 0, 0.0);
    ConvNetReference.Pass pass = new ConvNetReference(shape, initial).forward(images(), true);
    assertThat(pass.means()).hasSize(batchNorm.present() ? 2 : 0);
    for (int layer = 0; layer < pass.means().size(); layer++) {
      double count = BATCH * (double) shape.heightOf(layer) * shape.widthOf(layer);
      for (int c = 0; c < shape.channels().get(layer); c++) {
        double mean = initial.get(shape.batchNorm().tensor(layer, "mean")).values()[c];
        double variance = initial.get(shape.batchNorm().tensor(layer, "variance")).values()[c];
        assertThat((double) after.get(shape.batchNorm().tensor(layer, "mean")).values()[c])
            .isCloseTo(0.9 * mean + 0.1 * pass.means().get(layer)[c], offset(1e-6));
        assertThat((double) after.get(shape.batchNorm().tensor(layer, "variance")).values()[c])
            .isCloseTo(
                0.9 * variance + 0.1 * pass.variances().get(layer)[c] * count / (count - 1),
                offset(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void tensorsAloneTellTheShape(BatchNorm batchNorm) {
    ConvNetShape shape = student(batchNorm);
    Parameters network = network(shape, 1);
    assertThat(ConvNetShape.of(network, 7, 8)).isEqualTo(shape);
    assertThat(network.all().stream().filter(p -> p.name().startsWith("bn")))
        .hasSize(2 * (batchNorm.affine() ? 4 : batchNorm.present() ? 2 : 0));
  }

  @Test
  void aStreamGivesTheSameWeightsWithAndWithoutBatchNorm() {
    Parameters with = SHAPE.initial(new SplittableRandom(3));
    Parameters without = student(BatchNorm.NONE).initial(new SplittableRandom(3));
    assertThat(without.all()).hasSize(6);
    for (Parameter parameter : without.all()) {
      assertThat(with.get(parameter.name()).values()).isEqualTo(parameter.values());
    }
  }

  @Test
  void withoutBatchNormThereIsNothingToPlaceOrToScale() {
    assertThat(BatchNorm.of(false, true, true)).isEqualTo(BatchNorm.NONE);
    assertThat(BatchNorm.of(true, true, false)).isEqualTo(new BatchNorm(true, true, false));
    assertThatThrownBy(() -> new BatchNorm(false, true, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BatchNorm(false, false, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void momentumAndWeightDecayFollowTorch() {
    // With v = μ v + g and w = w − η v, two equal gradients g move w by η g and then by η (1 + μ)
    // g. Weight decay λ adds λ w to g.
    Parameters initial = network(SHAPE, 5);
    double rate = 1e-4;
    double[] plain = change(initial, afterSteps(initial, 1, 0, 0, rate));
    double[] decayed = change(initial, afterSteps(initial, 1, 0, 0.5, rate));
    double[] twice = change(initial, afterSteps(initial, 2, 0.9, 0, rate));
    float[] bias = initial.get("output/bias").values();
    for (int k = 0; k < 5; k++) {
      assertThat(decayed[k] - plain[k]).isCloseTo(-rate * 0.5 * bias[k], offset(1e-7));
      assertThat(twice[k] / plain[k]).isCloseTo(2.9, offset(0.02));
    }
  }

  @Test
  void restoringStateContinuesAsIfUndisturbed() {
    Parameters initial = network(SHAPE, 6);
    ConvNetTrainer.Options options = new ConvNetTrainer.Options(BATCH, 0.9, 1e-3, 1);
    float[] expected;
    Parameters between;
    try (ConvNetTrainer trainer = new ConvNetTrainer(SHAPE, options, initial, Optional.empty())) {
      trainer.step(IMAGES, LABELS, 0.05);
      between = trainer.state();
      trainer.step(IMAGES, LABELS, 0.05);
      expected = trainer.weights().get("conv1/filter").values();
    }
    try (ConvNetTrainer trainer =
        new ConvNetTrainer(SHAPE, options, network(SHAPE, 7), Optional.empty())) {
      trainer.restore(between);
      trainer.step(IMAGES, LABELS, 0.05);
      assertThat(trainer.weights().get("conv1/filter").values()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void outputsAloneAreWhatThePlainLoopsCompute(BatchNorm batchNorm) {
    ConvNetShape shape = student(batchNorm);
    Parameters network = network(shape, 9);
    double[][] plain = new ConvNetReference(shape, network).forward(images(), false).logits();
    try (ConvNetOutputs outputs = new ConvNetOutputs(shape, network, BATCH, 1)) {
      float[] logits = outputs.of(IMAGES);
      assertThat(logits).hasSize(BATCH * 5);
      for (int i = 0; i < logits.length; i++) {
        assertThat((double) logits[i]).isCloseTo(plain[i / 5][i % 5], offset(1e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theObserverComputesWhatThePlainLoopsCompute(BatchNorm batchNorm) {
    ConvNetShape shape = student(batchNorm);
    // The teacher's BatchNorm need not be the student's.
    ConvNetShape teacherShape =
        batchNorm.affine() ? TEACHER : new ConvNetShape(7, 8, 2, List.of(2, 3), 5, BatchNorm.NONE);
    Parameters teacher = network(teacherShape, 8);
    Parameters student = network(shape, 9);
    Observation seen;
    try (ConvNetObserver observer =
        new ConvNetObserver(teacherShape, teacher, shape, network(shape, 10), BATCH, 1)) {
      observer.load(student);
      seen = observer.observe(IMAGES);
    }
    ConvNetReference.Pass t = new ConvNetReference(teacherShape, teacher).forward(images(), false);
    ConvNetReference.Pass s = new ConvNetReference(shape, student).forward(images(), false);
    for (int i = 0; i < BATCH * 5; i++) {
      assertThat((double) seen.teacherOutputs()[i])
          .isCloseTo(t.logits()[i / 5][i % 5], offset(1e-5));
      assertThat((double) seen.studentOutputs()[i])
          .isCloseTo(s.logits()[i / 5][i % 5], offset(1e-5));
    }
    PairMoments moments = seen.layers().get(1);
    assertThat(moments.rows()).isEqualTo(BATCH * 3L * 4);
    double product = 0;
    for (int b = 0; b < BATCH; b++) {
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 4; x++) {
          product +=
              (t.activations().get(1)[b][y][x][2] - moments.teacherMean()[2])
                  * (s.activations().get(1)[b][y][x][3] - moments.studentMean()[3]);
        }
      }
    }
    assertThat((double) moments.cross()[2 * 4 + 3]).isCloseTo(product, offset(1e-4));
  }

  private static void assertGradient(Parameters initial, Optional<Parameters> teacher) {
    ConvNetShape shape = ConvNetShape.of(initial, 7, 8);
    double rate = 1e-2;
    Parameters after;
    double loss;
    try (ConvNetTrainer trainer =
        new ConvNetTrainer(shape, new ConvNetTrainer.Options(BATCH, 0, 0, 1), initial, teacher)) {
      loss = trainer.step(IMAGES, LABELS, rate);
      after = trainer.weights();
    }
    double[][] wanted =
        teacher
            .map(
                t ->
                    new ConvNetReference(ConvNetShape.of(t, 7, 8), t)
                        .forward(images(), false)
                        .logits())
            .orElse(labels());
    assertThat(loss)
        .isCloseTo(loss(initial, "output/bias", 0, 0, wanted, teacher.isPresent()), offset(1e-5));
    double h = 1e-6;
    for (Parameter before : initial.all()) {
      if (before.name().endsWith("/mean") || before.name().endsWith("/variance")) {
        continue;
      }
      for (int i = 0; i < before.values().length; i++) {
        double slope =
            (loss(initial, before.name(), i, h, wanted, teacher.isPresent())
                    - loss(initial, before.name(), i, -h, wanted, teacher.isPresent()))
                / (2 * h);
        double change = (double) after.get(before.name()).values()[i] - before.values()[i];
        assertThat(change / -rate).as("%s[%d]", before.name(), i).isCloseTo(slope, offset(3e-5));
      }
    }
  }

  private static double loss(
      Parameters weights,
      String tensor,
      int entry,
      double shift,
      double[][] wanted,
      boolean teacher) {
    ConvNetReference network = new ConvNetReference(ConvNetShape.of(weights, 7, 8), weights);
    network.tensors.get(tensor)[entry] += shift;
    double[][] logits = network.forward(images(), true).logits();
    return teacher
        ? ConvNetReference.meanSquared(logits, wanted)
        : ConvNetReference.crossEntropy(logits, wanted);
  }

  private static Parameters afterSteps(
      Parameters initial, int steps, double momentum, double decay, double rate) {
    try (ConvNetTrainer trainer =
        new ConvNetTrainer(
            ConvNetShape.of(initial, 7, 8),
            new ConvNetTrainer.Options(BATCH, momentum, decay, 1),
            initial,
            Optional.empty())) {
      for (int i = 0; i < steps; i++) {
        trainer.step(IMAGES, LABELS, rate);
      }
      return trainer.weights();
    }
  }

  private static double[] change(Parameters before, Parameters after) {
    double[] change = new double[5];
    for (int k = 0; k < 5; k++) {
      change[k] =
          (double) after.get("output/bias").values()[k] - before.get("output/bias").values()[k];
    }
    return change;
  }

  /** Initial weights, but with BatchNorm tensors that matter. */
  private static Parameters network(ConvNetShape shape, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Parameters(
        shape.initial(random).all().stream()
            .map(
                p ->
                    p.name().startsWith("bn")
                        ? new Parameter(
                            p.name(), p.shape(), uniform(random, p.values().length, 0.5, 1.5))
                        : p)
            .toList());
  }

  private static float[] uniform(SplittableRandom random, int count, double from, double to) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(from, to);
    }
    return values;
  }

  private static float[] gaussians(int seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] oneHot(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] labels = new float[BATCH * 5];
    for (int b = 0; b < BATCH; b++) {
      labels[b * 5 + random.nextInt(5)] = 1;
    }
    return labels;
  }

  private static double[][] labels() {
    double[][] labels = new double[BATCH][5];
    for (int i = 0; i < LABELS.length; i++) {
      labels[i / 5][i % 5] = LABELS[i];
    }
    return labels;
  }

  private static double[][][][] images() {
    double[][][][] images = new double[BATCH][7][8][2];
    int at = 0;
    for (double[][][] image : images) {
      for (double[][] row : image) {
        for (double[] pixel : row) {
          for (int c = 0; c < 2; c++) {
            pixel[c] = IMAGES[at++];
          }
        }
      }
    }
    return images;
  }
}
