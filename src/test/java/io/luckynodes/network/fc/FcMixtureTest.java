package io.luckynodes.network.fc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.theory.NormPlacement;
import io.luckynodes.theory.RecursiveGradient;
import io.luckynodes.theory.SmallNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** β and H, streamed through large products, against one sample's recursion at a time. */
class FcMixtureTest {
  private static final FcShape STUDENT = FcSamples.STUDENT;
  private static final FcShape TEACHER = FcSamples.TEACHER;
  private static final Parameters STUDENT_WEIGHTS = FcSamples.network(STUDENT, 1);
  private static final Parameters TEACHER_WEIGHTS = FcSamples.network(TEACHER, 2);
  // More than one part of the stream, the last of them short: 1600 columns are 533 samples of 3.
  private static final int SAMPLES = 1100;
  private static final float[] X = FcSamples.inputs(3, SAMPLES);

  @Test
  void fanOutIsTheMeanSquaredNormOfEveryRow() {
    List<double[]> means;
    try (FcFanOut fanOut = new FcFanOut(FcSamples.network(STUDENT, 9), 1)) {
      fanOut.load(STUDENT_WEIGHTS);
      means = fanOut.meanBeta(X);
    }
    FcReference network = new FcReference(STUDENT_WEIGHTS);
    double[][] expected = {new double[7], new double[6], new double[8]};
    for (int sample = 0; sample < SAMPLES; sample++) {
      List<double[][]> v = network.effective(FcSamples.row(X, sample, 5));
      for (int layer = 0; layer < 3; layer++) {
        for (int j = 0; j < expected[layer].length; j++) {
          for (double weight : v.get(layer)[j]) {
            expected[layer][j] += weight * weight / SAMPLES;
          }
        }
      }
    }
    for (int layer = 0; layer < 3; layer++) {
      assertThat(means.get(layer)).hasSize(expected[layer].length);
      for (int j = 0; j < expected[layer].length; j++) {
        assertThat(means.get(layer)[j])
            .as("layer %d node %d", layer, j)
            .isCloseTo(expected[layer][j], offset(1e-5 * (1 + expected[layer][j])));
      }
    }
  }

  @Test
  void fanOutOfOneHiddenLayerIsTheNormOfTheOutgoingWeights() {
    FcShape shape = new FcShape(5, List.of(4), 3);
    Parameters network = FcSamples.network(shape, 4);
    float[] weights = network.get("output/weights").values();
    try (FcFanOut fanOut = new FcFanOut(network, 1)) {
      double[] beta = fanOut.meanBeta(X).get(0);
      for (int j = 0; j < 4; j++) {
        double squares = 0;
        for (int k = 0; k < 3; k++) {
          squares += (double) weights[j * 3 + k] * weights[j * 3 + k];
        }
        assertThat(beta[j]).isCloseTo(squares, offset(1e-12));
      }
    }
  }

  @Test
  void meansOfStudentAndTeacherAreThoseOfEverySample() {
    assertMeans(STUDENT_WEIGHTS, TEACHER_WEIGHTS);
  }

  @Test
  void meansOfAStudentWithItselfAreThoseOfEverySampleAndHoldItsFanOut() {
    assertMeans(STUDENT_WEIGHTS, STUDENT_WEIGHTS);
    try (FcMixture mixture = new FcMixture(STUDENT_WEIGHTS, STUDENT_WEIGHTS, 1);
        FcFanOut fanOut = new FcFanOut(STUDENT_WEIGHTS, 1)) {
      List<FcMixture.Means> beta = mixture.means(X);
      List<double[]> diagonal = fanOut.meanBeta(X);
      for (int layer = 0; layer < 3; layer++) {
        int width = STUDENT.size(layer) + 1;
        for (int j = 0; j < width - 1; j++) {
          double expected = diagonal.get(layer)[j];
          assertThat(beta.get(layer).plain()[j * width + j])
              .isCloseTo(expected, offset(1e-5 * (1 + expected)));
        }
      }
    }
  }

  @Test
  void aDeadNodesGatedRowIsZeroAndThatOfOneAlwaysOnIsNotGated() {
    try (FcMixture mixture = new FcMixture(STUDENT_WEIGHTS, STUDENT_WEIGHTS, 1)) {
      FcMixture.Means lowest = mixture.means(X).get(0);
      int width = STUDENT.size(0) + 1;
      for (int j = 0; j < width; j++) {
        assertThat(lowest.gated()[width + j]).isZero();
      }
      assertThat(lowest.plain()[width + 1]).isGreaterThan(1e-6);
      assertThat(lowest.gated()[2 * width + 2]).isEqualTo(lowest.plain()[2 * width + 2]);
      assertThat(lowest.gated()[0]).isLessThan(lowest.plain()[0]);
    }
  }

  @Test
  void theBackpropagatedGradientOfEveryLayerIsTheMixtureOfActivations() {
    FcReference student = new FcReference(STUDENT_WEIGHTS);
    FcReference teacher = new FcReference(TEACHER_WEIGHTS);
    try (FcMixture own = new FcMixture(STUDENT_WEIGHTS, STUDENT_WEIGHTS, 1);
        FcMixture withTeacher = new FcMixture(STUDENT_WEIGHTS, TEACHER_WEIGHTS, 1)) {
      for (int sample = 0; sample < 20; sample++) {
        float[] one = java.util.Arrays.copyOfRange(X, sample * 5, sample * 5 + 5);
        double[] x = FcSamples.row(X, sample, 5);
        List<double[]> expected =
            student.backward(x, FcReference.difference(teacher.output(x), student.output(x)));
        List<FcMixture.Means> beta = own.means(one);
        List<FcMixture.Means> betaTeacher = withTeacher.means(one);
        for (int layer = 0; layer < 3; layer++) {
          double[] f = augmented(student.hidden(x).get(layer));
          double[] fTeacher = augmented(teacher.hidden(x).get(layer));
          for (int j = 0; j < f.length - 1; j++) {
            double mixed =
                product(betaTeacher.get(layer).plain(), j, fTeacher)
                    - product(beta.get(layer).plain(), j, f);
            double g = f[j] > 0 ? mixed : 0;
            assertThat(g)
                .as("sample %d layer %d node %d", sample, layer, j)
                .isCloseTo(expected.get(layer)[j], offset(2e-4 * (1 + Math.abs(mixed))));
          }
        }
      }
    }
  }

  @Test
  void effectiveWeightsGiveTheOutputsFromEveryLayer() {
    FcReference network = new FcReference(STUDENT_WEIGHTS);
    double[] x = FcSamples.row(X, 0, 5);
    double[] y = network.output(x);
    for (int layer = 0; layer < 3; layer++) {
      double[] f = augmented(network.hidden(x).get(layer));
      for (int k = 0; k < 3; k++) {
        double sum = 0;
        for (int j = 0; j < f.length; j++) {
          sum += network.effective(x).get(layer)[j][k] * f[j];
        }
        assertThat(sum).as("the reference itself").isCloseTo(y[k], offset(1e-9));
      }
    }
  }

  private static void assertMeans(Parameters first, Parameters second) {
    List<FcMixture.Means> means;
    try (FcMixture mixture = new FcMixture(first, second, 1)) {
      means = mixture.means(X);
    }
    FcReference a = new FcReference(first);
    FcReference b = new FcReference(second);
    for (int layer = 0; layer < 3; layer++) {
      int n = a.biases.get(layer).length + 1;
      int m = b.biases.get(layer).length + 1;
      double[] plain = new double[n * m];
      double[] gated = new double[n * m];
      for (int sample = 0; sample < SAMPLES; sample++) {
        double[] x = FcSamples.row(X, sample, 5);
        double[][] v = a.effective(x).get(layer);
        double[][] w = b.effective(x).get(layer);
        double[] f = augmented(a.hidden(x).get(layer));
        double[] h = augmented(b.hidden(x).get(layer));
        for (int j = 0; j < n; j++) {
          for (int i = 0; i < m; i++) {
            double dot = 0;
            for (int k = 0; k < 3; k++) {
              dot += v[j][k] * w[i][k];
            }
            plain[j * m + i] += dot / SAMPLES;
            gated[j * m + i] += f[j] > 0 && h[i] > 0 ? dot / SAMPLES : 0;
          }
        }
      }
      assertClose(means.get(layer).plain(), plain, "β of layer " + layer);
      assertClose(means.get(layer).gated(), gated, "H of layer " + layer);
    }
  }

  private static void assertClose(double[] actual, double[] expected, String what) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .as("%s, entry %d", what, i)
          .isCloseTo(expected[i], offset(2e-5 * (1 + Math.abs(expected[i]))));
    }
  }

  private static double product(double[] matrix, int row, double[] vector) {
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += matrix[row * vector.length + i] * vector[i];
    }
    return sum;
  }

  private static double[] augmented(double[] activations) {
    double[] longer = java.util.Arrays.copyOf(activations, activations.length + 1);
    longer[activations.length] = 1;
    return longer;
  }

  /** Of constant nodes too, which both have last. */
  @Test
  void theEngineAndTheRecursionInFloat64AgreeOnEveryMixture() {
    double[][] x = new double[SAMPLES][];
    for (int sample = 0; sample < SAMPLES; sample++) {
      x[sample] = FcSamples.row(X, sample, 5);
    }
    RecursiveGradient rule =
        new RecursiveGradient(small(STUDENT_WEIGHTS, STUDENT), small(TEACHER_WEIGHTS, TEACHER), x);
    try (FcMixture own = new FcMixture(STUDENT_WEIGHTS, STUDENT_WEIGHTS, 1);
        FcMixture withTeacher = new FcMixture(STUDENT_WEIGHTS, TEACHER_WEIGHTS, 1)) {
      List<FcMixture.Means> beta = own.means(X);
      List<FcMixture.Means> betaTeacher = withTeacher.means(X);
      for (int layer = 0; layer < 3; layer++) {
        assertClose(rule.meanBeta(layer), beta.get(layer).plain());
        assertClose(rule.meanBetaTeacher(layer), betaTeacher.get(layer).plain());
      }
    }
  }

  private static void assertClose(double[][] expected, double[] found) {
    double greatest =
        Arrays.stream(expected).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
    int width = expected[0].length;
    assertThat(found).hasSize(expected.length * width);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i / width][i % width], offset(1e-5 * greatest));
    }
  }

  private static SmallNetwork small(Parameters parameters, FcShape shape) {
    FcReference network = new FcReference(parameters);
    List<SmallNetwork.Layer> layers = new ArrayList<>();
    for (int layer = 0; layer <= shape.layers(); layer++) {
      int nodes = network.biases.get(layer).length;
      layers.add(
          new SmallNetwork.Layer(
              network.weights.get(layer),
              network.biases.get(layer),
              new double[nodes],
              new double[nodes]));
    }
    return new SmallNetwork(
        new SmallNetwork.Shape(
            shape.inputs(), shape.widths(), shape.outputs(), true, NormPlacement.NONE, 0),
        layers);
  }
}
