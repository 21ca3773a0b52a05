package io.luckynodes.dataset;

import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Parent;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CIFAR-10 in memory, as the dataset stage wrote it: 50,000 training and 10,000 test images of 32 x
 * 32 RGB pixels in the official order.
 */
public final class Cifar10 {
  /** Kind of the artifact. */
  public static final String KIND = "dataset";

  /** Number of values in an image. */
  public static final int IMAGE_SIZE = Cifar10Layout.IMAGE_BYTES;

  /** Number of classes. */
  public static final int CLASSES = Cifar10Layout.CLASSES;

  private final Parent input;
  private final Map<Split, Images> splits;

  /**
   * @param pixels image after image, each as three planes (red, green, blue) row by row
   */
  @SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
  private record Images(int[] labels, byte[] pixels) {}

  private Cifar10(Parent input, Map<Split, Images> splits) {
    this.input = input;
    this.splits = splits;
  }

  /** Reads both splits; see {@link #read(Path, Set)}. */
  public static Cifar10 read(Path artifact) {
    return read(artifact, EnumSet.allOf(Split.class));
  }

  /**
   * Reads a checked artifact and keeps the requested splits (154 MB for the training set, 31 MB for
   * the test set).
   *
   * @throws LuckyException if the artifact is missing ({@link ExitCode#NO_INPUT}), or damaged, of
   *     another kind or not of 50,000 and 10,000 rows ({@link ExitCode#BAD_INPUT})
   */
  public static Cifar10 read(Path artifact, Set<Split> kept) {
    return read(artifact, kept, Cifar10Layout.OFFICIAL);
  }

  static Cifar10 read(Path artifact, Set<Split> kept, Cifar10Layout layout) {
    int train = layout.rows(Split.TRAIN);
    int all = train + layout.rows(Split.TEST);
    Map<Split, Images> splits = new EnumMap<>(Split.class);
    for (Split split : kept) {
      int rows = layout.rows(split);
      splits.put(split, new Images(new int[rows], new byte[rows * IMAGE_SIZE]));
    }
    try (ArtifactReader reader = new ArtifactReader(artifact)) {
      if (!reader.record().kind().equals(KIND)) {
        throw wrong(artifact, "holds " + reader.record().kind() + ", expected " + KIND);
      }
      int row = 0;
      for (@Nullable Table table = reader.next(); table != null; table = reader.next()) {
        boolean[] test = table.flags("test");
        int[] labels = table.ints("label");
        byte[] images = table.blobs("image").values();
        if (images.length != labels.length * IMAGE_SIZE) {
          throw wrong(
              artifact,
              "images have " + table.blobs("image").width() + " bytes, expected " + IMAGE_SIZE);
        }
        for (int i = 0; i < labels.length; i++, row++) {
          Split split = test[i] ? Split.TEST : Split.TRAIN;
          if (row >= all || split != (row < train ? Split.TRAIN : Split.TEST)) {
            throw wrong(artifact, "row " + row + " is a surplus image of the " + split + " split");
          }
          if (labels[i] < 0 || labels[i] >= Cifar10Layout.CLASSES) {
            throw wrong(artifact, "row " + row + " has label " + labels[i] + ", expected 0 to 9");
          }
          Images target = splits.get(split);
          if (target != null) {
            int at = split == Split.TRAIN ? row : row - train;
            target.labels[at] = labels[i];
            System.arraycopy(images, i * IMAGE_SIZE, target.pixels, at * IMAGE_SIZE, IMAGE_SIZE);
          }
        }
      }
      if (row != all) {
        throw wrong(artifact, "has " + row + " rows, expected " + all);
      }
      return new Cifar10(reader.asInput(), splits);
    }
  }

  /** Number of images of a split. */
  public int size(Split split) {
    return images(split).labels.length;
  }

  /**
   * Class of an image: 0 airplane, 1 automobile, 2 bird, 3 cat, 4 deer, 5 dog, 6 frog, 7 horse, 8
   * ship, 9 truck.
   */
  public int label(Split split, int i) {
    return images(split).labels[i];
  }

  /** A copy of an image's 3,072 bytes: the red, green and blue planes, each row by row. */
  public byte[] image(Split split, int i) {
    byte[] image = new byte[IMAGE_SIZE];
    System.arraycopy(images(split).pixels, i * IMAGE_SIZE, image, 0, IMAGE_SIZE);
    return image;
  }

  /** The artifact as a parent, for the records of artifacts made from it. */
  public Parent asInput() {
    return input;
  }

  /** All images of a split, one after another. Callers must not change the array. */
  byte[] pixels(Split split) {
    return images(split).pixels;
  }

  private Images images(Split split) {
    Images images = splits.get(split);
    if (images == null) {
      throw new IllegalStateException("the " + split + " split was not kept when reading");
    }
    return images;
  }

  private static LuckyException wrong(Path artifact, String what) {
    return new LuckyException(ExitCode.BAD_INPUT, artifact + ": " + what);
  }
}
