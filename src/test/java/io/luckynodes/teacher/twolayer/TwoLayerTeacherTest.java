package io.luckynodes.teacher.twolayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import io.luckynodes.random.Streams;
import io.luckynodes.teacher.SeparatedRows;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TwoLayerTeacherTest {
  private static final double[] CHOICES = {-0.5, -0.25, 0, 0.25, 0.5};
  private static final TwoLayerShape SHAPE = new TwoLayerShape(20, 7, 11);

  @Test
  void separatedRowsAreDifferentAndNotZeroEvenWhenAlmostAllAreTaken() {
    // Three values in two places: eight rows that are not zero, and all are asked for.
    double[][] rows = SeparatedRows.draw(random(), 8, 2, new double[] {-1, 0, 1});
    assertThat(Arrays.stream(rows).map(row -> Arrays.stream(row).boxed().toList()).toList())
        .hasSize(8)
        .doesNotHaveDuplicates()
        .doesNotContain(List.of(0.0, 0.0));
  }

  @Test
  void rowsHoldOnlyTheChoicesAndAllOfThem() {
    double[][] rows = SeparatedRows.draw(random(), 50, 100, CHOICES);
    for (double choice : CHOICES) {
      assertThat(Arrays.stream(rows).flatMapToDouble(Arrays::stream).filter(v -> v == choice))
          .hasSizeBetween(800, 1200);
    }
  }

  @Test
  void moreRowsThanThereAreIsAFaultOfTheDefinition() {
    assertThatThrownBy(() -> SeparatedRows.draw(random(), 9, 2, new double[] {-1, 0, 1}))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION))
        .hasMessageContaining("9 rows of 2 weights");
  }

  @Test
  void withoutAZeroAmongTheChoicesEveryRowCanBeUsed() {
    assertThat(SeparatedRows.draw(random(), 4, 2, new double[] {-1, 1})).hasDimensions(4, 2);
  }

  @Test
  void aChoiceThatStandsTwiceGivesNoMoreRows() {
    assertThatThrownBy(() -> SeparatedRows.draw(random(), 5, 1, new double[] {1, 1, 1, 2}))
        .isInstanceOf(LuckyException.class);
  }

  @Test
  void aNegativeZeroIsNoOtherRowThanZero() {
    assertThat(SeparatedRows.draw(random(), 2, 1, new double[] {-1, 0, 1})).hasDimensions(2, 1);
    assertThatThrownBy(() -> SeparatedRows.draw(random(), 2, 1, new double[] {-0.0, 0, 1}))
        .isInstanceOf(LuckyException.class);
  }

  @Test
  void everyNodesLowerWeightsHaveNormOneAndTheBiasIsWhatWasAsked() {
    Parameter w1 = teacher(0).get(TwoLayerShape.W1);
    assertThat(w1.shape()).containsExactly(21, 7);
    for (int j = 0; j < 7; j++) {
      double squares = 0;
      for (int i = 0; i < 20; i++) {
        squares += Math.pow(w1.values()[i * 7 + j], 2);
      }
      assertThat(squares).isCloseTo(1, within(1e-6));
      assertThat(w1.values()[20 * 7 + j]).isEqualTo(-0.1f);
    }
  }

  @Test
  void polarityDividesTheFanOutOfNodeJByJToThePowerOfPAndNothingElse() {
    Parameters plain = teacher(0);
    for (double p : new double[] {0.5, 1, 2.5}) {
      Parameters polar = teacher(p);
      assertThat(polar.get(TwoLayerShape.W1).values())
          .isEqualTo(plain.get(TwoLayerShape.W1).values());
      float[] base = plain.get(TwoLayerShape.W2).values();
      float[] scaled = polar.get(TwoLayerShape.W2).values();
      for (int j = 0; j < 7; j++) {
        for (int k = 0; k < 11; k++) {
          assertThat((double) scaled[j * 11 + k])
              .isCloseTo(base[j * 11 + k] / Math.pow(j + 1, p), within(1e-7));
        }
      }
      for (int k = 0; k < 11; k++) {
        assertThat(scaled[7 * 11 + k]).isEqualTo(-0.1f);
      }
    }
  }

  @Test
  void withoutPolarityUpperWeightsAreChoicesAndNoOutputIsAloneInItsRow() {
    float[] w2 = teacher(0).get(TwoLayerShape.W2).values();
    for (int i = 0; i < 7 * 11; i++) {
      assertThat((double) w2[i]).isIn(Arrays.stream(CHOICES).boxed().toArray());
    }
  }

  @Test
  void anotherSeedOrWidthIsAnotherTeacher() {
    float[] own = teacher(0).get(TwoLayerShape.W1).values();
    Parameters other = TwoLayerTeacher.make(new Streams("sample", 2), SHAPE, CHOICES, -0.1, 0);
    assertThat(other.get(TwoLayerShape.W1).values()).isNotEqualTo(own);
    assertThat(teacher(0).get(TwoLayerShape.W1).values()).isEqualTo(own);
  }

  private static Parameters teacher(double polarity) {
    return TwoLayerTeacher.make(new Streams("sample", 1), SHAPE, CHOICES, -0.1, polarity);
  }

  private static RandomGenerator random() {
    return new Streams("sample", 1).stream("test", "", Streams.ONCE);
  }
}
