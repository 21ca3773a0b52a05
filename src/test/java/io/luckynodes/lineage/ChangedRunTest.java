package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.cli.Lucky;
import io.luckynodes.json.Json;
import io.luckynodes.report.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One claim with two values of a setting, from the command to what it leaves. */
class ChangedRunTest {
  private static final String FIGURE = "student-specialization/fig03";
  private static final String CLAIM = FIGURE + "/unaligned-students-fade";
  private static final String CHANGED = FIGURE + "-learning-rate-0-02";

  @TempDir static Path folder;
  private static Path results;

  @BeforeAll
  static void run() throws IOException {
    results = SmallRun.of(folder, "--claim", CLAIM, "--set", "learning_rate=0.01,0.02");
  }

  private static String lucky(int expected, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    int code =
        Lucky.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(errors))
            .execute(arguments);
    assertThat(code).as(String.join(" ", arguments) + ": " + errors).isEqualTo(expected);
    return out.toString() + errors;
  }

  @Test
  void bothFiguresAreThereAndTheChangedOneSaysWhatIsChanged() throws IOException {
    Summary summary = Json.read(results.resolve(Summary.PLACE), Summary.class);
    assertThat(summary.figures()).extracting(Summary.Figure::id).containsExactly(FIGURE, CHANGED);
    Summary.Figure changed = summary.figures().get(1);
    assertThat(changed.basedOn()).isEqualTo(FIGURE);
    assertThat(changed.reduced())
        .startsWith("learning rate 0.02 instead of the released code's 0.01");
    assertThat(changed.claims().get(0).origin()).isEqualTo("ours");
    String page = Files.readString(results.resolve("index.html"));
    assertThat(page).contains("learning rate 0.02 instead of the released code&#39;s 0.01");
    assertThat(Files.readString(results.resolve("figures/" + CHANGED + ".svg")))
        .contains("(learning rate 0.02)");
  }

  @Test
  void theClaimIsSaidForEachValueAndDrawnOnOneAxis(@TempDir Path other) throws IOException {
    String figure = "student-specialization/thm07";
    String claim = figure + "/eqn08-conserved";
    Path measured = SmallRun.of(other, "--claim", claim, "--set", "step=0.05,0.1");
    String said = lucky(0, "claims", measured.toString(), "--claim", claim);
    assertThat(said.lines().filter(line -> line.contains("not judged"))).hasSize(2);
    assertThat(said)
        .contains("  " + figure + "  ", "  " + figure + "-step-0-05  ", "below 1.000e-08");
    assertThat(measured.resolve("claims/" + figure + "-versions.svg")).isNotEmptyFile();
    assertThat(Files.readString(measured.resolve("index.html")))
        .contains("Effects with other settings");
    assertThat(Audit.of(Results.in(measured)).faults()).isEmpty();
  }

  @Test
  void claimsAreSaidByFigureAndWhatIsNotThereIsNamed() {
    assertThat(lucky(0, "claims", results.toString(), "--figures", "student-specialization"))
        .contains(CHANGED + ": ", "unaligned-students-fade");
    assertThat(lucky(2, "claims", results.toString(), "--claim", FIGURE + "/other"))
        .contains("--claim " + FIGURE + "/other: no figure of the results has it");
    assertThat(lucky(2, "claims", results.toString(), "--figures", "race"))
        .contains("no figure of the results is race; the figures are " + FIGURE);
  }

  @Test
  void theRecordsLeadBackToTheOriginalsTeacher() {
    assertThat(lucky(0, "explain", results.resolve("figures/" + CHANGED + ".svg").toString()))
        .contains("learning rate 0.02 instead of the released code's 0.01")
        .contains("teacher.plane.s1-2");
    assertThat(Audit.of(Results.in(results)).faults()).isEmpty();
  }

  @Test
  void aTableOfEachIsOneFile() throws IOException {
    Path csv = folder.resolve("nodes.csv");
    for (String experiment : List.of("plane", "plane-learning-rate-0-02")) {
      String said =
          lucky(
              0,
              "export",
              experiment,
              "student-nodes",
              "--results",
              results.toString(),
              "--csv",
              csv.toString());
      List<String> lines = Files.readAllLines(csv);
      assertThat(lines.get(0)).startsWith("seed,epoch,");
      assertThat(said).contains(csv + ": " + (lines.size() - 1) + " rows from 1 files");
      assertThat(lines).hasSizeGreaterThan(12).allMatch(line -> line.split(",", -1).length > 5);
    }
    Path parquet = folder.resolve("nodes.parquet");
    assertThat(
            lucky(
                0,
                "export",
                "plane",
                "student-nodes",
                "--results",
                results.toString(),
                "--parquet",
                parquet.toString()))
        .contains(parquet + ": ")
        .doesNotContain(".csv");
    assertThat(Files.readAllBytes(parquet)).startsWith('P', 'A', 'R', '1');
    assertThat(lucky(66, "export", "plain", "student-nodes", "--results", results.toString()))
        .contains("has no measurements of an experiment 'plain' (did you mean plane?)");
    assertThat(lucky(66, "export", "plane", "student-node", "--results", results.toString()))
        .contains("has no table of plane 'student-node' (did you mean student-nodes?)");
  }
}
