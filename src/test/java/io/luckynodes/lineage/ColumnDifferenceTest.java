package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnDifferenceTest {
  private static ColumnDifference of(double[] one, double[] other) {
    return ColumnDifference.ofNumbers("x", one, other);
  }

  @Test
  void theLargestDifferenceIsAlsoGivenAsAShareOfTheLargestNumber() {
    assertThat(of(new double[] {1, 4, 8}, new double[] {1, 5, 8}))
        .isEqualTo(new ColumnDifference("x", 1, 1, 1.0, 0.125, 0.0));
  }

  @Test
  void theSameNumbersDifferByNothingWhateverTheyAre() {
    double[] same = {Double.NaN, Double.POSITIVE_INFINITY, 3, 0.0};
    double[] again = {Double.NaN, Double.POSITIVE_INFINITY, 3, -0.0};
    assertThat(of(same, again)).isEqualTo(new ColumnDifference("x", 0, -1, 0.0, 0.0, 0.0));
    assertThat(of(new double[0], new double[0]).within(0)).isTrue();
  }

  @Test
  void aNumberThatIsFiniteInOneAloneIsBeyondEveryTolerance() {
    ColumnDifference difference = of(new double[] {1, 2}, new double[] {1.5, Double.NaN});
    assertThat(difference).isEqualTo(new ColumnDifference("x", 2, 1, null, null, null));
    assertThat(difference.comparable()).isFalse();
    assertThat(difference.within(1e300)).isFalse();
  }

  @Test
  void textsAreTheSameOrNot() {
    Object[] texts = {"a", "b", "c"};
    assertThat(ColumnDifference.ofValues("x", texts, texts.clone()).within(0)).isTrue();
    assertThat(ColumnDifference.ofValues("x", texts, new Object[] {"a", "d", "e"}))
        .isEqualTo(new ColumnDifference("x", 2, 1, null, null, null));
  }
}
