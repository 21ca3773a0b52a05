package io.luckynodes.dataset;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.random.Permutation;
import io.luckynodes.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two classes made of four of CIFAR-10's, in grey (It's Not a Lottery, It's a Race, section 5):
 * class 1 is airplane and cat, class 2 automobile and bird. Images are flattened row by row to
 * 1,024 inputs.
 *
 * <p>The four source classes take turns, so that a set of four times any number is balanced.
 *
 * @param inputs [N, 1024] row-major
 * @param labels 0 for class 1, 1 for class 2
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record BinaryCifar10(float[] inputs, int[] labels) {
  /** Inputs of an image. */
  public static final int INPUTS = Cifar10Layout.PIXELS;

  /** Classes of the images. */
  public static final int CLASSES = 2;

  /** Airplane, automobile, cat, bird: those of class 1 and class 2 in turn. */
  private static final int[] SOURCES = {0, 1, 3, 2};

  private static final int[] CLASS_OF_SOURCE = {0, 1, 0, 1};

  /**
   * Training images. Each source class is brought into a random order of its own, of which the
   * first are taken: so a smaller set of the same trial is the beginning of a greater one.
   *
   * @param count N, a multiple of 4
   * @param streams of the trial
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if there are not so many
   */
  public static BinaryCifar10 train(Cifar10 data, int count, Streams streams, Grey grey) {
    return of(
        data,
        Split.TRAIN,
        count,
        "train_samples",
        (source, size) ->
            Permutation.of(streams.stream("binary-images", "class=" + source, Streams.ONCE), size),
        grey);
  }

  /**
   * Test images, those of each source class in their official order.
   *
   * @param count a multiple of 4
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if there are not so many
   */
  public static BinaryCifar10 test(Cifar10 data, int count, Grey grey) {
    return of(data, Split.TEST, count, "evaluation_samples", (source, size) -> inOrder(size), grey);
  }

  private static int[] inOrder(int size) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    return order;
  }

  /** The order of a source class's images. */
  private interface Order {
    int[] of(int source, int size);
  }

  private static BinaryCifar10 of(
      Cifar10 data, Split split, int count, String setting, Order order, Grey grey) {
    int each = count / SOURCES.length;
    float[] inputs = new float[count * INPUTS];
    int[] labels = new int[count];
    for (int c = 0; c < SOURCES.length; c++) {
      List<Integer> images = imagesOf(data, split, SOURCES[c]);
      if (count < 1 || count % SOURCES.length != 0 || each > images.size()) {
        throw new LuckyException(
            ExitCode.BAD_DEFINITION,
            setting
                + ": expected a multiple of 4 from 4 to "
                + SOURCES.length * images.size()
                + ", found "
                + count);
      }
      int[] shuffled = order.of(SOURCES[c], images.size());
      for (int k = 0; k < each; k++) {
        int sample = k * SOURCES.length + c;
        labels[sample] = CLASS_OF_SOURCE[c];
        byte[] image = data.image(split, images.get(shuffled[k]));
        for (int p = 0; p < INPUTS; p++) {
          inputs[sample * INPUTS + p] =
              grey.input(
                  Byte.toUnsignedInt(image[p]),
                  Byte.toUnsignedInt(image[INPUTS + p]),
                  Byte.toUnsignedInt(image[2 * INPUTS + p]));
        }
      }
    }
    return new BinaryCifar10(inputs, labels);
  }

  private static List<Integer> imagesOf(Cifar10 data, Split split, int source) {
    List<Integer> images = new ArrayList<>();
    for (int i = 0; i < data.size(split); i++) {
      if (data.label(split, i) == source) {
        images.add(i);
      }
    }
    return images;
  }
}
