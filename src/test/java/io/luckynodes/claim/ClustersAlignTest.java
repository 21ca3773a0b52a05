package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClustersAlignTest {
  private static final double[] STARTS = {0.01, -0.02, 0.03, 0.0, 0.02};
  private final List<String> rows = new ArrayList<>();

  @Test
  void holdsWhereClustersTurnTogetherBeforeTheDrop() {
    double[] before = {0.8, 0.7, 0.9, 0.75, 0.85};
    for (int seed = 1; seed <= 5; seed++) {
      network(seed, STARTS[seed - 1], before[seed - 1], 0.999);
    }
    Verdict verdict = judge();
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(0).mean()).isBetween(0.75, 0.85);
  }

  @Test
  void failsWhereTheyOnlyTurnAfterTheDrop() {
    for (int seed = 1; seed <= 5; seed++) {
      network(seed, STARTS[seed - 1], STARTS[seed - 1] + 0.02 * seed, 0.999);
    }
    assertThat(judge().outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void failsOfUntrainedNetworksWhichHaveNoClusters() {
    for (int seed = 1; seed <= 5; seed++) {
      rows.add(seed + " 0 0 0 1 0 1 0.02 0");
      rows.add(seed + " 8 1 0 1 0 1 0.02 0");
    }
    assertThat(judge().outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void failsWhereTheLossHasDroppedAtTheFirstSnapshotAlready() {
    for (int seed = 1; seed <= 3; seed++) {
      rows.add(seed + " 0 0 0 1 0 0 0.02 0");
      rows.add(seed + " 8 1 0 1 0 0 0.999 1");
    }
    assertThat(judge().outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void countsPairsOfOneClusterAlone() {
    for (int seed = 1; seed <= 3; seed++) {
      network(seed, 0, 0.8 + 0.01 * seed, 0.999);
      // Between clusters, and between neurons in none.
      for (String step : List.of("0 0", "4 0", "8 1")) {
        rows.add(seed + " " + step + " 0 2 0 1 -0.9 " + (step.equals("8 1") ? 1 : 0));
        rows.add(seed + " " + step + " 3 4 -1 -1 -0.9 " + (step.equals("8 1") ? 1 : 0));
      }
    }
    assertThat(judge().places().get(0).mean()).isBetween(0.81, 0.83);
  }

  @Test
  void isNotResolvedWithTwoSeeds() {
    network(1, 0, 0.8, 0.999);
    network(2, 0, 0.9, 0.999);
    assertThat(judge().outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void aSeedThatDivergedHasGainedNothing() {
    network(1, 0, 0.8, 0.999);
    network(2, 0, 0.81, 0.999);
    rows.add("3 0 0 0 1 -1 -1 0.01 0");
    rows.add("3 4 0 0 1 -1 -1 0.9 0");
    Verdict verdict = judge();
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(verdict.places().get(0).bySeed()).containsEntry(3, 0.0);
    assertThat(verdict.places().get(0).diverged()).containsExactly(3);
  }

  @Test
  void isNotJudgedWhereNeuronsStartTooNearToGainSoMuch() {
    for (int seed = 1; seed <= 3; seed++) {
      network(seed, 0.75, 0.9, 0.999);
    }
    assertThat(judge().outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  /** Of two neurons of one cluster: at the start, before the drop, and at the end. */
  private void network(int seed, double start, double before, double end) {
    rows.add(seed + " 0 0 0 1 0 0 " + start + " 0");
    rows.add(seed + " 4 0 0 1 0 0 " + before + " 0");
    rows.add(seed + " 8 1 0 1 0 0 " + end + " 1");
  }

  private Verdict judge() {
    return Judging.judge(
        "clusters-align",
        "{'gain': 0.3}".replace('\'', '"'),
        "{}",
        new TextTable(
            "seed step ended row column row_cluster column_cluster cosine dropped", rows));
  }
}
