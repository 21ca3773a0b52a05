package io.luckynodes.metrics.twolayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.luckynodes.metrics.Correlations;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.network.twolayer.TwoLayerObservation;
import io.luckynodes.network.twolayer.TwoLayerObserver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Each measurement of teacher and student against plain float64 loops over the samples. */
class TwoLayerMeasurementsTest {
  private static final int D = 6;
  private static final int SAMPLES = 300;
  private static final int PART = 100;

  @Test
  void agreesWithThePlainFormulaInFloat64() {
    Parameters teacher = network(1, 4);
    Parameters student = network(2, 7);
    float[] x = gaussians(3, SAMPLES * D);
    double[][] rho = measured(teacher, student, x);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 7; j++) {
        assertThat(rho[i][j])
            .isCloseTo(pearson(hidden(teacher, x, i), hidden(student, x, j)), offset(2e-6));
      }
    }
  }

  @Test
  void aStudentEqualToItsTeacherHasCorrelationOne() {
    Parameters teacher = network(4, 5);
    double[][] rho = measured(teacher, teacher, gaussians(5, SAMPLES * D));
    int[] best = Correlations.bestColumns(rho);
    for (int i = 0; i < 5; i++) {
      assertThat(best[i]).isEqualTo(i);
      assertThat(rho[i][i]).isCloseTo(1, offset(1e-6));
    }
  }

  @Test
  void aDeadNodeHasCorrelationZero() {
    Parameters teacher = network(6, 3);
    Parameters student = network(7, 3);
    silence(student, 3, 1);
    double[][] rho = measured(teacher, student, gaussians(8, SAMPLES * D));
    for (int i = 0; i < 3; i++) {
      assertThat(rho[i][1]).isEqualTo(0);
    }
  }

  @Test
  void aBoundaryIsSeenByAsManySamplesAsThePlainCountSays() {
    Parameters teacher = network(9, 4);
    Parameters student = network(10, 7);
    silence(student, 7, 2);
    float[] x = gaussians(11, SAMPLES * D);
    BoundarySides boundaries = new BoundarySides(4, 7);
    observe(teacher, student, x, seen -> boundaries.add(seen.gates()));
    double[][] minor = boundaries.minorSide();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 7; j++) {
        double[] t = hidden(teacher, x, i);
        double[] s = hidden(student, x, j);
        int active = 0;
        int both = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
          active += s[sample] > 0 ? 1 : 0;
          both += s[sample] > 0 && t[sample] > 0 ? 1 : 0;
        }
        double expected = active == 0 ? 0 : Math.min(both, active - both) / (double) active;
        assertThat(minor[i][j]).isCloseTo(expected, offset(1e-12));
      }
      assertThat(minor[i][2]).isZero();
    }
    assertThat(Arrays.stream(minor).flatMapToDouble(Arrays::stream).max().orElseThrow())
        .isGreaterThan(0.2);
  }

  @Test
  void aStudentEqualToItsTeacherSeesNotItsOwnBoundaryButTheOthers() {
    Parameters teacher = network(12, 4);
    BoundarySides boundaries = new BoundarySides(4, 4);
    observe(teacher, teacher, gaussians(13, SAMPLES * D), seen -> boundaries.add(seen.gates()));
    for (int i = 0; i < 4; i++) {
      assertThat(boundaries.minorSide()[i][i]).isZero();
    }
    assertThat(boundaries.minorSide()[0][1]).isPositive();
  }

  @Test
  void gradientsOfSingleSamplesHaveTheNormsOfThePlainBackwardPass() {
    Parameters teacher = network(14, 4);
    Parameters student = network(15, 7);
    float[] x = gaussians(16, SAMPLES * D);
    List<Float> residues = new ArrayList<>();
    List<Float> gradients = new ArrayList<>();
    observe(
        teacher,
        student,
        x,
        seen -> {
          for (int i = 0; i < PART; i++) {
            residues.add(seen.residues()[i]);
            gradients.add(seen.hiddenGradients()[i]);
          }
        });
    for (int sample = 0; sample < SAMPLES; sample++) {
      double[] r = new double[2];
      for (int k = 0; k < 2; k++) {
        r[k] = output(teacher, x, sample, k) - output(student, x, sample, k);
      }
      double squares = 0;
      for (int j = 0; j < 7; j++) {
        float[] w2 = student.get(TwoLayerShape.W2).values();
        double g = w2[j * 2] * r[0] + w2[j * 2 + 1] * r[1];
        squares += hidden(student, x, j)[sample] > 0 ? g * g : 0;
      }
      assertThat((double) residues.get(sample)).isCloseTo(Math.hypot(r[0], r[1]), offset(1e-4));
      assertThat((double) gradients.get(sample)).isCloseTo(Math.sqrt(squares), offset(1e-4));
    }
  }

  private static double[][] measured(Parameters teacher, Parameters student, float[] x) {
    Correlations correlations =
        new Correlations(TwoLayerShape.of(teacher).hidden(), TwoLayerShape.of(student).hidden());
    observe(teacher, student, x, seen -> correlations.add(seen.moments()));
    return correlations.matrix();
  }

  private static void observe(
      Parameters teacher,
      Parameters student,
      float[] x,
      java.util.function.Consumer<TwoLayerObservation> consumer) {
    TwoLayerShape t = TwoLayerShape.of(teacher);
    TwoLayerShape s = TwoLayerShape.of(student);
    try (TwoLayerObserver observer = new TwoLayerObserver(t, s, PART, 1)) {
      for (int from = 0; from < SAMPLES; from += PART) {
        consumer.accept(
            observer.observe(Arrays.copyOfRange(x, from * D, (from + PART) * D), teacher, student));
      }
    }
  }

  /** Makes a node inactive everywhere. */
  private static void silence(Parameters network, int nodes, int node) {
    float[] w1 = network.get(TwoLayerShape.W1).values();
    for (int i = 0; i <= D; i++) {
      w1[i * nodes + node] = i == D ? -1 : 0;
    }
  }

  private static double output(Parameters network, float[] x, int sample, int output) {
    Parameter w2 = network.get(TwoLayerShape.W2);
    int n = w2.dimension(0) - 1;
    double sum = w2.values()[n * 2 + output];
    for (int j = 0; j < n; j++) {
      sum += hidden(network, x, j)[sample] * w2.values()[j * 2 + output];
    }
    return sum;
  }

  private static double[] hidden(Parameters network, float[] x, int node) {
    Parameter w1 = network.get(TwoLayerShape.W1);
    int n = w1.dimension(1);
    double[] h = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      double sum = w1.values()[D * n + node];
      for (int i = 0; i < D; i++) {
        sum += (double) x[sample * D + i] * w1.values()[i * n + node];
      }
      h[sample] = Math.max(sum, 0);
    }
    return h;
  }

  private static double pearson(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static Parameters network(int seed, int hidden) {
    return new Parameters(
        List.of(
            new Parameter(
                TwoLayerShape.W1, new int[] {D + 1, hidden}, gaussians(seed, (D + 1) * hidden)),
            new Parameter(
                TwoLayerShape.W2,
                new int[] {hidden + 1, 2},
                gaussians(seed + 100, (hidden + 1) * 2))));
  }

  private static float[] gaussians(int seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
