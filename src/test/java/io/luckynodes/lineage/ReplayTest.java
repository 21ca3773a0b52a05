package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.lineage.Replay.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final String METRICS = "metrics.plane.s1-2.boundaries";

  @TempDir static Path once;
  private static Path results;

  @TempDir Path folder;

  @BeforeAll
  static void run() throws IOException {
    results = SmallRun.results(once);
  }

  private Path copy() throws IOException {
    return SmallRun.copy(results, folder.resolve("again"));
  }

  private static Map<String, Verdict> compare(Path after, double tolerance) {
    return Replay.compare(Results.in(results), Results.in(after), SmallRun.FIGURE, tolerance)
        .stream()
        .collect(Collectors.toMap(Replay.Line::name, Replay.Line::verdict));
  }

  /** Puts other numbers into an artifact, and its new digest into its record. */
  private static void change(Path results, double factor) throws IOException {
    Path file = results.resolve("metrics/plane").resolve(METRICS + ".arrow");
    Artifact artifact = ArtifactReader.read(file);
    String before = artifact.sha256();
    List<Table> tables = new ArrayList<>();
    for (Table table : artifact.tables()) {
      List<Column> columns = new ArrayList<>();
      for (Column column : table.columns()) {
        columns.add(
            column instanceof Column.Doubles numbers
                ? new Column.Doubles(
                    column.name(),
                    java.util.Arrays.stream(numbers.values()).map(v -> v * factor).toArray())
                : column);
      }
      tables.add(new Table("changed", columns));
    }
    try (ArtifactWriter writer = new ArtifactWriter(file, artifact.record())) {
      tables.forEach(writer::append);
      writer.finish();
    }
    Path record = results.resolve("records").resolve(METRICS + ".json");
    Files.writeString(record, Files.readString(record).replace(before, Digests.of(file)));
  }

  @Test
  void theRecordsAloneGiveEveryJobOfTheChain() {
    List<Job> jobs = Replay.jobs(Results.in(results), SmallRun.FIGURE);
    assertThat(jobs.stream().map(job -> job.stage().id()))
        .containsExactly("teacher", "student", "metrics", "figure");
    assertThat(Replay.otherCode(Results.in(results), SmallRun.FIGURE)).isEmpty();
  }

  @Test
  void aFigureWhoseMeasurementsWereReplacedCannotBeReplayed() throws IOException {
    Path after = copy();
    change(after, 2);
    assertThatThrownBy(() -> Replay.jobs(Results.in(after), SmallRun.FIGURE))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.NO_INPUT))
        .hasMessageContaining("expected the record of " + METRICS + ".arrow with sha256 ")
        .hasMessageContaining("a later run has replaced it");
  }

  @Test
  void whatIsTheSameIsIdentical() throws IOException {
    assertThat(compare(copy(), 0).values()).containsOnly(Verdict.IDENTICAL).hasSize(7);
  }

  @Test
  void anotherVerdictIsADifference() throws IOException {
    Path after = copy();
    Path summary = after.resolve("summary.json");
    String text = Files.readString(summary);
    String claim = "claim unaligned-students-fade";
    Files.writeString(
        summary, text.replace("\"verdict\" : \"not judged\"", "\"verdict\" : \"holds\""));
    assertThat(compare(after, 0)).containsEntry(claim, Verdict.DIFFERENT);
    Files.writeString(summary, text.replaceFirst("\"why\" : \"", "\"why\" : \"Well, "));
    assertThat(compare(after, 0)).containsEntry(claim, Verdict.SAME_VERDICT);
    Files.writeString(summary, text.replace("unaligned-students-fade", "another"));
    assertThat(compare(after, 0)).containsEntry(claim, Verdict.DIFFERENT);
  }

  @Test
  void otherNumbersAreWithinTheToleranceOrDifferent() throws IOException {
    Path after = copy();
    change(after, 1 + 1e-6);
    assertThat(compare(after, 1e-5)).containsEntry(METRICS + ".arrow", Verdict.WITHIN);
    assertThat(compare(after, 1e-7)).containsEntry(METRICS + ".arrow", Verdict.DIFFERENT);
    String detail =
        Replay.compare(Results.in(results), Results.in(after), SmallRun.FIGURE, 1e-7).stream()
            .filter(line -> line.name().equals(METRICS + ".arrow"))
            .findFirst()
            .orElseThrow()
            .detail();
    assertThat(detail).contains("largest difference 1.0e-06, typical ");
  }

  @Test
  void aFigureDrawnByAnotherCommitIsTheSameDrawing() throws IOException {
    Path after = copy();
    Path svg = after.resolve("figures/" + SmallRun.FIGURE + ".svg");
    Files.writeString(
        svg, Files.readString(svg).replaceFirst("\"commit\":\"[^\"]*\"", "\"commit\":\"another\""));
    assertThat(compare(after, 0))
        .containsEntry("figures/" + SmallRun.FIGURE + ".svg", Verdict.SAME_DRAWING);
    Files.writeString(svg, Files.readString(svg).replace("</svg>", "<circle r=\"1\"/></svg>"));
    assertThat(compare(after, 0))
        .containsEntry("figures/" + SmallRun.FIGURE + ".svg", Verdict.DIFFERENT);
  }

  @Test
  void aRecordWhoseJobNamesAFileElsewhereIsRefused() throws IOException {
    Path after = copy();
    try (Stream<Path> files = Files.list(after.resolve("records"))) {
      for (Path file : files.toList()) {
        Files.writeString(
            file,
            Files.readString(file)
                .replace("\"id\" : \"teacher.plane.s1-2\"", "\"id\" : \"../../x;touch y\""));
      }
    }
    assertThatThrownBy(() -> Replay.jobs(Results.in(after), SmallRun.FIGURE))
        .isInstanceOfSatisfying(
            LuckyException.class,
            refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT))
        .hasMessageContaining("no job can be called ../../x;touch y");
  }

  @Test
  void aMissingRecordIsNamed() throws IOException {
    Path after = copy();
    Files.delete(after.resolve("records/teacher.plane.s1-2.weights.json"));
    assertThatThrownBy(() -> Replay.jobs(Results.in(after), SmallRun.FIGURE))
        .hasMessageContaining("records/teacher.plane.s1-2.weights.json: expected a file");
  }
}
