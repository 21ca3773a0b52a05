package io.luckynodes.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.random.Streams;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GaussianImagesTest {
  private static final int IMAGES = 60;
  private static final int SIZE = 9;

  @Test
  void freshImagesAreOthersInEveryEpochAndInNoneTwice() {
    GaussianImages images = images(true, 1);
    Set<List<Float>> seen = new HashSet<>();
    for (int epoch = 1; epoch <= 3; epoch++) {
      seen.addAll(epoch(images, epoch, 10));
    }
    assertThat(seen).hasSize(3 * IMAGES);
  }

  @Test
  void imagesDrawnOnceAreTheSameInEveryEpochInAnotherOrder() {
    GaussianImages images = images(false, 1);
    List<List<Float>> first = epoch(images, 1, 10);
    List<List<Float>> second = epoch(images, 2, 10);
    assertThat(new HashSet<>(first)).hasSize(IMAGES);
    assertThat(second).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void anEpochDependsOnItsNumberAloneAndNotOnTheSizeOfBatches() {
    for (boolean fresh : new boolean[] {true, false}) {
      GaussianImages images = images(fresh, 1);
      List<List<Float>> third = epoch(images, 3, 10);
      epoch(images, 1, 10);
      assertThat(epoch(images, 3, 10)).isEqualTo(third);
      assertThat(epoch(images(fresh, 1), 3, 15)).isEqualTo(third);
      assertThat(epoch(images(fresh, 2), 3, 10)).isNotEqualTo(third);
    }
  }

  @Test
  void everyNumberHasTheDeviationAskedFor() {
    for (boolean fresh : new boolean[] {true, false}) {
      double squares = 0;
      double sum = 0;
      List<List<Float>> all = epoch(new GaussianImages(3000, SIZE, 10, fresh, streams(1)), 1, 100);
      for (List<Float> image : all) {
        for (float number : image) {
          sum += number;
          squares += (double) number * number;
        }
      }
      double count = 3000.0 * SIZE;
      // Four standard errors.
      assertThat(sum / count).isCloseTo(0, within(4 * 10 / Math.sqrt(count)));
      assertThat(squares / count).isCloseTo(100, within(4 * 100 * Math.sqrt(2 / count)));
    }
  }

  @Test
  void thereAreNoClasses() {
    GaussianImages images = images(true, 1);
    images.begin(1);
    float[] labels = new float[20];
    images.next(10, new float[10 * SIZE], labels);
    assertThat(labels).containsOnly(0);
  }

  @Test
  void withoutAnEpochThereIsNothingToTake() {
    GaussianImages images = images(true, 1);
    assertThatThrownBy(() -> images.next(1, new float[SIZE], new float[1]))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Streams streams(int seed) {
    return new Streams("tiny", seed);
  }

  private static GaussianImages images(boolean fresh, int seed) {
    return new GaussianImages(IMAGES, SIZE, 10, fresh, streams(seed));
  }

  private static List<List<Float>> epoch(GaussianImages images, int epoch, int batch) {
    images.begin(epoch);
    return IntStream.range(0, images.perEpoch() / batch)
        .boxed()
        .flatMap(
            step -> {
              float[] values = new float[batch * SIZE];
              images.next(batch, values, new float[batch]);
              return IntStream.range(0, batch)
                  .mapToObj(
                      i -> {
                        float[] image = Arrays.copyOfRange(values, i * SIZE, (i + 1) * SIZE);
                        return IntStream.range(0, SIZE).mapToObj(k -> image[k]).toList();
                      });
            })
        .toList();
  }
}
