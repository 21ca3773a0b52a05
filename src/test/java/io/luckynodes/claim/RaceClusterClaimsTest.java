package io.luckynodes.claim;

import static io.luckynodes.claim.RaceNetworks.judge;
import static io.luckynodes.claim.RaceNetworks.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.RaceNetworks.Neuron;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims on clusters of the race: their number, merging and pruning. */
class RaceClusterClaimsTest {
  private static final String MORE = "clusters-more";
  private static final String FULL = "clusters-saturate-at-width";
  private static final String FALL = "clusters-fall-before-drop";
  private static final String MERGING = "merging-costs-nothing";
  private static final String FOLLOWS = "pruning-follows-alignment";
  private static final String SHARPER = "clusters-sharpen-pruning";

  private final List<String> rows = new ArrayList<>();

  // Numbers of clusters.

  private static final String CLUSTERS =
      "seed step ended train_samples cosine clusters neurons dropped";
  private static final String WIDER =
      "{'of': [{'train_samples': 800}], 'than': [{'train_samples': 200}], 'cosine': 0.95}";
  private static final String UNTIL =
      "{'fewest': [{'train_samples': 200}], 'most': [{'train_samples': 800}], 'cosine': 0.95}";
  private static final String BEFORE = "{'of': [{'train_samples': 200}], 'cosine': 0.95}";

  /** A network: clusters before training, before the loss drops, and after training. */
  private void network(int seed, int samples, int start, int before, int end, int neurons) {
    String row = seed + " %d %d " + samples + " %s %d " + neurons + " %d";
    rows.add(row.formatted(0, 0, "0.95", start, 0));
    rows.add(row.formatted(4, 0, "0.95", before, 0));
    rows.add(row.formatted(8, 1, "0.95", end, 1));
    // At another threshold all is otherwise.
    rows.add(row.formatted(0, 0, "0.8", 1, 0));
    rows.add(row.formatted(8, 1, "0.8", neurons, 1));
  }

  private void diverged(int seed, int samples, int neurons) {
    rows.add(seed + " 0 0 " + samples + " 0.95 " + neurons + " " + neurons + " 0");
  }

  private Verdict clusters(String predicate, String options) {
    return judge(predicate, options, new TextTable(CLUSTERS, rows));
  }

  @Test
  void clustersMoreJudgesTheLogarithmWithinASeed() {
    int[] few = {20, 40, 60, 30, 25};
    for (int seed = 1; seed <= 5; seed++) {
      network(seed, 200, 100, 50, few[seed - 1], 100);
      network(seed, 800, 100, 50, (int) (few[seed - 1] * 1.4) + seed % 2, 100);
    }
    Verdict verdict = clusters(MORE, WIDER);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(0).bySeed().get(2)).isCloseTo(Math.log(1.4), within(1e-12));
    String swapped =
        WIDER.replace("'of'", "'x'").replace("'than'", "'of'").replace("'x'", "'than'");
    assertThat(clusters(MORE, swapped).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void anUntrainedNetworkIsFullAndHasNoRoomForMore() {
    for (int seed = 1; seed <= 5; seed++) {
      network(seed, 200, 100, 100, 100, 100);
      network(seed, 800, 100, 100, 100, 100);
    }
    Verdict verdict = clusters(MORE, WIDER);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.withoutRoom()).hasSize(1);
    assertThat(clusters(FULL, UNTIL).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(clusters(FALL, BEFORE).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void deadNetworksHaveAsFewClustersEverywhere() {
    for (int seed = 1; seed <= 5; seed++) {
      network(seed, 200, 0, 0, 0, 100);
      network(seed, 800, 0, 0, 0, 100);
    }
    assertThat(clusters(MORE, WIDER).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(clusters(FULL, UNTIL).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(clusters(FALL, BEFORE).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void ofANetworkThatDivergedTheNumberSpeaksAgainstTheClaim() {
    for (int seed = 1; seed <= 5; seed++) {
      network(seed, 200, 100, 50, 20, 100);
      network(seed, 800, 100, 50, 40, 100);
    }
    rows.removeIf(row -> row.startsWith("3 ") && row.contains(" 800 "));
    diverged(3, 800, 100);
    Verdict few = clusters(MORE, WIDER);
    assertThat(few.places().get(0).bySeed().get(3)).isCloseTo(Math.log(1 / 20.0), within(1e-12));
    assertThat(few.places().get(0).diverged()).containsExactly(3);
    assertThat(few.outcome()).isNotEqualTo(Outcome.HOLDS);
    assertThat(clusters(FULL, UNTIL).places().get(1).bySeed()).containsEntry(3, 100.0);
    rows.removeIf(row -> row.startsWith("4 ") && row.contains(" 200 "));
    diverged(4, 200, 100);
    assertThat(clusters(MORE, WIDER).places().get(0).bySeed().get(4))
        .isCloseTo(Math.log(40 / 100.0), within(1e-12));
    assertThat(clusters(FALL, BEFORE).places().get(0).bySeed()).containsEntry(4, 0.0);
  }

  @ParameterizedTest
  @CsvSource({"4, 10, HOLDS", "10, 10, FAILS", "4, 8, FAILS", "3, 4, FAILS"})
  void clustersSaturateWhereTheyAreFewerFirstAndThenAsManyAsNeurons(
      int few, int many, Outcome outcome) {
    for (int seed = 1; seed <= 5; seed++) {
      network(seed, 200, 10, 10, few, 10);
      network(seed, 800, 10, 10, many, 10);
    }
    assertThat(clusters(FULL, UNTIL).outcome()).isEqualTo(outcome);
  }

  @Test
  void withTwoSeedsClustersAreNotResolved() {
    for (int seed = 1; seed <= 2; seed++) {
      network(seed, 200, 100, 10, 4, 100);
      network(seed, 800, 100, 10, 100, 100);
    }
    assertThat(clusters(MORE, WIDER).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(clusters(FULL, UNTIL).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(clusters(FALL, BEFORE).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @ParameterizedTest
  @CsvSource({"100, 20, HOLDS", "20, 100, FAILS"})
  void clustersFallWhereThereAreFewerBeforeTheDrop(int start, int before, Outcome outcome) {
    for (int seed = 1; seed <= 5; seed++) {
      network(seed, 200, start - seed, before - 2 * seed, 5, 100);
    }
    assertThat(clusters(FALL, BEFORE).outcome()).isEqualTo(outcome);
  }

  // Merging.

  private static final String MERGED = "train_samples cosine neurons clusters";
  private static final String ACCURACIES =
      "seed step ended " + MERGED + " train_before train_after test_before test_after";
  private static final String WITHOUT_LOSS = "{'cosine': 0.95, 'tolerance': 0.005}";

  private Verdict merging(int seeds, int... diverged) {
    return judge(
        MERGING,
        WITHOUT_LOSS,
        new TextTable(ACCURACIES, rows),
        new RaceNetworks(seeds, diverged).course("train_samples", "200"));
  }

  private void merged(int seed, int clusters, double before, double change) {
    rows.add(
        "%d 8 1 200 0.95 300 %d %s %s %s %s"
            .formatted(
                seed,
                clusters,
                before,
                before + change + 0.0005 * noise(seed, 0, 20),
                before - 0.1,
                before - 0.1 + change + 0.0005 * noise(seed, 0, 21)));
    rows.add("%d 8 1 200 0.8 300 2 1 0.5 0.9 0.5".formatted(seed));
  }

  @ParameterizedTest
  @CsvSource({"0, HOLDS", "-0.002, HOLDS", "-0.03, FAILS", "0.03, FAILS"})
  void mergingCostsNothingWhereAccuracyStaysWithinTheMargin(double change, Outcome outcome) {
    for (int seed = 1; seed <= 5; seed++) {
      merged(seed, 20, 0.95, change);
    }
    Verdict verdict = merging(5);
    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly("N = 200, training images", "N = 200, test images");
  }

  @Test
  void whereNothingIsMergedOrNothingWasLearntThereIsNothingToLose() {
    for (int seed = 1; seed <= 5; seed++) {
      merged(seed, 300, 0.95, 0);
    }
    assertThat(merging(5).outcome()).isEqualTo(Outcome.NOT_JUDGED);
    rows.clear();
    for (int seed = 1; seed <= 5; seed++) {
      merged(seed, 1, 0.5, 0);
    }
    Verdict dead = merging(5);
    assertThat(dead.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(dead.withoutRoom()).hasSize(2);
  }

  @Test
  void aNetworkThatDivergedHasLostAllAndOneSeedIsTooFew() {
    for (int seed = 1; seed <= 4; seed++) {
      merged(seed, 20, 0.95, 0);
    }
    Verdict verdict = merging(5, 5);
    assertThat(verdict.outcome()).isNotEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(0).diverged()).containsExactly(5);
    assertThat(verdict.places().get(0).bySeed()).containsEntry(5, -0.5);
    rows.removeIf(row -> !row.startsWith("1 "));
    assertThat(merging(1).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  // Pruning.

  private static final int NEURONS = 12;
  private static final String PRUNED = "prune_share angle pruned final_cluster";

  private static Verdict pruning(String predicate, RaceNetworks networks, Neuron neuron) {
    return judge(
        predicate,
        "{'prune_share': [0.2]}",
        networks.neurons(NEURONS, PRUNED, (s, t, j) -> "0.2 " + neuron.at(s, t, j)),
        networks.course("prune_share", "0.2"));
  }

  private static Neuron pruned(double sign) {
    return (seed, step, j) ->
        (step == 0 ? 80 + noise(seed, j, 22) : 40 + 2 * j + 3 * noise(seed, j, 23))
            + " "
            + (int) (100 + sign * 5 * j)
            + " "
            + j / 4;
  }

  @Test
  void pruningFollowsAlignmentWhereTheFartherLoseMore() {
    Verdict verdict = pruning(FOLLOWS, new RaceNetworks(5), pruned(1));
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(0).name()).isEqualTo("20 % pruned");
    assertThat(pruning(FOLLOWS, new RaceNetworks(5), pruned(-1)).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void pruningOfUntrainedOrDeadNetworksFollowsNothing() {
    Neuron untrained =
        (seed, step, j) ->
            (85 + noise(seed, j, 24)) + " " + (int) (50 + 40 * noise(seed, j, 25)) + " " + j;
    assertThat(pruning(FOLLOWS, new RaceNetworks(5), untrained).outcome())
        .isNotEqualTo(Outcome.HOLDS);
    assertThat(pruning(FOLLOWS, new RaceNetworks(5), (s, t, j) -> "NaN 3 -1").outcome())
        .isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(pruning(FOLLOWS, new RaceNetworks(2), pruned(1)).outcome())
        .isEqualTo(Outcome.NOT_RESOLVED);
    Verdict diverged = pruning(FOLLOWS, new RaceNetworks(5, 2), pruned(1));
    assertThat(diverged.places().get(0).bySeed()).containsEntry(2, 0.0);
  }

  @Test
  void pruningAtSharesThatAreNotJudgedIsReported() {
    RaceNetworks networks = new RaceNetworks(3);
    TextTable low = networks.neurons(NEURONS, PRUNED, prefixed("0.2", pruned(1)));
    TextTable high = networks.neurons(NEURONS, PRUNED, prefixed("0.7", pruned(-1)));
    rows.addAll(low.rows());
    rows.addAll(high.rows());
    List<String> courses = new ArrayList<>(networks.course("prune_share", "0.2").rows());
    courses.addAll(networks.course("prune_share", "0.7").rows());
    Verdict verdict =
        judge(
            FOLLOWS,
            "{'prune_share': [0.2]}",
            new TextTable(low.columns(), rows),
            new TextTable(networks.course("prune_share", "0.2").columns(), courses));
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.numbers().get("70 % pruned · rank correlation")).isNegative();
  }

  private static Neuron prefixed(String value, Neuron neuron) {
    return (seed, step, j) -> value + " " + neuron.at(seed, step, j);
  }

  /** Clusters of four: what goes with the angle within them need not between them. */
  private static Neuron clustered(double within, double between) {
    return (seed, step, j) -> {
      int cluster = j / 4;
      double angle = 40 + 10 * cluster + j % 4 + 0.4 * noise(seed, j, 26);
      long pruned = Math.round(500 + between * 100 * cluster + within * 5 * (j % 4));
      return angle + " " + pruned + " " + cluster;
    };
  }

  @ParameterizedTest
  @CsvSource({"1, -1, HOLDS", "-1, 1, FAILS"})
  void clustersSharpenPruningWhereTheRelationIsCloserWithin(
      double within, double between, Outcome outcome) {
    assertThat(pruning(SHARPER, new RaceNetworks(5), clustered(within, between)).outcome())
        .isEqualTo(outcome);
  }

  @Test
  void withoutClustersOfThreeTheSplitGainsNothing() {
    Neuron alone =
        (seed, step, j) -> pruned(1).at(seed, step, j).replaceAll("\\d+$", Integer.toString(j / 2));
    Verdict verdict = pruning(SHARPER, new RaceNetworks(5), alone);
    assertThat(verdict.places().get(0).bySeed().values()).containsOnly(0.0);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    Neuron untrained =
        (seed, step, j) ->
            (85 + noise(seed, j, 27)) + " " + (int) (50 + 40 * noise(seed, j, 28)) + " " + j / 4;
    assertThat(pruning(SHARPER, new RaceNetworks(5), untrained).outcome())
        .isNotEqualTo(Outcome.HOLDS);
    assertThat(pruning(SHARPER, new RaceNetworks(5, 1), clustered(1, -1)).places().get(0).bySeed())
        .containsEntry(1, 0.0);
  }
}
