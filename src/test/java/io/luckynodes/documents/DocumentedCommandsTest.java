package io.luckynodes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.cli.Lucky;
import io.luckynodes.documents.Documents.DocumentedCommand;
import io.luckynodes.lineage.SmallRun;
import io.luckynodes.run.KeptPlan;
import io.luckynodes.testkit.GuideExample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every command of the documents that ends in seconds does what it says, on the results of a small
 * run in which the figures are that documents name. Paths are those of a temporary folder in the
 * place of the folder in which a reader stands.
 */
class DocumentedCommandsTest {
  private static final String FIGURES =
      "student-specialization/fig03,student-specialization/fig07,luck-matters/thm01";

  /** Commands that other tests run, and why this test does not. */
  private static final Map<String, String> NOT_HERE =
      Map.of(
          "replay", "starts the workflow: ReplayIT",
          "bundle", "needs the commit from which the stages were built: BundleTest",
          "bench", "measures for minutes: BenchmarkTest",
          "close", "a run's own end: WorkflowIT");

  /** Words that are paths in the folder in which a reader stands. */
  private static final Set<String> PATHS =
      Set.of(
          "results",
          "other-results",
          "docs/results",
          "codecheck-bundle",
          "paper",
          "diff.html",
          "nodes.csv",
          "nodes.parquet");

  @TempDir static Path once;
  private static Path made;

  @TempDir Path folder;

  static Stream<DocumentedCommand> commands() {
    return Documents.commands("bin/lucky").stream()
        .filter(command -> !NOT_HERE.containsKey(command.words().get(1)));
  }

  @BeforeAll
  static void run() throws IOException {
    made = SmallRun.withRun(SmallRun.of(once, "--figures", FIGURES));
    Files.copy(once.resolve("plan/plan.json"), made.resolve(KeptPlan.PLACE));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyQuickCommandOfTheDocumentsSucceeds(DocumentedCommand command) throws IOException {
    SmallRun.copy(made, folder.resolve("results"));
    SmallRun.copy(made, folder.resolve("other-results"));
    GuideExample.in(folder);
    CommandLine line = Lucky.commandLine();
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(errors));

    int code = line.execute(arguments(command, line).toArray(String[]::new));

    assertThat(code).as(command + ": " + errors).isZero();
    assertThat(out.toString()).as(command.toString()).isNotBlank();
  }

  private List<String> arguments(DocumentedCommand command, CommandLine line) throws IOException {
    List<String> words = command.words();
    List<String> arguments = new ArrayList<>(List.of(words.get(1)));
    for (int i = 2; i < words.size(); i++) {
      String word = words.get(i);
      if (PATHS.contains(word) && !words.get(i - 1).equals("--scale")) {
        arguments.add(folder.resolve(word).toString());
      } else if (word.startsWith("/path/")) {
        arguments.add(folder.resolve(word.substring("/path/".length())).toString());
      } else if (word.startsWith("results/")) {
        arguments.addAll(expanded(word));
      } else {
        arguments.add(word);
      }
    }
    // The default of a table's file is in the folder in which a reader stands.
    if (words.get(1).equals("export") && words.size() == 4) {
      arguments.addAll(List.of("--csv", folder.resolve("table.csv").toString()));
    }
    for (Map.Entry<String, String> option :
        Map.of("--results", "results", "--out", "out").entrySet()) {
      CommandLine sub = line.getSubcommands().get(words.get(1));
      boolean needed =
          sub.getCommandSpec().optionsMap().containsKey(option.getKey())
              && !words.contains(option.getKey())
              && !words.get(1).equals("plan");
      if (needed) {
        arguments.addAll(List.of(option.getKey(), folder.resolve(option.getValue()).toString()));
      }
    }
    return arguments;
  }

  /** What a shell makes of a pattern. */
  private List<String> expanded(String word) throws IOException {
    Path parent = folder.resolve(word).getParent();
    List<String> files = new ArrayList<>();
    try (var found = Files.newDirectoryStream(parent, word.substring(word.lastIndexOf('/') + 1))) {
      found.forEach(file -> files.add(file.toString()));
    }
    assertThat(files).as(word).isNotEmpty();
    return files;
  }
}
