package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.json.Json;
import io.luckynodes.stage.RecordFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of a real run at smoke scale, sound and damaged in many ways. */
class AuditTest {
  private static final String SVG = "figures/" + SmallRun.FIGURE + ".svg";
  private static final String PNG = "figures/" + SmallRun.FIGURE + ".png";
  private static final String CSV = "figures/" + SmallRun.FIGURE + ".csv";

  @TempDir static Path once;
  private static Path sound;

  @TempDir Path folder;

  @BeforeAll
  static void run() throws IOException {
    sound = SmallRun.results(once);
  }

  private Path results() throws IOException {
    return SmallRun.copy(sound, folder.resolve("results"));
  }

  private static Audit.Outcome audit(Path results) {
    return Audit.of(Results.in(results));
  }

  /** The faults as lines; there must be some. */
  private static List<String> faults(Path results) {
    Audit.Outcome outcome = audit(results);
    assertThat(outcome.sound()).isFalse();
    return outcome.faults().stream().map(Audit.Fault::toString).toList();
  }

  private static void flip(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) (at < 0 ? bytes.length + at : at)] ^= 1;
    Files.write(file, bytes);
  }

  private static List<Path> metrics(Path results) throws IOException {
    try (Stream<Path> files = Files.walk(results.resolve("metrics"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path record(Path results, String part) throws IOException {
    try (Stream<Path> files = Files.list(results.resolve("records"))) {
      return files
          .filter(file -> file.toString().contains(part))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private static void replace(Path file, String what, String by) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(what);
    Files.writeString(file, text.replace(what, by));
  }

  @Test
  void lineEndingsThatGitHasChangedAreCalledThat() throws IOException {
    Path results = results();
    for (String file : List.of(SVG, SVG.replace(".svg", ".csv"), "claims.csv")) {
      Path text = results.resolve(file);
      Files.writeString(text, Files.readString(text).replace("\n", "\r\n"));
    }

    assertThat(faults(results))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(fault -> assertThat(fault).contains("the same with other line endings"));
  }

  @Test
  void whatFileManagersLeaveIsNoneOfTheResults() throws IOException {
    Path results = results();
    for (String folder : List.of("records", "metrics", "metrics/plane", "figures")) {
      Files.writeString(results.resolve(folder).resolve("desktop.ini"), "x");
      Files.writeString(results.resolve(folder).resolve("Thumbs.db"), "x");
      Files.writeString(results.resolve(folder).resolve(".DS_Store"), "x");
    }

    assertThat(audit(results)).isEqualTo(audit(sound));
  }

  @Test
  void whatARunLeftIsSoundFromTheFigureToItsRandomDraws() throws IOException {
    Audit.Outcome outcome = audit(sound);
    assertThat(outcome.faults()).isEmpty();
    Audit.Figure figure = outcome.figures().get(0);
    assertThat(figure.state()).isEqualTo(Audit.State.SOUND);
    assertThat(outcome.claims()).isEqualTo(1);
    // What the page says besides its verdicts is held against the research object alone.
    assertThat(outcome.unproved()).containsExactly("index.html");
    assertThat(figure.kept()).isPositive();
    // Snapshots and weights.
    assertThat(figure.notKept()).isGreaterThanOrEqualTo(2);
    assertThat(figure.data()).containsExactly("random draws");
    assertThat(Results.in(sound).figures()).containsExactly(SmallRun.FIGURE);
  }

  @Test
  void verdictsAreJudgedAgainFromTheMetrics() throws IOException {
    Path results = results();
    Path summary = results.resolve("summary.json");
    String text = Files.readString(summary);
    JsonNode claim = Json.read(summary, JsonNode.class).at("/figures/0/claims/0");
    String verdict = claim.get("verdict").asText();
    assertThat(verdict).isNotEqualTo("holds");

    Files.writeString(summary, text.replace("\"" + verdict + "\"", "\"holds\""));
    assertThat(faults(results))
        .contains(
            "summary.json: expected claim "
                + claim.get("name").asText()
                + " of "
                + SmallRun.FIGURE
                + ", judged by its metrics: "
                + verdict
                + ", found holds")
        .anyMatch(line -> line.startsWith("claims.csv: expected by the claims of summary.json"))
        .anyMatch(line -> line.startsWith("numbers.tex: expected by the claims of summary.json"));

    Files.writeString(summary, text.replaceFirst("\"why\" : \"", "\"why\" : \"Well, "));
    assertThat(faults(results)).anyMatch(line -> line.endsWith("its metrics, found others"));

    Files.writeString(summary, text.replaceFirst("\"scale\" : \"smoke\"", "\"scale\" : \"x\""));
    assertThat(faults(results)).anyMatch(line -> line.contains(": smoke, found x"));

    Files.writeString(summary, text.replaceFirst("\"id\" : \"[^\"]*\"", "\"id\" : \"nothing\""));
    assertThat(faults(results))
        .anyMatch(line -> line.contains("expected study/name, found 'nothing'"));
  }

  /** What a run at another scale, or of other code, leaves in the place of the measurements. */
  private static void replaceMetrics(Path results, String what, String by) throws IOException {
    for (Path file : metrics(results)) {
      String name = String.valueOf(file.getFileName());
      Path record = results.resolve(RecordFile.pathOf(name));
      RecordFile made =
          Json.read(Files.readString(record).replace(what, by), RecordFile.class, "record");
      Artifact artifact = ArtifactReader.read(file);
      Files.delete(file);
      ArtifactWriter.write(file, made.record(), artifact.tables().get(0));
      Files.writeString(
          record,
          Json.writeIndented(
              new RecordFile(
                  RecordFile.FORMAT,
                  new TreeMap<>(Map.of(name, Digests.of(file))),
                  made.record())));
    }
  }

  @Test
  void aFigureWhoseMeasurementsAnotherRunHasReplacedIsOutdatedAndNotForged() throws IOException {
    Path results = results();
    replaceMetrics(results, "\"scale\" : \"smoke\"", "\"scale\" : \"laptop\"");

    Audit.Outcome outcome = audit(results);

    Audit.Figure figure = outcome.figures().get(0);
    assertThat(figure.state()).isEqualTo(Audit.State.OUTDATED);
    assertThat(figure.scale()).isEqualTo("smoke");
    assertThat(figure.replaced()).isNotEmpty().allMatch(name -> name.startsWith("metrics.plane"));
    assertThat(outcome.claims()).isZero();
  }

  @Test
  void otherNumbersOfTheSameJobAreAFault() throws IOException {
    Path results = results();
    Path record = record(results, "metrics.plane");
    String sha = Json.read(record, RecordFile.class).files().values().iterator().next();
    replace(record, sha, "0".repeat(64));

    assertThat(audit(results).figures().get(0).state()).isEqualTo(Audit.State.FAULTY);
  }

  @Test
  void thePageSaysWhatTheSummaryDoes() throws IOException {
    Path results = results();
    Path page = results.resolve("index.html");
    String text = Files.readString(page);
    String said = "– </span> not judged</span>".replace(" </span>", "</span>");
    assertThat(text).contains(said);

    Files.writeString(page, text.replaceFirst(said, "✓</span> holds</span>"));
    assertThat(faults(results))
        .anyMatch(
            line ->
                line.startsWith("index.html: expected as summary.json has it: ")
                    && line.contains("– not judged")
                    && line.endsWith("✓ holds"));

    // In another place than those that are held against the summary.
    Files.writeString(
        page, text.replace("</main>", "<p><span class=\"verdict holds\">holds</span></p></main>"));
    assertThat(faults(results)).anyMatch(line -> line.contains("a verdict outside of the parts"));

    Files.writeString(page, text.replace("<!-- Verdicts. -->", ""));
    assertThat(faults(results)).isNotEmpty();

    Files.delete(page);
    assertThat(faults(results))
        .contains("index.html: expected the page of a run, found no such file");
  }

  @Test
  void studentsThatHideTheirTeacherAreFound() throws IOException {
    Path results = results();
    Path svg = results.resolve(SVG);
    String text = Files.readString(svg);
    String document = text.substring(0, text.lastIndexOf("<!-- sha256"));
    String cut = document.replaceAll("\"inputs\":\\{\"teacher\":\\{[^}]*\\}\\}", "\"inputs\":{}");
    assertThat(cut).isNotEqualTo(document);
    Files.write(svg, FigureFile.sealedSvg(cut));
    assertThat(faults(results))
        .anyMatch(line -> line.contains("expected inputs of student.") && line.endsWith("none"));
  }

  @Test
  void aFlippedBitIsFoundInEveryFile() throws IOException {
    Path results = results();
    for (String name : List.of(SVG, PNG, CSV)) {
      flip(results.resolve(name), 400);
      assertThat(faults(results)).anyMatch(line -> line.startsWith(name + ": expected"));
      assertThat(audit(results).figures().get(0).state()).isEqualTo(Audit.State.FAULTY);
      flip(results.resolve(name), 400);
      assertThat(audit(results).sound()).isTrue();
    }
    for (Path file : metrics(results)) {
      String name = results.relativize(file).toString();
      flip(file, Files.size(file) / 2);
      assertThat(faults(results)).anyMatch(line -> line.startsWith(name + ": expected sha256 "));
      flip(file, Files.size(file) / 2);
    }
  }

  @Test
  void aSwappedArtifactIsFoundThoughItsSealIsIntact() throws IOException {
    Path results = results();
    List<Path> files = metrics(results);
    assertThat(files.size()).isGreaterThan(1);
    Files.copy(files.get(0), files.get(1), StandardCopyOption.REPLACE_EXISTING);
    assertThat(faults(results))
        .anyMatch(
            line ->
                line.startsWith(results.relativize(files.get(1)) + ": expected sha256 ")
                    && line.contains(", found "));
  }

  @Test
  void anEditedRecordIsFound() throws IOException {
    Path results = results();
    Path students = record(results, ".snapshots.");
    replace(students, "\"stage\" : \"student\"", "\"stage\" : \"teacher\"");
    assertThat(faults(results))
        .anyMatch(
            line ->
                line.equals(
                    "records/"
                        + students.getFileName()
                        + ": expected what the figures' records say of it, found another record"));
  }

  @Test
  void aMissingFileIsToldApartFromOneThatIsNotKept() throws IOException {
    Path results = results();
    Path file = metrics(results).get(0);
    Files.delete(file);
    assertThat(faults(results))
        .anyMatch(
            line ->
                line.startsWith(results.relativize(file) + ": expected sha256 ")
                    && line.endsWith("found no such file"));
    Files.delete(record(results, "teacher."));
    assertThat(faults(results))
        .anyMatch(
            line ->
                line.startsWith("records/teacher.")
                    && line.endsWith("expected a record, found no such file"));
  }

  @Test
  void aFigureThatWasEditedAndSealedAnewIsFound() throws IOException {
    Path results = results();
    String text = Files.readString(results.resolve(SVG));
    String document = text.substring(0, text.lastIndexOf("<!-- sha256"));
    Files.write(
        results.resolve(SVG),
        FigureFile.sealedSvg(document.replace("</svg>", "<circle r=\"3\"/></svg>")));
    assertThat(faults(results))
        .allMatch(line -> line.startsWith(SVG))
        .anyMatch(line -> line.contains("expected by summary.json sha256 "));
  }

  @Test
  void closeSaysWhichFiguresThatAreThereAreOnNoPage() throws IOException {
    Path results = SmallRun.withRun(results());
    assertThat(SmallRun.lucky("close", results.toString())).doesNotContain("Not on the page");
    Files.copy(results.resolve(SVG), results.resolve(SVG).resolveSibling("another.svg"));
    assertThat(SmallRun.lucky("close", results.toString()))
        .contains("Not on the page, because they are incomplete or damaged: ")
        .contains("/another; lucky audit says why");
  }

  @Test
  void whatTheResearchObjectSaysOfFilesIsChecked() throws IOException {
    Path results = SmallRun.withRun(results());
    SmallRun.lucky("close", results.toString());
    assertThat(audit(results).faults()).isEmpty();
    flip(results.resolve("workflow/main.nf"), 9);
    Files.delete(results.resolve("run/report.html"));
    replace(results.resolve("ro-crate-metadata.json"), "run/timeline.html", "../../timeline.html");
    assertThat(faults(results))
        .hasSize(3)
        .anyMatch(
            line -> line.startsWith("workflow/main.nf: expected by ro-crate-metadata.json sha256 "))
        .contains("run/report.html: expected a file, found no such file")
        .contains("../../timeline.html: expected a file, found a name that leads elsewhere");
    Files.writeString(results.resolve("ro-crate-metadata.json"), "[");
    assertThat(faults(results)).allMatch(line -> line.startsWith("ro-crate-metadata.json: "));
  }

  @Test
  void linksOutOfTheFolderAreNotFollowed() throws IOException {
    Path results = results();
    Path outside = folder.resolve("outside.svg");
    Files.move(results.resolve(SVG), outside);
    Files.createSymbolicLink(results.resolve(SVG), outside);
    assertThat(faults(results))
        .contains(SVG + ": expected a file, found a link that leads out of the folder");
  }

  @Test
  void aRecordThatNamesFilesOutsideIsAFaultAndNothingOutsideIsRead() throws IOException {
    Path results = results();
    Path svg = results.resolve(SVG);
    String name = String.valueOf(metrics(results).get(0).getFileName());
    String text = Files.readString(svg);
    String document =
        text.substring(0, text.lastIndexOf("<!-- sha256")).replace(name, "../../../" + name);
    Files.write(svg, FigureFile.sealedSvg(document));
    assertThat(faults(results)).anyMatch(line -> line.contains("a name that leads elsewhere"));
  }

  @Test
  void aLineageWithAMissingEdgeIsFound() throws IOException {
    Path results = results();
    Path svg = results.resolve(SVG);
    String text = Files.readString(svg);
    String sha =
        io.luckynodes.artifact.FigureFile.read(svg).record().ancestors().entrySet().stream()
            .filter(entry -> entry.getValue().stage().equals("teacher"))
            .findFirst()
            .orElseThrow()
            .getKey();
    String document = text.substring(0, text.lastIndexOf("<!-- sha256"));
    // Only where it stands as an ancestor, not where it is named as an input.
    String cut = document.replace("\"" + sha + "\":{", "\"" + "0".repeat(64) + "\":{");
    assertThat(cut).isNotEqualTo(document);
    Files.write(svg, FigureFile.sealedSvg(cut));
    assertThat(faults(results))
        .anyMatch(line -> line.contains("expected an ancestor teacher.") && line.endsWith("none"));
  }

  @Test
  void aRecordThatIsNoJsonIsAFaultNotACrash() throws IOException {
    Path results = results();
    Files.write(
        record(results, ".snapshots."), "{".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    assertThat(faults(results)).anyMatch(line -> line.startsWith("records/student."));
  }
}
