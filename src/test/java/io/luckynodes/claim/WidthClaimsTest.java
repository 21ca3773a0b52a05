package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims on students of several widths, and on polarity. */
class WidthClaimsTest {
  private static final String LAYERS = "layers-ordered-by-width";
  private static final String ACCURACY = "accuracy-ordered-by-width";
  private static final String MATCHED = "matched-share-ordered-by-width";
  private static final String NARROW = "narrow-students-match-less";
  private static final String LOSS = "loss-falls-with-width";
  private static final String SMALL = "width-matters-less-than-training";
  private static final String FEWER = "fewer-matched-with-polarity";
  private static final String NARROW_MORE = "polarity-hinders-narrow-more";
  private static final String WEAK = "weak-missed-with-polarity";
  private static final String ONE = "{\"over_realisation\": 1}";
  private static final String LAST = "{\"epoch\": 9}";
  private static final String HIGH = "{\"polarity\": [2]}";
  private static final int[] WIDTHS = {1, 2, 4};

  private final List<String> rows = new ArrayList<>();

  private Verdict judge(String predicate, String options, String columns) {
    return Judging.judge(predicate, options, "{}", new TextTable(columns, rows));
  }

  // Slopes.

  private static Trials trials(double... values) {
    SortedMap<Integer, Double> bySeed = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      bySeed.put(i + 1, values[i]);
    }
    return new Trials(bySeed, new TreeSet<>(), false);
  }

  @Test
  void slopesAreOfEachSeedAndOfEqualNumbersExactlyZero() {
    SortedMap<Double, Trials> byWidth = new TreeMap<>();
    byWidth.put(1.0, trials(0.1, 0.3));
    byWidth.put(2.0, trials(0.3, 0.3));
    byWidth.put(8.0, trials(0.7, 0.3));
    // 0.2 for each doubling; by hand it is Σ (x − x̄) y / Σ (x − x̄)² at x = 0, 1, 3.
    assertThat(Slopes.perDoubling(byWidth).values()[0]).isCloseTo(0.2, within(1e-12));
    assertThat(Slopes.perDoubling(byWidth).values()[1]).isEqualTo(0);
    assertThat(Slopes.of(new TreeMap<>(byWidth.headMap(2.0))).isEmpty()).isTrue();
    // A seed that is not everywhere has no slope.
    byWidth.put(8.0, trials(0.7));
    assertThat(Slopes.perDoubling(byWidth).count()).isEqualTo(1);
  }

  // Order by width.

  private static final String LAYER_COLUMNS =
      "seed epoch over_realisation layer mean_best_correlation";

  /** ρ̄ of two layers at epochs 0, where it is 0.2, and 9. */
  private void layers(int seeds, IntToDoubleFunction lower, IntToDoubleFunction upper) {
    for (int seed = 1; seed <= seeds; seed++) {
      for (int w = 0; w < WIDTHS.length; w++) {
        for (int layer = 0; layer < 2; layer++) {
          String place = seed + " %d " + WIDTHS[w] + " " + layer + " %s";
          rows.add(place.formatted(0, 0.2));
          double best = (layer == 0 ? lower : upper).applyAsDouble(w);
          rows.add(place.formatted(9, best + 0.01 * seed));
        }
      }
    }
  }

  @Test
  void layersOrderedByWidthHoldsIfRhoGrowsWithWidthInEveryLayer() {
    layers(3, w -> 0.5 + 0.1 * w, w -> 0.4 + 0.02 * w);
    Verdict verdict = judge(LAYERS, "{}", LAYER_COLUMNS);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly("layer 1", "layer 2");
    assertThat(verdict.places().get(0).mean()).isCloseTo(0.1, within(1e-12));
    assertThat(verdict.numbers()).containsKeys("layer 1 · 1×", "layer 2 · 4×");
  }

  @Test
  void layersOrderedByWidthFailsIfItFallsInOne() {
    layers(3, w -> 0.5 + 0.1 * w, w -> 0.4 - 0.02 * w);
    Verdict verdict = judge(LAYERS, "{}", LAYER_COLUMNS);
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(verdict.why()).contains("layer 2").doesNotContain("layer 1 ");
  }

  @Test
  void noEffectOfWidthDoesNotPassAsOrder() {
    layers(5, w -> 0.5, w -> 0.5);
    assertThat(judge(LAYERS, "{}", LAYER_COLUMNS).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void orderOfOneSeedIsNotResolvedAndOfOneWidthNotJudged() {
    layers(1, w -> 0.5 + 0.1 * w, w -> 0.5 + 0.1 * w);
    assertThat(judge(LAYERS, "{}", LAYER_COLUMNS).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    rows.removeIf(row -> !row.split(" ", -1)[2].equals("1"));
    assertThat(judge(LAYERS, "{}", LAYER_COLUMNS).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void aWideStudentThatDivergedCountsAsZero() {
    layers(3, w -> 0.5 + 0.1 * w, w -> 0.5 + 0.1 * w);
    rows.replaceAll(row -> row.startsWith("2 9 4 ") ? row.replaceAll("\\S+$", "NaN") : row);
    Verdict verdict = judge(LAYERS, "{}", LAYER_COLUMNS);
    assertThat(verdict.outcome()).isNotEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(0).diverged()).containsExactly(2);
    assertThat(verdict.places().get(0).bySeed().get(2)).isNegative();
  }

  private static final String EVALUATION = "seed epoch over_realisation accuracy loss";

  @ParameterizedTest
  @CsvSource({"0.05, HOLDS", "-0.05, FAILS", "0, NOT_RESOLVED"})
  void accuracyOrderedByWidthJudgesTheSlope(double gain, Outcome outcome) {
    for (int seed = 1; seed <= 5; seed++) {
      for (int w = 0; w < WIDTHS.length; w++) {
        rows.add("%d 0 %d 0.1 3".formatted(seed, WIDTHS[w]));
        rows.add("%d 9 %d %s 1".formatted(seed, WIDTHS[w], 0.5 + gain * w));
      }
    }
    assertThat(judge(ACCURACY, "{}", EVALUATION).outcome()).isEqualTo(outcome);
  }

  @Test
  void accuracyOfADivergedNetworkIsThatOfChanceAndDataWithoutClassesHaveNone() {
    for (int seed = 1; seed <= 3; seed++) {
      for (int width : WIDTHS) {
        rows.add("%d 9 %d %s".formatted(seed, width, seed == 3 ? "NaN NaN" : "0.6 1"));
      }
    }
    Verdict verdict = judge(ACCURACY, "{}", EVALUATION);
    assertThat(verdict.places().get(0).bySeed()).containsEntry(3, 0.0);
    assertThat(verdict.numbers().get("all students · 1×")).isCloseTo(1.3 / 3, within(1e-12));
    rows.replaceAll(row -> row.replaceAll("\\S+ \\S+$", "NaN 1"));
    assertThat(judge(ACCURACY, "{}", EVALUATION).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  // Matched teacher nodes.

  private static final String NODE_COLUMNS =
      "seed epoch polarity over_realisation layer teacher correlation matched";

  /**
   * Ten teacher nodes at epochs 0, where none is matched, and 9.
   *
   * @param matched of each width, how many are matched; odd seeds have one fewer, if there are any
   */
  private void matched(int seeds, double polarity, int... matched) {
    for (int seed = 1; seed <= seeds; seed++) {
      for (int w = 0; w < WIDTHS.length; w++) {
        for (int teacher = 0; teacher < 10; teacher++) {
          boolean match = teacher < (matched[w] == 10 ? 10 : matched[w] - seed % 2);
          String place = seed + " %d " + polarity + " " + WIDTHS[w] + " 0 " + teacher + " %s";
          rows.add(place.formatted(0, "0.2 false"));
          rows.add(place.formatted(9, match ? "0.99 true" : "0.5 false"));
        }
      }
    }
  }

  private Verdict nodes(String predicate, String options) {
    return judge(predicate, options, NODE_COLUMNS);
  }

  @Test
  void matchedShareOrderedByWidthHoldsIfItGrowsAtEveryPolarity() {
    matched(4, 1, 3, 6, 8);
    matched(4, 2, 2, 4, 5);
    Verdict verdict = nodes(MATCHED, LAST);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places()).extracting(Verdict.Place::name).containsExactly("p = 1", "p = 2");
    // Before training there is nothing to see.
    assertThat(nodes(MATCHED, "{\"epoch\": 0}").outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(nodes(MATCHED, "{\"epoch\": 5}").why()).contains("epoch 5");
    assertThat(nodes(MATCHED, "{\"epoch\": 5}").outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void matchedShareOrderedByWidthFailsIfItFallsAtOne() {
    matched(4, 1, 3, 6, 8);
    matched(4, 2, 5, 4, 3);
    assertThat(nodes(MATCHED, LAST).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void whereTheNarrowestMatchAllThereIsNoRoom() {
    matched(4, 0, 10, 10, 9);
    matched(4, 2, 2, 4, 5);
    assertThat(nodes(MATCHED, LAST).withoutRoom()).containsExactly("p = 0");
    assertThat(nodes(MATCHED, LAST).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(nodes(NARROW, ONE).withoutRoom()).containsExactly("p = 0");
    assertThat(nodes(NARROW, ONE).outcome()).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void narrowStudentsMatchLessHoldsOnlyIfEveryWiderWidthMatchesMore() {
    matched(4, 2, 3, 6, 5);
    assertThat(nodes(NARROW, ONE).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(nodes(NARROW, ONE).places())
        .extracting(Verdict.Place::name)
        .containsExactly("p = 2, 2×", "p = 2, 4×");
    rows.clear();
    matched(4, 2, 3, 6, 2);
    assertThat(nodes(NARROW, ONE).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(nodes(NARROW, ONE).why()).contains("p = 2, 4×").doesNotContain("p = 2, 2×");
  }

  @Test
  void narrowStudentsMatchLessDoesNotHoldOfDeadStudentsOrWithoutThem() {
    matched(4, 2, 0, 0, 0);
    assertThat(nodes(NARROW, ONE).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(nodes(NARROW, "{\"over_realisation\": 3}").outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void aStudentThatDivergedMatchesNothing() {
    matched(3, 2, 3, 6, 8);
    rows.replaceAll(
        row -> row.startsWith("1 9 2.0 4 ") ? row.replaceAll("\\S+ \\S+$", "NaN false") : row);
    Verdict verdict = nodes(NARROW, ONE);
    assertThat(verdict.outcome()).isNotEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(1).diverged()).containsExactly(1);
    assertThat(verdict.places().get(1).bySeed().get(1)).isEqualTo(-0.2);
  }

  @Test
  void weakMissedWithPolarityLooksAtTheWeakerHalf() {
    matched(4, 0, 9, 9, 9);
    matched(4, 1, 8, 8, 8);
    matched(4, 2, 7, 7, 7);
    assertThat(nodes(WEAK, "{}").outcome()).isEqualTo(Outcome.HOLDS);
    // A tenth of ten nodes is a fifth of the weaker five.
    assertThat(nodes(WEAK, "{}").places().get(0).mean()).isCloseTo(0.2, within(1e-12));
    rows.clear();
    matched(4, 0, 7, 7, 7);
    matched(4, 2, 9, 9, 9);
    assertThat(nodes(WEAK, "{}").outcome()).isEqualTo(Outcome.FAILS);
    rows.clear();
    // What changes among the stronger half alone does not count, nor does a dead student.
    matched(4, 0, 5, 0, 5);
    matched(4, 2, 3, 0, 4);
    assertThat(nodes(WEAK, "{}").outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  private static final String SHARE_COLUMNS =
      "seed epoch polarity over_realisation layer mean_best_correlation matched_share";

  /** Shares of matched teacher nodes after training, at p of 0, 1 and 2. */
  private void shares(int seeds, int width, double... byPolarity) {
    Random random = new Random(width);
    for (int seed = 1; seed <= seeds; seed++) {
      for (int p = 0; p < byPolarity.length; p++) {
        double share = byPolarity[p] == 0 ? 0 : byPolarity[p] + 0.01 * random.nextGaussian();
        rows.add("%d 0 %d %d 0 0.2 0".formatted(seed, p, width));
        rows.add("%d 9 %d %d 0 0.9 %s".formatted(seed, p, width, share));
      }
    }
  }

  private Verdict shares(String predicate, String options) {
    return judge(predicate, options, SHARE_COLUMNS);
  }

  @Test
  void fewerMatchedWithPolarityHoldsIfEveryWidthMatchesFewer() {
    shares(5, 1, 0.9, 0.5, 0.3);
    shares(5, 10, 1, 0.9, 0.8);
    assertThat(shares(FEWER, "{}").outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(shares(FEWER, "{}").places())
        .extracting(Verdict.Place::name)
        .containsExactly("1×", "10×");
    shares(5, 5, 0.7, 0.8, 0.9);
    assertThat(shares(FEWER, "{}").outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void polarityHindersNarrowMoreComparesWhatEachWidthLoses() {
    shares(5, 1, 0.9, 0.5, 0.3);
    shares(5, 10, 1, 0.9, 0.8);
    Verdict verdict = shares(NARROW_MORE, ONE);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    // 0.3 for each 1 of polarity against 0.1.
    assertThat(verdict.places().get(0).mean()).isCloseTo(0.2, within(0.03));
    rows.clear();
    shares(5, 1, 0.5, 0.4, 0.3);
    shares(5, 10, 1, 0.6, 0.2);
    assertThat(shares(NARROW_MORE, ONE).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void claimsOnPolarityDoNotHoldOfDeadStudentsOfOneSeedOrWithoutTheNarrow() {
    shares(5, 1, 0, 0, 0);
    shares(5, 10, 0, 0, 0);
    assertThat(shares(FEWER, "{}").outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(shares(NARROW_MORE, ONE).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(shares(NARROW_MORE, "{\"over_realisation\": 2}").outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
    rows.clear();
    shares(1, 1, 0.9, 0.5, 0.3);
    shares(1, 10, 1, 0.9, 0.8);
    assertThat(shares(FEWER, "{}").outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(shares(NARROW_MORE, ONE).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  // Losses.

  private static final String LOSS_COLUMNS = "seed epoch polarity over_realisation evaluation_loss";

  /** Losses that start at 1 and end at powers of ten, which seeds scatter about. */
  private void losses(int seeds, double polarity, double... ends) {
    Random random = new Random(11);
    for (int seed = 1; seed <= seeds; seed++) {
      for (int w = 0; w < WIDTHS.length; w++) {
        String place = seed + " %d " + polarity + " " + WIDTHS[w] + " %s";
        rows.add(place.formatted(0, 1));
        // Not measured at that epoch.
        rows.add(place.formatted(5, "NaN"));
        double end = ends[w] == 0 ? 0 : ends[w] + 0.05 * random.nextGaussian();
        rows.add(place.formatted(9, Math.pow(10, end)));
      }
    }
  }

  private Verdict losses(String predicate, String options) {
    return judge(predicate, options, LOSS_COLUMNS);
  }

  @Test
  void lossFallsWithWidthJudgesTheGivenPolarities() {
    losses(5, 0, -6, -5, -4);
    losses(5, 2, -3, -4, -5);
    Verdict verdict = losses(LOSS, HIGH);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(0).mean()).isCloseTo(1, within(0.1));
    assertThat(losses(LOSS, "{\"polarity\": [0, 2]}").outcome()).isEqualTo(Outcome.FAILS);
    assertThat(losses(LOSS, "{\"polarity\": [2, 3]}").outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void lossFallsWithWidthDoesNotHoldOfUntrainedNetworksOrOfOneSeed() {
    losses(5, 2, 0, 0, 0);
    assertThat(losses(LOSS, HIGH).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(losses(SMALL, "{}").outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    rows.clear();
    losses(1, 2, -3, -4, -5);
    assertThat(losses(LOSS, HIGH).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void aNetworkThatDivergedHasTheLossOfItsStart() {
    losses(3, 2, -3, -4, -5);
    rows.replaceAll(row -> row.startsWith("1 9 2.0 4 ") ? "1 9 2.0 4 Infinity" : row);
    Verdict verdict = losses(LOSS, HIGH);
    assertThat(verdict.outcome()).isNotEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(0).diverged()).containsExactly(1);
    // log10 of 1 at width 4 against −3 at width 1: it rises by 1.5 for each doubling.
    assertThat(verdict.places().get(0).bySeed().get(1)).isCloseTo(-1.5, within(0.1));
  }

  @Test
  void widthMattersLessThanTrainingComparesDistancesOnTheAxisOfTheFigure() {
    losses(5, 0, -4, -5, -3);
    losses(5, 2, -3, -4, -5);
    Verdict verdict = losses(SMALL, "{}");
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly("p = 0, 2×", "p = 0, 4×", "p = 2, 2×", "p = 2, 4×");
    // Three decades by training, less two of distance.
    assertThat(verdict.places().get(3).mean()).isCloseTo(1, within(0.1));
    losses(5, 2.5, -2, -4, -6);
    assertThat(losses(SMALL, "{}").outcome()).isEqualTo(Outcome.FAILS);
  }
}
