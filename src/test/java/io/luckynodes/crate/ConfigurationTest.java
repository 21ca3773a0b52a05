package io.luckynodes.crate;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.lineage.Results;
import io.luckynodes.lineage.SmallRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  private static final Path OWN = Path.of("nextflow.config");

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    SmallRun.copy(Path.of("conf"), folder.resolve("workflow/conf"));
    Files.copy(OWN, folder.resolve("workflow/nextflow.config"));
  }

  private List<String> inForce(String profiles) {
    Results results = Results.in(folder);
    Set<String> files =
        results.files().stream()
            .filter(path -> path.startsWith("workflow/"))
            .collect(Collectors.toSet());
    assertThat(files).contains("workflow/nextflow.config", "workflow/conf/base.config");
    return Configuration.inForce(results, files, profiles);
  }

  private static List<String> withBase(String... names) {
    List<String> paths = new ArrayList<>(List.of("workflow/conf/base.config"));
    for (String name : names) {
      paths.add("workflow/conf/" + name + ".config");
    }
    paths.add("workflow/nextflow.config");
    return paths;
  }

  @Test
  void aProfileBringsItsFileAndWhatThatIncludes() {
    assertThat(inForce("standard")).containsExactlyElementsOf(withBase("local", "standard"));
    assertThat(inForce("slurm,apptainer"))
        .containsExactlyElementsOf(
            withBase("apptainer", "scheduler", "sif", "slurm").stream().sorted().toList());
    assertThat(inForce("of my own")).containsExactlyElementsOf(withBase());
  }

  @Test
  void everyProfileOfTheWorkflowIsFound() throws IOException {
    Matcher profile = Pattern.compile("(\\w+) \\{ includeConfig").matcher(Files.readString(OWN));
    int profiles = 0;
    for (; profile.find(); profiles++) {
      assertThat(inForce(profile.group(1)))
          .contains("workflow/conf/" + profile.group(1) + ".config")
          .hasSizeBetween(3, 4);
    }
    assertThat(profiles).isGreaterThan(10);
  }

  @Test
  void whatAStrangerIncludesLeadsNowhere() throws IOException {
    Files.writeString(
        folder.resolve("workflow/nextflow.config"),
        """
        includeConfig 'nextflow.config'
        includeConfig '../../outside.config'
        includeConfig '/etc/passwd'
        includeConfig 'https://example.org/x.config'
        // includeConfig 'conf/slurm.config'
        """);
    assertThat(inForce("standard")).containsExactly("workflow/nextflow.config");
  }

  @Test
  void resultsWithoutAConfigurationHaveNone() throws IOException {
    Results results = Results.in(folder);
    assertThat(Configuration.inForce(results, Set.of(), "standard")).isEmpty();
  }
}
