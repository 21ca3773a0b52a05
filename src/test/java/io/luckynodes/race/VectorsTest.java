package io.luckynodes.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 19})
  void manyInnerProductsHaveTheBitsOfEachAlone(int count) {
    SplittableRandom random = new SplittableRandom(count);
    double[] b = random.doubles(1025, -1, 1).toArray();
    double[][] vectors = new double[count + 1][];
    for (int j = 0; j < vectors.length; j++) {
      vectors[j] = random.doubles(1025, -1, 1).toArray();
    }
    if (count > 2) {
      vectors[2][5] = Double.NaN;
    }
    double[] dots = Vectors.dots(vectors, count, b);
    assertThat(dots).hasSize(count);
    for (int j = 0; j < count; j++) {
      assertThat(Double.doubleToRawLongBits(dots[j]))
          .isEqualTo(Double.doubleToRawLongBits(Vectors.dot(vectors[j], b)));
    }
  }
}
