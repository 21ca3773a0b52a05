package io.luckynodes.dataset;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.luckynodes.fuzz.Patches;
import io.luckynodes.fuzz.Promise;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies of a network that a user was given, of every form, and without known digests. */
class VectorFilesFuzzTest {
  private static final VggFiles NETWORK =
      new VggFiles(VggFiles.with(VggFiles.SMALL, "", URI.create("http://127.0.0.1:1/none")));

  private static final byte[] ZIP = zipped();

  private static byte[] zipped() {
    try {
      return NETWORK.zip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<byte[]> safetensors() {
    return Stream.of(NETWORK.safetensors());
  }

  static Stream<byte[]> csv() {
    return Stream.of(NETWORK.csv());
  }

  static Stream<byte[]> streams() {
    return Stream.of(NETWORK.stream());
  }

  static Stream<byte[]> pickles() {
    return Stream.of(
        NETWORK.stateDict(true), NETWORK.stateDict(false), NETWORK.training("state_dict"));
  }

  static Stream<byte[]> zipPatches() {
    return Stream.of(Patches.one(26, (byte) 1), Patches.one(ZIP.length - 12, (byte) -1));
  }

  @MethodSource("safetensors")
  @FuzzTest(maxDuration = "5m")
  void anySafetensors(byte[] bytes) {
    find("any.safetensors", bytes);
  }

  @MethodSource("csv")
  @FuzzTest(maxDuration = "5m")
  void anyCsv(byte[] bytes) {
    find("any.csv", bytes);
  }

  @MethodSource("streams")
  @FuzzTest(maxDuration = "5m")
  void anyCheckpointAsAStream(byte[] bytes) {
    find("any.pth", bytes);
  }

  @MethodSource("zipPatches")
  @FuzzTest(maxDuration = "5m")
  void aCheckpointAsAnArchiveWithChanges(byte[] patches) {
    find("changed.pth", Patches.applied(ZIP, patches));
  }

  @MethodSource("pickles")
  @FuzzTest(maxDuration = "5m")
  void anyPickle(byte[] bytes) {
    try {
      new TorchPickle().read(new ByteArrayInputStream(bytes));
    } catch (IOException refused) {
      // Whoever reads a file puts its name before the message.
    }
  }

  private static void find(String name, byte[] bytes) {
    Promise.ofReader(name, bytes, VectorFilesFuzzTest::find);
  }

  private static void find(Path file) {
    new VggSources(
            NETWORK.layout,
            List.of(NETWORK.layout),
            true,
            Patience.INTERNET,
            Proxies.NONE,
            line -> {})
        .find(Optional.of(file));
  }
}
