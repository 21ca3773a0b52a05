package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchCheckpointTest {
  private final VggFiles network = new VggFiles(VggFiles.SMALL);
  @TempDir private Path folder;

  private Map<String, float[]> readStream(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("stream.pth"), bytes);
    try (TorchCheckpoint checkpoint = TorchCheckpoint.openStream(file)) {
      return checkpoint.read(network.layout.vectors());
    }
  }

  private Map<String, float[]> readZip(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("zip.pth"), bytes);
    try (TorchCheckpoint checkpoint = TorchCheckpoint.openZip(file)) {
      return checkpoint.read(network.layout.vectors());
    }
  }

  private static Object unpickled(byte[] pickle) throws IOException {
    return new TorchPickle().read(new ByteArrayInputStream(pickle));
  }

  private static void assertRefused(byte[] pickle, String... parts) {
    assertThatThrownBy(() -> unpickled(pickle))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void everyVectorIsReadFromAStream() throws IOException {
    assertThat(network.sameVectors(readStream(network.stream()))).isTrue();
  }

  @Test
  void everyVectorIsReadFromAZipArchive() throws IOException {
    assertThat(network.sameVectors(readZip(network.zip()))).isTrue();
  }

  @Test
  void theFormsAreToldApartByTheirFirstBytes() throws IOException {
    assertThat(TorchCheckpoint.isPickle(network.stream())).isTrue();
    assertThat(TorchCheckpoint.isZip(network.stream())).isFalse();
    assertThat(TorchCheckpoint.isZip(network.zip())).isTrue();
    assertThat(TorchCheckpoint.isPickle(network.zip())).isFalse();
    assertThat(TorchCheckpoint.isZip(new byte[0])).isFalse();
  }

  @Test
  void dictionariesMadeFromPairsAndTextsOfPython2AreRead() throws IOException {
    byte[] pickle =
        new PickleWriter()
            .global("collections", "OrderedDict")
            .code(']')
            .code(']')
            .raw(new byte[] {'U', 1, 'k'})
            .code('a')
            .integer(7)
            .code('a')
            .code('a')
            .code(0x85)
            .code('R')
            .stop();
    assertThat(unpickled(pickle)).isEqualTo(Map.of("k", 7));
  }

  @Test
  void aPickleIsReadToItsEndAndNoFurther() throws IOException {
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.writeBytes(new PickleWriter().integer(1).stop());
    two.writeBytes(new PickleWriter().integer(2).stop());
    two.write(99);
    ByteArrayInputStream bytes = new ByteArrayInputStream(two.toByteArray());
    TorchPickle pickle = new TorchPickle();

    assertThat(pickle.read(bytes)).isEqualTo(1);
    assertThat(pickle.read(bytes)).isEqualTo(2);
    assertThat(bytes.read()).isEqualTo(99);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.system",
        "builtins.eval",
        "builtins.bytearray",
        "datetime.datetime",
        "decimal.Decimal",
        "operator.attrgetter",
        "torch.nn.Module",
        "torch.Storage"
      })
  void aPickleThatNamesAnythingElseIsRefusedBeforeItIsMade(String name) {
    int dot = name.lastIndexOf('.');
    byte[] pickle =
        new PickleWriter()
            .global(name.substring(0, dot), name.substring(dot + 1))
            .mark()
            .text("echo")
            .tuple()
            .code('R')
            .stop();
    assertRefused(pickle, "it names " + name, "refused");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        'i', 'o', 'P', 'S', 'V', 'I', 'L', 'F', 'd', 'l', 'p', 'g', '0', '1', '2', 'B', 'C', 0x81,
        0x82, 0x83, 0x84, 0x8b, 0x8d, 0x8e, 0x8f, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97,
        0x98, 0xff
      })
  void instructionsThatCheckpointsDoNotHaveAreRefused(int instruction) {
    assertRefused(
        new PickleWriter().code('N').code('N').code(instruction).raw(new byte[20]).stop(),
        String.format("instruction 0x%02x has no place", instruction));
  }

  @Test
  void aTextLongerThanThePickleIsRefusedWithoutMakingRoomForIt() {
    assertRefused(
        new PickleWriter().code('X').raw(Integer.MAX_VALUE).stop(), "a text of 2147483647 bytes");
    assertRefused(new PickleWriter().code('T').raw(-1).stop(), "a text of 4294967295 bytes");
  }

  @Test
  void aPickleThatIsCutOffOrTakesFromAnEmptyStackIsRefused() {
    byte[] whole = network.stateDict(false);
    for (int length = 0; length < whole.length; length += 7) {
      assertRefused(Arrays.copyOf(whole, length), "not a pickle of a checkpoint");
    }
    assertRefused(new PickleWriter().code('R').stop(), "not a pickle");
    assertRefused(new PickleWriter().code('t').stop(), "not a pickle");
    assertRefused(new PickleWriter().code('h').code(9).stop(), "invalid memo key");
  }

  @Test
  void aDictionaryThatHoldsItselfAsAKeyIsRefused() {
    assertRefused(
        new PickleWriter().code('}').code('q').code(0).code('h').code(0).code('N').code('s').stop(),
        "a key is neither a word nor a number");
  }

  @Test
  void anyByteChangedInAStateDictIsReadOrRefusedButNeverBreaksTheReader() {
    byte[] whole = network.stateDict(false);
    for (int at = 0; at < whole.length; at++) {
      for (int flip : new int[] {1, 0x20, 0x80}) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) flip;
        try {
          unpickled(changed);
        } catch (IOException refused) {
          assertThat(refused).hasMessageStartingWith("not a pickle of a checkpoint");
        }
      }
    }
  }

  @Test
  void anotherMagicNumberProtocolOrByteOrderIsRefused() {
    byte[] other = new PickleWriter().integer(5).stop();
    assertThatThrownBy(() -> readStream(other)).hasMessageContaining("magic number");
    ByteArrayOutputStream version = new ByteArrayOutputStream();
    version.writeBytes(new PickleWriter().number(VggFiles.MAGIC).stop());
    version.writeBytes(new PickleWriter().integer(1002).stop());
    assertThatThrownBy(() -> readStream(version.toByteArray())).hasMessageContaining("1001");
    ByteArrayOutputStream order = new ByteArrayOutputStream();
    order.writeBytes(new PickleWriter().number(VggFiles.MAGIC).stop());
    order.writeBytes(new PickleWriter().integer(1001).stop());
    order.writeBytes(
        new PickleWriter().code('}').text("little_endian").code(0x89).code('s').stop());
    assertThatThrownBy(() -> readStream(order.toByteArray())).hasMessageContaining("little-endian");
  }

  @Test
  void aStreamWhoseNumbersAreCutOffIsRefused() {
    byte[] whole = network.stream();
    assertThatThrownBy(() -> readStream(Arrays.copyOf(whole, whole.length - 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("do not fit; the file is truncated");
  }

  @Test
  void aVectorOfAnotherTypeOrShapeOrThatIsMissingIsRefusedByItsName() {
    byte[] bytes = network.tensors.get("features.4.bias").bytes();
    network.tensors.put("features.4.bias", new VggFiles.Tensor("F32", List.of(5, 1), bytes));
    assertThatThrownBy(() -> readStream(network.stream()))
        .hasMessageContainingAll(
            "features.4.bias: expected FLOAT, DOUBLE, HALF or BFLOAT16 of shape [5]", "[5, 1]");
    network.tensors.put("features.4.bias", new VggFiles.Tensor("I64", List.of(5), new byte[40]));
    assertThatThrownBy(() -> readZip(network.zip())).hasMessageContaining("found LONG of shape");
    network.tensors.remove("features.4.bias");
    assertThatThrownBy(() -> readZip(network.zip())).hasMessage("holds no features.4.bias");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state_dict", "model_state_dict", "model", "net"})
  void aStateDictThatATrainingWrappedIsFound(String name) throws IOException {
    assertThat(network.sameVectors(readZip(network.zip(network.training(name))))).isTrue();
  }

  @Test
  void ofSeveralStateDictsNoneIsTakenByGuess() throws IOException {
    byte[] two = network.zip(network.training("state_dict", "state_dict_ema"));
    assertThatThrownBy(() -> readZip(two))
        .hasMessageContainingAll("more than one state dict", "state_dict, state_dict_ema");
  }

  @Test
  void aTrainingWithoutAnyStateDictIsRefusedWithWhatItHolds() throws IOException {
    byte[] none =
        network.zip(new PickleWriter().code('}').text("epoch").integer(1).code('s').stop());
    assertThatThrownBy(() -> readZip(none))
        .hasMessageContainingAll("holds no state dict", "found [epoch]");
  }

  @Test
  void anArchiveWithoutItsPickleOrItsNumbersIsRefused() throws IOException {
    assertThatThrownBy(() -> readZip(zipOf("archive/version", new byte[] {'3'})))
        .hasMessageContaining("expected one file FOLDER/data.pkl");
    byte[] noNumbers = zipOf("archive/data.pkl", network.stateDict(false));
    assertThatThrownBy(() -> readZip(noNumbers)).hasMessageContaining("holds no archive/data/");
    byte[] other = zipOf("archive/byteorder", "big".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> readZip(other)).isInstanceOf(IOException.class);
  }

  @Test
  void aPickleLargerThanAnyCheckpointsIsRefused() throws IOException {
    byte[] large = new byte[TorchCheckpoint.MOST_PICKLE_BYTES + 1];
    byte[] archive = zipOf("archive/data.pkl", large);
    assertThatThrownBy(() -> readZip(archive))
        .hasMessage("archive/data.pkl: has more than 1048576 bytes");
  }

  @Test
  void anArchiveWhoseNumbersAreMoreOrFewerThanItsPickleSaysIsRefused() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      VggFiles.put(zip, "archive/data.pkl", network.stateDict(false));
      // Storages are called by the places of their tensors in the order of names.
      for (int key = 0; key < network.tensors.size(); key++) {
        VggFiles.put(zip, "archive/data/" + key, new byte[11]);
      }
    }
    assertThatThrownBy(() -> readZip(file.toByteArray()))
        .hasMessageMatching("archive/data/\\d+: expected 3 numbers, found 11 bytes");
  }

  @Test
  void compressedNumbersAreRefusedForAFewBytesCouldBecomeAnyNumber() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      VggFiles.put(zip, "archive/data.pkl", network.stateDict(false));
      for (int key = 0; key < network.tensors.size(); key++) {
        zip.putNextEntry(new ZipEntry("archive/data/" + key));
        zip.write(new byte[4 * VggFiles.WEIGHTS]);
        zip.closeEntry();
      }
    }
    assertThatThrownBy(() -> readZip(file.toByteArray()))
        .hasMessageMatching("archive/data/\\d+: is compressed, expected plain numbers");
  }

  private static byte[] zipOf(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      VggFiles.put(zip, name, bytes);
    }
    return file.toByteArray();
  }
}
