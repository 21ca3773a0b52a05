package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.json.Json;
import io.luckynodes.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example can be run as the README says, and its study is described. */
class ExamplesTest {
  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("figures/examples"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsBuiltAndReportedUnderItsHeading(Path example, @TempDir Path folder)
      throws IOException {
    Path results = SmallRun.of(folder, "--figures", example.toString());
    Summary summary = Json.read(results.resolve(Summary.PLACE), Summary.class);
    assertThat(summary.figures()).isNotEmpty().allMatch(Summary.Figure::built);
    assertThat(summary.studies())
        .isNotEmpty()
        .allSatisfy(
            study -> {
              assertThat(study.title()).isNotEqualTo(study.id());
              assertThat(study.text()).isNotEmpty();
              assertThat(study.link()).isNotEmpty();
            });
    assertThat(summary.figures()).allMatch(figure -> !figure.claims().isEmpty());
  }
}
