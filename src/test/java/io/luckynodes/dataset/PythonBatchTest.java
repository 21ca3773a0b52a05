package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pickles in {@code numpy/} of the test's resources are those of Python 3.11 and numpy 2.4. */
class PythonBatchTest {
  private static final int RECORDS = 2;
  private static final int RECORD = 3073;

  /** Labels 6 and 9; a pixel is three more than seven times its place, modulo 256. */
  private static byte[] expected() {
    byte[] records = new byte[RECORDS * RECORD];
    for (int i = 0; i < RECORDS; i++) {
      records[i * RECORD] = (byte) (i == 0 ? 6 : 9);
      for (int p = 0; p < RECORD - 1; p++) {
        records[i * RECORD + 1 + p] = (byte) ((i * (RECORD - 1) + p) * 7 + 3);
      }
    }
    return records;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = PythonBatchTest.class.getResourceAsStream("/numpy/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static void assertRefused(byte[] pickle, String... parts) {
    assertThatThrownBy(() -> PythonBatch.records(pickle, RECORDS))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "protocol-2",
        "protocol-3",
        "protocol-4",
        "protocol-5",
        "columns-first",
        "columns-first-2",
        "words-as-bytes",
        "words-as-bytes-2"
      })
  void everyProtocolOfPythonGivesTheSameRecords(String name) throws IOException {
    byte[] pickle = resource(name + ".pickle");
    assertThat(PythonBatch.records(pickle, RECORDS)).isEqualTo(expected());
    // Before numpy 2 the modules had other names.
    byte[] older =
        new String(pickle, StandardCharsets.ISO_8859_1)
            .replace("numpy._core.multiarray\n", "numpy.core.multiarray\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(PythonBatch.records(older, RECORDS)).isEqualTo(expected());
  }

  @Test
  void batchesOfPython2GiveTheSameRecords() throws IOException {
    byte[] pickle = Cifar10Slice.pythonBatch(expected());
    assertThat(PythonBatch.records(pickle, RECORDS)).isEqualTo(expected());
  }

  @Test
  void anotherNumberOfImagesIsRefused() {
    byte[] one = Cifar10Slice.pythonBatch(Arrays.copyOf(expected(), RECORD));
    assertRefused(one, "labels: expected a list of 2, found 1");
  }

  @Test
  void aLabelThatIsNoneOfTheClassesIsRefused() {
    byte[] records = expected();
    records[RECORD] = 10;
    assertRefused(
        Cifar10Slice.pythonBatch(records),
        "labels: expected numbers from 0 to 9, found another at 1");
  }

  @Test
  void entriesThatAreMissingOrSomethingElseAreToldByName() {
    assertRefused(new PickleWriter().code(']').stop(), "expected a dictionary");
    assertRefused(
        new PickleWriter().code('}').bytes("fine_labels").code(']').code('s').stop(),
        "labels: expected a list of 2, found none: it has [fine_labels]");
    assertRefused(
        new PickleWriter()
            .code('}')
            .mark()
            .bytes("labels")
            .code(']')
            .mark()
            .integer(1)
            .integer(2)
            .code('e')
            .bytes("data")
            .code('}')
            .code('u')
            .stop(),
        "data: expected an array, found something else");
  }

  @Test
  void anArrayOfAnotherTypeShapeOrLengthIsRefused() throws IOException {
    String pickle = new String(Cifar10Slice.pythonBatch(expected()), StandardCharsets.ISO_8859_1);
    assertRefused(
        pickle.replace("\2\0\0\0u1", "\2\0\0\0i8").getBytes(StandardCharsets.ISO_8859_1),
        "data: expected an array of u1 of shape [2, 3072], found i8 of shape [2, 3072]");
    assertRefused(
        pickle
            .replace("J\2\0\0\0J\0\f\0\0", "J\1\0\0\0J\0\f\0\0")
            .getBytes(StandardCharsets.ISO_8859_1),
        "found u1 of shape [1, 3072]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.system",
        "builtins.eval",
        "builtins.bytearray",
        "numpy.core.multiarray.scalar",
        "numpy.load",
        "torch._utils._rebuild_tensor_v2",
        "codecs.decode"
      })
  void aPickleThatNamesAnythingElseIsRefusedBeforeItIsMade(String name) {
    int dot = name.lastIndexOf('.');
    String module = name.substring(0, dot);
    byte[] old = new PickleWriter().global(module, name.substring(dot + 1)).stop();
    assertRefused(old, "it names " + name + ", which is refused");
    byte[] stacked =
        new PickleWriter(4).text(module).text(name.substring(dot + 1)).code(0x93).stop();
    assertRefused(stacked, "it names " + name + ", which is refused");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        'i', 'o', 'P', 'Q', 'S', 'V', 'I', 'L', 'F', 'd', 'l', 'p', 'g', '0', '1', '2', 0x81, 0x82,
        0x83, 0x84, 0x8b, 0x8d, 0x8f, 0x90, 0x91, 0x92, 0x97, 0x98, 0xff
      })
  void instructionsThatSuchPicklesDoNotHaveAreRefused(int instruction) {
    assertRefused(
        new PickleWriter().code('N').code('N').code(instruction).raw(new byte[20]).stop(),
        String.format("instruction 0x%02x has no place", instruction));
  }

  @Test
  void bytesLongerThanThePickleAreRefusedWithoutMakingRoomForThem() {
    assertRefused(
        new PickleWriter().code('B').raw(Integer.MAX_VALUE).stop(), "a text of 2147483647 bytes");
    for (int instruction : new int[] {0x8e, 0x96}) {
      assertRefused(
          new PickleWriter(5).code(instruction).raw(5000).raw(0).stop(), "a text of 5000 bytes");
      assertRefused(
          new PickleWriter(5).code(instruction).raw(-1).raw(-1).stop(),
          "a text of 18446744073709551615");
    }
  }

  @Test
  void morePiecesThanAnyBatchHasAreRefused() {
    byte[] many = new byte[GuardedPickle.MOST_INSTRUCTIONS];
    Arrays.fill(many, (byte) ']');
    assertRefused(new PickleWriter().raw(many).stop(), "more than 1048576 instructions");
  }

  @Test
  void anyByteChangedIsReadOrRefusedButNeverBreaksTheReader() throws IOException {
    for (String name : new String[] {"protocol-2", "protocol-4", "protocol-5"}) {
      byte[] whole = resource(name + ".pickle");
      for (int at = 0; at < whole.length; at += at < 200 || at > whole.length - 200 ? 1 : 97) {
        for (int flip : new int[] {1, 0x20, 0x80}) {
          byte[] changed = whole.clone();
          changed[at] ^= (byte) flip;
          try {
            PythonBatch.records(changed, RECORDS);
            new NumpyPickle().read(new ByteArrayInputStream(changed));
          } catch (IOException refused) {
            assertThat(refused)
                .hasMessageMatching("(?s)(not a pickle of arrays|expected a|labels|data).*");
          }
        }
      }
    }
  }
}
