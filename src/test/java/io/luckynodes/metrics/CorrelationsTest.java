package io.luckynodes.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.luckynodes.network.Observation;
import io.luckynodes.network.Parameter;
import io.luckynodes.network.Parameters;
import io.luckynodes.network.TwoLayerObserver;
import io.luckynodes.network.TwoLayerShape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CorrelationsTest {
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
    float[] w1 = student.get(TwoLayerShape.W1).values();
    for (int i = 0; i <= D; i++) {
      w1[i * 3 + 1] = 0;
    }
    w1[D * 3 + 1] = -1;
    double[][] rho = measured(teacher, student, gaussians(8, SAMPLES * D));
    for (int i = 0; i < 3; i++) {
      assertThat(rho[i][1]).isEqualTo(0);
    }
  }

  private static double[][] measured(Parameters teacher, Parameters student, float[] x) {
    TwoLayerShape t = TwoLayerShape.of(teacher);
    TwoLayerShape s = TwoLayerShape.of(student);
    Correlations correlations = new Correlations(t.hidden(), s.hidden());
    try (TwoLayerObserver observer = new TwoLayerObserver(t, s, PART, 1)) {
      for (int from = 0; from < SAMPLES; from += PART) {
        float[] part = Arrays.copyOfRange(x, from * D, (from + PART) * D);
        Observation seen = observer.observe(part, teacher, student);
        correlations.add(seen.layers().get(0));
      }
    }
    return correlations.matrix();
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
