package io.luckynodes.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UnseenKindsTest {
  @Test
  void ofASampleThatMetEveryKindOftenNothingIsAdded() {
    assertThat(UnseenKinds.chao(20, 0, 0)).isEqualTo(20);
    assertThat(UnseenKinds.chao(20, 1, 0)).isEqualTo(20);
    assertThat(UnseenKinds.chao(20, 4, 2)).isEqualTo(22);
  }

  @Test
  void ofEquallyCommonKindsTheEstimateIsTheirNumberInTheMean() {
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    for (int trial = 0; trial < 400; trial++) {
      Integer[] met = new Integer[200];
      Arrays.fill(met, 0);
      for (int draw = 0; draw < 250; draw++) {
        met[random.nextInt(200)]++;
      }
      List<Integer> counts = Arrays.asList(met);
      sum +=
          UnseenKinds.chao(
              200 - Collections.frequency(counts, 0),
              Collections.frequency(counts, 1),
              Collections.frequency(counts, 2));
    }
    // Two thirds of them are met.
    assertThat(sum / 400).isCloseTo(200, within(4.0));
  }
}
