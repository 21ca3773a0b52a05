package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.dataset.RangeServer.Fault;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.stage.StageTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VggBatchNormStageTest {
  private final VggFiles network = new VggFiles(VggLayout.VGG11);

  /** The other network that a file may be of. */
  private VggLayout other = VggLayout.VGG16;

  private final List<String> log = new ArrayList<>();
  private final Path folder;
  private final Path state;

  VggBatchNormStageTest(@TempDir Path folder) {
    this.folder = folder;
    this.state = folder.resolve("state");
  }

  private StageTask task(String dataset) {
    Job job =
        new Job(
            "dataset." + dataset,
            Stage.DATASET,
            "",
            "",
            dataset,
            "",
            new TreeMap<>(),
            List.of(),
            new TreeMap<>(),
            null);
    return new StageTask(job, folder, folder.resolve("out"), Optional.of(state), log::add);
  }

  /** Runs for VGG11, whose published file is where the layout says. */
  private VggBatchNorm run(VggLayout layout, Optional<Path> own, boolean offline) {
    StageTask task = task(layout.dataset());
    new VggBatchNormStage(List.of(layout, other), offline, FlakyServer.PATIENCE, Proxies.NONE)
        .run(task, own);
    return VggBatchNorm.read(task.outputPath(VggBatchNorm.KIND), layout);
  }

  private VggBatchNorm run(byte[] own, String name) throws IOException {
    byte[] digest = Digests.sha256().digest(own);
    VggLayout layout =
        VggFiles.with(network.layout, Digests.hex(digest).substring(0, 8), VggFiles.SMALL.twin());
    return run(layout, Optional.of(write(name, own)), true);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.write(folder.resolve(name), bytes);
  }

  private VggLayout publishedAt(RangeServer server) {
    return VggFiles.with(network.layout, "6002323d", server.address());
  }

  private void assertSame(VggBatchNorm read) {
    assertThat(read.layers()).hasSize(8);
    for (VggBatchNorm.Layer layer : read.layers()) {
      assertThat(layer.bias()).isEqualTo(network.vectors.get(layer.name() + ".bias"));
      assertThat(layer.scale()).isEqualTo(network.vectors.get(layer.name() + ".weight"));
      assertThat(layer.runningMean())
          .isEqualTo(network.vectors.get(layer.name() + ".running_mean"));
      assertThat(layer.runningVariance())
          .isEqualTo(network.vectors.get(layer.name() + ".running_var"));
    }
  }

  private void assertFails(ThrowingCallable call, ExitCode code, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(LuckyException.class, e -> assertThat(e.exitCode()).isEqualTo(code))
        .hasMessageContainingAll(parts);
    assertThat(folder.resolve("out"))
        .satisfiesAnyOf(
            out -> assertThat(out).doesNotExist(), out -> assertThat(out).isEmptyDirectory());
  }

  @Test
  void layoutsAreThoseOfTheNetworksAsPublished() {
    assertThat(VggLayout.VGG11.layers())
        .extracting(VggLayout.BatchNormLayer::name)
        .containsExactly(
            "features.1",
            "features.5",
            "features.9",
            "features.12",
            "features.16",
            "features.19",
            "features.23",
            "features.26");
    assertThat(VggLayout.VGG11.channels()).isEqualTo(2752);
    assertThat(VggLayout.VGG16.layers()).hasSize(13);
    assertThat(VggLayout.VGG16.channels()).isEqualTo(4224);
    assertThat(VggLayout.VGG16.layers().get(12))
        .isEqualTo(new VggLayout.BatchNormLayer("features.41", 512));
    assertThat(VggLayout.VGG16.layers().get(9))
        .isEqualTo(new VggLayout.BatchNormLayer("features.31", 512));
  }

  @Test
  void everyFormGivesTheSameVectors() throws IOException {
    assertSame(run(network.csv(), "a.csv"));
    assertSame(run(network.safetensors(), "model.safetensors"));
    assertSame(run(network.stream(), "mine.pth"));
    assertSame(run(network.zip(), "mine-zip.pth"));
    try (RangeServer server = new RangeServer(network.safetensors(), Fault.NONE)) {
      assertSame(run(publishedAt(server), Optional.empty(), false));
    }
    assertThat(log.stream().filter(line -> line.contains("sha256 of their values")))
        .hasSize(5)
        .extracting(line -> line.replaceAll(".*of their values (\\w+);.*", "$1"))
        .containsOnly(run(network.csv(), "a.csv").sha256());
  }

  /** What other programs make of the table: each differs from the project's own in one thing. */
  static Stream<UnaryOperator<String>> dialects() {
    return Stream.of(
        csv -> "\uFEFF" + csv,
        csv -> csv.replace("\n", "\r\n"),
        csv -> csv + "\n\n  \n,,,,,,\n",
        csv -> csv.replaceAll("[^,\n]+", "\"$0\""),
        csv -> csv.replaceFirst("model,layer", "\"Model\",\"LAYER\""),
        csv -> csv.replace(",", " ,  "),
        csv -> csv.replace(",", ", ").replaceAll("[^, \n]+", "\"$0\""),
        csv -> csv.replace(',', ';'),
        csv -> csv.replace(',', '\t'),
        VggBatchNormStageTest::withIndex,
        VggBatchNormStageTest::columnsReversed,
        VggBatchNormStageTest::rowsReversed,
        csv -> "\uFEFF" + withIndex(rowsReversed(csv)).replace(',', ';').replace("\n", "\r\n"));
  }

  /** As pandas writes it where nobody forbids it. */
  private static String withIndex(String csv) {
    List<String> lines = csv.lines().toList();
    return IntStream.range(0, lines.size())
        .mapToObj(i -> (i == 0 ? "" : Integer.toString(i - 1)) + "," + lines.get(i) + "\n")
        .collect(Collectors.joining());
  }

  private static String columnsReversed(String csv) {
    return csv.lines()
        .map(
            line -> {
              List<String> cells = Arrays.asList(line.split(","));
              Collections.reverse(cells);
              return String.join(",", cells) + "\n";
            })
        .collect(Collectors.joining());
  }

  private static String rowsReversed(String csv) {
    List<String> lines = new ArrayList<>(csv.lines().toList());
    Collections.reverse(lines.subList(1, lines.size()));
    return String.join("\n", lines);
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void aTableIsReadAsOtherProgramsWriteIt(UnaryOperator<String> dialect) throws IOException {
    String csv = new String(network.csv(), StandardCharsets.UTF_8);
    assertSame(run(dialect.apply(csv).getBytes(StandardCharsets.UTF_8), "own.csv"));
  }

  @ParameterizedTest
  @EnumSource(FloatType.class)
  void numbersOfEveryFloatingPointTypeAreRead(FloatType type) throws IOException {
    network.storeAs(type);
    assertSame(run(network.safetensors(), "model.safetensors"));
    assertSame(run(network.zip(), "mine.pth"));
    assertSame(run(network.zip(network.training("state_dict")), "wrapped.pth"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"module.", "model.", "model.module."})
  void aModuleAroundTheNetworkIsLeftOutOfItsNames(String prefix) throws IOException {
    network.wrapIn(prefix);
    assertSame(run(network.safetensors(), "model.safetensors"));
    assertSame(run(network.zip(), "mine.pth"));
    assertSame(run(network.zip(network.training("state_dict")), "wrapped.pth"));
  }

  @Test
  void aNetworkBesideAnotherIsNotTakenByGuess() throws IOException {
    VggFiles.Tensor mean = network.tensors.get("features.1.running_mean");
    network.wrapIn("module.");
    network.tensors.put("features.1.running_mean", mean);
    Path own = write("two.safetensors", network.safetensors());
    assertFails(
        () -> run(network.layout, Optional.of(own), true),
        ExitCode.BAD_INPUT,
        "expected the 8 BatchNorm layers of vgg11_bn",
        "found 9 [features.1, module.features.1,");
  }

  @Test
  void aNumberBeyondFloat32IsRefused() throws IOException {
    network.storeAs(FloatType.F64);
    VggFiles.Tensor bias = network.tensors.get("features.1.bias");
    ByteBuffer.wrap(bias.bytes()).order(ByteOrder.LITTLE_ENDIAN).putDouble(8, 1e39);
    Path own = write("large.safetensors", network.safetensors());
    assertFails(
        () -> run(network.layout, Optional.of(own), true),
        ExitCode.BAD_INPUT,
        "features.1.bias: channel 1: expected a finite number, found Infinity");
  }

  @Test
  void theRecordNamesTheFileAndItsDigest() throws IOException {
    byte[] csv = network.csv();
    run(csv, "some/layers.csv");
    Artifact artifact =
        ArtifactReader.read(task("vgg11-bn").outputPath(VggBatchNorm.KIND)).expect("dataset");
    assertThat(artifact.record().inputs())
        .containsEntry("source", new ProvenanceRecord.Input("layers.csv", Digests.of(csv)))
        .hasSize(1);
    assertThat(artifact.tables().get(0).texts("model")).containsOnly("vgg11_bn");
  }

  @Test
  void theRecordNamesTheAddressAndTheDigestOfWhatWasRead() throws IOException {
    try (RangeServer server = new RangeServer(network.safetensors(), Fault.NONE)) {
      VggBatchNorm read = run(publishedAt(server), Optional.empty(), false);
      assertThat(read.asInput().input().name()).isEqualTo("dataset.vgg11-bn.dataset.arrow");
      Artifact artifact = ArtifactReader.read(task("vgg11-bn").outputPath(VggBatchNorm.KIND));
      ProvenanceRecord.Input source = artifact.record().inputs().get("source");
      assertThat(source.name()).isEqualTo(server.address().toString());
      assertThat(source.sha256()).matches("[0-9a-f]{64}");
      assertThat(log).anyMatch(line -> line.matches(".*read \\d+ of \\d+ bytes in 4 requests"));
    }
  }

  @Test
  void theCopyOfTheUserIsTakenBeforeThePublishedFile() throws IOException {
    Path own = write("own.csv", network.csv());
    try (RangeServer server = new RangeServer(network.safetensors(), Fault.NONE)) {
      assertSame(run(publishedAt(server), Optional.of(own), false));
      assertThat(server.ranges).isEmpty();
    }
  }

  @Test
  void aCopyOfAnotherNetworkAloneLeavesThePublishedFile() throws IOException {
    byte[] vgg16 = new VggFiles(VggLayout.VGG16).safetensors();
    for (Path own :
        List.of(
            write("vgg16.csv", new VggFiles(VggLayout.VGG16).csv()),
            write("vgg16.safetensors", vgg16),
            write("folder/vgg16_bn.safetensors", vgg16).getParent())) {
      try (RangeServer server = new RangeServer(network.safetensors(), Fault.NONE)) {
        assertSame(run(publishedAt(server), Optional.of(own), false));
        assertThat(server.ranges).isNotEmpty();
      }
    }
  }

  @Test
  void aPublishedStreamOfAnotherNetworkIsKnownByItsDigestAndNotOpened() throws IOException {
    byte[] notEvenACheckpoint = {(byte) 0x80, 2, 7, 7, 7};
    Path own = write("mine.pth", notEvenACheckpoint);
    other =
        VggFiles.with(
            VggLayout.VGG16, Digests.of(notEvenACheckpoint).substring(0, 8), VggFiles.SMALL.twin());
    assertFails(
        () -> run(network.layout, Optional.of(own), true),
        ExitCode.DATA_UNAVAILABLE,
        "your own copy: " + own + " holds nothing of vgg11_bn");
  }

  @Test
  void aCsvOfOtherNetworksAloneIsAReasonToLeaveTheDataOut() throws IOException {
    Path own = write("own.csv", new VggFiles(VggLayout.VGG16).csv());
    assertFails(
        () -> run(network.layout, Optional.of(own), true),
        ExitCode.DATA_UNAVAILABLE,
        "your own copy: " + own + " holds nothing of vgg11_bn",
        "left alone, because LUCKY_OFFLINE is 1",
        "--vgg_bn PATH",
        "vgg11_bn-6002323d.pth",
        "unset LUCKY_OFFLINE");
    assertThat(state.resolve("unavailable/dataset.vgg11-bn.txt"))
        .content()
        .contains("none of its sources");

    run(network.csv(), "a.csv");
    assertThat(state.resolve("unavailable/dataset.vgg11-bn.txt")).doesNotExist();
  }

  @Test
  void aServerThatCannotBeReachedIsAReasonToLeaveTheDataOut() {
    VggLayout layout = VggFiles.with(network.layout, "6002323d", VggFiles.SMALL.twin());
    assertFails(
        () -> run(layout, Optional.empty(), false),
        ExitCode.DATA_UNAVAILABLE,
        "your own copy: none was given",
        "http://127.0.0.1:1/model.safetensors: cannot be reached",
        "connect this machine");
  }

  @Test
  void aServerWithAnotherNetworkIsAReasonToLeaveTheDataOut() throws IOException {
    byte[] vgg16 = new VggFiles(VggLayout.VGG16).safetensors();
    try (RangeServer server = new RangeServer(vgg16, Fault.NONE)) {
      assertFails(
          () -> run(publishedAt(server), Optional.empty(), false),
          ExitCode.DATA_UNAVAILABLE,
          "is another network's");
    }
  }

  @Test
  void filesOfAFolderAreFoundByTheNetworksName() throws IOException {
    write("folder/vgg16_bn-6c64b313.pth", new byte[3]);
    write("folder/notes.txt", new byte[3]);
    Path file = write("folder/vgg11_bn.safetensors", network.safetensors());
    assertSame(run(network.layout, Optional.of(file.getParent()), true));
  }

  @Test
  void aStreamWithAnotherDigestThanThePublishedOneIsRefused() throws IOException {
    byte[] stream = network.stream();
    Path own = write("mine.pth", stream);
    assertFails(
        () -> run(network.layout, Optional.of(own), true),
        ExitCode.BAD_INPUT,
        own + ": truncated or altered",
        "begins with 6002323d",
        Digests.of(stream));
  }

  @Test
  void aNameThatCarriesAnotherDigestIsRefused() throws IOException {
    Path own = write("vgg11_bn-0123abcd.pth", network.zip());
    assertFails(
        () -> run(network.layout, Optional.of(own), true),
        ExitCode.BAD_INPUT,
        "begins with 0123abcd");
  }

  @Test
  void aMissingFileIsAnError() {
    assertFails(
        () -> run(network.layout, Optional.of(folder.resolve("absent.pth")), false),
        ExitCode.NO_INPUT,
        "absent.pth: no such file or folder");
  }

  @Test
  void aFileOfNoKnownFormIsRefused() throws IOException {
    for (byte[] bytes :
        List.of(new byte[0], new byte[200], "hello".getBytes(StandardCharsets.UTF_8))) {
      Path own = write("own", bytes);
      assertFails(
          () -> run(network.layout, Optional.of(own), true),
          ExitCode.BAD_INPUT,
          own + ": neither a checkpoint of PyTorch, nor safetensors, nor a CSV");
    }
  }

  @Test
  void aMissingLayerOrAnUnknownNetworkIsRefusedWithWhatIsExpectedAndFound() throws IOException {
    network.tensors.keySet().removeIf(name -> name.startsWith("features.12."));
    Path own = write("own.safetensors", network.safetensors());
    assertFails(
        () -> run(network.layout, Optional.of(own), true),
        ExitCode.BAD_INPUT,
        "expected the 8 BatchNorm layers of vgg11_bn [features.1, features.12,",
        "found 7 [features.1, features.16,");
  }

  @Test
  void aVectorThatIsMissingOrOfAnotherLengthIsRefused() throws IOException {
    String csv = new String(network.csv(), StandardCharsets.UTF_8);
    Path shorter =
        write(
            "shorter.csv",
            csv.substring(0, csv.lastIndexOf('\n', csv.length() - 2) + 1)
                .getBytes(StandardCharsets.UTF_8));
    assertFails(
        () -> run(network.layout, Optional.of(shorter), true),
        ExitCode.BAD_INPUT,
        "features.26.bias: expected 512 channels, found 511");
    network.tensors.remove("features.9.weight");
    Path without = write("without.safetensors", network.safetensors());
    assertFails(
        () -> run(network.layout, Optional.of(without), true),
        ExitCode.BAD_INPUT,
        without + ": holds no features.9.weight");
  }

  @Test
  void valuesThatCannotBeAreRefused() throws IOException {
    network.vectors.get("features.5.bias")[7] = Float.NaN;
    Path nan = write("nan.csv", network.csv());
    assertFails(
        () -> run(network.layout, Optional.of(nan), true),
        ExitCode.BAD_INPUT,
        "features.5.bias: channel 7: expected a finite number, found NaN");
    network.vectors.get("features.5.bias")[7] = 0;
    network.vectors.get("features.5.running_var")[3] = -1;
    Path negative = write("negative.csv", network.csv());
    assertFails(
        () -> run(network.layout, Optional.of(negative), true),
        ExitCode.BAD_INPUT,
        "features.5.running_var: channel 3: expected a finite number, at least 0, found -1.0");
  }

  @Test
  void faultsOfACsvAreToldWithTheirLine() throws IOException {
    String csv = new String(network.csv(), StandardCharsets.UTF_8);
    List<List<String>> faults =
        List.of(
            List.of(
                csv.replaceFirst(",running_var\n", "\n"),
                "line 1: expected the columns",
                "found no running_var"),
            List.of(csv.replaceFirst("bias,weight", "bias,BIAS"), "line 1:", "found bias twice"),
            List.of(
                csv.replaceFirst("features.1,1,", "features.1,2,"),
                "line 4: channel 2 of features.1 stands twice; it is already in line 3"),
            List.of(
                csv.replaceFirst("features.1,1,", "features.1,99,"),
                "features.1.bias: expected 64 channels, found 64; they are counted from 0, and 1"
                    + " is missing"),
            List.of(
                csv.replaceFirst("features.1,1,", "features.1,-1,"),
                "line 3: channel: expected a number from 0 on, found '-1'"),
            List.of(
                csv.replaceFirst("features.1,1,", "features.1,1,x"), "line 3: bias: expected a"),
            List.of(
                csv.replaceFirst("features.1,1,[^,]*,", "features.1,1,\"0,5\","),
                "line 3: bias: expected a number with a decimal point, found '0,5'"),
            List.of(
                csv.replaceFirst("features.1,1,", "features.1,1,\"0.5"),
                "line",
                "expected cells of CSV"),
            List.of(
                csv.replaceFirst("features.1,1,", "features.1,1,0,"), "line 3: expected 7 fields"));
    for (List<String> fault : faults) {
      Path own = write("own.csv", fault.get(0).getBytes(StandardCharsets.UTF_8));
      assertFails(
          () -> run(network.layout, Optional.of(own), true),
          ExitCode.BAD_INPUT,
          fault.subList(1, fault.size()).toArray(String[]::new));
    }
    assertFails(
        () -> run(csv.getBytes(StandardCharsets.UTF_16), "utf-16.csv"),
        ExitCode.BAD_INPUT,
        "is text in UTF-16, expected UTF-8");
    byte[] latin1 =
        csv.replaceFirst("features", "f\u00fcatures").getBytes(StandardCharsets.ISO_8859_1);
    assertFails(
        () -> run(latin1, "latin-1.csv"),
        ExitCode.BAD_INPUT,
        "expected text in UTF-8, found other");
    byte[] large = Arrays.copyOf(network.csv(), CsvVectors.MOST_BYTES + 1);
    Path own = write("own.csv", large);
    assertFails(
        () -> run(network.layout, Optional.of(own), true), ExitCode.BAD_INPUT, "at most 8388608");
  }

  @Test
  void aJobOfAnotherDataSetIsRefused() {
    assertFails(
        () ->
            new VggBatchNormStage(VggLayout.PUBLISHED, true, FlakyServer.PATIENCE, Proxies.NONE)
                .run(task("cifar10"), Optional.empty()),
        ExitCode.BAD_INPUT,
        "no data set cifar10 here; there are [vgg11-bn, vgg16-bn]");
    assertThat(VggBatchNormStage.knows("vgg16-bn")).isTrue();
    assertThat(VggBatchNormStage.knows("cifar10")).isFalse();
  }

  @Test
  void anArtifactOfAnotherNetworkIsRefused() throws IOException {
    run(network.csv(), "a.csv");
    Path artifact = task("vgg11-bn").outputPath(VggBatchNorm.KIND);
    assertThatThrownBy(() -> VggBatchNorm.read(artifact, "vgg16-bn"))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("expected vgg16_bn features.1 channel 0, found vgg11_bn");
  }
}
