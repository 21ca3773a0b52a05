package io.luckynodes.student.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class MagnitudePruningTest {
  private static final int[] LOWER = {3, 2};
  private static final int[] UPPER = {3, 2};

  @Test
  void everyRoundPrunesTheSameShareOfWhatIsLeftAndTheLastReachesTheTarget() {
    MagnitudePruning pruning = global(0.7, 3);
    double left = 1;
    for (int round = 1; round <= 3; round++) {
      double now = 1 - pruning.shareAfter(round);
      assertThat(now / left).isCloseTo(Math.cbrt(0.3), within(1e-12));
      left = now;
    }
    assertThat(left).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void theSmallestWeightsOfBothLayersGoTheOthersAreRewoundAndBiasesStay() {
    // Biases stand in the last rows and are the smallest numbers of all.
    Parameters trained =
        network(
            new float[] {5, -0.2f, -3, 4, 0, 0.001f}, new float[] {0.1f, 6, -0.3f, 7, 0.002f, 0});
    Parameters start = network(new float[] {1, 2, 3, 4, 0, 0}, new float[] {5, 6, 7, 8, 0, 0});
    Parameters once = global(0.375, 1).prune(trained, start, 1);
    assertThat(once.get("M1").values()).containsExactly(1, 0, 1, 1, 1, 1);
    assertThat(once.get("M2").values()).containsExactly(0, 1, 0, 1, 1, 1);
    assertThat(once.get("W1").values()).containsExactly(1, 0, 3, 4, 0, 0);
    assertThat(once.get("W2").values()).containsExactly(0, 6, 0, 8, 0, 0);
    assertThat(once.get("V1").values()).containsOnly(0);
    assertThat(once.get("V2").values()).containsOnly(0);
  }

  @Test
  void whatIsPrunedOnceStaysPruned() {
    Parameters start = network(new float[] {1, 2, 3, 4, 0, 0}, new float[] {5, 6, 7, 8, 0, 0});
    MagnitudePruning pruning = global(0.75, 2);
    Parameters first =
        pruning.prune(
            network(new float[] {1, 2, 3, 4, 0, 0}, new float[] {5, 6, 7, 8, 0, 0}), start, 1);
    assertThat(first.get("M1").values()).containsExactly(0, 0, 0, 0, 1, 1);
    // Trained again, those that are left have become the smallest.
    Parameters second =
        pruning.prune(
            new Parameters(
                List.of(
                    first.get("W1"),
                    new Parameter("W2", UPPER, new float[] {0.4f, 0.3f, 0.2f, 0.1f, 0, 0}),
                    first.get("M1"),
                    first.get("M2"))),
            start,
            2);
    assertThat(second.get("M1").values()).containsExactly(0, 0, 0, 0, 1, 1);
    assertThat(second.get("M2").values()).containsExactly(1, 1, 0, 0, 1, 1);
    assertThat(second.get("W2").values()).containsExactly(5, 6, 0, 0, 0, 0);
  }

  @Test
  void ofEqualWeightsThoseThatStandFirstGo() {
    Parameters equal = network(new float[] {1, 1, 1, 1, 0, 0}, new float[] {-1, 1, 1, -1, 0, 0});
    Parameters pruned = global(0.625, 1).prune(equal, equal, 1);
    assertThat(pruned.get("M1").values()).containsExactly(0, 0, 0, 0, 1, 1);
    assertThat(pruned.get("M2").values()).containsExactly(0, 1, 1, 1, 1, 1);
  }

  @Test
  void layersCanBePrunedApartAndBiasesLikeWeights() {
    Parameters trained =
        network(
            new float[] {5, 2, 3, 4, 0.01f, 9}, new float[] {0.4f, 0.3f, 0.2f, 0.1f, 0.002f, 0});
    Parameters apart = new MagnitudePruning(0.5, 1, true, false, 0).prune(trained, trained, 1);
    assertThat(apart.get("M1").values()).containsExactly(1, 0, 0, 1, 1, 1);
    assertThat(apart.get("M2").values()).containsExactly(1, 1, 0, 0, 1, 1);
    Parameters biases = new MagnitudePruning(0.5, 1, false, true, 0).prune(trained, trained, 1);
    assertThat(biases.get("M1").values()).containsExactly(1, 1, 1, 1, 0, 1);
    assertThat(biases.get("M2").values())
        .as("biases of outputs are spared always")
        .containsExactly(0, 0, 0, 0, 1, 1);
  }

  private static MagnitudePruning global(double target, int rounds) {
    return new MagnitudePruning(target, rounds, false, false, 0);
  }

  private static Parameters network(float[] w1, float[] w2) {
    float[] ones = {1, 1, 1, 1, 1, 1};
    return new Parameters(
        List.of(
            new Parameter("W1", LOWER, w1),
            new Parameter("W2", UPPER, w2),
            new Parameter("V1", LOWER, new float[6]),
            new Parameter("V2", UPPER, new float[6]),
            new Parameter("M1", LOWER, ones),
            new Parameter("M2", UPPER, ones.clone())));
  }
}
