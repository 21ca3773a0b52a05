package io.luckynodes.dataset;

import io.luckynodes.artifact.Digests;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.json.Json;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads CIFAR-10 from any of its published forms: the authors' archives of binary and of Python
 * batches, their unpacked folders, or the npm tarball of PNG sheets. An archive or tarball is
 * recognised by its digest, so its name does not matter.
 *
 * @param layout sizes and digests of the expected data
 */
record Cifar10Files(Cifar10Layout layout) {
  /** The two versions that consist of six files, one for each batch. */
  private enum Version {
    BINARY("cifar-10-batches-bin", ".bin"),
    PYTHON("cifar-10-batches-py", "");

    private final String folder;
    private final String ending;

    Version(String folder, String ending) {
      this.folder = folder;
      this.ending = ending;
    }

    private Path file(Path home, int batch) {
      return home.resolve(Cifar10Layout.BATCHES.get(batch) + ending);
    }

    /** Whether a folder holds any of the batches. */
    private boolean isIn(Path home) {
      return IntStream.range(0, Cifar10Layout.BATCHES.size())
          .anyMatch(batch -> Files.exists(file(home, batch)));
    }
  }

  // The npm package spells these two names in this way.
  private static final String TRAIN_LABELS = "train_lables.json";
  private static final String TEST_LABELS = "test_lables.json";

  /**
   * Reads a copy of unknown form.
   *
   * @param copy an archive, the npm tarball, an unpacked folder or its parent folder
   * @throws LuckyException if the copy is missing ({@link ExitCode#NO_INPUT}), has none of these
   *     forms, or is altered ({@link ExitCode#BAD_INPUT})
   */
  Cifar10Records read(Path copy) {
    if (Files.isDirectory(copy)) {
      return readFolder(copy);
    }
    String sha256 = Digests.of(copy);
    if (sha256.equals(layout.archive().sha256())) {
      return readArchive(copy, Version.BINARY);
    }
    if (sha256.equals(layout.pythonArchive().sha256())) {
      return readArchive(copy, Version.PYTHON);
    }
    if (sha256.equals(layout.npmTarball().sha256())) {
      return readNpmTarball(copy);
    }
    throw new LuckyException(
        ExitCode.BAD_INPUT,
        copy
            + ": not a published form of CIFAR-10, truncated or altered: expected "
            + described(layout.archive())
            + ", "
            + described(layout.pythonArchive())
            + " or "
            + described(layout.npmTarball())
            + ", found "
            + size(copy)
            + " bytes with sha256 "
            + sha256
            + "; fetch it again, or leave it out to try the known sources");
  }

  private Cifar10Records readFolder(Path folder) {
    for (Version version : Version.values()) {
      Path inner = folder.resolve(version.folder);
      Path home = Files.isDirectory(inner) ? inner : folder;
      if (version.isIn(home)) {
        return readFolder(home, version);
      }
    }
    throw new LuckyException(
        ExitCode.NO_INPUT,
        folder
            + ": no such file as data_batch_1.bin or data_batch_1 in it; a folder of CIFAR-10 holds"
            + " data_batch_1.bin to data_batch_5.bin and test_batch.bin, as unpacked from "
            + layout.archive().name()
            + ", or data_batch_1 to data_batch_5 and test_batch, as unpacked from "
            + layout.pythonArchive().name()
            + " and as torchvision leaves them");
  }

  private Cifar10Records readFolder(Path home, Version version) {
    byte[][] batches = new byte[Cifar10Layout.BATCHES.size()][];
    for (int b = 0; b < batches.length; b++) {
      Path file = version.file(home, b);
      if (!Files.exists(file)) {
        throw new LuckyException(
            ExitCode.NO_INPUT,
            file
                + ": no such file; the other batches are in the same folder, and all six are"
                + " needed");
      }
      try (InputStream in = WholeFile.open(file)) {
        batches[b] = batch(in, version, file.toString());
      } catch (IOException e) {
        throw WholeFile.unreadable(file, e);
      }
    }
    return new Cifar10Records(batches, layout, home.toString());
  }

  private Cifar10Records readArchive(Path archive, Version version) {
    byte[][] batches = new byte[Cifar10Layout.BATCHES.size()][];
    forEachEntry(
        archive,
        (name, in) -> {
          int batch = batchOf(name, version.ending);
          if (batch >= 0) {
            batches[batch] = batch(in, version, archive + " (" + name + ")");
          }
        });
    requireAll(batches, archive, version.ending);
    return new Cifar10Records(batches, layout, archive.toString());
  }

  private byte[] batch(InputStream in, Version version, String origin) throws IOException {
    return version == Version.BINARY ? binaryBatch(in, origin) : pythonBatch(in, origin);
  }

  private byte[] pythonBatch(InputStream in, String origin) throws IOException {
    int most = PythonBatch.mostBytes(layout.recordsPerBatch());
    byte[] pickle = in.readNBytes(most + 1);
    if (pickle.length > most) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, origin + ": expected at most " + most + " bytes, found more");
    }
    try {
      return PythonBatch.records(pickle, layout.recordsPerBatch());
    } catch (IOException e) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          origin + ": no batch of the Python version of CIFAR-10: " + e.getMessage(),
          e);
    }
  }

  private Cifar10Records readNpmTarball(Path tarball) {
    byte[][] batches = new byte[Cifar10Layout.BATCHES.size()][];
    // The labels follow the sheets in the tarball.
    Map<Split, int[]> labels = new EnumMap<>(Split.class);
    forEachEntry(
        tarball,
        (name, in) -> {
          int batch = batchOf(name, ".png");
          String origin = tarball + " (" + name + ")";
          if (batch >= 0) {
            batches[batch] = sheet(in, origin);
          } else if (name.equals(TRAIN_LABELS)) {
            labels.put(Split.TRAIN, labels(in, layout.rows(Split.TRAIN), origin));
          } else if (name.equals(TEST_LABELS)) {
            labels.put(Split.TEST, labels(in, layout.rows(Split.TEST), origin));
          }
        });
    requireAll(batches, tarball, ".png");
    for (int b = 0; b < batches.length; b++) {
      boolean train = b < Cifar10Layout.TRAIN_BATCHES;
      int @Nullable [] splitLabels = labels.get(train ? Split.TRAIN : Split.TEST);
      if (splitLabels == null) {
        throw missing(tarball, train ? TRAIN_LABELS : TEST_LABELS);
      }
      int first = train ? b * layout.recordsPerBatch() : 0;
      for (int i = 0; i < layout.recordsPerBatch(); i++) {
        batches[b][i * Cifar10Layout.RECORD_BYTES] = (byte) splitLabels[first + i];
      }
    }
    return new Cifar10Records(batches, layout, tarball.toString());
  }

  private byte[] binaryBatch(InputStream in, String origin) throws IOException {
    byte[] batch = in.readNBytes(layout.batchBytes());
    if (batch.length < layout.batchBytes() || in.read() >= 0) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          origin
              + ": expected "
              + layout.batchBytes()
              + " bytes, found "
              + (batch.length < layout.batchBytes() ? String.valueOf(batch.length) : "more"));
    }
    return batch;
  }

  /**
   * Reads a sheet into records without labels. Each row of the sheet holds the pixels of one image,
   * row by row.
   */
  private byte[] sheet(InputStream in, String origin) throws IOException {
    // ImageIO.read(InputStream) would buffer the sheet in a temporary file.
    @Nullable BufferedImage image = ImageIO.read(new MemoryCacheImageInputStream(in));
    if (image == null) {
      throw new LuckyException(ExitCode.BAD_INPUT, origin + ": not a PNG image");
    }
    // The raster holds the samples as stored; asking the image for RGB could convert colours.
    Raster raster = image.getRaster();
    if (raster.getWidth() != Cifar10Layout.PIXELS
        || raster.getHeight() != layout.recordsPerBatch()
        || raster.getNumBands() != Cifar10Layout.CHANNELS
        || raster.getTransferType() != DataBuffer.TYPE_BYTE) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          origin
              + ": expected a sheet of "
              + Cifar10Layout.PIXELS
              + " x "
              + layout.recordsPerBatch()
              + " RGB pixels, found "
              + raster.getWidth()
              + " x "
              + raster.getHeight()
              + " with "
              + raster.getNumBands()
              + " channels");
    }
    byte[] batch = new byte[layout.batchBytes()];
    byte[] row = new byte[Cifar10Layout.IMAGE_BYTES];
    for (int i = 0; i < layout.recordsPerBatch(); i++) {
      raster.getDataElements(0, i, Cifar10Layout.PIXELS, 1, row);
      int at = i * Cifar10Layout.RECORD_BYTES + 1;
      for (int c = 0; c < Cifar10Layout.CHANNELS; c++) {
        for (int p = 0; p < Cifar10Layout.PIXELS; p++) {
          batch[at++] = row[Cifar10Layout.CHANNELS * p + c];
        }
      }
    }
    return batch;
  }

  private static int[] labels(InputStream in, int count, String origin) throws IOException {
    int[] labels =
        Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), int[].class, origin);
    if (labels.length != count) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, origin + ": expected " + count + " labels, found " + labels.length);
    }
    return labels;
  }

  @FunctionalInterface
  private interface EntryReader {
    void read(String name, InputStream in) throws IOException;
  }

  private static void forEachEntry(Path tarball, EntryReader reader) {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(Files.newInputStream(tarball), 1 << 16),
            StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String path = entry.getName();
        reader.read(path.substring(path.lastIndexOf('/') + 1), tar);
      }
    } catch (IOException e) {
      throw WholeFile.unreadable(tarball, e);
    }
  }

  private static int batchOf(String fileName, String extension) {
    return fileName.endsWith(extension)
        ? Cifar10Layout.BATCHES.indexOf(
            fileName.substring(0, fileName.length() - extension.length()))
        : -1;
  }

  private static void requireAll(byte[][] batches, Path tarball, String extension) {
    for (int b = 0; b < batches.length; b++) {
      if (batches[b] == null) {
        throw missing(tarball, Cifar10Layout.BATCHES.get(b) + extension);
      }
    }
  }

  private static LuckyException missing(Path tarball, String name) {
    return new LuckyException(ExitCode.BAD_INPUT, tarball + ": holds no " + name);
  }

  private static String described(PinnedFile file) {
    return file.name() + " (" + file.size() + " bytes, sha256 " + file.sha256() + ")";
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw WholeFile.unreadable(file, e);
    }
  }
}
