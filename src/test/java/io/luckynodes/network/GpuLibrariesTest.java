package io.luckynodes.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuLibrariesTest {
  @TempDir private Path folder;

  @Test
  void withoutAnyTheWayToHaveThemIsSaid() {
    assertThat(GpuLibraries.state(folder))
        .startsWith("there are no libraries for one in " + folder)
        .contains("-profile gpu");
  }

  @Test
  void oneThatIsMissingAndOneThatDoesNotLoadAreNamed() throws Exception {
    Files.writeString(folder.resolve("libcufft.so.11"), "no library");

    assertThat(GpuLibraries.faults(folder)).hasSize(GpuLibraries.NAMES.size());
    assertThat(GpuLibraries.state(folder))
        .contains("libcudart.so.12 is missing; ")
        .contains("libcufft.so.11 does not load: ");
  }

  /** Where the launcher has fetched them, on a machine with a GPU or without. */
  @Test
  void allThatAreFetchedLoad() throws Exception {
    Path engine = Path.of(".lucky-nodes");
    assumeThat(engine).isDirectory();
    List<Path> fetched;
    try (Stream<Path> entries = Files.list(engine)) {
      fetched = entries.filter(own -> own.getFileName().toString().matches("gpu-\\d+")).toList();
    }
    assumeThat(fetched).isNotEmpty();

    assertThat(GpuLibraries.faults(fetched.get(0))).isEmpty();
  }
}
