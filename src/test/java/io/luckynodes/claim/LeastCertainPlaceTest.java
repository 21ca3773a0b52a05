package io.luckynodes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.claim.Verdict.Place;
import org.junit.jupiter.api.Test;

/** How far places are within what is claimed, and which of them a verdict hangs on. */
class LeastCertainPlaceTest {
  private static Place place(double... seeds) {
    return new SyntheticVerdicts("the gain").above("a", 0, seeds).judged().places().get(0);
  }

  @Test
  void aboveOneMarginItHoldsAndBelowTheFailingDistanceItFails() {
    for (double middle = -3; middle <= 3; middle += 0.05) {
      Verdict verdict =
          new SyntheticVerdicts("the gain")
              .above("a", 0, middle - 1, middle, middle + 1)
              .above("b", 0, middle - 1, middle + 0.1, middle + 1)
              .judged();
      for (Place one : verdict.places()) {
        Outcome expected =
            one.distance() > 1
                ? Outcome.HOLDS
                : one.distance() < one.failing() ? Outcome.FAILS : Outcome.NOT_RESOLVED;
        assertThat(one.outcome()).as("mean %s", one.mean()).isEqualTo(expected);
      }
    }
  }

  @Test
  void theDistanceIsThatFromTheNearerEndOfARange() {
    Place place =
        new SyntheticVerdicts("the accuracy")
            .within("a", 0, 1, 0.7, 0.8, 0.9)
            .judged()
            .places()
            .get(0);

    assertThat(place.distance()).isEqualTo((1 - place.mean()) / (place.upper() - place.mean()));
  }

  @Test
  void withoutAMarginOrWithOneWithoutEndTheDistanceSaysSo() {
    assertThat(place(1).distance()).isZero();
    assertThat(place(1, 1, 1).distance()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(place(-1, -1, -1).distance()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(place(0, 0, 0).distance()).isZero();
    assertThat(place(1).failing()).isNaN();
  }

  @Test
  void aVerdictHangsOnWhatFailsThenOnWhatIsNotResolvedThenOnTheClosest() {
    SyntheticVerdicts places =
        new SyntheticVerdicts("the gain")
            .above("clear", 0, 10, 10.1, 10.2)
            .above("close", 0, 1, 1.5, 2);
    assertThat(places.judged().leastCertain().map(Place::name)).contains("close");
    places.above("open", 0, -1, 1, 1.5);
    assertThat(places.judged().leastCertain().map(Place::name)).contains("open");
    places.above("failed", 0, -1, -1.1, -1.2).above("worse and open", 0, -50);
    assertThat(places.judged().leastCertain().map(Place::name)).contains("failed");
    assertThat(Verdict.notJudged("Nothing.").leastCertain()).isEmpty();
  }
}
