package io.luckynodes.student.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.random.Streams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RaceBatchesTest {
  @Test
  void everySampleIsSeenOnceBeforeAnyIsSeenAgainAndOrdersDiffer() {
    int[] two = new RaceBatches(new Streams("race", 1), 12, 4).between(0, 6);
    int[] all = IntStream.range(0, 12).toArray();
    int[] first = Arrays.copyOf(two, 12);
    int[] second = Arrays.copyOfRange(two, 12, 24);
    assertThat(first).containsExactlyInAnyOrder(all).isNotEqualTo(second);
    assertThat(second).containsExactlyInAnyOrder(all);
  }

  @Test
  void aBatchGoesOnIntoTheNextOrderAndWhereStepsAreCutDoesNotMatter() {
    RaceBatches batches = new RaceBatches(new Streams("race", 1), 10, 4);
    int[] whole = batches.between(0, 20);
    assertThat(whole).hasSize(80);
    for (int from = 0; from < 80; from += 10) {
      assertThat(Arrays.copyOfRange(whole, from, from + 10)).doesNotHaveDuplicates();
    }
    assertThat(batches.between(7, 9)).isEqualTo(Arrays.copyOfRange(whole, 28, 36));
  }
}
