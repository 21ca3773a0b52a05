package io.luckynodes.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PermutationTest {
  @Test
  void itHoldsEveryNumberOnceInAnOrderFixedByItsStream() {
    int[] order = Permutation.of(stream(1), 50_000);
    assertThat(order).isEqualTo(Permutation.of(stream(1), 50_000));
    assertThat(order).isNotEqualTo(Permutation.of(stream(2), 50_000));
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      assertThat(sorted[i]).isEqualTo(i);
    }
  }

  @Test
  void everyOrderOfThreeIsEquallyLikely() {
    RandomGenerator random = stream(3);
    int[] counts = new int[27];
    int draws = 60_000;
    for (int n = 0; n < draws; n++) {
      int[] order = Permutation.of(random, 3);
      counts[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    // Six orders of 10,000 each; the standard deviation of a count is 91.
    assertThat(Arrays.stream(counts).filter(count -> count > 0)).hasSize(6);
    assertThat(Arrays.stream(counts).filter(count -> count > 0))
        .allSatisfy(count -> assertThat(count).isBetween(9_500, 10_500));
  }

  private static RandomGenerator stream(int epoch) {
    return new Streams("tiny", 1).stream("order", "", epoch);
  }
}
