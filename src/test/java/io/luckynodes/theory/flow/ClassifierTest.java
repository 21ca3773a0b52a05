package io.luckynodes.theory.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.random.Streams;
import io.luckynodes.theory.flow.Classifier.Polar;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassifierTest {
  private final RandomGenerator random = new Streams("classifier", 1).stream("test", "", 0);
  private final LabelledPoints points = LabelledPoints.draw(10, 3, 1, random);
  private final Classifier network = Classifier.draw(7, 3, 0.5, 0.5, random);

  @Test
  void descentIsMinusTheGradientByDifferences() {
    Classifier descent = network.descent(points, IntStream.range(0, 10).toArray());
    for (int j = 0; j < 7; j++) {
      for (int i = 0; i < 4; i++) {
        assertThat(descent.w()[j][i]).isCloseTo(slope(network.w()[j], i), within(1e-8));
      }
      for (int k = 0; k < 2; k++) {
        assertThat(descent.a()[j][k]).isCloseTo(slope(network.a()[j], k), within(1e-8));
      }
    }
  }

  private double slope(double[] weights, int at) {
    double before = weights[at];
    weights[at] = before - 1e-6;
    double low = network.loss(points);
    weights[at] = before + 1e-6;
    double high = network.loss(points);
    weights[at] = before;
    return (low - high) / 2e-6;
  }

  @Test
  void theLossIsTheLogarithmOfTheProbability() {
    double[] x = points.x()[0];
    double[] p = Classifier.softmax(network.outputs(x));
    assertThat(network.loss(x, 1)).isCloseTo(-StrictMath.log(p[0]), within(1e-14));
    assertThat(network.loss(x, -1)).isCloseTo(-StrictMath.log(p[1]), within(1e-14));
  }

  @Test
  void polarEquationsAreTheGradientOfTheLoss() {
    for (int j = 0; j < 7; j++) {
      for (PolarGradient gradient : PolarGradient.of(network, points, j, 1e-5)) {
        assertThat(gradient.measured())
            .as(gradient.coordinate())
            .isCloseTo(gradient.stated(), within(1e-8));
      }
    }
  }

  @Test
  void growthPerTimeIsThatOfASmallStepAndNotWithoutTheBias() {
    double[] pull = network.pull(points, network.errors(points), 2);
    Polar before = network.polar(2, pull);
    Polar bare = network.polarWithoutBias(2, pull);
    ClassifierDescent descent = new ClassifierDescent(points, network, 1e-6, 0);
    descent.step();
    Polar after = descent.network().polar(2, pull);
    Polar bareAfter = descent.network().polarWithoutBias(2, pull);
    double growth = StrictMath.log((after.r() + after.q()) / (before.r() + before.q())) / 1e-6;
    double bareGrowth =
        StrictMath.log((bareAfter.r() + bareAfter.q()) / (bare.r() + bare.q())) / 1e-6;
    assertThat(growth).isCloseTo(before.rate(), within(1e-5 * Math.abs(before.rate())));
    assertThat(Math.abs(bareGrowth - bare.rate())).isGreaterThan(1e-2 * Math.abs(bareGrowth));
    // Lemma 3.9: r times turn over growth of the norm.
    double turn = before.r() * (before.delta() - after.delta()) / (after.r() - before.r());
    assertThat(turn).isCloseTo(StrictMath.tan(before.delta()), within(1e-3 * Math.abs(turn)));
  }

  @Test
  void momentumAddsUpAndTheStartIsKept() {
    double first = network.w()[0][0];
    double slope = network.descent(points, IntStream.range(0, 10).toArray()).w()[0][0];
    ClassifierDescent descent = new ClassifierDescent(points, network, 1e-7, 0.9);
    descent.step();
    descent.step();
    assertThat(descent.network().w()[0][0] - first)
        .isCloseTo(2.9e-7 * slope, within(1e-5 * Math.abs(2.9e-7 * slope)));
    assertThat(network.w()[0][0]).isEqualTo(first);
  }

  @Test
  void sumsOfOutgoingWeightsStayInBatchesWithMomentum() {
    ClassifierDescent descent = new ClassifierDescent(points, network, 0.05, 0.9);
    for (int t = 0; t < 200; t++) {
      descent.step(4, random);
    }
    for (int j = 0; j < 7; j++) {
      double[] a = descent.network().a()[j];
      double[] start = network.a()[j];
      assertThat(a[0] + a[1]).isCloseTo(start[0] + start[1], within(1e-13));
    }
    assertThat(descent.network().loss(points)).isLessThan(network.loss(points));
  }
}
