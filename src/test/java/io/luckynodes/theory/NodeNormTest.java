package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NodeNormTest {
  private static final double[] F = SmallSamples.inputs(1, 64, 2)[0];
  private static final double[] G = SmallSamples.inputs(2, 64, 1)[1];

  @Test
  void whitenedHasMeanZeroAndVarianceOne() {
    NodeNorm norm = NodeNorm.of(new double[] {1, 3, 5, 7}, 0);
    assertThat(norm.mean()).isEqualTo(4);
    assertThat(norm.sigma()).isEqualTo(Math.sqrt(5));
    assertThat(norm.whitened()[3]).isEqualTo(3 / Math.sqrt(5));
    assertThat(NodeNorm.of(new double[] {1, 3, 5, 7}, 4).sigma()).isEqualTo(3);
  }

  @Test
  void backPropagationIsTheProjectionOfLemmaOne() {
    NodeNorm norm = NodeNorm.of(F, 0);
    double[] back = norm.backward(G, 1.7);
    double[] ones = new double[64];
    Arrays.fill(ones, 1);
    assertThat(Math.abs(LayerMatrices.cosine(back, F))).isLessThan(1e-14);
    assertThat(Math.abs(LayerMatrices.cosine(back, ones))).isLessThan(1e-14);
    // What is left of g, times σ/c₀, lies in the span of f and 1.
    double[] rest = G.clone();
    LayerMatrices.addTo(rest, -norm.sigma() / 1.7, back);
    double mean = LayerMatrices.dot(rest, ones) / 64;
    double slope = LayerMatrices.dot(rest, norm.whitened()) / 64;
    LayerMatrices.addTo(rest, -mean, ones);
    LayerMatrices.addTo(rest, -slope, norm.whitened());
    assertThat(SmallSamples.greatest(rest)).isLessThan(1e-14);
  }

  @Test
  void backPropagationIsTheDerivativeAndAMissingPartIsNot() {
    for (double epsilon : new double[] {0, 1e-5, 0.3}) {
      double[] byDifferences = NodeNorm.backwardByDifferences(F, G, 1.7, epsilon, 1e-5);
      double[] back = NodeNorm.of(F, epsilon).backward(G, 1.7);
      assertThat(apart(back, byDifferences)).isLessThan(1e-8);
      assertThat(apart(NodeNorm.of(F, epsilon).backward(G, 1), byDifferences))
          .as("without c₀")
          .isGreaterThan(0.1);
      double[] without = G.clone();
      LayerMatrices.addTo(without, -LayerMatrices.dot(F, G) / LayerMatrices.dot(F, F), F);
      assertThat(apart(without, byDifferences)).as("off f alone").isGreaterThan(0.01);
    }
  }

  /** With ε the activation's cosine is about ε/σ² times that of g: small, and not rounding. */
  @Test
  void epsilonTiltsTheGradient() {
    double[] back = NodeNorm.of(F, 1e-5).backward(G, 1);
    double cosine = Math.abs(LayerMatrices.cosine(back, F));
    assertThat(cosine).isBetween(1e-9, 1e-5);
  }

  @Test
  void aNodeThatIsAlikeOnTheBatchPassesNothing() {
    double[] same = new double[64];
    Arrays.fill(same, 0.1);
    NodeNorm norm = NodeNorm.of(same, 0);
    assertThat(norm.sigma()).isZero();
    assertThat(norm.whitened()).containsOnly(0);
    assertThat(norm.backward(G, 1)).containsOnly(0);
    assertThat(NodeNorm.backwardByDifferences(same, G, 1, 0, 1e-5)).containsOnly(0);
  }

  @Test
  void inThePlaneOfThreeInputsThePassedOnStandsUpright() {
    double[] f = {0.3, 1.9, -0.4};
    double[] g = {-1, 0.2, 0.7};
    NormProjection drawn = NormProjection.of(f, g, 0);
    assertThat(LayerMatrices.cosine(drawn.activation(), drawn.passedOn()))
        .isCloseTo(0, within(1e-14));
    // It is the part of g at right angles to f, so what is left of g points along f.
    double[] rest = drawn.arriving().clone();
    LayerMatrices.addTo(rest, -1, drawn.passedOn());
    assertThat(Math.abs(LayerMatrices.cosine(rest, drawn.activation())))
        .isCloseTo(1, within(1e-14));
    // Lengths in the plane are those in space.
    assertThat(LayerMatrices.dot(drawn.activation(), drawn.activation()))
        .isCloseTo(0.09 + 3.61 + 0.16 - 3 * 0.36, within(1e-14));
    assertThat(LayerMatrices.cosine(NormProjection.of(f, g, 1).passedOn(), drawn.activation()))
        .as("with a large ε")
        .isNotCloseTo(0, within(0.01));
    assertThatThrownBy(() -> NormProjection.of(new double[4], g, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double apart(double[] a, double[] b) {
    return SmallSamples.difference(new double[][] {a}, new double[][] {b});
  }
}
