package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.Verdict.Outcome;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one rule by which claims are decided. */
class JudgeTest {
  private static final int TRIALS = 10_000;

  private static Trials trials(double... values) {
    SortedMap<Integer, Double> bySeed = new TreeMap<>();
    IntStream.range(0, values.length).forEach(i -> bySeed.put(i + 1, values[i]));
    return new Trials(bySeed, new TreeSet<>(), false);
  }

  private static Verdict above(double threshold, double[]... places) {
    Effects effects = new Effects("the gain");
    for (int k = 0; k < places.length; k++) {
      effects.place("place " + (k + 1), trials(places[k]), Range.above(threshold));
    }
    return Judge.judge(effects);
  }

  private static double[] normal(Random random, int n, double mean) {
    return random.doubles(n, 0, 1).map(u -> mean + random.nextGaussian()).toArray();
  }

  private static double share(Outcome outcome, java.util.function.Supplier<Verdict> verdict) {
    return IntStream.range(0, TRIALS).filter(i -> verdict.get().outcome() == outcome).count()
        / (double) TRIALS;
  }

  @Test
  void theBoundsAreStudents() {
    // t(0.95; 4) = 2.131847, of any table; 1, 2, 3, 4, 5 have deviation √2.5.
    Verdict verdict = above(0, new double[] {1, 2, 3, 4, 5});
    double margin = 2.131847 * Math.sqrt(2.5) / Math.sqrt(5);
    assertThat(verdict.places().get(0).mean()).isEqualTo(3);
    assertThat(verdict.places().get(0).lower()).isCloseTo(3 - margin, within(1e-5));
    assertThat(verdict.places().get(0).upper()).isCloseTo(3 + margin, within(1e-5));
  }

  @Test
  void ofFiveSeedsThatAgreeTheSignFlipTestSaysOneIn32() {
    assertThat(above(0, new double[] {1, 2, 3, 4, 5}).places().get(0).signFlip())
        .isEqualTo(1.0 / 32);
    assertThat(above(0, new double[] {1, 2, 3, 4, -0.5}).places().get(0).signFlip())
        .isEqualTo(2.0 / 32);
  }

  /** One place without an effect is enough: others with a large one do not help. */
  @ParameterizedTest
  @CsvSource({"3, 1", "5, 1", "32, 1", "3, 4", "5, 4", "8, 12"})
  void withoutAnEffectAClaimHoldsNoMoreOftenThanTheLevel(int seeds, int places) {
    Random random = new Random(31L * seeds + places);
    double held =
        share(
            Outcome.HOLDS,
            () -> {
              double[][] all = new double[places][];
              Arrays.setAll(all, k -> normal(random, seeds, k == 0 ? 0 : 50));
              return above(0, all);
            });
    // Three standard errors of a share of 10,000 trials.
    assertThat(held).isLessThan(Judge.LEVEL + 3 * Math.sqrt(Judge.LEVEL / TRIALS));
    assertThat(held).as("the level is used").isGreaterThan(Judge.LEVEL - 0.01);
  }

  /** At the line in every place, which is the worst case of a claim that is just true. */
  @ParameterizedTest
  @CsvSource({"3, 1", "5, 1", "5, 4", "8, 12", "32, 20"})
  void aClaimThatIsTrueFailsNoMoreOftenThanTheLevel(int seeds, int places) {
    Random random = new Random(37L * seeds + places);
    double failed =
        share(
            Outcome.FAILS,
            () -> {
              double[][] all = new double[places][];
              Arrays.setAll(all, k -> normal(random, seeds, 0));
              return above(0, all);
            });
    assertThat(failed).isLessThan(Judge.LEVEL + 3 * Math.sqrt(Judge.LEVEL / TRIALS));
  }

  /** The margin of the bound is about t · σ / √n, here with σ = 1. */
  @ParameterizedTest
  @CsvSource({"3, 2.92", "5, 2.13", "8, 1.89", "32, 1.70"})
  void anEffectOfTwiceTheBoundIsFound(int seeds, double t) {
    Random random = new Random(seeds);
    double effect = 2 * t / Math.sqrt(seeds);
    assertThat(share(Outcome.HOLDS, () -> above(0, normal(random, seeds, effect))))
        .isGreaterThan(0.85);
    assertThat(share(Outcome.FAILS, () -> above(0, normal(random, seeds, -effect))))
        .isGreaterThan(0.85);
  }

  @Test
  void withinAMarginBothBoundsMustLie() {
    Effects effects = new Effects("the gap");
    effects.place("here", trials(0.001, -0.001, 0.002, 0, 0.001), Range.within(0, 0.005));
    assertThat(Judge.judge(effects).outcome()).isEqualTo(Outcome.HOLDS);
    Effects spread = new Effects("the gap");
    spread.place("here", trials(0.02, -0.02, 0.01, 0, -0.01), Range.within(0, 0.005));
    assertThat(Judge.judge(spread).outcome())
        .as("no difference was found, but none is excluded either")
        .isEqualTo(Outcome.NOT_RESOLVED);
    Effects off = new Effects("the gap");
    off.place("here", trials(0.02, 0.021, 0.022), Range.within(0, 0.005));
    assertThat(Judge.judge(off).outcome()).isEqualTo(Outcome.FAILS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void fewerThanThreeSeedsResolveNothing(int seeds) {
    double[] clear = new double[seeds];
    Arrays.fill(clear, 100);
    Verdict verdict = above(0, clear);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(verdict.why())
        .contains(seeds + (seeds == 1 ? " seed is" : " seeds are") + " too few");
  }

  @Test
  void aDeadOrUntrainedNetworkWithNoEffectAtAllIsNotResolved() {
    assertThat(above(0, new double[] {0, 0, 0, 0, 0}).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void equalValuesBeyondTheLineDecide() {
    assertThat(above(0, new double[] {0.1, 0.1, 0.1}).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(above(0, new double[] {-0.1, -0.1, -0.1}).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void aSeedThatDivergedCountsWithTheWorstValueAndIsNamed() {
    SortedSet<Integer> diverged = new TreeSet<>(java.util.List.of(3));
    Effects effects = new Effects("the gain");
    effects.place(
        "here",
        new Trials(new TreeMap<>(java.util.Map.of(1, 1.0, 2, 1.1, 3, -1.0)), diverged, false),
        Range.above(0));
    Verdict verdict = Judge.judge(effects);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(verdict.places().get(0).diverged()).containsExactly(3);
    assertThat(verdict.why()).contains("diverged").contains("1 of 3 of here");
  }

  @Test
  void oneClearFailureFailsTheClaimAndIsNamed() {
    Verdict verdict =
        above(
            0, new double[] {1, 1.1, 0.9}, new double[] {-1, -1.1, -0.9}, new double[] {1, -1, 0});
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(verdict.why())
        .startsWith("The gain is not above 0 in 1 of 3 places: place 2 (mean −1.00")
        .doesNotContain("place 3");
  }

  @Test
  void aPlaceThatWasNotMeasuredLeavesTheClaimOpenUnlessAnotherFails() {
    Effects effects = new Effects("the gain");
    effects.place("here", trials(1, 1.1, 0.9), Range.above(0));
    effects.unmeasured("there");
    assertThat(Judge.judge(effects).outcome()).isEqualTo(Outcome.NOT_JUDGED);
    effects.place("beyond", trials(-1, -1.1, -0.9), Range.above(0));
    assertThat(Judge.judge(effects).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void aPlaceWithoutRoomIsNamedAndLeftOut() {
    Effects effects = new Effects("the gain");
    effects.place("here", trials(1, 1.1, 0.9), Range.above(0));
    effects.noRoom("p = 0, where both match every node");
    Verdict verdict = Judge.judge(effects);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.why()).contains("No effect could show in p = 0, where both");
    assertThat(verdict.withoutRoom()).hasSize(1);
    Effects nowhere = new Effects("the gain");
    nowhere.noRoom("p = 0");
    assertThat(Judge.judge(nowhere).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void whatIsReadAndNotDrawnIsDecidedByTheNumberItself() {
    Effects effects = new Effects("the share of negative biases");
    effects.place("all layers", Trials.exact(0.82), Range.above(0.5));
    assertThat(Judge.judge(effects).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(Judge.judge(effects).why())
        .isEqualTo("The share of negative biases is above 0.5: 0.820.");
    effects.place("top layer", Trials.exact(0.5), Range.above(0.5));
    assertThat(Judge.judge(effects).outcome()).isEqualTo(Outcome.FAILS);
  }
}
