package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.random.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryCifar10Test {
  private static final int PIXELS = 1024;
  private static final int TEST_BATCH = 5;
  private static final Grey GREY = scaled(0.5, 0.5);

  /** Labels of airplane, automobile, bird and cat. */
  private static final List<Integer> FIRST = List.of(0, 3);

  private static final List<Integer> SECOND = List.of(1, 2);

  @TempDir Path folder;
  private Cifar10Slice slice;
  private Cifar10 data;

  @BeforeEach
  void read() throws IOException {
    slice = new Cifar10Slice(100);
    var task = Cifar10Slice.task(folder, Optional.empty(), new ArrayList<>());
    SourceSettings settings = SourceSettings.of(java.util.Map.of(), folder);
    new DatasetStage(slice.layout, settings).run(task, Optional.of(slice.unpackTo(folder)));
    data = Cifar10.read(task.outputPath("dataset"), EnumSet.allOf(Split.class), slice.layout);
  }

  @Test
  void everyImageIsAnotherOneInGreyOfTheSourceClassWhoseTurnItIs() {
    BinaryCifar10 images = train(40, 1);
    List<float[]> seen = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      float[] own = image(images, i);
      int source = sourceOf(own);
      assertThat(source).isEqualTo(List.of(0, 1, 3, 2).get(i % 4));
      assertThat(images.labels()[i]).isEqualTo(FIRST.contains(source) ? 0 : 1);
      assertThat(SECOND.contains(source)).isEqualTo(images.labels()[i] == 1);
      assertThat(seen).noneMatch(other -> Arrays.equals(other, own));
      seen.add(own);
    }
  }

  @Test
  void aSmallerSetIsTheBeginningOfAGreaterOneAndAnotherSeedHasOthers() {
    BinaryCifar10 small = train(12, 1);
    BinaryCifar10 great = train(40, 1);
    assertThat(Arrays.copyOf(great.inputs(), 12 * PIXELS)).isEqualTo(small.inputs());
    assertThat(train(12, 1).inputs()).isEqualTo(small.inputs());
    assertThat(train(12, 2).inputs()).isNotEqualTo(small.inputs());
    assertThat(train(12, 2).labels()).isEqualTo(small.labels());
  }

  @Test
  void testImagesStandInTheirOfficialOrder() {
    BinaryCifar10 images = BinaryCifar10.test(data, 8, GREY);
    int[] found = new int[10];
    for (int i = 0; i < 100; i++) {
      int label = slice.batches[TEST_BATCH][i * 3073];
      int turn = List.of(0, 1, 3, 2).indexOf(label);
      if (turn >= 0 && found[label]++ < 2) {
        int at = (found[label] - 1) * 4 + turn;
        assertThat(image(images, at)).containsExactly(grey(TEST_BATCH, i), within(1e-6f));
      }
    }
  }

  @Test
  void meanAndDeviationScaleTheInputs() {
    Streams streams = new Streams("race", 1);
    float[] plain = BinaryCifar10.train(data, 4, streams, scaled(0, 1)).inputs();
    float[] scaled = BinaryCifar10.train(data, 4, streams, scaled(0.5, 0.25)).inputs();
    for (int i = 0; i < plain.length; i++) {
      assertThat(plain[i]).isBetween(0f, 1f);
      assertThat(scaled[i]).isCloseTo((plain[i] - 0.5f) / 0.25f, within(1e-6f));
    }
  }

  @Test
  void aNumberOfImagesThatCannotBeIsRefusedWithThoseThatCan() {
    for (int count : new int[] {0, 6, 40_000}) {
      assertThatThrownBy(() -> train(count, 1))
          .isInstanceOfSatisfying(
              LuckyException.class,
              fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION))
          .hasMessageMatching(
              "train_samples: expected a multiple of 4 from 4 to [0-9]+, found " + count);
    }
    assertThatThrownBy(() -> BinaryCifar10.test(data, 2, GREY))
        .hasMessageStartingWith("evaluation_samples: expected a multiple of 4");
  }

  @Test
  void theWeightsOfColoursAreTheSettings() {
    byte[] red = data.image(Split.TEST, firstOf(0));
    float[] inputs = BinaryCifar10.test(data, 4, new Grey(1, 0, 0, 0, 1)).inputs();
    for (int p = 0; p < PIXELS; p++) {
      assertThat(inputs[p]).isCloseTo((red[p] & 0xff) / 255f, within(1e-6f));
    }
  }

  private int firstOf(int label) {
    int i = 0;
    while (data.label(Split.TEST, i) != label) {
      i++;
    }
    return i;
  }

  private static Grey scaled(double mean, double std) {
    return new Grey(0.299, 0.587, 0.114, mean, std);
  }

  private BinaryCifar10 train(int count, int seed) {
    return BinaryCifar10.train(data, count, new Streams("race", seed), GREY);
  }

  private static float[] image(BinaryCifar10 images, int i) {
    return Arrays.copyOfRange(images.inputs(), i * PIXELS, (i + 1) * PIXELS);
  }

  /** The label of the training image that this is in grey. */
  private int sourceOf(float[] grey) {
    for (int batch = 0; batch < TEST_BATCH; batch++) {
      for (int i = 0; i < 100; i++) {
        float[] own = grey(batch, i);
        boolean same = true;
        for (int p = 0; same && p < PIXELS; p++) {
          same = Math.abs(own[p] - grey[p]) < 1e-6;
        }
        if (same) {
          return slice.batches[batch][i * 3073];
        }
      }
    }
    throw new AssertionError("an image that is none of the training images");
  }

  private float[] grey(int batch, int i) {
    float[] grey = new float[PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      int at = i * 3073 + 1 + p;
      double luma =
          0.299 * (slice.batches[batch][at] & 0xff)
              + 0.587 * (slice.batches[batch][at + PIXELS] & 0xff)
              + 0.114 * (slice.batches[batch][at + 2 * PIXELS] & 0xff);
      grey[p] = (float) ((luma / 255 - 0.5) / 0.5);
    }
    return grey;
  }
}
