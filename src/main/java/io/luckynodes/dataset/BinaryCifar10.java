package io.luckynodes.dataset;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.random.Permutation;
import io.luckynodes.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two classes of grey images, made from four classes of CIFAR-10 (It's Not a Lottery, It's a Race,
 * section 5): class 1 is airplane and cat, class 2 is automobile and bird. Images are flattened row
 * by row to 1,024 inputs.
 *
 * <p>The four source classes alternate, so that a set whose size is a multiple of 4 is balanced.
 *
 * @param inputs [N, 1024] row-major
 * @param labels 0 for class 1, 1 for class 2
 */
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared by equals
public record BinaryCifar10(float[] inputs, int[] labels) {
  /** Number of inputs of an image. */
  public static final int INPUTS = Cifar10Layout.PIXELS;

  /** Number of classes. */
  public static final int CLASSES = 2;

  /** Airplane, automobile, cat and bird, which belong to class 1 and class 2 in turn. */
  private static final int[] SOURCES = {0, 1, 3, 2};

  private static final int[] CLASS_OF_SOURCE = {0, 1, 0, 1};

  /**
   * Takes training images. Each source class is put into a random order, of which the first images
   * are taken. A smaller set of the same trial is therefore the beginning of a larger one.
   *
   * @param count N, a multiple of 4
   * @param streams random streams of the trial
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if {@code count} is not a multiple of
   *     4 from 4 to the number of images of these classes
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
   * Takes test images; those of each source class are in their official order.
   *
   * @param count a multiple of 4
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if {@code count} is not a multiple of
   *     4 from 4 to the number of images of these classes
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
