package io.luckynodes.crate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.Results;
import io.luckynodes.lineage.SmallRun;
import io.luckynodes.run.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run packed for an archive, with the source of a small clone. */
class BundleTest {
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path results;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path project;

  @BeforeEach
  void lay() throws Exception {
    results = SmallRun.withRun(SmallRun.results(folder));
    project = SmallRun.copy(results.resolve("workflow"), folder.resolve("project"));
    Files.writeString(project.resolve("nextflow"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        project.resolve("nextflow"), PosixFilePermissions.fromString("rwxr-xr-x"));
    git("init", "--quiet");
    git("add", "--all");
    git(
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "commit",
        "--quiet",
        "--message=All");
    commit(git("rev-parse", "HEAD"));
  }

  private String git(String... arguments) throws Exception {
    Process git =
        new ProcessBuilder(
                Stream.concat(Stream.of("git", "-C", project.toString()), Stream.of(arguments))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
    return said.strip();
  }

  private void commit(String commit) throws IOException {
    Path file = results.resolve(RunRecord.PLACE);
    ObjectNode json = (ObjectNode) Json.read(file, JsonNode.class);
    Files.writeString(file, Json.writeIndented(json.put("commit", commit)));
  }

  private Path bundle(String name, boolean uncommitted) {
    Path out = folder.resolve(name);
    Bundle.write(Results.in(results), project, uncommitted, out);
    return out;
  }

  private void refused(ExitCode code, String... words) {
    assertThatThrownBy(() -> bundle("refused.zip", false))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> {
              assertThat(fault.exitCode()).isEqualTo(code);
              assertThat(fault).hasMessageContainingAll(words);
            });
    assertThat(folder.resolve("refused.zip")).doesNotExist();
  }

  /** Unpacks an archive; the mode of each entry by its name. */
  private static SortedMap<String, Integer> unpack(Path archive, Path into) throws IOException {
    SortedMap<String, Integer> modes = new TreeMap<>();
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      for (ZipArchiveEntry entry : java.util.Collections.list(zip.getEntries())) {
        Path file = into.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, zip.getInputStream(entry).readAllBytes());
        modes.put(entry.getName(), entry.getUnixMode());
      }
    }
    return modes;
  }

  @Test
  void theArchiveIsAWholeCrateWithTheSourceThatMadeIt() throws IOException {
    Path unpacked = folder.resolve("unpacked");
    SortedMap<String, Integer> modes = unpack(bundle("a.zip", false), unpacked);
    CrateCheck.of(unpacked).isSound();
    assertThat(modes)
        .containsKeys(
            "CITATION.cff", "LICENSE", "SOURCE.txt", "source/main.nf", "source/figures/README.md")
        .containsEntry("source/nextflow", 0100755)
        .containsEntry("source/main.nf", 0100644)
        .containsEntry("index.html", 0100644);
    assertThat(unpacked.resolve("SOURCE.txt"))
        .content()
        .contains("The run was made by these files.");
    assertThat(modes.keySet()).noneMatch(name -> name.contains(".git/"));
  }

  @Test
  void madeTwiceItIsTheSameBytes() throws IOException {
    Path first = bundle("a.zip", false);
    for (String name : List.of("index.html", "run/trace.txt", "workflow/main.nf")) {
      Files.setLastModifiedTime(results.resolve(name), FileTime.fromMillis(5_000_000_000_000L));
    }
    Files.setPosixFilePermissions(
        results.resolve("index.html"), PosixFilePermissions.fromString("rwx------"));
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
      assertThat(bundle("b.zip", false)).hasSameBinaryContentAs(first);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void whatIsInNoCommitIsRefusedOrNamed() throws Exception {
    commit(git("rev-parse", "HEAD") + " and changes");
    refused(ExitCode.BAD_INPUT, "something that the stages were built from", "--uncommitted");
    commit(git("rev-parse", "HEAD"));
    Files.writeString(results.resolve("workflow/main.nf"), "// edited\n");
    Files.writeString(results.resolve("workflow/figures/own.yaml"), "a: 1\n");
    refused(ExitCode.BAD_INPUT, "main.nf", "figures/own.yaml");
    Path unpacked = folder.resolve("unpacked");
    unpack(bundle("a.zip", true), unpacked);
    assertThat(unpacked.resolve("SOURCE.txt"))
        .content()
        .contains(
            "The run was NOT made by these files alone", "  figures/own.yaml\n", "  main.nf\n");
    assertThat(unpacked.resolve("workflow/main.nf")).hasContent("// edited\n");
  }

  @Test
  void ownDefinitionsAreInTheArchiveAndNeedNoCommit() throws Exception {
    Files.createDirectories(results.resolve("workflow/definitions"));
    Files.writeString(results.resolve("workflow/definitions/own.yaml"), "a: 1\n");
    Path unpacked = folder.resolve("unpacked");
    unpack(bundle("a.zip", false), unpacked);
    assertThat(unpacked.resolve("workflow/definitions/own.yaml")).hasContent("a: 1\n");
  }

  @Test
  void aCommitThatIsNotThereIsRefused() throws IOException {
    commit("0".repeat(40));
    refused(ExitCode.NO_INPUT, "commit " + "0".repeat(40) + " of the run is not in " + project);
    commit("unknown");
    refused(ExitCode.NO_INPUT, "expected 40 hexadecimal digits, found unknown");
    commit("--output=/tmp/x");
    refused(ExitCode.NO_INPUT, "expected 40 hexadecimal digits");
  }

  @Test
  void linksOutOfTheResultsAreNotFollowed() throws IOException {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "secret");
    Files.createSymbolicLink(results.resolve("figures/secret.svg"), secret);
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret.arrow"), "secret");
    Files.createSymbolicLink(results.resolve("metrics/outside"), outside);
    assertThat(unpack(bundle("a.zip", false), folder.resolve("unpacked")).keySet())
        .noneMatch(name -> name.contains("secret"));
  }
}
