package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Claims on fan-out norms of student nodes. */
class FanOutClaimsTest {
  private static final String LOW = "low-correlation-low-fan-out";
  private static final String SHAPE = "l-shape-in-lowest-layer";
  private static final String FIRST = "lowest-layer-first";
  private static final String FOLLOW = "top-layers-follow";
  private static final String MATCHED = "{\"correlation\": 0.95}";
  private static final String AT_TEN = "{\"correlation\": 0.95, \"epoch\": 10}";
  private static final String COLUMNS =
      "seed epoch polarity over_realisation layer correlation fan_out";

  private final List<String> rows = new ArrayList<>();

  /** A node after 100 epochs. */
  private void node(int seed, double polarity, int width, double correlation, double fanOut) {
    rows.add("%d 100 %s %d 0 %s %s".formatted(seed, polarity, width, correlation, fanOut));
  }

  /** Panels of two polarities and widths: nodes that follow have norm 2, others so much. */
  private void panels(int seeds, double unmatched) {
    for (int seed = 1; seed <= seeds; seed++) {
      for (double polarity : new double[] {0, 2}) {
        for (int width : new int[] {1, 10}) {
          node(seed, polarity, width, 0.99, 2 + 0.1 * seed);
          node(seed, polarity, width, 0.96, 2);
          // The threshold itself does not match.
          node(seed, polarity, width, 0.95, unmatched);
          node(seed, polarity, width, 0.3, unmatched);
        }
      }
    }
  }

  private Verdict low() {
    return judge(LOW, MATCHED, COLUMNS);
  }

  private Verdict judge(String predicate, String options, String columns) {
    return Judging.judge(predicate, options, "{}", new TextTable(columns, rows));
  }

  @Test
  void lowCorrelationLowFanOutHoldsIfMatchedNodesHaveMoreInEveryPanel() {
    panels(3, 0.5);
    Verdict verdict = low();
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly("p = 0, 1×", "p = 0, 10×", "p = 2, 1×", "p = 2, 10×");
    // 2 + 0.05 · seed − 0.5 in the mean of seeds 1 to 3.
    assertThat(verdict.places().get(0).mean()).isCloseTo(1.6, within(1e-12));
    assertThat(verdict.numbers()).containsEntry("p = 0, 1× · mean fan-out, unmatched", 0.5);
  }

  @Test
  void lowCorrelationLowFanOutFailsIfOtherNodesHaveMore() {
    panels(3, 4);
    assertThat(low().outcome()).isEqualTo(Outcome.FAILS);
  }

  /** Many wide panels do not outweigh one narrow one. */
  @Test
  void lowCorrelationLowFanOutFailsIfOnePanelDoes() {
    panels(3, 0.5);
    for (int seed = 1; seed <= 3; seed++) {
      node(seed, 0, 1, 0.4, 9);
    }
    Verdict verdict = low();
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(verdict.why()).contains("p = 0, 1×").doesNotContain("10×");
  }

  @Test
  void lowCorrelationLowFanOutDoesNotHoldOfUntrainedNetworks() {
    Random random = new Random(7);
    for (int seed = 1; seed <= 32; seed++) {
      for (int node = 0; node < 20; node++) {
        node(seed, 0, 2, 0.3 * random.nextDouble(), 0.035 + 0.003 * random.nextGaussian());
      }
    }
    assertThat(low().outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void lowCorrelationLowFanOutDoesNotHoldWhereNormAndCorrelationAreStrangers() {
    Random random = new Random(8);
    for (int seed = 1; seed <= 32; seed++) {
      for (int node = 0; node < 20; node++) {
        node(seed, 0, 2, random.nextDouble(0.9, 1), random.nextDouble());
      }
    }
    assertThat(low().outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void panelsInWhichHardlyASeedHasOtherNodesHaveNoRoom() {
    panels(4, 0.5);
    for (int seed = 1; seed <= 4; seed++) {
      node(seed, 1, 1, 0.99, 2);
      node(seed, 1, 10, 0.99, 2);
      node(seed, 1, 10, 0.2, 1);
    }
    node(1, 1, 1, 0.2, 9);
    node(2, 1, 1, 0.2, 9);
    Verdict verdict = low();
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.withoutRoom()).containsExactly("p = 1, 1×");
  }

  @Test
  void lowCorrelationLowFanOutOfTwoSeedsIsNotResolved() {
    panels(2, 0.5);
    assertThat(low().outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void aSeedThatDivergedCountsAsNoDifference() {
    panels(3, 0.5);
    for (int seed = 4; seed <= 5; seed++) {
      // One left rows that are not finite, the other none at the end.
      rows.add(seed + " 0 0 1 0 0.2 0.04");
      if (seed == 4) {
        rows.add(seed + " 100 0 1 0 NaN NaN");
      }
    }
    Verdict verdict = low();
    assertThat(verdict.places().get(0).diverged()).containsExactly(4, 5);
    assertThat(verdict.places().get(0).bySeed()).containsEntry(4, 0.0).containsEntry(5, 0.0);
  }

  @Test
  void fanOutIsComparedWithoutASweepToo() {
    for (int seed = 1; seed <= 3; seed++) {
      rows.add(seed + " 5 0.99 2");
      rows.add(seed + " 5 0.5 1");
    }
    Verdict verdict = judge(LOW, MATCHED, "seed epoch correlation fan_out");
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places()).extracting(Verdict.Place::name).containsExactly("all students");
  }

  // Layers of deep networks.

  private static final String DEEP = "seed epoch layer correlation fan_out";

  /**
   * Three layers at epochs 0, 5, 10, 20, in which a node that follows comes to carry the fan-out at
   * some epoch.
   *
   * @param arrivals of each layer, the epoch from which on its first node follows a teacher node
   */
  private void deep(int seeds, int... arrivals) {
    for (int seed = 1; seed <= seeds; seed++) {
      for (int layer = 0; layer < arrivals.length; layer++) {
        for (int epoch : new int[] {0, 5, 10, 20}) {
          boolean follows = epoch >= arrivals[layer];
          rows.add(
              "%d %d %d %s %s"
                  .formatted(seed, epoch, layer, follows ? 0.97 : 0.4, follows ? 2 + seed : 1));
          rows.add("%d %d %d 0.5 %s".formatted(seed, epoch, layer, follows ? 0.2 : 1));
        }
      }
    }
  }

  private Verdict deep(String predicate, String options) {
    return judge(predicate, options, DEEP);
  }

  @Test
  void lowestLayerFirstHoldsIfItHasItsLForLongerThanEveryOther() {
    deep(3, 5, 10, 20);
    Verdict verdict = deep(FIRST, MATCHED);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly("over layer 2", "over layer 3");
  }

  @Test
  void lowestLayerFirstIsTheMeanOverTime() {
    deep(1, 5, 30);
    double share = 9 / 9.04;
    // Half of it between epochs 0 and 5, all of it for the 15 epochs after that.
    assertThat(deep(FIRST, MATCHED).places().get(0).mean())
        .isCloseTo(share * 17.5 / 20, within(1e-12));
  }

  @Test
  void lowestLayerFirstFailsIfAnyOtherIs() {
    deep(3, 10, 5, 20);
    Verdict verdict = deep(FIRST, MATCHED);
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(verdict.why()).contains("over layer 2").doesNotContain("over layer 3");
  }

  @Test
  void lowestLayerFirstDoesNotHoldIfLayersArriveTogetherOrNeverOrOfOneSeed() {
    deep(3, 10, 10, 10);
    assertThat(deep(FIRST, MATCHED).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    rows.clear();
    deep(3, 99, 99, 99);
    assertThat(deep(FIRST, MATCHED).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    rows.clear();
    deep(1, 5, 10, 20);
    assertThat(deep(FIRST, MATCHED).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    rows.clear();
    deep(3, 5);
    assertThat(deep(FIRST, MATCHED).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void inASeedThatDivergedNoLayerLeads() {
    deep(3, 5, 10);
    rows.add("4 0 0 0.4 1");
    rows.add("4 0 1 0.4 1");
    Verdict verdict = deep(FIRST, MATCHED);
    assertThat(verdict.places().get(0).diverged()).containsExactly(4);
    assertThat(verdict.places().get(0).bySeed()).containsEntry(4, 0.0);
  }

  @Test
  void topLayersFollowHoldsIfEachGainsAfterTheEpoch() {
    deep(3, 5, 20, 20);
    Verdict verdict = deep(FOLLOW, AT_TEN);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly("layer 2", "layer 3");
    assertThat(verdict.why()).contains("from epoch 10 to 20");
  }

  @Test
  void topLayersFollowFailsIfOneLosesItAgain() {
    deep(3, 5, 20, 99);
    for (int seed = 1; seed <= 3; seed++) {
      rows.add(seed + " 10 2 0.99 50");
    }
    assertThat(deep(FOLLOW, AT_TEN).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void topLayersFollowDoesNotHoldIfNoneEverDoesOrNothingIsLeftToGain() {
    deep(3, 5, 99, 20);
    assertThat(deep(FOLLOW, AT_TEN).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    rows.clear();
    for (int seed = 1; seed <= 3; seed++) {
      for (int layer = 0; layer < 2; layer++) {
        rows.add("%d 10 %d 0.99 1".formatted(seed, layer));
        rows.add("%d 20 %d 0.99 1".formatted(seed, layer));
      }
    }
    Verdict full = deep(FOLLOW, AT_TEN);
    assertThat(full.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(full.withoutRoom()).containsExactly("layer 2");
  }

  @Test
  void topLayersFollowIsNotJudgedIfTheRunEndsThere() {
    deep(3, 5, 20);
    rows.removeIf(row -> row.split(" ", -1)[1].equals("20"));
    assertThat(deep(FOLLOW, AT_TEN).why()).contains("layer 2 after epoch 10");
    assertThat(deep(FOLLOW, AT_TEN).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void lShapeInLowestLayerLooksAtThatLayerAndEpochAlone() {
    deep(3, 10, 99);
    Verdict verdict = deep(SHAPE, AT_TEN);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly("layer 1 at epoch 10");
  }

  @Test
  void lShapeInLowestLayerFailsIfUpsideDownAndDoesNotHoldIfTooEarly() {
    deep(3, 20, 5);
    assertThat(deep(SHAPE, AT_TEN).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    for (int seed = 1; seed <= 3; seed++) {
      rows.add(seed + " 10 0 0.99 0.1");
    }
    assertThat(deep(SHAPE, AT_TEN).outcome()).isEqualTo(Outcome.FAILS);
  }
}
