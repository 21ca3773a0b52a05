package io.luckynodes.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactTest {
  @TempDir Path folder;

  @Test
  void everyColumnTypeComesBackAsItWasWritten() {
    Path file = folder.resolve("a.arrow");
    ArtifactWriter.write(file, SampleArtifact.record(), SampleArtifact.table());
    Table read = ArtifactReader.read(file).tables().get(0);
    Table written = SampleArtifact.table();
    assertThat(read.columns())
        .extracting(Column::name)
        .isEqualTo(written.columns().stream().map(Column::name).toList());
    assertThat(read.ints("whole")).isEqualTo(written.ints("whole"));
    assertThat(bits(read.doubles("real"))).isEqualTo(bits(written.doubles("real")));
    assertThat(read.flags("flag")).isEqualTo(written.flags("flag"));
    assertThat(read.texts("text")).isEqualTo(written.texts("text"));
    assertThat(read.intLists("shape")).isDeepEqualTo(written.intLists("shape"));
    assertThat(bits(read.floatLists("values"))).isDeepEqualTo(bits(written.floatLists("values")));
    assertThat(read.blobs("bytes").width()).isEqualTo(2);
    assertThat(read.blobs("bytes").values()).isEqualTo(written.blobs("bytes").values());
  }

  @Test
  void theRecordComesBackWholeAndTheDigestIsTheFiles() throws IOException {
    Path file = folder.resolve("a.arrow");
    String sha256 = ArtifactWriter.write(file, SampleArtifact.record(), SampleArtifact.table());
    Artifact read = ArtifactReader.read(file);
    assertThat(read.record()).isEqualTo(SampleArtifact.record());
    assertThat(sha256).isEqualTo(read.sha256()).isEqualTo(Digests.of(Files.readAllBytes(file)));
    assertThat(read.asInput().input()).isEqualTo(new ProvenanceRecord.Input("a.arrow", sha256));
  }

  @Test
  void rowsOfManyBatchesComeBackInOrder() {
    int[] numbers = new int[10_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 3 * i;
    }
    Path file = folder.resolve("many.arrow");
    try (ArtifactWriter writer = new ArtifactWriter(file, SampleArtifact.record())) {
      writer.append(new Table(new Column.Ints("n", numbers)));
      writer.append(new Table(new Column.Ints("n", new int[] {-1})));
      writer.finish();
    }
    int[] read =
        ArtifactReader.read(file).tables().stream()
            .flatMapToInt(table -> java.util.Arrays.stream(table.ints("n")))
            .toArray();
    assertThat(read).hasSize(10_001).startsWith(0, 3, 6).endsWith(29_997, -1);
    assertThat(java.util.Arrays.copyOf(read, 10_000)).isEqualTo(numbers);
  }

  @Test
  void aTableWithoutRowsIsStillAnArtifact() {
    Path file = folder.resolve("none.arrow");
    ArtifactWriter.write(
        file, SampleArtifact.record(), new Table(new Column.Ints("n", new int[0])));
    assertThat(ArtifactReader.read(file).tables()).allMatch(table -> table.rows() == 0);
  }

  @Test
  void twoWritesGiveTheSameBytes() throws IOException {
    Path first = folder.resolve("first.arrow");
    Path second = folder.resolve("second.arrow");
    ArtifactWriter.write(first, SampleArtifact.record(), SampleArtifact.table());
    ArtifactWriter.write(second, SampleArtifact.record(), SampleArtifact.table());
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void anotherProcessWritesTheSameBytes() throws Exception {
    Path here = folder.resolve("here.arrow");
    Path there = folder.resolve("there.arrow");
    ArtifactWriter.write(here, SampleArtifact.record(), SampleArtifact.table());
    assertThat(inAnotherProcess(there.toString())).isZero();
    assertThat(there).hasSameBinaryContentAs(here);
  }

  @Test
  void aKilledWriterLeavesNoTargetFile() throws Exception {
    Path file = folder.resolve("killed.arrow");
    assertThat(inAnotherProcess(file.toString(), "die")).isEqualTo(137);
    assertThat(file).doesNotExist();
  }

  @Test
  void aWriterThatIsClosedBeforeItFinishedLeavesNothing() throws IOException {
    try (ArtifactWriter writer =
        new ArtifactWriter(folder.resolve("a.arrow"), SampleArtifact.record())) {
      writer.append(SampleArtifact.table());
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aFailedRewriteLeavesTheOldFileAsItWas() throws IOException {
    Path file = folder.resolve("a.arrow");
    ArtifactWriter.write(file, SampleArtifact.record(), SampleArtifact.table());
    byte[] before = Files.readAllBytes(file);
    try (ArtifactWriter writer = new ArtifactWriter(file, SampleArtifact.record())) {
      writer.append(new Table(new Column.Ints("n", new int[] {1})));
    }
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void rowsWithOtherColumnsAreRefused() {
    try (ArtifactWriter writer =
        new ArtifactWriter(folder.resolve("a.arrow"), SampleArtifact.record())) {
      writer.append(new Table(new Column.Ints("n", new int[] {1})));
      for (Table other :
          List.of(
              new Table(new Column.Ints("m", new int[] {1})),
              new Table(new Column.Doubles("n", new double[] {1})),
              new Table(
                  new Column.Ints("n", new int[] {1}), new Column.Ints("m", new int[] {1})))) {
        assertThatThrownBy(() -> writer.append(other))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("a.arrow");
      }
    }
  }

  @Test
  void anArtifactWithoutATableIsRefused() {
    try (ArtifactWriter writer =
        new ArtifactWriter(folder.resolve("a.arrow"), SampleArtifact.record())) {
      assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void columnsOfDifferentLengthMakeNoTable() {
    assertThatThrownBy(
            () ->
                new Table(new Column.Ints("n", new int[2]), new Column.Doubles("x", new double[3])))
        .hasMessageContaining("column x has 3 rows, not 2");
  }

  @Test
  void askingForAMissingColumnOrAnotherTypeSaysWhatThereIs() {
    Path file = folder.resolve("a.arrow");
    ArtifactWriter.write(file, SampleArtifact.record(), SampleArtifact.table());
    Table table = ArtifactReader.read(file).tables().get(0);
    assertRefused(
        () -> table.ints("wholes"),
        ExitCode.BAD_INPUT,
        file + ": no column wholes; it has [whole, real, flag, text, shape, values, bytes]");
    assertRefused(
        () -> table.doubles("whole"),
        ExitCode.BAD_INPUT,
        file + ": column whole holds Ints, expected Doubles");
  }

  @Test
  void anotherKindThanExpectedIsRefused() {
    Path file = folder.resolve("a.arrow");
    ArtifactWriter.write(file, SampleArtifact.record(), SampleArtifact.table());
    String message = file + ": holds sample of stage teacher, expected weights";
    assertRefused(() -> ArtifactReader.read(file).expect("weights"), ExitCode.BAD_INPUT, message);
    try (ArtifactReader reader = new ArtifactReader(file)) {
      assertRefused(() -> reader.expect("weights"), ExitCode.BAD_INPUT, message);
    }
  }

  @Test
  void otherArrowReadersCanReadAnArtifact() throws IOException {
    Path file = folder.resolve("a.arrow");
    ArtifactWriter.write(file, SampleArtifact.record(), SampleArtifact.table());
    try (RootAllocator allocator = new RootAllocator();
        var channel = Files.newByteChannel(file);
        ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
      assertThat(reader.loadNextBatch()).isTrue();
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertThat(root.getRowCount()).isEqualTo(3);
      assertThat(((IntVector) root.getVector("whole")).get(2)).isEqualTo(Integer.MAX_VALUE);
    }
  }

  @Test
  void aRecordOfAnotherKindKeepsAllElse() {
    ProvenanceRecord other = SampleArtifact.record().withKind("history");
    assertThat(other.kind()).isEqualTo("history");
    assertThat(other.withKind("sample")).isEqualTo(SampleArtifact.record());
  }

  @Test
  void rowsOfPlainValuesBecomeColumnsOfTheirTypes() {
    Map<String, Object> row = new TreeMap<>();
    row.put("flag", true);
    row.put("list", new int[] {1, 2});
    row.put("name", "x");
    row.put("n", 4);
    row.put("real", 0.5);
    row.put("values", new float[] {1});
    Table table = new TableBuilder().add(row).add(row).build();
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.flags("flag")).containsExactly(true, true);
    assertThat(table.intLists("list")[1]).containsExactly(1, 2);
    assertThat(table.texts("name")).containsExactly("x", "x");
    assertThat(table.ints("n")).containsExactly(4, 4);
    assertThat(table.doubles("real")).containsExactly(0.5, 0.5);
    assertThat(table.floatLists("values")[0]).containsExactly(1f);
    assertThatThrownBy(() -> new TableBuilder().add(row).add(Map.of("n", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long[] bits(double[] values) {
    return java.util.Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static int[][] bits(float[][] values) {
    return java.util.Arrays.stream(values)
        .map(
            row -> {
              int[] bits = new int[row.length];
              for (int i = 0; i < row.length; i++) {
                bits[i] = Float.floatToRawIntBits(row[i]);
              }
              return bits;
            })
        .toArray(int[][]::new);
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ExitCode code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            LuckyException.class, fault -> assertThat(fault.exitCode()).isEqualTo(code))
        .hasMessage(message);
  }

  private static int inAnotherProcess(String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SampleArtifact.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }
}
