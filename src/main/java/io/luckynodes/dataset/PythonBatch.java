package io.luckynodes.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.PickleException;

/**
 * One batch of the Python version of CIFAR-10: a pickled dictionary, in which {@code labels} is a
 * list and {@code data} is an array with a row for each image.
 */
final class PythonBatch {
  /** Bytes allowed for the other entries of the dictionary. */
  private static final int BYTES_BESIDE = 1 << 23;

  private PythonBatch() {}

  /**
   * Largest allowed size of a batch in bytes. Where a pickle protocol has no bytes, a byte can take
   * two bytes of text.
   */
  static int mostBytes(int records) {
    return 2 * records * Cifar10Layout.RECORD_BYTES + BYTES_BESIDE;
  }

  /**
   * Extracts the canonical records of a batch.
   *
   * @param records required number of records
   * @throws IOException if the bytes are not such a batch; the message says what was expected and
   *     found
   */
  static byte[] records(byte[] pickle, int records) throws IOException {
    if (!(new NumpyPickle().read(new ByteArrayInputStream(pickle)) instanceof Map<?, ?> batch)) {
      throw new IOException("expected a dictionary with labels and data, found another object");
    }
    if (!(batch.get("labels") instanceof List<?> labels) || labels.size() != records) {
      throw new IOException(
          "labels: expected a list of "
              + records
              + ", found "
              + (batch.get("labels") instanceof List<?> other
                  ? other.size()
                  : describe(batch, "labels")));
    }
    if (!(batch.get("data") instanceof NumpyPickle.Array data)) {
      throw new IOException("data: expected an array, found " + describe(batch, "data"));
    }
    byte[] images;
    try {
      images = data.rows(records, Cifar10Layout.IMAGE_BYTES);
    } catch (PickleException e) {
      throw new IOException("data: " + e.getMessage(), e);
    }
    byte[] all = new byte[records * Cifar10Layout.RECORD_BYTES];
    for (int i = 0; i < records; i++) {
      if (!(labels.get(i) instanceof Number label)
          || label.longValue() < 0
          || label.longValue() >= Cifar10Layout.CLASSES) {
        throw new IOException(
            "labels: expected numbers from 0 to "
                + (Cifar10Layout.CLASSES - 1)
                + ", found another at "
                + i);
      }
      int at = i * Cifar10Layout.RECORD_BYTES;
      all[at] = label.byteValue();
      System.arraycopy(
          images, i * Cifar10Layout.IMAGE_BYTES, all, at + 1, Cifar10Layout.IMAGE_BYTES);
    }
    return all;
  }

  private static String describe(Map<?, ?> batch, String name) {
    return batch.containsKey(name)
        ? "something else"
        : "none: it has "
            + batch.keySet().stream().map(String::valueOf).sorted().limit(10).toList();
  }
}
