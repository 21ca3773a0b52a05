package io.luckynodes.dataset;

import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The canonical records: six batches, each of records of 3,073 bytes (label, then the red, green
 * and blue planes row by row), checked against the pinned digests of the published data.
 */
final class Cifar10Records {
  private final byte[][] batches;
  private final Cifar10Layout layout;

  /**
   * Checks batches against the pinned digests.
   *
   * @param batches batches in canonical order; the arrays are not copied
   * @param origin source of the batches, for the error message
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if a batch differs; the message names every
   *     such batch
   */
  Cifar10Records(byte[][] batches, Cifar10Layout layout, String origin) {
    this.batches = batches;
    this.layout = layout;
    List<String> faults = new ArrayList<>();
    MessageDigest whole = Digests.sha256();
    for (int b = 0; b < batches.length; b++) {
      whole.update(batches[b]);
      String found = Digests.of(batches[b]);
      String expected = layout.batchDigests().get(b);
      if (!found.equals(expected)) {
        faults.add(
            Cifar10Layout.BATCHES.get(b)
                + ": sha256 of its records is "
                + found
                + ", expected "
                + expected);
      }
    }
    String digest = Digests.hex(whole.digest());
    if (faults.isEmpty() && !digest.equals(layout.digest())) {
      faults.add("sha256 of all records is " + digest + ", expected " + layout.digest());
    }
    if (!faults.isEmpty()) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          origin + ": not the published CIFAR-10: " + String.join("; ", faults));
    }
  }

  /** The batches as tables with columns {@code test}, {@code label} and {@code image}. */
  Iterable<Table> tables() {
    return () -> Arrays.stream(batches).map(this::table).iterator();
  }

  private Table table(byte[] batch) {
    int rows = layout.recordsPerBatch();
    boolean[] test = new boolean[rows];
    Arrays.fill(test, batch == batches[Cifar10Layout.TRAIN_BATCHES]);
    int[] labels = new int[rows];
    byte[] images = new byte[rows * Cifar10Layout.IMAGE_BYTES];
    for (int i = 0; i < rows; i++) {
      int at = i * Cifar10Layout.RECORD_BYTES;
      labels[i] = batch[at];
      System.arraycopy(
          batch, at + 1, images, i * Cifar10Layout.IMAGE_BYTES, Cifar10Layout.IMAGE_BYTES);
    }
    return new Table(
        new Column.Flags("test", test),
        new Column.Ints("label", labels),
        new Column.Blobs("image", Cifar10Layout.IMAGE_BYTES, images));
  }
}
