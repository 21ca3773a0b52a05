package io.luckynodes.artifact;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.luckynodes.fuzz.Patches;
import io.luckynodes.fuzz.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Artifacts from strangers, sealed by them. */
class ArtifactFuzzTest {
  private static final byte[] SOUND = sound();

  private static byte[] sound() {
    try {
      Path file = Files.createTempFile("sample", ".arrow");
      ArtifactWriter.write(file, SampleArtifact.record(), SampleArtifact.table());
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Stream<byte[]> files() {
    return Stream.of(SOUND);
  }

  /** Large and negative numbers all over the file. */
  static Stream<byte[]> patches() {
    return IntStream.range(0, SOUND.length / 64)
        .mapToObj(
            i ->
                i % 2 == 0
                    ? Patches.one(i * 64, (byte) -1, (byte) -1, (byte) -1, (byte) 0x7f)
                    : Patches.one(i * 64 + 8, new byte[8]));
  }

  @MethodSource("files")
  @FuzzTest(maxDuration = "5m")
  void anyFile(byte[] bytes) {
    Promise.ofReader("any.arrow", Resealed.artifact(bytes), ArtifactReader::read);
  }

  @MethodSource("patches")
  @FuzzTest(maxDuration = "5m")
  void aSoundFileWithChanges(byte[] patches) {
    Promise.ofReader(
        "changed.arrow", Resealed.artifact(Patches.applied(SOUND, patches)), ArtifactReader::read);
  }
}
