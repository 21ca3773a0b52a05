package io.luckynodes.codecheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.cli.Lucky;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.Results;
import io.luckynodes.lineage.SmallRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

class CodecheckBundleTest {
  private static final String FIGURE = "figures/" + SmallRun.FIGURE;

  @TempDir static Path once;
  private static Path made;

  @TempDir Path folder;
  private Path results;
  private Path out;

  @BeforeAll
  static void run() throws IOException {
    made = SmallRun.withRun(SmallRun.results(once));
  }

  @BeforeEach
  void copy() throws IOException {
    results = SmallRun.copy(made, folder.resolve("results"));
    out = folder.resolve("out");
  }

  private List<String> write(@Nullable String study) {
    return CodecheckBundle.write(Results.in(results), study, out);
  }

  private void replaceInSummary(String before, String after) throws IOException {
    Path summary = results.resolve("summary.json");
    String text = Files.readString(summary);
    assertThat(text).contains(before);
    Files.writeString(summary, text.replace(before, after));
  }

  private void changeFigure(Consumer<ObjectNode> change) throws IOException {
    Path summary = results.resolve("summary.json");
    JsonNode tree = Json.read(summary, JsonNode.class);
    change.accept((ObjectNode) tree.path("figures").path(0));
    Files.writeString(summary, Json.write(tree));
  }

  private Map<?, ?> configuration() throws IOException {
    String text = Files.readString(out.resolve("codecheck.yml"));
    assertThat(text).startsWith("---\n");
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  private static List<String> texts(Object node) {
    List<String> texts = new ArrayList<>();
    if (node instanceof Map<?, ?> map) {
      map.values().forEach(value -> texts.addAll(texts(value)));
    } else if (node instanceof List<?> list) {
      list.forEach(value -> texts.addAll(texts(value)));
    } else {
      texts.add((String) node);
    }
    return texts;
  }

  @Test
  void theConfigurationHasEveryFieldThatTheSpecificationAsksFor() throws IOException {
    write(null);
    Map<?, ?> fields = configuration();
    assertThat(fields.keySet().stream().map(String::valueOf))
        .containsExactly(
            "version",
            "paper",
            "manifest",
            "codechecker",
            "summary",
            "repository",
            "check_time",
            "certificate",
            "report");
    assertThat(fields.get("version")).isEqualTo("https://codecheck.org.uk/spec/config/2.0/");
    assertThat(fields.get("check_time")).isEqualTo("2026-01-02 00:00:14");
    assertThat(fields.get("summary"))
        .isEqualTo(
            "1 of 1 figure was rebuilt from source by Lucky Nodes 0.1.0 at scale smoke."
                + " Of 1 claim: 1 not judged.");
    assertThat(fields.get("paper"))
        .isEqualTo(
            Map.of(
                "title",
                "Student Specialization in Deep ReLU Networks With Finite Width and Input"
                    + " Dimension",
                "authors",
                List.of(Map.of("name", "Yuandong Tian", "ORCID", "FIXME")),
                "reference",
                "https://arxiv.org/abs/1909.13458"));
  }

  @Test
  void whatNobodyToldIsLeftToFillIn() throws IOException {
    write(null);
    assertThat(texts(configuration()).stream().filter(text -> text.contains("FIXME")))
        .containsExactly(
            "FIXME", // the author's ORCID
            "FIXME", // the codechecker's name
            "FIXME", // and ORCID
            "FIXME", // repository
            "FIXME", // certificate
            "https://doi.org/10.5281/zenodo.FIXME");
    Files.delete(results.resolve("workflow/CITATION.cff"));
    out = folder.resolve("uncited");
    write(null);
    assertThat(configuration().get("paper"))
        .isEqualTo(
            Map.of(
                "title",
                "Student Specialization",
                "authors",
                List.of(Map.of("name", "FIXME", "ORCID", "FIXME")),
                "reference",
                "https://arxiv.org/abs/1909.13458"));
  }

  @Test
  void everyFileOfTheManifestIsInTheBundleAsItIsInTheResults() throws IOException {
    write(null);
    List<?> manifest = (List<?>) configuration().get("manifest");
    assertThat(manifest.stream().map(item -> ((Map<?, ?>) item).get("file")))
        .isEqualTo(List.of(FIGURE + ".csv", FIGURE + ".png", "claims.csv"));
    for (Object item : manifest) {
      String path = (String) ((Map<?, ?>) item).get("file");
      assertThat(out.resolve(path)).hasSameBinaryContentAs(results.resolve(path));
      assertThat((String) ((Map<?, ?>) item).get("comment")).isNotBlank();
    }
    assertThat(out.resolve("LICENSE")).hasSameBinaryContentAs(Path.of("LICENSE"));
  }

  @Test
  void theCertificateSaysOfEachClaimWhatIsSaidAndWhatWasObtained() throws IOException {
    write(null);
    String certificate = Files.readString(out.resolve("codecheck/certificate.md"));
    assertThat(certificate)
        .contains(
            "    nextflow run . --scale smoke -resume\n",
            "commit 0123456789abcdef0123456789abcdef01234567 and changes",
            "Run second\\_run began on 2 January 2026, 00:00 UTC and took 14 s.",
            "Smoke scale",
            "Reduced: ",
            "| Codechecker | **FIXME** (name and ORCID) |",
            "![" + SmallRun.FIGURE + "](../" + FIGURE + ".png)",
            "| unaligned-students-fade<br>",
            " | – not judged<br>It can be judged at scale ")
        .doesNotContain("Not rebuilt");
  }

  @Test
  void aClaimWithNumbersHasThemWithTheirBounds() throws IOException {
    replaceInSummary(
        "\"places\" : [ ]",
        """
        "places" : [ {"name" : "layer 2", "outcome" : "holds", "bySeed" : {"1" : 0.5, "2" : 0.25}, "diverged" : [ ],
          "mean" : 0.375, "lower" : 0.25, "upper" : 0.5, "from" : 0.1} ]\
        """);
    write(null);
    assertThat(Files.readString(out.resolve("codecheck/certificate.md")))
        .contains("layer 2: 0.375 (0.25 to 0.5), expected above 0.1000; seeds: 2 |");
  }

  @Test
  void aFigureThatIsNotThereIsNamedWithItsReason() throws IOException {
    changeFigure(figure -> figure.put("status", "skipped").put("reason", "No data."));
    write(null);
    assertThat(Files.readString(out.resolve("codecheck/certificate.md")))
        .contains("## Not rebuilt\n\n- " + SmallRun.FIGURE + ": ")
        .contains(": No data.\n");
    assertThat(out.resolve(FIGURE + ".png")).doesNotExist();
  }

  @Test
  void noTextOfAStrangerBecomesMarkupOrAField() throws IOException {
    String hostile = "a | b <script>x</script>\n# c\n- file: d `e` ![f](g): \"h\u0007\u001b";
    changeFigure(
        figure -> {
          figure.put("title", hostile);
          ((ObjectNode) figure.path("claims").path(0)).put("name", hostile).put("why", hostile);
        });
    write(null);
    String certificate = Files.readString(out.resolve("codecheck/certificate.md"));
    assertThat(certificate)
        .doesNotContain("<script>", "\n# c", "\u0007", "\u001b")
        .doesNotContainPattern("(?<!\\\\)\\]\\(g")
        .contains("a \\| b \\<script\\>");
    assertThat(Pattern.compile("(?<!\\\\)<(?!br>|https://arxiv)").matcher(certificate).results())
        .extracting(MatchResult::group)
        .isEmpty();
    assertThat((List<?>) configuration().get("manifest")).hasSize(3);
  }

  @Test
  void oneOfSeveralPapersMustBeNamed() throws IOException {
    replaceInSummary(
        "\"figures\" : [ {",
        """
        "figures" : [ {"id" : "own/one", "title" : "t", "status" : "skipped", "earlier" : false, "scale" : "smoke",
          "reduced" : [ ], "files" : {}, "plots" : {}, "metrics" : {}, "claims" : [ ], "settings" : [ ]}, {\
        """);
    assertThatThrownBy(() -> write(null))
        .isInstanceOfSatisfying(
            LuckyException.class, fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("--study with one of own, student-specialization");
    assertThatThrownBy(() -> write("student-specialisation"))
        .hasMessageContaining("did you mean student-specialization?");
    assertThat(write("student-specialization")).contains(FIGURE + ".png");
  }

  @Test
  void anAlteredFileIsRefusedAndNothingIsWritten() throws IOException {
    Files.writeString(results.resolve(FIGURE + ".csv"), "x\n1\n");
    assertThatThrownBy(() -> write(null))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining(FIGURE + ".csv: expected the bytes");
    assertThat(out).doesNotExist();
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAsItIs() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("codecheck.yml"), "filled in");
    StringWriter errors = new StringWriter();
    CommandLine line = Lucky.commandLine();
    line.setErr(new PrintWriter(errors));
    assertThat(line.execute("codecheck", results.toString(), "--out", out.toString()))
        .isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(errors.toString()).contains("found a folder that holds something", "--out");
    assertThat(out.resolve("codecheck.yml")).hasContent("filled in");
    String again = folder.resolve("again").toString();
    assertThat(SmallRun.lucky("codecheck", results.toString(), "--out", again))
        .contains("codecheck.yml", "certificate.md", "FIXME");
  }
}
