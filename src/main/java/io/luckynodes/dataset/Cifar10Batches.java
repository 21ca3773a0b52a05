package io.luckynodes.dataset;

import java.util.random.RandomGenerator;

/**
 * Fills network inputs from one split of CIFAR-10: float32 in NHWC order [count, 32, 32, 3], each
 * value {@code (byte / 255 - mean) / std} with the channel's mean (0.4914, 0.4822, 0.4465) and
 * standard deviation (0.2023, 0.1994, 0.2010), the constants of the authors' released code.
 */
public final class Cifar10Batches {
  private static final int SIDE = Cifar10Layout.SIDE;
  private static final int PIXELS = Cifar10Layout.PIXELS;
  private static final int CHANNELS = Cifar10Layout.CHANNELS;
  private static final int IMAGE_SIZE = Cifar10.IMAGE_SIZE;
  private static final int PADDING = 4;
  private static final int BYTE_VALUES = 256;

  private static final float[] MEAN = {0.4914f, 0.4822f, 0.4465f};
  private static final float[] STD = {0.2023f, 0.1994f, 0.2010f};

  /** Network input for each byte value, by channel. */
  private static final float[][] NORMALISED = normalised();

  private final byte[] pixels;

  public Cifar10Batches(Cifar10 data, Split split) {
    this(data.pixels(split));
  }

  Cifar10Batches(byte[] pixels) {
    this.pixels = pixels;
  }

  private static float[][] normalised() {
    float[][] table = new float[CHANNELS][BYTE_VALUES];
    for (int c = 0; c < CHANNELS; c++) {
      for (int value = 0; value < BYTE_VALUES; value++) {
        // Computed in float32 and in this order, to round as torchvision's ToTensor and Normalize
        // do.
        table[c][value] = (value / 255f - MEAN[c]) / STD[c];
      }
    }
    return table;
  }

  /**
   * Fills in unaltered images.
   *
   * @param indices numbers of the split's images, in the wanted order
   * @param from first position in {@code indices}
   * @param count number of images
   * @param target receives {@code count * 3072} values, from its beginning
   */
  public void fillPlain(int[] indices, int from, int count, float[] target) {
    for (int n = 0; n < count; n++) {
      int source = indices[from + n] * IMAGE_SIZE;
      int image = n * IMAGE_SIZE;
      for (int c = 0; c < CHANNELS; c++) {
        float[] table = NORMALISED[c];
        int plane = source + c * PIXELS;
        for (int p = 0, at = image + c; p < PIXELS; p++, at += CHANNELS) {
          target[at] = table[Byte.toUnsignedInt(pixels[plane + p])];
        }
      }
    }
  }

  /**
   * Fills in images for training. Each is padded by four black pixels on every side, cropped at
   * random to 32 x 32 and mirrored left to right with probability 1/2. Three numbers are drawn for
   * each image: the crop's top row and left column (0 to 8; 4 and 4 leave the image in place), and
   * whether it is mirrored.
   *
   * @param indices numbers of the split's images, in the wanted order
   * @param from first position in {@code indices}
   * @param count number of images
   * @param target receives {@code count * 3072} values, from its beginning
   */
  public void fillAugmented(
      int[] indices, int from, int count, RandomGenerator random, float[] target) {
    for (int n = 0; n < count; n++) {
      int top = random.nextInt(2 * PADDING + 1);
      int left = random.nextInt(2 * PADDING + 1);
      boolean mirrored = random.nextBoolean();
      fillCropped(
          indices[from + n] * IMAGE_SIZE,
          top - PADDING,
          left - PADDING,
          mirrored,
          n * IMAGE_SIZE,
          target);
    }
  }

  /**
   * Fills in one image, moved up by {@code down} rows and left by {@code right} columns (each -4 to
   * 4), then mirrored if requested.
   */
  private void fillCropped(
      int source, int down, int right, boolean mirrored, int image, float[] target) {
    int firstColumn = Math.max(0, -right);
    int endColumn = Math.min(SIDE, SIDE - right);
    int step = mirrored ? -CHANNELS : CHANNELS;
    int rowStart = mirrored ? (SIDE - 1) * CHANNELS : 0;
    for (int c = 0; c < CHANNELS; c++) {
      float[] table = NORMALISED[c];
      float black = table[0];
      for (int y = 0; y < SIDE; y++) {
        int at = image + y * SIDE * CHANNELS + rowStart + c;
        int sourceRow = y + down;
        boolean inside = sourceRow >= 0 && sourceRow < SIDE;
        int begin = inside ? firstColumn : SIDE;
        int end = inside ? endColumn : SIDE;
        int x = 0;
        for (; x < begin; x++, at += step) {
          target[at] = black;
        }
        int row = source + c * PIXELS + sourceRow * SIDE + right;
        for (; x < end; x++, at += step) {
          target[at] = table[Byte.toUnsignedInt(pixels[row + x])];
        }
        for (; x < SIDE; x++, at += step) {
          target[at] = black;
        }
      }
    }
  }
}
