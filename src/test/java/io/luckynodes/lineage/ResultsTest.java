package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @TempDir Path folder;

  @Test
  void aLinkToAFolderIsNoFolder() throws IOException {
    Path figures = Files.createDirectories(folder.resolve("figures/study")).getParent();
    Files.createSymbolicLink(figures.resolve("a"), Path.of("."));
    Files.createSymbolicLink(figures.resolve("b"), Path.of("."));

    Results results = Results.in(folder);
    assertThat(results.foldersIn("figures")).containsExactly("study");
    assertThat(results.find("figures/a").file()).isNull();
  }
}
