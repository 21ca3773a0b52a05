package io.luckynodes.claim;

import static io.luckynodes.claim.RaceNetworks.judge;
import static io.luckynodes.claim.RaceNetworks.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.RaceNetworks.Moment;
import io.luckynodes.claim.RaceNetworks.Neuron;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims on the course of the race: growth, drift, targets of clusters, losses, and on cells. */
class RaceCourseClaimsTest {
  private static final String GROWTH = "growth-as-predicted";
  private static final String FIRST = "direction-moves-first";
  private static final String DRIFT = "drift-follows-step";
  private static final String ZEROTH = "leaders-turn-to-zeroth-order";
  private static final String NEXT = "leaders-end-nearer-next-order";
  private static final String LOSS = "loss-near-zero";
  private static final String CELLS = "few-cells-stable";
  private static final int NEURONS = 12;

  // Growth.

  private static final String RATES = "dropped predicted measured product_measured";
  private static final String PRODUCT = "{'of': [{}], 'product': 1}";
  private static final String SUM = "{'of': [{}], 'product': 0}";

  /** The sum grows by some times h cos Δ cos φ, the product likewise; after the drop otherwise. */
  private static Neuron growth(double sum, double product) {
    return (seed, step, j) -> {
      double rate = 0.001 * (j + 1);
      double factor = step == 8 ? 9 : 1 + 0.05 * noise(seed, j, 30);
      return (step == 8 ? 1 : 0)
          + " "
          + rate
          + " "
          + sum * factor * rate
          + " "
          + product * factor * rate;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, HOLDS, HOLDS",
    "1, 1, HOLDS, FAILS",
    "2, 2, FAILS, HOLDS",
    "1, 3, HOLDS, FAILS",
    "0, 0, FAILS, FAILS"
  })
  void growthIsAsPredictedWhereItsFactorIsTheTheorems(
      double sum, double product, Outcome ofSum, Outcome ofProduct) {
    TextTable rows = new RaceNetworks(5).neurons(NEURONS, RATES, growth(sum, product));
    assertThat(judge(GROWTH, SUM, rows).outcome()).isEqualTo(ofSum);
    assertThat(judge(GROWTH, PRODUCT, rows).outcome()).isEqualTo(ofProduct);
  }

  @Test
  void growthIsThatOfTheMedianNeuronNotOfTheFastest() {
    Neuron fast =
        (seed, step, j) -> j == 0 ? "0 1 9 9" : growth(1, 2).at(seed, Math.min(step, 4), j);
    Verdict verdict = judge(GROWTH, PRODUCT, new RaceNetworks(5).neurons(NEURONS, RATES, fast));
    assertThat(verdict.places().get(0).mean()).isCloseTo(2, within(0.1));
  }

  @Test
  void growthOfDeadDivergedAndFewNetworks() {
    TextTable dead = new RaceNetworks(5).neurons(NEURONS, RATES, (s, t, j) -> "0 0 0 0");
    assertThat(judge(GROWTH, PRODUCT, dead).outcome()).isEqualTo(Outcome.NOT_JUDGED);
    TextTable diverged = new RaceNetworks(5, 2).neurons(NEURONS, RATES, growth(1, 2));
    assertThat(judge(GROWTH, PRODUCT, diverged).places().get(0).bySeed()).containsEntry(2, 0.0);
    TextTable few = new RaceNetworks(2).neurons(NEURONS, RATES, growth(1, 2));
    assertThat(judge(GROWTH, PRODUCT, few).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  // Direction and norm.

  private static final String UPDATES = "from_step in_direction in_norm in_relative dropped";
  private static final String ORDERS = "{'of': [{}], 'orders': 2, 'relative': 0}";
  private static final String RELATIVE = "{'of': [{}], 'orders': 0, 'relative': 1}";

  private static Moment updates(double direction, double norm, double relative, boolean drops) {
    return (seed, step) ->
        "%d %s %s %s %d"
            .formatted(
                Math.max(0, step - 4),
                direction * (1 + 0.1 * noise(seed, step, 31)),
                norm,
                relative,
                drops && step == 8 ? 1 : 0);
  }

  @Test
  void directionMovesFirstWhereItMovesByMoreOrdersOfMagnitude() {
    TextTable rows = new RaceNetworks(5).moments(UPDATES, updates(1, 0.001, 0.1, true));
    Verdict verdict = judge(FIRST, ORDERS, rows);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(0).mean()).isCloseTo(3, within(0.1));
    assertThat(judge(FIRST, RELATIVE, rows).outcome()).isEqualTo(Outcome.HOLDS);
    TextTable less = new RaceNetworks(5).moments(UPDATES, updates(1, 0.1, 3, true));
    assertThat(judge(FIRST, ORDERS, less).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(judge(FIRST, RELATIVE, less).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void updatesAreWeighedByTheirSteps() {
    Moment uneven =
        (seed, step) -> step == 0 ? "0 0 0 0 0" : step == 4 ? "0 1 0.01 1 0" : "4 0 1 1 1";
    Verdict verdict = judge(FIRST, ORDERS, new RaceNetworks(5).moments(UPDATES, uneven));
    assertThat(verdict.places().get(0).mean()).isCloseTo(2, within(1e-12));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void aNetworkThatNeverLearnsMovesNothingFirst() {
    // Small weights that are shaken turn far and hardly grow.
    TextTable shaken = new RaceNetworks(5).moments(UPDATES, updates(1, 0.0001, 0.1, false));
    assertThat(judge(FIRST, ORDERS, shaken).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(judge(FIRST, RELATIVE, shaken).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    TextTable diverged = new RaceNetworks(5, 1).moments(UPDATES, updates(1, 0.001, 0.1, true));
    assertThat(judge(FIRST, ORDERS, diverged).places().get(0).bySeed()).containsEntry(1, 0.0);
  }

  // Drift.

  private static final String DRIFTS =
      "seed step ended learning_rate neuron conserved in_norm out_norm bias";
  private static final String RATES_OF =
      "{'of': [{'learning_rate': 0.04}, {'learning_rate': 0.02}, {'learning_rate': 0.01}]}";
  private final List<String> rows = new ArrayList<>();

  /** Squares are 25 at the end of training, and the drift goes with a power of the step. */
  private void drifting(int seed, double power) {
    for (double rate : new double[] {0.04, 0.02, 0.01}) {
      int end = (int) Math.round(0.4 / rate);
      double drift = 0.5 * Math.pow(rate, power) * (1 + 0.1 * noise(seed, (int) (1000 * rate), 32));
      rows.add(seed + " 0 0 " + rate + " 0 1 1 0 0");
      rows.add(seed + " " + end / 2 + " 0 " + rate + " 0 " + (1 + 12 * drift) + " 4 3 0");
      rows.add(seed + " " + end + " 1 " + rate + " 0 " + (1 + 25 * drift) + " 4 3 0");
      // A time at which the others were not measured.
      rows.add(seed + " 1 0 " + rate + " 0 9 4 3 0");
    }
  }

  private Verdict drift() {
    return judge(DRIFT, RATES_OF, new TextTable(DRIFTS, rows));
  }

  @ParameterizedTest
  @CsvSource({"1, HOLDS", "0.8, HOLDS", "0, FAILS", "2, FAILS"})
  void driftFollowsTheStepWhereItsPowerIsOne(double power, Outcome outcome) {
    for (int seed = 1; seed <= 5; seed++) {
      drifting(seed, power);
    }
    Verdict verdict = drift();
    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly("steps · η = 0.2", "steps · η = 0.4");
    assertThat(verdict.places().get(1).mean()).isCloseTo(power, within(0.1));
  }

  @Test
  void whatDoesNotDriftHasNoSlopeAndWhatDivergesDriftsWhole() {
    for (int seed = 1; seed <= 5; seed++) {
      for (double rate : new double[] {0.04, 0.02, 0.01}) {
        rows.add(seed + " 0 0 " + rate + " 0 1 1 0 0");
        rows.add(seed + " " + Math.round(0.4 / rate) + " 1 " + rate + " 0 1 1 0 0");
      }
    }
    assertThat(drift().outcome()).isEqualTo(Outcome.NOT_JUDGED);
    rows.clear();
    for (int seed = 1; seed <= 5; seed++) {
      drifting(seed, 1);
    }
    rows.removeIf(row -> row.startsWith("2 10 1 0.04"));
    Verdict verdict = drift();
    assertThat(verdict.places().get(0).diverged()).containsExactly(2);
    assertThat(verdict.places().get(0).bySeed().get(2)).isGreaterThan(2);
  }

  @Test
  void withoutATimeOfAllThereIsNothingToCompare() {
    drifting(1, 1);
    rows.removeIf(row -> row.contains(" 0.01 ") && !row.startsWith("1 0 "));
    assertThat(drift().outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  // Targets of clusters' leaders.

  private static final String LEADERS = "dropped cluster angle next_order_angle";
  private static final String TWO = "{'of': [{}], 'clusters': 2}";

  /** Of three leaders, the third of which is not looked at. */
  private static Neuron leaders(double zerothEarly, double nextLate) {
    return (seed, step, j) ->
        (step == 8 ? 1 : 0)
            + " "
            + j
            + " "
            + (j == 2
                ? "0 90"
                : (step == 0 ? 88 : step == 4 ? zerothEarly + noise(seed, j, 33) : 75)
                    + " "
                    + (step == 8 ? nextLate + noise(seed, j, 34) : 89));
  }

  private static Outcome leaders(String predicate, RaceNetworks networks, Neuron neuron) {
    return judge(predicate, TWO, networks.neurons(3, LEADERS, neuron)).outcome();
  }

  @Test
  void leadersTurnToTheZerothOrderAndEndNearerTheNext() {
    RaceNetworks five = new RaceNetworks(5);
    assertThat(leaders(ZEROTH, five, leaders(40, 70))).isEqualTo(Outcome.HOLDS);
    assertThat(leaders(NEXT, five, leaders(40, 70))).isEqualTo(Outcome.HOLDS);
    assertThat(leaders(ZEROTH, five, leaders(95, 70))).isEqualTo(Outcome.FAILS);
    assertThat(leaders(NEXT, five, leaders(40, 85))).isEqualTo(Outcome.FAILS);
  }

  @Test
  void leadersOfUntrainedOrDeadNetworksTurnToNothing() {
    // The sign of a target is chosen so that it is nearer than at random.
    Neuron untrained =
        (seed, step, j) ->
            "0 " + j + " " + (88 + 0.1 * noise(seed, j, 35)) + " " + (89 + noise(seed, j, 36));
    assertThat(leaders(ZEROTH, new RaceNetworks(5), untrained)).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(leaders(NEXT, new RaceNetworks(5), untrained)).isNotEqualTo(Outcome.HOLDS);
    Neuron dead = (seed, step, j) -> "0 " + j + " NaN NaN";
    assertThat(leaders(ZEROTH, new RaceNetworks(5), dead)).isNotEqualTo(Outcome.HOLDS);
    assertThat(leaders(NEXT, new RaceNetworks(5), dead)).isNotEqualTo(Outcome.HOLDS);
    assertThat(leaders(NEXT, new RaceNetworks(2), leaders(40, 70))).isEqualTo(Outcome.NOT_RESOLVED);
  }

  /** Leaders 40 degrees from the target of the zeroth order. */
  private static Neuron held(double degrees) {
    return (seed, step, j) ->
        (step == 8 ? 1 : 0) + " " + j + " 40 89 " + (degrees + noise(seed, j, 38)) + " 3 1";
  }

  @Test
  void leadersRestAtTheGeneralisedTargetIfItTakesAwayMostOfTheAngle() {
    assertThat(held(new RaceNetworks(5), 10)).isEqualTo(Outcome.HOLDS);
    assertThat(held(new RaceNetworks(5), 39)).isEqualTo(Outcome.FAILS);
    assertThat(held(new RaceNetworks(5), 23)).isEqualTo(Outcome.FAILS);
    assertThat(held(new RaceNetworks(5), Double.NaN)).isNotEqualTo(Outcome.HOLDS);
  }

  private static Outcome held(RaceNetworks networks, double degrees) {
    String columns = LEADERS + " generalised_angle held slope_between";
    return judge(
            "leaders-rest-at-generalised-target", TWO, networks.neurons(3, columns, held(degrees)))
        .outcome();
  }

  // Loss.

  private static Verdict loss(RaceNetworks networks, double end) {
    return judge(
        LOSS,
        "{'of': [{}], 'loss': 0.05}",
        networks.moments(
            "evaluation_loss",
            (seed, step) ->
                step == 0
                    ? "0.7"
                    : step == 4 ? "NaN" : Double.toString(end * (1 + 0.1 * noise(seed, 0, 37)))));
  }

  @Test
  void lossIsNearZeroBelowTheBoundAndANetworkThatDivergedHasThatOfItsStart() {
    assertThat(loss(new RaceNetworks(5), 0.01).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(loss(new RaceNetworks(5), 0.2).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(loss(new RaceNetworks(5), 0.7).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(loss(new RaceNetworks(2), 0.01).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    Verdict diverged = loss(new RaceNetworks(5, 3), 0.01);
    assertThat(diverged.outcome()).isNotEqualTo(Outcome.HOLDS);
    assertThat(diverged.places().get(0).bySeed().get(3)).isCloseTo(0.7, within(1e-12));
    assertThat(diverged.places().get(0).diverged()).containsExactly(3);
  }

  // Stable cells.

  /** Probes that start in 1,000 cells and end in some. */
  private static Verdict cells(int seeds, IntUnaryOperator estimate, int alone, int pairs) {
    List<String> stable = new ArrayList<>();
    List<String> rounds = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      for (int pointsTo = 1; pointsTo <= 2; pointsTo++) {
        stable.add(
            "%d 0 1 200 %d %d %d %d 60"
                .formatted(seed, pointsTo, estimate.applyAsInt(seed), alone, pairs));
        rounds.add("%d 0 1 200 %d 0 1000".formatted(seed, pointsTo));
        rounds.add("%d 0 1 200 %d 1 1".formatted(seed, pointsTo));
      }
    }
    return judge(
        CELLS,
        "{}",
        new TextTable(
            "seed step ended train_samples points_to estimate alone pairs cells_log10", stable),
        new TextTable("seed step ended train_samples points_to round patterns", rounds));
  }

  @Test
  void fewCellsAreStableWhereTheEstimateStaysBelowTheCellsInWhichProbesStart() {
    Verdict verdict = cells(5, seed -> 30 + seed % 2, 4, 3);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    // 30 + 4 · 3 / (2 · 4) and one more with odd seeds.
    assertThat(verdict.places().get(0).bySeed().get(2))
        .isCloseTo(Math.log10(1000 / 31.5), within(1e-12));
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly("N = 200, class 1", "N = 200, class 2");
  }

  @Test
  void cellsAreNotFewWhereMoreProbesWouldFindMore() {
    // Fewer than the probes, but most were met by one probe alone.
    Verdict growing = cells(5, seed -> 700 + seed, 500, 100);
    assertThat(growing.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(growing.numbers().get("N = 200, class 1 · stable cells")).isLessThan(1000);
    // Every probe stays where it is.
    assertThat(cells(5, seed -> 1000, 1000, 0).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(cells(5, seed -> 1000, 0, 0).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void cellsOfOneSeedOrOfDeadProbesAreNotResolved() {
    assertThat(cells(1, seed -> 30, 4, 3).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(cells(5, seed -> 0, 0, 0).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }
}
