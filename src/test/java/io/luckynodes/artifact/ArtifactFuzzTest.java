package io.luckynodes.artifact;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.luckynodes.fuzz.Patches;
import io.luckynodes.fuzz.Promise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Artifacts from strangers, sealed by them. */
class ArtifactFuzzTest {
  private static final int TAIL = 10;
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
    Promise.ofReader("any.arrow", sealed(bytes), ArtifactReader::read);
  }

  @MethodSource("patches")
  @FuzzTest(maxDuration = "5m")
  void aSoundFileWithChanges(byte[] patches) {
    Promise.ofReader(
        "changed.arrow", sealed(Patches.applied(SOUND, patches)), ArtifactReader::read);
  }

  /** The bytes with the seal that fits them, where they have one: else no change would pass it. */
  static byte[] sealed(byte[] bytes) {
    if (bytes.length < TAIL) {
      return bytes;
    }
    int footer =
        ByteBuffer.wrap(bytes, bytes.length - TAIL, Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt();
    int start = bytes.length - TAIL - footer;
    if (footer <= 0 || start < 0) {
      return bytes;
    }
    int inFooter = Seal.find(Arrays.copyOfRange(bytes, start, bytes.length - TAIL));
    if (inFooter < 0) {
      return bytes;
    }
    byte[] sealed = bytes.clone();
    Arrays.fill(sealed, start + inFooter, start + inFooter + Seal.DIGITS, (byte) '0');
    byte[] digits = Digests.of(sealed).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, sealed, start + inFooter, Seal.DIGITS);
    return sealed;
  }
}
