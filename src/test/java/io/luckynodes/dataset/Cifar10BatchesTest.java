package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.random.Permutation;
import io.luckynodes.random.Streams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class Cifar10BatchesTest {
  private static final int IMAGES = 40;
  private static final int SIZE = 3072;
  private static final float[] MEAN = {0.4914f, 0.4822f, 0.4465f};
  private static final float[] STD = {0.2023f, 0.1994f, 0.2010f};

  private final byte[] pixels = new byte[IMAGES * SIZE];
  private final Cifar10Batches batches;

  Cifar10BatchesTest() {
    RandomGeneratorFactory.of("L64X128MixRandom").create(3).nextBytes(pixels);
    batches = new Cifar10Batches(pixels);
  }

  private static RandomGenerator stream(int epoch) {
    return new Streams("luck-matters-cifar", 1).stream("augmentation", "", epoch);
  }

  /** A byte of an image as published: planes of red, green and blue, row by row. */
  private int value(int image, int channel, int y, int x) {
    return pixels[image * SIZE + channel * 1024 + y * 32 + x] & 0xff;
  }

  private static float normalise(int value, int channel) {
    return (value / 255f - MEAN[channel]) / STD[channel];
  }

  /** Pads, crops, mirrors and normalises one step after the other, on whole arrays. */
  private float[] reference(int image, int top, int left, boolean mirrored) {
    int[][][] padded = new int[40][40][3];
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        for (int c = 0; c < 3; c++) {
          padded[y + 4][x + 4][c] = value(image, c, y, x);
        }
      }
    }
    float[] result = new float[SIZE];
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        int column = mirrored ? 31 - x : x;
        for (int c = 0; c < 3; c++) {
          result[(y * 32 + x) * 3 + c] = normalise(padded[top + y][left + column][c], c);
        }
      }
    }
    return result;
  }

  private static float[] image(float[] batch, int n) {
    return Arrays.copyOfRange(batch, n * SIZE, (n + 1) * SIZE);
  }

  @Test
  void plainImagesAreNormalisedPixelByPixelInTheOrderOfTheIndices() {
    float[] target = new float[3 * SIZE];
    batches.fillPlain(new int[] {9, 5, 39, 0}, 1, 3, target);
    int[] expected = {5, 39, 0};
    for (int n = 0; n < 3; n++) {
      assertThat(image(target, n)).isEqualTo(reference(expected[n], 4, 4, false));
    }
  }

  @Test
  void augmentedImagesArePaddedCroppedMirroredAndNormalised() {
    int count = 1000;
    int[] indices = stream(5).ints(count, 0, IMAGES).toArray();
    float[] target = new float[count * SIZE];
    batches.fillAugmented(indices, 0, count, stream(0), target);

    RandomGenerator draws = stream(0);
    int[][] seen = new int[9][9];
    int mirroredImages = 0;
    for (int n = 0; n < count; n++) {
      int top = draws.nextInt(9);
      int left = draws.nextInt(9);
      boolean mirrored = draws.nextBoolean();
      assertThat(image(target, n)).isEqualTo(reference(indices[n], top, left, mirrored));
      seen[top][left]++;
      mirroredImages += mirrored ? 1 : 0;
    }
    // Every crop occurs, and mirroring is as likely as not (five standard deviations).
    assertThat(Arrays.stream(seen).flatMapToInt(Arrays::stream).toArray()).doesNotContain(0);
    assertThat(mirroredImages).isBetween(420, 580);
  }

  @Test
  void allValuesOfALongerTargetAreLeftAlone() {
    float[] target = new float[2 * SIZE];
    Arrays.fill(target, 99f);
    batches.fillAugmented(new int[] {1}, 0, 1, stream(0), target);
    assertThat(image(target, 0)).doesNotContain(99f);
    assertThat(image(target, 1)).containsOnly(99f);
  }

  @Test
  void sameStreamNameGivesTheSameBatchAndAnotherEpochAnother() {
    int[] indices = Permutation.of(stream(0), IMAGES);
    float[] once = new float[IMAGES * SIZE];
    float[] again = new float[IMAGES * SIZE];
    float[] other = new float[IMAGES * SIZE];
    batches.fillAugmented(indices, 0, IMAGES, stream(1), once);
    batches.fillAugmented(indices, 0, IMAGES, stream(1), again);
    batches.fillAugmented(indices, 0, IMAGES, stream(2), other);
    assertThat(again).isEqualTo(once);
    assertThat(other).isNotEqualTo(once);
  }

  @Test
  void epochInBatchesDrawsTheSameNumbersAsEpochInOne() {
    int[] indices = Permutation.of(stream(0), IMAGES);
    float[] whole = new float[IMAGES * SIZE];
    batches.fillAugmented(indices, 0, IMAGES, stream(1), whole);
    RandomGenerator random = stream(1);
    float[] batch = new float[10 * SIZE];
    for (int from = 0; from < IMAGES; from += 10) {
      batches.fillAugmented(indices, from, 10, random, batch);
      assertThat(batch).isEqualTo(Arrays.copyOfRange(whole, from * SIZE, (from + 10) * SIZE));
    }
  }
}
