package io.luckynodes.claim;

import static io.luckynodes.claim.CourseTables.FC;
import static io.luckynodes.claim.CourseTables.FC_BN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.claim.Verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims on accuracies of teachers, and of students against their teachers. */
class AccuracyClaimsTest {
  private static final String NEAR = "teacher-accuracy-near";
  private static final String ABOVE = "students-above-teachers";
  private static final String HALF_RIGHT =
      "{\"of\": [" + FC_BN + "], \"accuracy\": 0.5, \"images\": 10000}";
  private static final String ALL = "{\"of\": [" + FC_BN + ", " + FC + "]}";

  private final CourseTables tables = new CourseTables();

  /** Students of a cell that end so much above their teachers, seed by seed. */
  private void leads(String cell, double... leads) {
    for (int seed = 1; seed <= leads.length; seed++) {
      tables.accuracy(cell, seed, 0.5, 0.1, 0.9, 0.9, 0.5 + leads[seed - 1]);
    }
  }

  /** A teacher of three seeds' students, of which one diverged. */
  private void teacher(double accuracy) {
    tables.accuracy(FC_BN, 1, accuracy, 0.1, 0.2, 0.3, 0.4);
    tables.accuracy(FC_BN, 2, accuracy, 0.1, 0.2, 0.3, 0.5);
    tables.accuracy(FC_BN, 3, accuracy, 0.1, 0.2);
    tables.accuracy(FC_BN, 3, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  @Test
  void aTeacherIsAsPublishedWithinWhatAShareOfSoManyImagesErrsBy() {
    teacher(0.509);
    Verdict holds = tables.judge(NEAR, HALF_RIGHT);
    assertThat(holds.outcome()).isEqualTo(Outcome.HOLDS);
    // 1.96 · √(0.25 / 10,000)
    assertThat(holds.places().get(0).to()).isCloseTo(0.5098, within(1e-12));
    assertThat(holds.places().get(0).from()).isCloseTo(0.4902, within(1e-12));
    assertThat(holds.places().get(0).exact()).isTrue();
    assertThat(holds.places().get(0).mean()).isCloseTo(0.509, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.511, 0.489, 0.1})
  void aTeacherThatIsBetterOrWorseOrUntrainedIsNotAsPublished(double accuracy) {
    teacher(accuracy);
    assertThat(tables.judge(NEAR, HALF_RIGHT).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void aTeacherThatWasNotMeasuredIsNotJudged() {
    teacher(0.5);
    assertThat(tables.judge(NEAR, HALF_RIGHT.replace(FC_BN, FC)).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void studentsAreOftenAboveTheirTeachersIfMoreThanHalfOfAllAre() {
    leads(FC_BN, 0.01, 0.01, 0.02);
    leads(FC, 0.01, -0.01, 0.01);
    Verdict verdict = tables.judge(ABOVE, ALL);
    assertThat(verdict.places().get(0).bySeed().values()).containsExactly(1.0, 0.5, 1.0);
    // A mean of 0.83, but with a spread of three seeds.
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(verdict.numbers().get("fc batch norm 0 · lead")).isCloseTo(0.01 / 3, within(1e-12));
  }

  @Test
  void studentsAreAboveTheirTeachersIfAllAre() {
    leads(FC_BN, 0.01, 0.01, 0.02);
    leads(FC, 0.001, 0.01, 0.01);
    assertThat(tables.judge(ABOVE, ALL).outcome()).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void studentsAreNotOftenAboveTheirTeachersIfFewAre() {
    leads(FC_BN, -0.01, -0.01, -0.02);
    leads(FC, -0.001, -0.01, -0.01);
    assertThat(tables.judge(ABOVE, ALL).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void asGoodAsTheTeacherIsNotAbove() {
    leads(FC_BN, 0, 0, 0);
    leads(FC, 0, 0, 0);
    assertThat(tables.judge(ABOVE, ALL).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void untrainedStudentsAndThoseThatDivergedAreNotAbove() {
    leads(FC_BN, -0.4, -0.4, Double.NaN);
    leads(FC, -0.4, -0.4, -0.4);
    Verdict verdict = tables.judge(ABOVE, ALL);
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(verdict.places().get(0).diverged()).containsExactly(3);
  }

  @Test
  void studentsOfOneSeedAreNotEnoughAndOfOneVariantNotAll() {
    leads(FC_BN, 0.01);
    assertThat(tables.judge(ABOVE, "{\"of\": [" + FC_BN + "]}").outcome())
        .isEqualTo(Outcome.NOT_RESOLVED);
    Verdict open = tables.judge(ABOVE, ALL);
    assertThat(open.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(open.why()).contains("fc batch norm 0");
  }
}
