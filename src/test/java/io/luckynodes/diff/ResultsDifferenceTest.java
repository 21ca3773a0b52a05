package io.luckynodes.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.cli.Lucky;
import io.luckynodes.csv.CsvLines;
import io.luckynodes.csv.CsvTable;
import io.luckynodes.error.ExitCode;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.SmallRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ResultsDifferenceTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)></script>";

  @TempDir static Path once;
  private static Path results;

  @TempDir Path folder;
  private Path other;

  /** What a command left. */
  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void run() throws IOException {
    results = SmallRun.results(once);
  }

  @BeforeEach
  void copy() throws IOException {
    other = SmallRun.copy(results, folder.resolve("other"));
  }

  private static Ended diff(Path a, Path b, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Lucky.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> words = new ArrayList<>(List.of("diff", a.toString(), b.toString()));
    words.addAll(List.of(options));
    int code = line.execute(words.toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }

  private Path file(String ending) {
    return other.resolve("figures/" + SmallRun.FIGURE + "." + ending);
  }

  private void replaceIn(Path file, String before, String after) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    assertThat(text).contains(before);
    Files.writeString(file, text.replace(before, after));
  }

  /** Multiplies a column of the figure's numbers. */
  private void multiply(String column, double factor) throws IOException {
    CsvTable table = CsvTable.read(file("csv"), FigureFile.LARGEST);
    CsvLines lines = new CsvLines(table.columns().toArray());
    int place = table.columns().indexOf(column);
    for (List<String> row : table.rows()) {
      Object[] fields = row.toArray();
      if (!row.get(place).isEmpty()) {
        fields[place] = factor * Double.parseDouble(row.get(place));
      }
      lines.add(fields);
    }
    Files.write(file("csv"), lines.encoded());
  }

  @Test
  void resultsAreTheSameAsTheirCopy() {
    Ended ended = diff(results, other);
    assertThat(ended.err).isEmpty();
    assertThat(ended.code).isZero();
    assertThat(ended.out)
        .contains(SmallRun.FIGURE + "  same\n")
        .endsWith("1 figure: 1 the same; 0 verdicts changed\n");
  }

  @Test
  void otherNumbersDifferUnlessTheyAreWithinTheTolerance() throws IOException {
    multiply("x", 1.001);
    Ended strict = diff(results, other);
    assertThat(strict.code).isEqualTo(ExitCode.DIFFERENT.code()).isEqualTo(3);
    assertThat(strict.out)
        .contains(SmallRun.FIGURE + "  differs: numbers\n")
        .containsPattern(SmallRun.FIGURE + "  x +1\\.0e-03 +\\d\\.\\de[-+]\\d\\d +\\d+\n");
    assertThat(strict.err).startsWith("lucky diff: ").contains("1 figure: 1 different");
    Ended loose = diff(results, other, "--tolerance", "0.002");
    assertThat(loose.code).isZero();
    assertThat(loose.out).contains(SmallRun.FIGURE + "  within the tolerance\n");
  }

  @Test
  void otherSettingsAreADifferenceAndOtherCodeIsNone() throws IOException {
    replaceIn(file("svg"), "\"threads\":\"1\"", "\"threads\":\"2\"");
    String code = FigureFile.read(file("svg")).record().code();
    replaceIn(file("svg"), code, "f".repeat(64));
    Ended ended = diff(results, other);
    assertThat(ended.code).isZero();
    assertThat(ended.out)
        .contains(SmallRun.FIGURE + "  same, by other code\n")
        .contains("  other code of stage  A             B             figures\n")
        .contains("figure               " + code.substring(0, 12) + "  ffffffffffff  1\n")
        .contains("threads");
    replaceIn(file("svg"), "\"scale\":\"smoke\"", "\"scale\":\"laptop\"");
    Ended changed = diff(results, other);
    assertThat(changed.code).isEqualTo(ExitCode.DIFFERENT.code());
    assertThat(changed.out)
        .contains(SmallRun.FIGURE + "  differs: settings, by other code\n")
        .containsPattern(SmallRun.FIGURE + "  scale +smoke +laptop\n");
  }

  @Test
  void theSameNumbersDrawnOtherwiseDiffer() throws IOException {
    replaceIn(file("svg"), "</svg>", "<g/></svg>");
    assertThat(diff(results, other).out).contains(SmallRun.FIGURE + "  differs: drawing\n");
  }

  @Test
  void anotherVerdictIsADifference() throws IOException {
    replaceIn(
        other.resolve("summary.json"), "\"verdict\" : \"not judged\"", "\"verdict\" : \"holds\"");
    Ended ended = diff(results, other);
    assertThat(ended.code).isEqualTo(ExitCode.DIFFERENT.code());
    assertThat(ended.out)
        .contains(SmallRun.FIGURE + "  unaligned-students-fade  not judged    holds\n")
        .endsWith("1 figure: 1 the same; 1 verdict changed\n");
  }

  @Test
  void aFigureThatOneAloneHasIsADifference() throws IOException {
    replaceIn(other.resolve("summary.json"), SmallRun.FIGURE, "own/fig03");
    Files.createDirectories(other.resolve("figures/own"));
    for (String ending : FigureFile.ENDINGS) {
      Files.move(file(ending), other.resolve("figures/own/fig03." + ending));
    }
    Path page = folder.resolve("page.html");
    Ended ended = diff(results, other, "--page", page.toString());
    assertThat(ended.code).isEqualTo(ExitCode.DIFFERENT.code());
    assertThat(ended.out)
        .contains("own/fig03                     only in B\n")
        .contains(SmallRun.FIGURE + "  only in A\n");
    assertThat(Jsoup.parse(page.toFile()).select("article img")).hasSize(2);
  }

  @Test
  void jsonSaysTheSameForPrograms() throws IOException {
    multiply("x", 1.5);
    Ended ended = diff(results, other, "--json");
    JsonNode json = Json.read(ended.out, JsonNode.class, "answer");
    assertThat(json.path("same").asBoolean(true)).isFalse();
    JsonNode figure = json.path("difference").path("figures").path(0);
    assertThat(figure.path("state").asText()).isEqualTo("differs");
    JsonNode column = figure.path("numbers").path("columns").path(0);
    assertThat(column.path("name").asText()).isEqualTo("x");
    assertThat(column.path("relative").asDouble()).isBetween(0.33, 0.34);
  }

  @Test
  void whatIsNotWholeIsOneLine() throws IOException {
    Files.delete(other.resolve("summary.json"));
    Ended ended = diff(results, other);
    assertThat(ended.code).isEqualTo(ExitCode.NO_INPUT.code());
    assertThat(ended.err).contains("summary.json").hasLineCount(1);
    assertThat(diff(results, results, "--tolerance", "-1").code).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void thePageShowsBothPicturesAndNothingOfAStrangersFileRuns() throws IOException {
    replaceIn(other.resolve("summary.json"), "unaligned-students-fade", HOSTILE);
    replaceIn(file("svg"), "</svg>", "<script>alert(1)</script></svg>");
    CsvTable table = CsvTable.read(file("csv"), FigureFile.LARGEST);
    Files.writeString(
        file("csv"),
        Files.readString(file("csv"))
            .replaceFirst("\\bx\\b", HOSTILE)
            .replaceFirst(table.columns().get(0), "javascript:alert(1)"));
    Path page = folder.resolve("page.html");
    assertThat(diff(results, other, "--page", page.toString()).code)
        .isEqualTo(ExitCode.DIFFERENT.code());
    Document document = Jsoup.parse(page.toFile());
    assertThat(document.select("script, iframe, object, embed, form, base, svg, [onerror]"))
        .isEmpty();
    assertThat(document.text()).contains(HOSTILE);
    assertThat(document.select("a").eachAttr("href")).allMatch(link -> link.startsWith("#"));
    assertThat(document.select("img").eachAttr("src"))
        .hasSize(2)
        .allSatisfy(
            src -> {
              assertThat(src).startsWith("data:image/png;base64,");
              byte[] png = Base64.getDecoder().decode(src.substring(src.indexOf(',') + 1));
              assertThat(new String(png, StandardCharsets.ISO_8859_1))
                  .startsWith("\u0089PNG")
                  .doesNotContain("lucky-nodes");
            });
    assertThat(document.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'");
  }

  @Test
  void aPictureThatIsNoneIsRefused() throws IOException {
    multiply("x", 2);
    Files.writeString(file("png"), "<svg onload='alert(1)'/>");
    Path page = folder.resolve("page.html");
    Ended ended = diff(results, other, "--page", page.toString());
    assertThat(ended.code).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(ended.err).contains(SmallRun.FIGURE, "expected a PNG");
    assertThat(page).doesNotExist();
  }
}
