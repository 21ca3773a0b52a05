package io.luckynodes.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DamagedArtifactTest {
  @TempDir Path folder;
  private Path file = Path.of("");
  private byte[] sound = new byte[0];

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("sample.arrow");
    ArtifactWriter.write(file, SampleArtifact.record(), SampleArtifact.table());
    sound = Files.readAllBytes(file);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999})
  void aTruncatedFileIsRefused(double share) throws IOException {
    Files.write(file, java.util.Arrays.copyOf(sound, (int) (sound.length * share)));
    assertRefused("cut to " + share);
  }

  @Test
  void aFileWithoutItsLastBytesIsRefused() throws IOException {
    for (int missing = 1; missing < 40; missing++) {
      Files.write(file, java.util.Arrays.copyOf(sound, sound.length - missing));
      assertRefused("without the last " + missing + " bytes");
    }
  }

  @Test
  void bytesAddedAtTheEndAreRefused() throws IOException {
    Files.write(file, java.util.Arrays.copyOf(sound, sound.length + 1));
    assertRefused("with a byte more");
    byte[] twice = java.util.Arrays.copyOf(sound, 2 * sound.length);
    System.arraycopy(sound, 0, twice, sound.length, sound.length);
    Files.write(file, twice);
    assertRefused("twice in a row");
  }

  @Test
  void oneFlippedBitAnywhereIsRefused() throws IOException {
    List<Integer> accepted = new ArrayList<>();
    byte[] bytes = sound.clone();
    for (int at = 0; at < bytes.length; at++) {
      byte before = bytes[at];
      bytes[at] ^= (byte) (1 << (at % 8));
      Files.write(file, bytes);
      Throwable fault = catchThrowable(() -> ArtifactReader.read(file));
      if (fault == null) {
        accepted.add(at);
      } else {
        assertThat(fault).as("bit at " + at).isInstanceOf(LuckyException.class);
        assertThat(fault.getMessage()).startsWith(file + ": ");
      }
      bytes[at] = before;
    }
    assertThat(accepted).as("positions whose damage went unseen, of " + bytes.length).isEmpty();
  }

  @Test
  void aFlippedHighBitOfAnyLengthOrOffsetIsRefused() throws IOException {
    byte[] bytes = sound.clone();
    for (int at :
        IntStream.range(0, 300).map(i -> (int) ((long) i * sound.length / 300)).toArray()) {
      byte before = bytes[at];
      bytes[at] ^= (byte) 0x80;
      Files.write(file, bytes);
      assertRefused("high bit at " + at);
      bytes[at] = before;
    }
  }

  @Test
  void anArrowFileOfAnotherMakerIsRefused() throws IOException {
    Path foreign = folder.resolve("foreign.arrow");
    try (RootAllocator allocator = new RootAllocator();
        IntVector vector = new IntVector("n", allocator);
        FileChannel channel =
            FileChannel.open(foreign, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      vector.allocateNew(1);
      vector.set(0, 7);
      vector.setValueCount(1);
      try (VectorSchemaRoot root = VectorSchemaRoot.of(vector);
          ArrowFileWriter writer = new ArrowFileWriter(root, null, channel)) {
        root.setRowCount(1);
        writer.start();
        writer.writeBatch();
        writer.end();
      }
    }
    assertRefused(foreign, ExitCode.BAD_INPUT, "not one of this project");
  }

  @Test
  void anArtifactOfAnotherVersionIsRefusedByName() {
    ProvenanceRecord own = SampleArtifact.record();
    ProvenanceRecord later =
        new ProvenanceRecord(
            "lucky-nodes-artifact/99",
            own.kind(),
            own.stage(),
            own.job(),
            own.definition(),
            own.inputs(),
            own.ancestors(),
            own.code(),
            own.environment());
    Path other = folder.resolve("later.arrow");
    ArtifactWriter.write(other, later, SampleArtifact.table());
    assertRefused(
        other,
        ExitCode.BAD_INPUT,
        "format is lucky-nodes-artifact/99, expected " + ProvenanceRecord.FORMAT);
  }

  @Test
  void aTextFileIsRefused() throws IOException {
    Path text = folder.resolve("notes.txt");
    Files.writeString(text, "These are notes, and no Arrow file at all.\n");
    assertRefused(text, ExitCode.BAD_INPUT, "not an Arrow file");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.arrow"));
    assertRefused(empty, ExitCode.BAD_INPUT, "only 0 bytes");
  }

  @Test
  void aFolderIsRefused() {
    assertThatThrownBy(() -> ArtifactReader.read(folder))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageStartingWith(folder + ": ");
  }

  @Test
  void aMissingFileHasItsOwnExitCode() {
    Path missing = folder.resolve("missing.arrow");
    assertRefused(missing, ExitCode.NO_INPUT, "no such file");
    assertThatThrownBy(() -> Digests.of(missing))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.NO_INPUT));
  }

  @Test
  void aFullDiskStopsTheWriterAndNothingIsLeft() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()) == 0,
        "a small file system can only be mounted by root on Linux");
    try {
      Path target = disk.resolve("large.arrow");
      for (int rows : new int[] {500_000, 28_000}) {
        assertThatThrownBy(
                () ->
                    ArtifactWriter.write(
                        target,
                        SampleArtifact.record(),
                        new Table(new Column.Doubles("x", new double[rows * 2]))))
            .isInstanceOfSatisfying(
                LuckyException.class,
                fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE))
            .hasMessageStartingWith(target + ": cannot be written: ")
            .hasMessageEndingWith("nothing was left behind");
        try (Stream<Path> left = Files.list(disk)) {
          assertThat(left).isEmpty();
        }
      }
      assertThatThrownBy(() -> AtomicFile.write(disk.resolve("bytes"), new byte[1 << 20]))
          .isInstanceOf(LuckyException.class);
      try (Stream<Path> left = Files.list(disk)) {
        assertThat(left).isEmpty();
      }
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws IOException {
    Path blocked = Files.createFile(folder.resolve("blocked"));
    assertThatThrownBy(() -> AtomicFile.write(blocked.resolve("a.arrow"), new byte[1]))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE))
        .hasMessageStartingWith(blocked.resolve("a.arrow") + ": cannot be written");
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private void assertRefused(String how) {
    assertThatThrownBy(() -> ArtifactReader.read(file))
        .as(how)
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageStartingWith(file + ": ");
  }

  private static void assertRefused(Path path, ExitCode code, String words) {
    assertThatThrownBy(() -> ArtifactReader.read(path))
        .isInstanceOfSatisfying(
            LuckyException.class, fault -> assertThat(fault.exitCode()).isEqualTo(code))
        .hasMessageStartingWith(path + ": ")
        .hasMessageContaining(words);
  }
}
