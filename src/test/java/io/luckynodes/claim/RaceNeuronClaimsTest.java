package io.luckynodes.claim;

import static io.luckynodes.claim.RaceNetworks.judge;
import static io.luckynodes.claim.RaceNetworks.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.RaceNetworks.Neuron;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.claim.Verdict.Place;
import io.luckynodes.table.TextTable;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims on the neurons of networks of the race: how they turn, and grow. */
class RaceNeuronClaimsTest {
  private static final int NEURONS = 12;
  private static final String PREDICTS = "alignment-predicts-norm";
  private static final String BETTER = "early-alignment-predicts-better";
  private static final String BENDS = "norm-exponential-in-alignment";
  private static final String PERSISTS = "early-growth-persists";
  private static final String TURN = "neurons-turn-to-targets";
  private static final String SETTLE = "neurons-settle-in-stable-cells";
  private static final String FASTER = "outgoing-weights-align-faster";
  private static final String KEEP = "norms-keep-difference";
  private static final String ALL = "{'of': [{}]}";
  private static final String START = "{'of': [{}], 'early': 0, 'largest_cluster': 0}";
  private static final String EARLY = "{'of': [{}], 'early': 1, 'largest_cluster': 0}";
  private static final String LARGEST = "{'of': [{}], 'early': 1, 'largest_cluster': 1}";

  private static Verdict of(
      String predicate, String options, RaceNetworks networks, String columns, Neuron neuron) {
    return judge(predicate, options, networks.neurons(NEURONS, columns, neuron), networks.course());
  }

  private static Place only(Verdict verdict) {
    assertThat(verdict.places()).hasSize(1);
    return verdict.places().get(0);
  }

  // Alignment and the final norm.

  private static final String RACE = "angle final_in_norm final_cluster";

  /** Angles that have nothing to do with the norm before training, and do from then on. */
  private static Neuron race(double sign) {
    return (seed, step, j) ->
        (step == 0 ? 80 + 5 * noise(seed, j, 1) : 40 - sign * 2 * j + noise(seed, j, 2))
            + " "
            + (1 + j)
            + " "
            + (j < 4 ? 0 : 1);
  }

  @Test
  void alignmentPredictsNormBeforeTheDropWhereTheNearerEndGreater() {
    Verdict verdict = of(PREDICTS, EARLY, new RaceNetworks(5), RACE, race(1));
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(only(verdict).mean()).isGreaterThan(0.9);
    assertThat(of(PREDICTS, EARLY, new RaceNetworks(5), RACE, race(-1)).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThat(of(PREDICTS, START, new RaceNetworks(5), RACE, race(1)).outcome())
        .isNotEqualTo(Outcome.HOLDS);
  }

  @Test
  void alignmentPredictsNormOfTheLargestClusterByItsOwnNeuronsAlone() {
    Neuron against =
        (seed, step, j) ->
            "%s %s %d"
                .formatted(
                    j < 4 ? 50 + j + 0.1 * noise(seed, j, 3) : 40 - 3 * j, 1.0 + j, j < 4 ? 0 : 1);
    assertThat(of(PREDICTS, EARLY, new RaceNetworks(5), RACE, against).outcome())
        .isEqualTo(Outcome.HOLDS);
    assertThat(of(PREDICTS, LARGEST, new RaceNetworks(5), RACE, against).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void alignmentPredictsNothingInUntrainedOrDeadNetworks() {
    Neuron untrained =
        (seed, step, j) -> 85 + 5 * noise(seed, j, 4) + " " + (2 + noise(seed, j, 5)) + " 0";
    assertThat(of(PREDICTS, EARLY, new RaceNetworks(5), RACE, untrained).outcome())
        .isNotEqualTo(Outcome.HOLDS);
    assertThat(of(PREDICTS, EARLY, new RaceNetworks(5), RACE, (s, t, j) -> "NaN 0 -1").outcome())
        .isNotEqualTo(Outcome.HOLDS);
    // All alike: no relation, and no error.
    Verdict ties = of(PREDICTS, EARLY, new RaceNetworks(5), RACE, (s, t, j) -> "45 1 0");
    assertThat(ties.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(only(ties).bySeed().values()).containsOnly(0.0);
  }

  @Test
  void oneNetworkIsTooFewAndOneThatDivergedShowsNoRelation() {
    assertThat(of(PREDICTS, EARLY, new RaceNetworks(1), RACE, race(1)).outcome())
        .isEqualTo(Outcome.NOT_RESOLVED);
    Place place = only(of(PREDICTS, EARLY, new RaceNetworks(5, 2), RACE, race(1)));
    assertThat(place.diverged()).containsExactly(2);
    assertThat(place.bySeed()).containsEntry(2, 0.0).hasSize(5);
  }

  @Test
  void earlyAlignmentPredictsBetterWhereTheRelationOnlyComesUp() {
    assertThat(of(BETTER, ALL, new RaceNetworks(5), RACE, race(1)).outcome())
        .isEqualTo(Outcome.HOLDS);
    Neuron lost =
        (seed, step, j) ->
            (step == 0 ? 40 - 2 * j + 4 * noise(seed, j, 6) : 60 + 5 * noise(seed, j, 7))
                + " "
                + (1 + j)
                + " 0";
    assertThat(of(BETTER, ALL, new RaceNetworks(5), RACE, lost).outcome()).isEqualTo(Outcome.FAILS);
    Neuron untrained =
        (seed, step, j) -> 85 + 5 * noise(seed, j, 4) + " " + (2 + noise(seed, j, 5)) + " 0";
    assertThat(of(BETTER, ALL, new RaceNetworks(5), RACE, untrained).outcome())
        .isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void earlyAlignmentCannotPredictBetterThanPerfectly() {
    Verdict verdict =
        of(BETTER, ALL, new RaceNetworks(5), RACE, (s, t, j) -> (90 - j) + " " + j + " 0");
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.withoutRoom()).containsExactly("all");
  }

  // Norm against alignment.

  private static Neuron norms(DoubleUnaryOperator normOfCosine) {
    return (seed, step, j) -> {
      double cosine = 0.05 + 0.9 * j / NEURONS;
      double angle = Math.toDegrees(Math.acos(cosine));
      double norm = normOfCosine.applyAsDouble(cosine) * (1 + 0.02 * noise(seed, j, 8));
      return angle + " " + (step == 4 ? norm : 0.1);
    };
  }

  @Test
  void normIsExponentialInAlignmentWhereItsLogarithmIsALine() {
    assertThat(
            of(
                    BENDS,
                    ALL,
                    new RaceNetworks(5),
                    "angle in_norm",
                    norms(cosine -> 0.001 * Math.exp(6 * cosine)))
                .outcome())
        .isEqualTo(Outcome.HOLDS);
  }

  @Test
  void normIsNotExponentialWhereItGrowsAlongALineOrFalls() {
    assertThat(
            of(BENDS, ALL, new RaceNetworks(5), "angle in_norm", norms(cosine -> cosine)).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThat(
            of(
                    BENDS,
                    ALL,
                    new RaceNetworks(5),
                    "angle in_norm",
                    norms(cosine -> Math.exp(-6 * cosine)))
                .outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void normIsNotExponentialInUntrainedOrDeadNetworks() {
    Neuron untrained =
        (seed, step, j) ->
            (88 + 2 * noise(seed, j, 9)) + " " + 0.01 * (1 + 0.1 * noise(seed, j, 10));
    assertThat(of(BENDS, ALL, new RaceNetworks(5), "angle in_norm", untrained).outcome())
        .isNotEqualTo(Outcome.HOLDS);
    assertThat(of(BENDS, ALL, new RaceNetworks(5), "angle in_norm", (s, t, j) -> "NaN 0").outcome())
        .isNotEqualTo(Outcome.HOLDS);
  }

  // Early growth.

  private static final String GROWTH = "neuron in_norm final_in_norm";

  /** Neurons whose early growth differs by 0 to 3, of which a share is left. */
  private static Neuron growth(double left) {
    return (seed, step, j) -> {
      double early = 3.0 * j / NEURONS;
      double whole = 1 + left * early + 0.02 * noise(seed, j, 11);
      return j + " " + Math.exp(step == 0 ? 0 : step == 4 ? early : whole) + " " + Math.exp(whole);
    };
  }

  @ParameterizedTest
  @CsvSource({"0.9, HOLDS", "1.5, HOLDS", "0.2, FAILS", "-1, FAILS"})
  void earlyGrowthPersistsWhereMoreIsLeftThanIsLost(double left, Outcome outcome) {
    Verdict verdict = of(PERSISTS, ALL, new RaceNetworks(5), GROWTH, growth(left));
    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(only(verdict).mean()).isCloseTo(left, within(0.02));
  }

  @Test
  void whatDoesNotGrowEarlyHasNothingToKeep() {
    Neuron untrained =
        (seed, step, j) -> {
          double norm = 1 + 0.1 * noise(seed, j, 12);
          return j + " " + norm + " " + norm;
        };
    assertThat(of(PERSISTS, ALL, new RaceNetworks(5), GROWTH, untrained).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThat(of(PERSISTS, ALL, new RaceNetworks(5), GROWTH, (s, t, j) -> j + " 0 0").outcome())
        .isEqualTo(Outcome.FAILS);
    Place place = only(of(PERSISTS, ALL, new RaceNetworks(4, 3), GROWTH, growth(1)));
    assertThat(place.bySeed()).containsEntry(3, 0.0);
  }

  // Turning to targets.

  private static Neuron turning(double degrees) {
    return (seed, step, j) -> Double.toString(step == 0 ? 88 : 88 - degrees + noise(seed, j, 13));
  }

  @ParameterizedTest
  @CsvSource({"40, HOLDS", "-5, FAILS"})
  void neuronsTurnToTargetsWhereTheMeanAngleFalls(double degrees, Outcome outcome) {
    assertThat(of(TURN, ALL, new RaceNetworks(5), "angle", turning(degrees)).outcome())
        .isEqualTo(outcome);
  }

  @Test
  void untrainedNeuronsDoNotTurnAndDeadOnesHaveNoTarget() {
    Neuron untrained = (seed, step, j) -> Double.toString(88 + noise(seed, j, 14));
    assertThat(of(TURN, ALL, new RaceNetworks(5), "angle", untrained).outcome())
        .isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(of(TURN, ALL, new RaceNetworks(5), "angle", (s, t, j) -> "NaN").outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
    Place place = only(of(TURN, ALL, new RaceNetworks(5, 1), "angle", turning(40)));
    assertThat(place.bySeed()).containsEntry(1, 0.0);
    assertThat(place.diverged()).containsExactly(1);
  }

  // Stable cells.

  private static final String CELLS = "neuron angle agreement";

  /** Two start in stable cells, the others do not; so many of these get into one. */
  private static Neuron cells(int settled) {
    return (seed, step, j) ->
        j + " 20 " + (j < 2 || (step > 0 && j < 2 + settled + seed % 2) ? "1" : "0.99");
  }

  @Test
  void neuronsSettleWhereMostOfThoseThatStartOutsideGetIn() {
    Verdict verdict = of(SETTLE, ALL, new RaceNetworks(5), CELLS, cells(9));
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(only(verdict).bySeed()).containsEntry(1, 1.0).containsEntry(2, 0.9);
    assertThat(of(SETTLE, ALL, new RaceNetworks(5), CELLS, cells(3)).outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void neuronsThatStayWhereTheyAreDoNotSettle() {
    Neuron untrained = (seed, step, j) -> j + " 20 " + (j < 8 ? "1" : "0.9");
    assertThat(of(SETTLE, ALL, new RaceNetworks(5), CELLS, untrained).outcome())
        .isEqualTo(Outcome.FAILS);
    // A neuron without a target treats all samples as its target does: it lets none pass.
    Neuron dying = (seed, step, j) -> j + (step == 0 ? " 20 0.9" : " NaN 1");
    assertThat(of(SETTLE, ALL, new RaceNetworks(5), CELLS, dying).outcome())
        .isEqualTo(Outcome.FAILS);
    assertThat(of(SETTLE, ALL, new RaceNetworks(5), CELLS, (s, t, j) -> j + " NaN 1").outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void whereAllStartInStableCellsThereIsNoRoom() {
    Verdict verdict = of(SETTLE, ALL, new RaceNetworks(5), CELLS, (s, t, j) -> j + " 20 1");
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.withoutRoom()).containsExactly("all");
  }

  // Outgoing and incoming weights.

  private static Neuron angles(double in, double out) {
    return (seed, step, j) ->
        step == 0
            ? "88 " + (90 + 40 * noise(seed, j, 15))
            : (88 - in + noise(seed, j, 16)) + " " + (90 + 40 * noise(seed, j, 15) - out);
  }

  @ParameterizedTest
  @CsvSource({"10, 60, HOLDS", "60, 10, FAILS"})
  void outgoingWeightsAlignFasterWhereTheyTurnFurther(double in, double out, Outcome outcome) {
    Verdict verdict = of(FASTER, ALL, new RaceNetworks(5), "angle out_angle", angles(in, out));
    assertThat(verdict.outcome()).isEqualTo(outcome);
    // From step 0 to the last before the drop, halfway in the mean over that time.
    assertThat(only(verdict).mean()).isCloseTo((out - in) / 2, within(1.0));
  }

  @Test
  void outgoingWeightsOfUntrainedNetworksAreNotFaster() {
    Neuron untrained =
        (seed, step, j) -> (88 + noise(seed, j, 17)) + " " + (90 + 80 * noise(seed, j, 18));
    assertThat(of(FASTER, ALL, new RaceNetworks(5), "angle out_angle", untrained).outcome())
        .isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(
            of(FASTER, ALL, new RaceNetworks(5), "angle out_angle", (s, t, j) -> "NaN NaN")
                .outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  // The conserved difference.

  private static final String SQUARES = "neuron conserved in_norm bias out_norm";

  /** Both squares grow, the outgoing one by a share of what the incoming one does. */
  private static Neuron squares(double share) {
    return (seed, step, j) -> {
      double in = 1 + (step == 8 ? 3 + 0.1 * noise(seed, j, 19) : 0);
      double out = 0.5 + share * (in - 1);
      // Whatever the order of the rows.
      return (step == 8 ? NEURONS - 1 - j : j)
          + " "
          + (in - out)
          + " "
          + Math.sqrt(in)
          + " 0 "
          + Math.sqrt(out);
    };
  }

  @ParameterizedTest
  @CsvSource({"0.9, HOLDS", "0.1, FAILS", "0, FAILS"})
  void normsKeepTheirDifferenceWhereBothSidesGrowAlike(double share, Outcome outcome) {
    Verdict verdict = of(KEEP, ALL, new RaceNetworks(5), SQUARES, squares(share));
    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(only(verdict).mean()).isCloseTo((1 - share) / (1 + share), within(1e-9));
  }

  @Test
  void whatDoesNotChangeKeepsNothingAndWhatDivergesLosesAll() {
    assertThat(
            of(KEEP, ALL, new RaceNetworks(5), SQUARES, (s, t, j) -> j + " 0.5 1 0 0.7").outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
    Place place = only(of(KEEP, ALL, new RaceNetworks(4, 4), SQUARES, squares(1)));
    assertThat(place.bySeed()).containsEntry(4, 1.0);
    assertThat(place.outcome()).isNotEqualTo(Outcome.HOLDS);
  }

  // Steps.

  @Test
  void whereTheLossDropsRightAwayBeforeTheDropIsTheStart() {
    RaceNetworks networks = new RaceNetworks(5);
    TextTable atOnce = networks.moments("dropped", (seed, step) -> step == 0 ? "0" : "1");
    Verdict verdict = judge(TURN, ALL, networks.neurons(NEURONS, "angle", turning(40)), atOnce);
    assertThat(only(verdict).bySeed().values()).containsOnly(0.0);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void aVariantThatWasNotMeasuredIsNotJudged() {
    RaceNetworks networks = new RaceNetworks(5);
    Neuron neuron = turning(40);
    Verdict verdict =
        judge(
            TURN,
            "{'of': [{'initial_std': 0.1}, {'initial_std': 0.2}]}",
            networks.neurons(
                NEURONS, "initial_std angle", (s, t, j) -> "0.1 " + neuron.at(s, t, j)),
            networks.course("initial_std", "0.1"));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }
}
