package io.luckynodes.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void aLinkLaidWhereAnEarlierFileWasWrittenIsNotWrittenThrough() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
    Path target = folder.resolve("results/index.html");
    Path guessed;
    try (AtomicFile file = new AtomicFile(target)) {
      file.write(ByteBuffer.wrap("first".getBytes(UTF_8)));
      guessed = names().get(0);
      file.commit();
    }
    Files.createSymbolicLink(guessed, mine);
    Path process = target.resolveSibling(".index.html." + ProcessHandle.current().pid() + ".part");
    if (!Files.isSymbolicLink(process)) {
      Files.createSymbolicLink(process, mine);
    }

    AtomicFile.write(target, "second".getBytes(UTF_8));

    assertThat(mine).hasContent("mine");
    assertThat(target).hasContent("second");
    assertThat(guessed).isSymbolicLink();
  }

  @Test
  void aTargetThatIsALinkIsReplaced() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
    Path target = Files.createSymbolicLink(folder.resolve("index.html"), mine);

    AtomicFile.write(target, "page".getBytes(UTF_8));

    assertThat(mine).hasContent("mine");
    assertThat(target).isRegularFile().hasContent("page");
    assertThat(Files.isSymbolicLink(target)).isFalse();
  }

  private List<Path> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("results"))) {
      return files.toList();
    }
  }
}
