package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.dataset.RangeServer.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static final Patience SHORT =
      new Patience(Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(5));

  private final VggFiles network = new VggFiles(VggLayout.VGG11);
  private final List<String> log = new ArrayList<>();
  @TempDir private Path folder;

  private Map<String, float[]> readLocal(byte[] bytes, Map<String, Integer> wanted)
      throws IOException {
    Path file = Files.write(folder.resolve("model.safetensors"), bytes);
    try (Safetensors tensors = Safetensors.open(new LocalBytes(file))) {
      return tensors.read(wanted);
    }
  }

  private Map<String, float[]> readRemote(RangeServer server, Patience patience)
      throws IOException {
    try (Safetensors tensors =
        Safetensors.open(new HttpRanges(server.address(), patience, Proxies.NONE, log::add))) {
      return tensors.read(network.layout.vectors());
    }
  }

  private void assertRefused(byte[] bytes, String... parts) {
    assertThatThrownBy(() -> readLocal(bytes, Map.of("a", 2)))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(parts);
  }

  private static byte[] file(String header, int bytes) {
    return VggFiles.safetensors(header, new byte[bytes]);
  }

  private static String entry(String type, String shape, long from, long to) {
    return "{\"a\": {\"dtype\": \"%s\", \"shape\": %s, \"data_offsets\": [%d, %d]}}"
        .formatted(type, shape, from, to);
  }

  @Test
  void everyVectorIsReadFromAFile() throws IOException {
    assertThat(network.sameVectors(readLocal(network.safetensors(), network.layout.vectors())))
        .isTrue();
  }

  @Test
  void onlyTheVectorsTravelFromAServerNeighboursTogether() throws IOException {
    byte[] file = network.safetensors();
    try (RangeServer server = new RangeServer(file, Fault.NONE)) {
      assertThat(network.sameVectors(readRemote(server, FlakyServer.PATIENCE))).isTrue();

      int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
      long vectors = 4L * 2752 * Float.BYTES;
      // Besides, only the 8 bytes of a count that lies between two vectors.
      assertThat(server.sent.get()).isEqualTo(8 + header + vectors + 8);
      // The length, the header, and the layers, parted once by weights that are not read.
      assertThat(server.ranges).hasSize(4);
      assertThat(file.length - server.sent.get()).isEqualTo(VggFiles.WEIGHTS * Float.BYTES);
    }
  }

  @ParameterizedTest
  @CsvSource({"DROPS_ONCE, broke off", "BUSY_ONCE, 503"})
  void aRequestThatFailsOnceIsMadeAgainAndNothingElse(Fault fault, String reason)
      throws IOException {
    try (RangeServer server = new RangeServer(network.safetensors(), fault)) {
      assertThat(network.sameVectors(readRemote(server, FlakyServer.PATIENCE))).isTrue();
      assertThat(server.ranges).hasSize(5);
      assertThat(log).hasSize(1);
      if (fault == Fault.BUSY_ONCE) {
        assertThat(log.get(0)).contains(reason);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, HTTP status 503",
    "WHOLE, does not serve parts",
    "SHIFTED, was asked for bytes 0 to 7",
    "ENDLESS, sends more than the 8 bytes",
    "GROWS, changed while it was read",
    "HANGS, no whole answer within",
    "NOT_FOUND, HTTP status 404"
  })
  @Timeout(30)
  void aServerThatDoesNotServeRangesProperlyIsGivenUp(Fault fault, String reason)
      throws IOException {
    try (RangeServer server = new RangeServer(network.safetensors(), fault)) {
      assertThatThrownBy(() -> readRemote(server, SHORT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(reason);
    }
  }

  @Test
  void aServerThatCannotBeReachedIsToldAtOnce() throws IOException {
    HttpRanges nobody = new HttpRanges(VggFiles.SMALL.twin(), SHORT, Proxies.NONE, log::add);
    assertThatThrownBy(() -> nobody.read(0, 8))
        .hasMessage("cannot be reached: no connection to 127.0.0.1:1");
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 200, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void aHeaderLengthThatCannotBeIsRefused(long length) {
    byte[] bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    assertRefused(bytes, "not a safetensors file", Long.toUnsignedString(length));
  }

  @Test
  void aFileTooShortForAHeaderIsRefused() {
    assertRefused(new byte[5], "ends after 5 bytes");
  }

  @Test
  void aHeaderThatIsNoObjectIsRefused() {
    assertRefused(file("[1, 2, 3]", 8), "no JSON object");
    assertRefused(file("{\"a\": ", 8), "not a safetensors file");
    assertRefused(file("[".repeat(5000), 8), "not a safetensors file");
    assertRefused(file("{\"a\": 7}", 8), "a: expected dtype, shape and two data_offsets");
    assertRefused(
        file("{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 1e30]}}", 8),
        "a: expected dtype");
  }

  @Test
  void offsetsOutOfTheFileAreRefused() {
    assertRefused(file(entry("F32", "[2]", 4, 12), 8), "a: bytes 4 to 12", "the 8 bytes");
    assertRefused(file(entry("F32", "[2]", -8, 0), 8), "a: bytes -8 to 0");
    assertRefused(file(entry("F32", "[2]", 8, 0), 8), "a: bytes 8 to 0");
    assertRefused(file(entry("F32", "[2]", 0, Long.MAX_VALUE), 8), "a: bytes 0 to");
  }

  @Test
  void anotherTypeShapeOrLengthThanExpectedIsRefused() {
    assertRefused(
        file(entry("I32", "[2]", 0, 8), 8),
        "a: expected F32, F64, F16 or BF16 of shape [2], found I32 of shape [2]");
    assertRefused(file(entry("F16", "[2]", 0, 8), 8), "a: expected 4 bytes, found 8");
    assertRefused(file(entry("F32", "[3]", 0, 12), 12), "found F32 of shape [3]");
    assertRefused(file(entry("F32", "[2, 1]", 0, 8), 8), "found F32 of shape [2, 1]");
    assertRefused(file(entry("F32", "[2]", 0, 4), 8), "a: expected 8 bytes, found 4");
    assertRefused(file("{}", 8), "holds no a");
  }

  @Test
  void aTruncatedFileIsRefused() {
    byte[] whole = network.safetensors();
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> readLocal(half, network.layout.vectors()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("truncated");
  }
}
