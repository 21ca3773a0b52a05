package io.luckynodes.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarkTest {
  @Test
  void speedsOfTwoLayerStudentsAgreeWithEachOther() {
    List<Benchmark.Speed> reported = new ArrayList<>();
    List<Benchmark.Speed> speeds =
        new Benchmark(Benchmark.Kind.TWO_LAYER, 5, 1, 2, 0.05).run(List.of(3, 12), reported::add);
    assertThat(speeds).isEqualTo(reported).extracting(Benchmark.Speed::size).containsExactly(3, 12);
    for (Benchmark.Speed speed : speeds) {
      assertThat(speed.samplesPerSecond()).isCloseTo(16 * speed.stepsPerSecond(), within(1e-3));
      assertThat(speed.shareOfPeak())
          .isCloseTo(speed.gigaflops() / speed.peakGigaflops(), within(1e-9));
      assertThat(speed.gigaflops() * 1e9)
          .isCloseTo(
              speed.stepsPerSecond() * 2 * 16 * speed.size() * (2 * 100 + 3 * 50), within(1.0));
      // Of each weight three numbers of the lower layer and four of the upper one.
      double bytes = 4 * (3 * 101 * speed.size() + 4 * (speed.size() + 1) * 50);
      assertThat(speed.gigabytes() * 1e9)
          .isCloseTo(speed.stepsPerSecond() * bytes, withinPercentage(1e-6));
      assertThat(speed.shareOfBandwidth())
          .isCloseTo(speed.gigabytes() / speed.bandwidthGigabytes(), within(1e-9));
      assertThat(speed.timesTheLoop())
          .isCloseTo(speed.stepsPerSecond() / speed.loopStepsPerSecond(), within(1e-9));
    }
  }

  @Test
  void speedsOfDeepStudentsAgreeWithEachOther() {
    Benchmark.Speed speed =
        new Benchmark(Benchmark.Kind.DEEP, 5, 1, 1, 0.05).run(List.of(2), one -> {}).get(0);
    assertThat(speed.samplesPerSecond()).isCloseTo(64 * speed.stepsPerSecond(), within(1e-3));
    // 20-100-150-200-250-100, three passes of a multiplication and an addition for each weight.
    double weights = 20 * 100 + 100 * 150 + 150 * 200 + 200 * 250 + 250 * 100;
    assertThat(speed.gigaflops() * 1e9)
        .isCloseTo(speed.stepsPerSecond() * 3 * 2 * 64 * weights, within(1e3));
    // The lowest layer's weights are not read backward.
    assertThat(speed.gigabytes() * 1e9)
        .isCloseTo(speed.stepsPerSecond() * 4 * (4 * weights - 20 * 100), withinPercentage(1e-6));
    assertThat(speed.workingSet()).isEqualTo(2 * 4 * weights);
  }

  @Test
  void bandwidthIsThatOfAsMuchMemoryAsIsAskedFor() {
    Benchmark benchmark = new Benchmark(Benchmark.Kind.DEEP, 5, 1, 1, 0.05);
    int[] sizes = Benchmark.bandwidthSizes();
    assertThat(benchmark.bandwidth(sizes[0])).isPositive();
    // Smaller or larger ones are measured as the smallest or the largest.
    assertThat(new Bandwidth(1).workingSet()).isEqualTo(sizes[0]);
    assertThat(new Bandwidth(1e12).workingSet()).isEqualTo(sizes[sizes.length - 1]);
    assertThat(new Bandwidth(1 << 20).bytes()).isEqualTo(2.0 * (32 << 20));
  }

  @Test
  void convNetsHaveNoPlainLoopToCompareWith() {
    Benchmark.Speed speed =
        new Benchmark(Benchmark.Kind.CONV, 5, 1, 1, 0.05).run(List.of(2), one -> {}).get(0);
    assertThat(speed.timesTheLoop()).isNull();
    assertThat(speed.samplesPerSecond()).isCloseTo(64 * speed.stepsPerSecond(), within(1e-3));
  }

  @Test
  void convNetsAreCountedByTheProductsOfAStepWithAndWithoutBatchNorm() {
    // Maps of 30, 28, 26 and 24 pixels a side; the images themselves need no gradient.
    double first = 900 * 9 * 3 * 2;
    double others = (784 + 676 + 576) * 9 * 2 * 2 + 576 * 2 * 10;
    for (Benchmark.Kind kind : List.of(Benchmark.Kind.CONV, Benchmark.Kind.CONV_PLAIN)) {
      Benchmark.Speed speed = new Benchmark(kind, 5, 1, 1, 0.05).run(List.of(2), one -> {}).get(0);
      assertThat(speed.gigaflops() * 1e9)
          .isCloseTo(speed.samplesPerSecond() * 2 * (2 * first + 3 * others), within(1.0));
    }
  }
}
