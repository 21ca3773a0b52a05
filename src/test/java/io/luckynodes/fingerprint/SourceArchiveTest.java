package io.luckynodes.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Held against git itself, which commits and packs. */
class SourceArchiveTest {
  @TempDir Path folder;
  private Path unpacked = Path.of("");
  private String commit = "";

  @BeforeEach
  void commitAndUnpack() throws Exception {
    Path clone = Files.createDirectories(folder.resolve("clone"));
    unpacked = Files.createDirectories(folder.resolve("unpacked"));
    Files.copy(Path.of(".git_archival.txt"), clone.resolve(".git_archival.txt"));
    Files.writeString(
        clone.resolve(".gitattributes"), ".git_archival.txt export-subst\n* text=auto eol=lf\n");
    Files.writeString(clone.resolve(".gitignore"), "target/\n*.part\n");
    // Git's order is not that of the names: a folder "a" comes behind "a-b" and "a.c".
    for (String name : new String[] {"a-b", "a.c", "a/deep/er/x", "a/y", "ü.txt"}) {
      Path file = clone.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "holds " + name + "\n");
    }
    Path program = clone.resolve("run");
    Files.writeString(program, "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    sh(
        "git init -q . && git add -A && git -c user.name=x -c user.email=x@example.org commit -qm one");
    commit = sh("git rev-parse HEAD").strip();
    sh("git archive HEAD | tar -x -C '" + unpacked + "'");
  }

  @Test
  void anArchiveKnowsItsCommitAndThatItIsWhole() throws IOException {
    SourceArchive archive = SourceArchive.in(unpacked).orElseThrow();

    assertThat(archive.commit()).isEqualTo(commit);
    assertThat(archive.isWhole()).isTrue();
    assertThat(archive.files()).containsKeys("a-b", "a/deep/er/x", "run", ".git_archival.txt");
    assertThat(archive.files().get("run").program()).isTrue();

    Files.createDirectories(unpacked.resolve("target"));
    Files.writeString(unpacked.resolve("target/built"), "x");
    Files.writeString(unpacked.resolve("a/left.part"), "x");
    assertThat(archive.isWhole()).as("with what git ignores").isTrue();
  }

  @Test
  void whatIsNoMoreAsCommittedIsNoticed() throws IOException {
    SourceArchive archive = SourceArchive.in(unpacked).orElseThrow();

    Files.writeString(unpacked.resolve("a/y"), "another line\n", StandardCharsets.UTF_8);
    assertThat(archive.isWhole()).isFalse();
    Files.writeString(unpacked.resolve("a/y"), "holds a/y\n");
    assertThat(archive.isWhole()).isTrue();
    Files.writeString(unpacked.resolve("new"), "x");
    assertThat(archive.isWhole()).isFalse();
    Files.delete(unpacked.resolve("new"));
    assertThat(unpacked.resolve("run").toFile().setExecutable(false, false)).isTrue();
    assertThat(archive.isWhole()).isFalse();
  }

  @Test
  void aCloneIsNoArchive() {
    assertThat(SourceArchive.in(folder.resolve("clone"))).isEqualTo(Optional.empty());
    assertThat(SourceArchive.in(folder)).isEqualTo(Optional.empty());
  }

  private String sh(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.resolve("clone").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
