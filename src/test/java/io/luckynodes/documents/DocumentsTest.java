package io.luckynodes.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.cli.Lucky;
import io.luckynodes.documents.Documents.DocumentedCommand;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.testkit.Generated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What documents promise is there: commands with their options, links, and short lines. */
class DocumentsTest {
  private static final int WIDTH = 120;

  private static final Path README = Path.of("README.md");
  private static final Path RESULTS = Path.of("docs/results.md");
  private static final Path PICTURES = Path.of("docs/results");
  private static final long MOST_BYTES_OF_PICTURES = 3_000_000;

  /** The part of the README that is made from the page of results. */
  private static final Pattern OUTCOME =
      Pattern.compile("(?s)(?<=<!-- Outcome\\. -->\n).*?(?=<!-- End of outcome\\. -->)");

  /** The table of studies on the page of results. */
  private static final Pattern STUDIES =
      Pattern.compile("(?s)(?<=<!-- Outcome by study\\. -->\n).*?(?=<!-- End of outcome\\. -->)");

  private static final Pattern SCALE =
      Pattern.compile("(?m)^This page shows one run at scale (\\w+)");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /** A link that is longer than a line cannot be broken. */
  private static final Pattern LONE_LINK = Pattern.compile("\\s*(- )?\\[.*\\]\\(.*\\)[.,;]?");

  /** Options that Nextflow itself has, of those that documents name. */
  private static final Set<String> OF_NEXTFLOW =
      Set.of(
          "-resume",
          "-profile",
          "-work-dir",
          "-params-file",
          "-c",
          "-with-trace",
          "-with-report",
          "-ansi-log",
          "-bg",
          "-log",
          "-stub-run");

  static Stream<Path> documents() {
    return Documents.all().stream();
  }

  static Stream<DocumentedCommand> luckyCommands() {
    return Documents.commands("bin/lucky").stream();
  }

  static Stream<DocumentedCommand> runs() {
    return Documents.commands("./nextflow").stream();
  }

  static Stream<DocumentedCommand> mavenCommands() {
    return Documents.commands("mvn").stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linesAreShortButInTablesAndCommands(Path document) {
    List<String> tooLong = new ArrayList<>();
    boolean code = false;
    for (String line : Documents.lines(document)) {
      code ^= line.startsWith("```");
      if (line.codePointCount(0, line.length()) > WIDTH
          && !code
          && !line.startsWith("|")
          && !LONE_LINK.matcher(line).matches()) {
        tooLong.add(line);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsToAFileAndItsHeading(Path document) {
    String text = String.join("\n", Documents.lines(document)).replaceAll("(?s)```.*?```", "");
    List<String> links = LINK.matcher(text).results().map((MatchResult m) -> m.group(1)).toList();
    Path folder = document.resolveSibling("");
    for (String link : links) {
      if (link.matches("https?://.*|mailto:.*")) {
        continue;
      }
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? document : folder.resolve(parts[0]).normalize();
      assertThat(target).as(document + ": " + link).exists();
      if (parts.length == 2) {
        assertThat(anchors(target)).as(document + ": " + link).contains(parts[1]);
      }
    }
  }

  /** Headings as links name them: lower case, blanks as dashes, without punctuation. */
  private static List<String> anchors(Path document) {
    List<String> anchors = new ArrayList<>();
    for (String line : Documents.lines(document)) {
      if (line.matches("#{1,6} .*")) {
        anchors.add(
            line.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-'));
      }
    }
    return anchors;
  }

  @ParameterizedTest
  @MethodSource("luckyCommands")
  void everyCommandHasTheOptionsThatDocumentsName(DocumentedCommand command) {
    List<String> words = command.words();
    CommandLine line = Lucky.commandLine();
    assertThatCode(() -> line.parseArgs(words.subList(1, words.size()).toArray(String[]::new)))
        .as(command.toString())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyRunHasTheParametersThatDocumentsName(DocumentedCommand command) throws IOException {
    Set<String> parameters = parameters();
    String profiles = Files.readString(Path.of("nextflow.config"));
    List<String> words = command.words();
    assertThat(words.subList(0, Math.min(2, words.size()))).contains("./nextflow");
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("--")) {
        assertThat(parameters).as(command.toString()).contains(word.substring(2));
      } else if (word.startsWith("-")) {
        assertThat(OF_NEXTFLOW).as(command.toString()).contains(word);
      }
      if (word.equals("-profile")) {
        for (String profile : words.get(i + 1).split(",", -1)) {
          assertThat(profiles)
              .as(command.toString())
              .containsPattern("(?m)^\\s+" + profile + " \\{");
        }
      }
    }
  }

  private static Set<String> parameters() {
    Set<String> names = new TreeSet<>(Set.of("help"));
    for (JsonNode group :
        Json.read(Path.of("nextflow_schema.json"), JsonNode.class).path("$defs")) {
      group.path("properties").fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("mavenCommands")
  void everyTestThatDocumentsNameIsThere(DocumentedCommand command) throws IOException {
    for (String word : command.words()) {
      if (word.matches("-D(it\\.)?test=.*")) {
        for (String test : word.substring(word.indexOf('=') + 1).split(",", -1)) {
          String name = test.replaceFirst("#.*", "");
          try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                .as(command.toString())
                .contains(name + ".java");
          }
        }
      }
    }
  }

  @Test
  void theReadmeShowsWhatThePageOfResultsSays() throws IOException {
    String results = Files.readString(RESULTS);
    String scale = found(SCALE, results).group(1);
    String outcome =
        "[![The figures of a run at scale "
            + scale
            + "](docs/results/contact-sheet.png)](docs/results.md)\n\n"
            + found(STUDIES, results).group()
            + "\n[docs/results.md](docs/results.md) has every figure, and every claim with its numbers.\n";
    String readme = Files.readString(README);
    found(OUTCOME, readme);
    Generated.hold(README, OUTCOME.matcher(readme).replaceFirst(Matcher.quoteReplacement(outcome)));
  }

  private static MatchResult found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(pattern.toString()).isTrue();
    return matcher.toMatchResult();
  }

  @Test
  void thePicturesOfResultsAreFewBytesAndAllShown() throws IOException {
    String results = Files.readString(RESULTS);
    long bytes = 0;
    try (Stream<Path> files = Files.list(PICTURES)) {
      for (Path picture : files.toList()) {
        bytes += Files.size(picture);
        assertThat(results).contains("](results/" + picture.getFileName() + ")");
      }
    }
    assertThat(bytes).isLessThan(MOST_BYTES_OF_PICTURES);
  }

  @Test
  void theRoadOfDataHasEveryStageInOrder() {
    String readme = String.join("\n", Documents.lines(README));
    String road = readme.substring(readme.indexOf("```mermaid"));
    int from = 0;
    for (Stage stage : Stage.values()) {
      int at = road.indexOf(stage.id(), from);
      assertThat(at).as(stage.id()).isPositive();
      from = at;
    }
  }
}
