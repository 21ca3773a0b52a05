package io.luckynodes.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final Streams STREAMS = new Streams("two-layer", 1);

  @Test
  void aNamesNumbersAreTheSameForEver() {
    assertThat(first(STREAMS, "student-weights", "m=10", Streams.ONCE))
        .containsExactly(8430166102749356618L, -5443645155477010394L, 6050948961891249613L);
    assertThat(first(new Streams("plane", 32), "batches", "", 100))
        .containsExactly(7218217405900745093L, 1114980593006907948L, 5289046338597018477L);
  }

  @Test
  void everyPartOfTheNameTellsStreamsApart() {
    Map<String, List<Long>> streams = new LinkedHashMap<>();
    streams.put("base", numbers(STREAMS, "batches", "m=10", 1));
    streams.put("experiment", numbers(new Streams("plane", 1), "batches", "m=10", 1));
    streams.put("seed", numbers(new Streams("two-layer", 2), "batches", "m=10", 1));
    streams.put("purpose", numbers(STREAMS, "order", "m=10", 1));
    streams.put("cell", numbers(STREAMS, "batches", "m=20", 1));
    streams.put("epoch", numbers(STREAMS, "batches", "m=10", 2));
    assertThat(streams.values()).doesNotHaveDuplicates();
  }

  @Test
  void namesThatRunTogetherAreStillDifferent() {
    assertThat(
            List.of(
                numbers(new Streams("ab", 1), "p", "c", 1),
                numbers(new Streams("a", 1), "p", "bc", 1),
                numbers(new Streams("abc", 1), "p", "", 1),
                numbers(new Streams("a", 11), "p", "bc", 1),
                numbers(new Streams("a", 1), "1p", "bc", 1),
                numbers(new Streams("a", 1), "p1", "bc", 1),
                numbers(new Streams("a", 1), "p", "bc", 11)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aStreamDoesNotDependOnWhatWasDrawnBefore() {
    List<Long> fresh = numbers(STREAMS, "batches", "", 7);
    assertThat(STREAMS.stream("batches", "", 6).ints(10_000).count()).isEqualTo(10_000);
    assertThat(numbers(STREAMS, "batches", "", 7)).isEqualTo(fresh);
  }

  @Test
  void gaussiansHaveMeanZeroAndVarianceOne() {
    RandomGenerator random = STREAMS.stream("train-inputs", "", Streams.ONCE);
    int count = 200_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double value = random.nextGaussian();
      sum += value;
      squares += value * value;
    }
    // Four standard errors: 4 / √count, and 4 √2 / √count.
    assertThat(sum / count).isCloseTo(0, within(0.009));
    assertThat(squares / count).isCloseTo(1, within(0.013));
  }

  @Test
  void firstNumbersOfNeighbouringSeedsAreSpreadEvenly() {
    int seeds = 20_000;
    double sum = 0;
    double lagged = 0;
    double before = 0.5;
    for (int seed = 1; seed <= seeds; seed++) {
      double value = new Streams("two-layer", seed).stream("batches", "", 1).nextDouble();
      sum += value;
      lagged += (value - 0.5) * (before - 0.5);
      before = value;
    }
    // Four standard errors of a uniform variable's mean, and of its correlation with the next.
    assertThat(sum / seeds).isCloseTo(0.5, within(4 * Math.sqrt(1 / 12.0 / seeds)));
    assertThat(lagged / seeds * 12).isCloseTo(0, within(4 / Math.sqrt(seeds)));
  }

  private static List<Long> numbers(Streams streams, String purpose, String cell, int epoch) {
    return LongStream.of(first(streams, purpose, cell, epoch)).boxed().toList();
  }

  private static long[] first(Streams streams, String purpose, String cell, int epoch) {
    return streams.stream(purpose, cell, epoch).longs(3).toArray();
  }
}
