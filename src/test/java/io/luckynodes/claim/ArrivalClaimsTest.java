package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claims on the order in which teacher nodes are matched, and by whom. */
class ArrivalClaimsTest {
  private static final String STRONGER = "stronger-teachers-matched-more";
  private static final String FIRST_LAST = "strongest-first-weakest-last";
  private static final String ARRIVAL = "arrival-follows-strength";
  private static final String TURN = "most-turn-to-strongest-first";
  private static final String SEVERAL = "strongest-covered-by-several";
  private static final String SHIFTS = "focus-shifts";
  private static final String MATCHED = "{\"correlation\": 0.95}";
  private static final String EARLY = "{\"epoch\": 5}";
  private static final int NEVER = 99;

  private final List<String> rows = new ArrayList<>();

  private Verdict judge(String predicate, String options, String columns) {
    return Judging.judge(predicate, options, "{}", new TextTable(columns, rows));
  }

  // Matched early.

  private static final String EARLY_COLUMNS =
      "seed epoch polarity over_realisation layer teacher correlation matched";

  /** Four teacher nodes, of which a seed matches some at epoch 5; nothing at 0, all at 9. */
  private void early(int seed, int width, boolean... matched) {
    for (int teacher = 0; teacher < matched.length; teacher++) {
      String place = seed + " %d 1 " + width + " 0 " + teacher + " %s";
      rows.add(place.formatted(0, "0.2 false"));
      rows.add(place.formatted(5, matched[teacher] ? "0.99 true" : "0.5 false"));
      rows.add(place.formatted(9, "0.99 true"));
    }
  }

  private Verdict early(String options) {
    return judge(STRONGER, options, EARLY_COLUMNS);
  }

  @Test
  void strongerTeachersMatchedMoreHoldsIfMatchesAreOfTheStronger() {
    for (int width : new int[] {1, 5}) {
      early(1, width, true, false, false, false);
      early(2, width, true, true, false, false);
      early(3, width, true, true, true, false);
    }
    Verdict verdict = early(EARLY);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly("p = 1, 1×", "p = 1, 5×");
    assertThat(early("{\"epoch\": 4}").outcome()).isEqualTo(Outcome.NOT_JUDGED);
    // Before training no seed matches any; after it every seed matches all.
    assertThat(early("{\"epoch\": 0}").outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(early("{\"epoch\": 9}").withoutRoom()).containsExactly("p = 1, 1×", "p = 1, 5×");
  }

  @Test
  void strongerTeachersMatchedMoreFailsIfWeakerOnesAreInOneWidth() {
    for (int seed = 1; seed <= 3; seed++) {
      early(seed, 1, true, true, false, false);
      early(seed, 5, false, false, true, true);
    }
    Verdict verdict = early(EARLY);
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(verdict.why()).contains("p = 1, 5×").doesNotContain("p = 1, 1×");
  }

  @Test
  void aSeedThatDivergedHasNoOrderOfMatches() {
    for (int seed = 1; seed <= 3; seed++) {
      early(seed, 1, true, true, false, false);
    }
    rows.removeIf(row -> row.startsWith("3 5 ") || row.startsWith("3 9 "));
    Verdict verdict = early(EARLY);
    assertThat(verdict.places().get(0).diverged()).containsExactly(3);
    assertThat(verdict.places().get(0).bySeed()).containsEntry(3, 0.0);
  }

  // Epochs of arrival.

  /** A seed over five epochs; a node may be lost again once it was matched. */
  private void arrivals(int seed, int... arrivals) {
    for (int teacher = 0; teacher < arrivals.length; teacher++) {
      for (int epoch = 0; epoch <= 5; epoch++) {
        rows.add(
            "%d %d 0 %d %s"
                .formatted(seed, epoch, teacher, epoch == arrivals[teacher] ? 0.96 : 0.9));
      }
    }
  }

  private Verdict arrivals(String predicate) {
    return judge(predicate, MATCHED, "seed epoch layer teacher correlation");
  }

  @Test
  void strongestFirstWeakestLastHoldsIfTheStrongestIsBeforeAllAndTheWeakestAfter() {
    arrivals(1, 0, 2, 3, 5);
    arrivals(2, 1, 3, 2, NEVER);
    arrivals(3, 0, 2, 2, 4);
    Verdict verdict = arrivals(FIRST_LAST);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly(
            "teacher 1 before teacher 2",
            "teacher 1 before teacher 3",
            "teacher 1 before teacher 4",
            "teacher 2 before teacher 4",
            "teacher 3 before teacher 4");
    // Ranks 0, 1.5, 1.5, 3 in the third seed.
    assertThat(verdict.places().get(0).bySeed())
        .containsEntry(1, 1.0)
        .containsEntry(2, 2.0)
        .containsEntry(3, 1.5);
    // Twelve nodes but one.
    assertThat(verdict.numbers().get("share of teacher nodes that are matched at some epoch"))
        .isCloseTo(11 / 12.0, within(1e-12));
  }

  @Test
  void strongestFirstWeakestLastFailsIfAnotherIsSoonerOrLater() {
    for (int seed = 1; seed <= 3; seed++) {
      arrivals(seed, 1, 0, 3, 5);
    }
    assertThat(arrivals(FIRST_LAST).outcome()).isEqualTo(Outcome.FAILS);
    rows.clear();
    for (int seed = 1; seed <= 3; seed++) {
      arrivals(seed, 0, 2, NEVER, 5);
    }
    assertThat(arrivals(FIRST_LAST).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void neverIsBehindAllHoweverLongTrainingLastsAndTiedWithNever() {
    arrivals(1, 0, 5, NEVER, NEVER);
    Verdict verdict = arrivals(FIRST_LAST);
    assertThat(verdict.places().get(1).bySeed()).containsEntry(1, 2.5);
    assertThat(verdict.places().get(4).bySeed()).containsEntry(1, 0.0);
  }

  @Test
  void arrivalFollowsStrengthHoldsAndFailsByTheRankCorrelation() {
    arrivals(1, 0, 1, 2, NEVER);
    arrivals(2, 1, 0, 2, 3);
    arrivals(3, 0, 1, NEVER, NEVER);
    Verdict verdict = arrivals(ARRIVAL);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places().get(0).bySeed()).containsEntry(1, 1.0).containsEntry(2, 0.8);
    rows.clear();
    arrivals(1, NEVER, 2, 1, 0);
    arrivals(2, 3, 2, 0, 1);
    arrivals(3, NEVER, NEVER, 1, 0);
    assertThat(arrivals(ARRIVAL).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void whereAllArriveTogetherOrNeverThereIsNoOrder() {
    for (int seed = 1; seed <= 4; seed++) {
      int together = seed % 2 == 0 ? 1 : NEVER;
      arrivals(seed, together, together, together);
    }
    assertThat(arrivals(ARRIVAL).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(arrivals(FIRST_LAST).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void arrivalsOfOneSeedAreNotResolvedAndOfOneTeacherNodeNotJudged() {
    arrivals(1, 0, 1, 2);
    assertThat(arrivals(ARRIVAL).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(arrivals(FIRST_LAST).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    rows.clear();
    arrivals(1, 0);
    assertThat(arrivals(FIRST_LAST).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void inASeedThatDivergedNothingArrives() {
    arrivals(1, 0, 1, 2);
    arrivals(2, 0, 1, 2);
    arrivals(3, 0, 1, 2);
    rows.removeIf(row -> row.startsWith("3 5 "));
    Verdict verdict = arrivals(ARRIVAL);
    assertThat(verdict.places().get(0).diverged()).containsExactly(3);
    assertThat(verdict.places().get(0).bySeed()).containsEntry(3, 0.0);
    assertThat(arrivals(FIRST_LAST).places().get(0).bySeed()).containsEntry(3, 0.0);
  }

  // Which student nodes match whom.

  /**
   * A student node's correlations with three teacher nodes at epochs 0, 1, 2, as in {@code "0.2 0.2
   * 0.2, 0.5 …"}.
   */
  private void student(int seed, int student, String byEpoch) {
    String[] epochs = byEpoch.split(", ", -1);
    for (int epoch = 0; epoch < epochs.length; epoch++) {
      String[] teachers = epochs[epoch].split(" ", -1);
      for (int teacher = 0; teacher < teachers.length; teacher++) {
        rows.add("%d %d 0 %d %d %s".formatted(seed, epoch, teacher, student, teachers[teacher]));
      }
    }
  }

  private Verdict pairs(String predicate) {
    return judge(predicate, MATCHED, "seed epoch layer teacher student correlation");
  }

  /** Two student nodes go to the first teacher node, and one moves on to the second. */
  private void crowd(int seed) {
    student(seed, 0, "0.1 0.2 0.1, 0.97 0.2 0.1, 0.99 0.1 0.1");
    student(seed, 1, "0.1 0.2 0.1, 0.96 0.3 0.1, 0.2 0.99 0.1");
    student(seed, 2, "0.1 0.1 0.2, 0.5 0.1 0.4, 0.1 0.1 0.97");
  }

  private void untrained(int seed) {
    for (int student = 0; student < 4; student++) {
      student(seed, student, "0.2 0.1 0.1, 0.2 0.1 0.1, 0.2 0.1 0.1");
    }
  }

  /** The strongest is matched last, by one, and nobody leaves it. */
  private void opposite(int seed) {
    student(seed, 0, "0.1 0.2 0.1, 0.5 0.97 0.1, 0.6 0.99 0.1");
    student(seed, 1, "0.1 0.2 0.1, 0.5 0.1 0.97, 0.6 0.1 0.99");
    student(seed, 2, "0.1 0.2 0.1, 0.5 0.97 0.1, 0.6 0.99 0.1");
    student(seed, 3, "0.1 0.2 0.1, 0.5 0.1 0.97, 0.6 0.1 0.99");
    student(seed, 4, "0.1 0.2 0.1, 0.96 0.1 0.1, 0.99 0.1 0.1");
  }

  @Test
  void claimsOnPairsHoldOfACrowdThatMovesOn() {
    for (int seed = 1; seed <= 3; seed++) {
      crowd(seed);
    }
    assertThat(pairs(TURN).outcome()).isEqualTo(Outcome.HOLDS);
    // Two turn to the first teacher node first, none to the second, one to the third.
    assertThat(pairs(TURN).places()).extracting(Verdict.Place::mean).containsExactly(2.0, 1.0);
    assertThat(pairs(SEVERAL).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(pairs(SEVERAL).places().get(0).mean()).isEqualTo(2);
    Verdict shifts = pairs(SHIFTS);
    assertThat(shifts.outcome()).isEqualTo(Outcome.HOLDS);
    // From epoch 1 on: 0.76 and 0.4 lost with the first, 0.69 and 0.57 gained.
    assertThat(shifts.places().get(0).mean()).isCloseTo(0.58, within(1e-12));
    assertThat(shifts.places().get(1).mean()).isCloseTo(0.63, within(1e-12));
  }

  @Test
  void claimsOnPairsFailOfTheOpposite() {
    for (int seed = 1; seed <= 3; seed++) {
      opposite(seed);
    }
    assertThat(pairs(TURN).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(pairs(SHIFTS).outcome()).isEqualTo(Outcome.FAILS);
    // One is not several.
    assertThat(pairs(SEVERAL).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void claimsOnPairsDoNotHoldOfUntrainedNetworksOrOfOneSeed() {
    for (int seed = 1; seed <= 5; seed++) {
      untrained(seed);
    }
    assertThat(pairs(TURN).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(pairs(SEVERAL).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(pairs(SHIFTS).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    rows.clear();
    crowd(1);
    for (String predicate : List.of(TURN, SEVERAL, SHIFTS)) {
      assertThat(pairs(predicate).outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    }
  }

  @Test
  void claimsOnPairsCountNothingOfANetworkThatDiverged() {
    for (int seed = 1; seed <= 4; seed++) {
      crowd(seed);
    }
    rows.replaceAll(row -> row.startsWith("4 2 ") ? row.replaceAll("\\S+$", "NaN") : row);
    for (String predicate : List.of(TURN, SEVERAL, SHIFTS)) {
      Verdict.Place place = pairs(predicate).places().get(0);
      assertThat(place.diverged()).containsExactly(4);
      assertThat(place.bySeed()).containsEntry(4, 0.0);
    }
  }

  /** A node that goes straight to its own teacher node has not shifted. */
  @Test
  void aNodeThatLeavesTheStrongestBeforeItIsMatchedShiftsNothing() {
    for (int seed = 1; seed <= 3; seed++) {
      student(seed, 0, "0.1 0.1, 0.5 0.1, 0.97 0.1, 0.99 0.1");
      student(seed, 1, "0.9 0.1, 0.3 0.5, 0.1 0.9, 0.1 0.97");
    }
    Verdict verdict = pairs(SHIFTS);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(verdict.places().get(0).mean()).isEqualTo(0);
  }
}
