package io.luckynodes.dataset;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.luckynodes.artifact.Digests;
import io.luckynodes.fuzz.Patches;
import io.luckynodes.fuzz.Promise;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Archives of CIFAR-10. A file that is not one of the published ones, byte by byte, is refused
 * before it is opened; here its digest is taken for a published one, so that the archive is read.
 */
class Cifar10FuzzTest {
  private static final Cifar10Slice SLICE = slice();
  private static final byte[] ARCHIVE = unpacked(SLICE.archive);
  private static final byte[] PYTHON = unpacked(SLICE.pythonArchive);
  private static final byte[] NPM = unpacked(SLICE.npmTarball);

  private static Cifar10Slice slice() {
    try {
      return new Cifar10Slice(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] unpacked(byte[] packed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** The size, the type and the link of the first entry. */
  static Stream<byte[]> patches() {
    return Stream.of(
        Patches.one(124, (byte) -128, (byte) -1, (byte) -1, (byte) -1, (byte) -1),
        Patches.one(156, (byte) 'L'),
        Patches.one(156, (byte) 'x'),
        Patches.one(156, (byte) 'S'));
  }

  @MethodSource("patches")
  @FuzzTest(maxDuration = "5m")
  void theAuthorsArchiveWithChanges(byte[] patches) {
    byte[] bytes = packed(Patches.applied(ARCHIVE, patches));
    PinnedFile known = new PinnedFile("archive", bytes.length, Digests.of(bytes));
    read(bytes, known, SLICE.layout.pythonArchive(), SLICE.layout.npmTarball());
  }

  @MethodSource("patches")
  @FuzzTest(maxDuration = "5m")
  void theArchiveOfPythonBatchesWithChanges(byte[] patches) {
    byte[] bytes = packed(Patches.applied(PYTHON, patches));
    PinnedFile known = new PinnedFile("archive", bytes.length, Digests.of(bytes));
    read(bytes, SLICE.layout.archive(), known, SLICE.layout.npmTarball());
  }

  static Stream<byte[]> pickles() {
    return Stream.of(Cifar10Slice.pythonBatch(SLICE.batches[0]));
  }

  @MethodSource("pickles")
  @FuzzTest(maxDuration = "5m")
  void anyPythonBatch(byte[] bytes) {
    try {
      PythonBatch.records(bytes, 1);
    } catch (IOException refused) {
      // Whoever reads a file puts its name before the message.
    }
  }

  @MethodSource("patches")
  @FuzzTest(maxDuration = "5m")
  void theTarballOfThePackageWithChanges(byte[] patches) {
    byte[] bytes = packed(Patches.applied(NPM, patches));
    PinnedFile known = new PinnedFile("tarball", bytes.length, Digests.of(bytes));
    read(bytes, SLICE.layout.archive(), SLICE.layout.pythonArchive(), known);
  }

  private static void read(byte[] bytes, PinnedFile archive, PinnedFile python, PinnedFile npm) {
    Cifar10Layout layout =
        new Cifar10Layout(
            1, archive, python, npm, SLICE.layout.batchDigests(), SLICE.layout.digest());
    Promise.ofReader("any.tar.gz", bytes, new Cifar10Files(layout)::read);
  }
}
