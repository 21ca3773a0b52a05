package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.error.LuckyException;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LawsTest {
  private final List<String> rows = new ArrayList<>();

  @Test
  void agreesWhereEveryNumberIsAsPredictedAndOneRefutesIt() {
    for (int seed = 1; seed <= 4; seed++) {
      row(seed, "a-law", "one", 1, 2, 2 + 1e-9);
      row(seed, "a-law", "one", 2, -4, -4);
      row(seed, "a-law", "other", 1, 0.5, 0.5);
      row(seed, "another", "one", 1, 7, 0);
    }
    Verdict verdict = judge("law-agrees", "'tolerance': 1e-6");
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places()).extracting(Verdict.Place::name).containsExactly("one", "other");
    assertThat(verdict.places()).allMatch(Verdict.Place::exact);

    row(3, "a-law", "other", 2, 0.6, 0.5);
    verdict = judge("law-agrees", "'tolerance': 1e-6");
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILS);
    assertThat(verdict.places().get(0).outcome()).isEqualTo(Outcome.HOLDS);
    // An error of 0.1 beside a greatest prediction of 0.5.
    assertThat(verdict.places().get(1).mean()).isBetween(0.199999, 0.200001);
  }

  @Test
  void agreesFailsOfASwappedSign() {
    row(1, "a-law", "one", 1, 2, -2);
    assertThat(judge("law-agrees", "'tolerance': 0.5").outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void boundsAreThoseOfEveryNumber() {
    for (int seed = 1; seed <= 4; seed++) {
      row(seed, "a-law", "one", 1, 0.2 * seed, Double.NaN);
    }
    assertThat(judge("law-at-most", "'most': 0.81").outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-at-most", "'most': 0.79").outcome()).isEqualTo(Outcome.FAILS);
    assertThat(judge("law-at-least", "'least': 0.19").outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-at-least", "'least': 0.21").outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void meansAreOverSeedsAndJudgedByTheirBounds() {
    for (int seed = 1; seed <= 4; seed++) {
      row(seed, "a-law", "one", 1, 0.9 + 0.01 * seed, 1);
      row(seed, "a-law", "one", 2, 1.1 + 0.01 * seed, 1);
    }
    assertThat(judge("law-mean-above", "'least': 0.9").outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-mean-above", "'least': 1.2").outcome()).isEqualTo(Outcome.FAILS);
    assertThat(judge("law-mean-above", "'least': 1.025").outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(judge("law-mean-below", "'most': 1.1").outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-mean-below", "'most': 0.9").outcome()).isEqualTo(Outcome.FAILS);
    assertThat(judge("law-mean-as-predicted", "'tolerance': 0.05").outcome())
        .isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-mean-as-predicted", "'tolerance': 0.005").outcome())
        .isEqualTo(Outcome.FAILS);
  }

  @Test
  void aLawRisesIfItsSlopeDoesInEachSeed() {
    for (int seed = 1; seed <= 4; seed++) {
      row(seed, "a-law", "one", 5, 0.1 * seed, Double.NaN);
      row(seed, "a-law", "one", 7, 0.3 + 0.1 * seed, Double.NaN);
      row(seed, "a-law", "one", 9, 0.4 + 0.11 * seed, Double.NaN);
      row(seed, "a-law", "other", 5, 0.2 * seed, Double.NaN);
      row(seed, "a-law", "other", 9, 0.19 * seed, Double.NaN);
    }
    assertThat(judge("law-rises", "'series': 'one'").outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-rises", "'series': 'other'").outcome()).isEqualTo(Outcome.FAILS);
    assertThat(judge("law-rises", "").outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void aLawIsAsPublishedIfItsMeanIsAtEveryPlace() {
    for (int seed = 1; seed <= 4; seed++) {
      row(seed, "a-law", "one", 5, 0.30 + 0.01 * seed, Double.NaN);
      row(seed, "a-law", "one", 6, 0.50 + 0.01 * seed, Double.NaN);
    }
    String published = "'at': [5, 6], 'published': [0.3, 0.55], 'tolerance': ";
    Verdict verdict = judge("law-as-published", published + 0.1);
    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.places())
        .extracting(Verdict.Place::name)
        .containsExactly("one at 5", "one at 6");
    assertThat(judge("law-as-published", published + 0.001).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(judge("law-as-published", "'at': 7, 'published': 1, 'tolerance': 1").outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
    assertThatThrownBy(
            () -> judge("law-as-published", "'at': [5, 6], 'published': 0.3, 'tolerance': 1"))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("expected as many values as at has, 2, found 1");
  }

  @Test
  void meansOfTwoSeedsAreNotResolved() {
    row(1, "a-law", "one", 1, 0.9, 1);
    row(2, "a-law", "one", 1, 0.9, 1);
    assertThat(judge("law-mean-above", "'least': 0.1").outcome()).isEqualTo(Outcome.NOT_RESOLVED);
  }

  @Test
  void ratiosCompareCasesWithinEachSeed() {
    for (int seed = 1; seed <= 4; seed++) {
      row(seed, "a-law", "small", 0, 8 + seed, Double.NaN);
      row(seed, "a-law", "large", 0, 2 * (8 + seed) + 0.1 * seed, Double.NaN);
    }
    String cases = "'of': 'small', 'than': 'large', 'factor': ";
    assertThat(judge("law-ratio-below", cases + 0.6).outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(judge("law-ratio-below", cases + 0.4).outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void oneSeriesCanBeMeantAlone() {
    row(1, "a-law", "one", 1, 0.2, Double.NaN);
    row(1, "a-law", "other", 1, 5, Double.NaN);
    assertThat(judge("law-at-most", "'most': 1").outcome()).isEqualTo(Outcome.FAILS);
    assertThat(judge("law-at-most", "'most': 1, 'series': 'one'").outcome())
        .isEqualTo(Outcome.HOLDS);
  }

  @Test
  void aLawThatWasNotMeasuredIsNotJudged() {
    row(1, "another", "one", 1, 0.2, Double.NaN);
    Verdict verdict = judge("law-at-most", "'most': 1");
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_JUDGED);
    assertThat(verdict.why()).contains("Nothing was measured of law a-law");
  }

  @Test
  void theQuantityAndTheLawMustBeNamed() {
    assertThatThrownBy(
            () -> Judging.judge("law-at-most", "{\"law\": 3, \"most\": 1}", "{}", table()))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("options.law: expected a text, found 3");
    assertThatThrownBy(
            () -> Judging.judge("law-at-most", "{\"law\": \"a\", \"most\": 1}", "{}", table()))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("options.quantity: is missing");
  }

  @Test
  void whatIsNotFiniteIsNoRow() {
    assertThatThrownBy(() -> new LawsRow("a-law", "one", 1, Double.NaN, 1))
        .hasMessageContaining("a-law, one: not finite");
  }

  private void row(int seed, String law, String series, double x, double y, double predicted) {
    rows.add(String.join(" ", seed + "", "0", law, series, x + "", y + "", predicted + ""));
  }

  private TextTable table() {
    return new TextTable("seed epoch law series x y predicted", rows);
  }

  private Verdict judge(String predicate, String options) {
    return Judging.judge(
        predicate,
        ("{'law': 'a-law', 'quantity': 'the number'"
                + (options.isEmpty() ? "" : ", " + options)
                + "}")
            .replace('\'', '"'),
        "{}",
        table());
  }
}
