package io.luckynodes.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorsTest {
  @Test
  void noVectorsHaveNoProducts() {
    assertThat(Vectors.products(new double[0][])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 19})
  void manyInnerProductsHaveTheBitsOfEachAlone(int count) {
    SplittableRandom random = new SplittableRandom(count);
    double[][] vectors = new double[count][];
    for (int j = 0; j < vectors.length; j++) {
      vectors[j] = random.doubles(1025, -1, 1).toArray();
    }
    if (count > 2) {
      vectors[2][5] = Double.NaN;
    }
    double[][] products = Vectors.products(vectors);
    assertThat(products).hasDimensions(count, count);
    for (int j = 0; j < count; j++) {
      for (int k = 0; k < count; k++) {
        assertThat(Double.doubleToRawLongBits(products[j][k]))
            .isEqualTo(Double.doubleToRawLongBits(Vectors.dot(vectors[j], vectors[k])));
      }
    }
  }
}
