package io.luckynodes.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.luckynodes.random.Streams;
import io.luckynodes.statistics.LeastSquares;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Assumption 3 and Lemmas 2 to 4. */
class OverlapBoundsTest {
  @Test
  void unrelatedNodesOverlapAsChanceHasItAndLessWithNegativeBiases() {
    double[][] w = Directions.random(50, 20, random("teacher", 1));
    double before = 1;
    for (double threshold : new double[] {0, 1, 2}) {
      Overlap overlap = new Overlap(threshold);
      TeacherOverlaps overlaps = TeacherOverlaps.of(overlap, w);
      assertThat(overlaps.ofD().median()).isCloseTo(overlap.same().d(), withinPercentage(10));
      assertThat(overlaps.ofD().greatest()).isGreaterThan(overlaps.ofD().median());
      assertThat(overlaps.ofL().median()).isLessThan(before);
      assertThat(overlaps.d()[3][7]).isEqualTo(overlaps.d()[7][3]);
      assertThat(overlaps.l()[4][4]).isEqualTo(1);
      before = overlaps.ofL().median();
    }
    assertThat(TeacherOverlaps.of(new Overlap(0), new double[][] {{1, 0}}).ofD().median()).isNaN();
  }

  @Test
  void asTheirProofsReadLemmas2And3HoldAndAsPrintedTheyDoNot() {
    double printed22 = 0;
    for (double threshold : new double[] {0, 1, 2}) {
      for (double degrees : new double[] {2, 20}) {
        for (int seed = 1; seed <= 3; seed++) {
          List<LemmaBounds.Ratio> ratios =
              LemmaBounds.of(new Overlap(threshold), 10, degrees, 200, random("pairs", seed));
          assertThat(ratios).extracting(LemmaBounds.Ratio::statement).containsExactly(21, 22, 32);
          for (LemmaBounds.Ratio ratio : ratios) {
            assertThat(ratio.read()).isBetween(0.0, 1.001);
          }
          // Where nothing but the fan-out has moved, both sides of Lemma 3 are alike.
          assertThat(ratios.get(2).read()).isCloseTo(1, within(1e-3));
          assertThat(ratios.get(2).printed()).isGreaterThan(1);
          printed22 = Math.max(printed22, ratios.get(1).printed());
        }
      }
    }
    assertThat(printed22).isGreaterThan(1.01);
  }

  @Test
  void theFallIsQuadraticOnIsotropicInputsAndLinearElsewhere() {
    for (double threshold : new double[] {0, 1, 2}) {
      FallOff fall = FallOff.isotropic(threshold);
      assertThat(slope(fall)).isCloseTo(2, within(0.05));
      assertThat(fall.share(1e-3) / 1e-6).isCloseTo(fall.constant(), withinPercentage(1));
      // Without the half the constant would be off by a factor of two.
      assertThat(fall.share(1e-3) / 1e-6).isLessThan(0.6 * 2 * fall.constant());
    }
    for (FallOff fall : List.of(FallOff.stretched(9, 0.4), FallOff.trainedBias(0.4))) {
      assertThat(slope(fall)).isCloseTo(1, within(0.05));
      assertThat(fall.share(1e-4) / 1e-4).isCloseTo(fall.constant(), withinPercentage(0.1));
      assertThat(fall.exponent()).isEqualTo(1);
    }
    // Inputs that are stretched by nothing are isotropic.
    assertThat(FallOff.stretched(1, 0.4).constant()).isZero();
    assertThat(FallOff.stretched(1, 0.4).share(0.3))
        .isCloseTo(FallOff.isotropic(0).share(0.3), withinPercentage(1e-9));
  }

  /** Of 300,000 points, in which a share of 0.2 to 0.6 has a standard error below 0.004. */
  @Test
  void theClosedFormsAreThoseOfRandomInputs() {
    for (FallOff fall :
        List.of(FallOff.isotropic(1), FallOff.stretched(9, 0.4), FallOff.trainedBias(0.4))) {
      for (double distance : new double[] {0.3, 0.5}) {
        assertThat(fall.sampled(distance, 300_000, random("points", 1)))
            .isCloseTo(fall.share(distance), within(0.02));
      }
    }
  }

  @Test
  void theWedgeFallsWithTheCubeAndIsNotWhatTheLemmaRestsOn() {
    FallOff.Regions near = FallOff.Regions.at(0.001);
    FallOff.Regions far = FallOff.Regions.at(0.01);
    assertThat(Math.log10(far.measure() / near.measure())).isCloseTo(1, within(0.001));
    assertThat(Math.log10(far.wedge() / near.wedge())).isCloseTo(3, within(0.01));
    assertThat(Math.log10(far.both() / near.both())).isCloseTo(2, within(0.02));
    FallOff.Regions wide = FallOff.Regions.at(0.4);
    assertThat(wide.wedge() + wide.both())
        .isCloseTo(FallOff.isotropic(0).share(0.4), withinPercentage(1e-10));
  }

  private static double slope(FallOff fall) {
    double[] x = new double[13];
    double[] y = new double[13];
    for (int i = 0; i < 13; i++) {
      double distance = Math.pow(10, -3 + i / 6.0);
      x[i] = Math.log(distance);
      y[i] = Math.log(fall.share(distance));
    }
    return LeastSquares.of(x, y).slope();
  }

  private static RandomGenerator random(String purpose, int seed) {
    return new Streams("bounds", seed).stream(purpose, "", Streams.ONCE);
  }
}
