package io.luckynodes.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.lineage.SmallRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A moment of the soak ({@code containers/soak}), so that it stays able to run. */
class MutationsTest {
  @TempDir Path folder;

  @Test
  void mutatedDefinitionsArePlannedOrRefused() throws Exception {
    assertThat(new Mutations(Path.of("figures"), folder).ofDefinitions(0, 40, 1)).isEmpty();
  }

  @Test
  void mutatedResultsAreReadOrRefused() throws Exception {
    Path results = SmallRun.withRun(SmallRun.results(folder));
    assertThat(new Mutations(results, folder.resolve("soak")).ofFiles(0, 40, 1)).isEmpty();
  }
}
