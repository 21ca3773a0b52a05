package io.luckynodes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.crate.CrateCheck;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.Audit;
import io.luckynodes.lineage.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of the real stages promises, at the smallest scale. */
class StagesIT {
  private static final String PLANE = "student-specialization/fig03";
  private static final String DEEP = "student-specialization/fig08";
  private static final String CIFAR10 = "student-specialization/fig13";

  private static final String COURSES = "race/lem03-04";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path temporary;

  @Test
  void twoColdRunsOfWhichOnePausesMakeTheSameBytesAndResumingRunsNothing() throws Exception {
    // Stages of the other kinds of network are run twice by tests of their own, and all figures
    // once
    // by .ci/run.
    String[] arguments = {"--scale", "smoke", "--figures", PLANE + "," + DEEP};
    PipelineRun.Ended first = launch("first").run(arguments);
    PipelineRun second = launch("second");
    // After every epoch.
    PipelineRun.Ended again =
        second.run("--scale", "smoke", "--figures", PLANE + "," + DEEP, "--longest_task", "1s");

    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(first.output()).containsPattern("  study +claims +holds +fails +not resolved");
    assertThat(first.digests())
        .containsKeys("index.html", "summary.json", "figures/" + PLANE + ".svg");
    assertThat(again.digests()).isEqualTo(first.digests());
    assertThat(first.results().resolve("index.html"))
        .content()
        .contains(
            "Estimated and used",
            "at once, as many as there were, it should have taken",
            "Student of deep-fc</th>");
    CrateCheck.of(first.results()).isSound();

    List<Map<String, String>> tries =
        again.trace().stream()
            .filter(row -> "student.plane.s1-2".equals(row.get("tag")))
            .sorted(Comparator.comparing(row -> row.getOrDefault("attempt", "")))
            .toList();
    assertThat(tries)
        .extracting(row -> row.get("exit"))
        .containsExactly("75", "75", "75", "75", "0");
    assertThat(tries).extracting(row -> row.get("memory")).containsOnly(tries.get(0).get("memory"));
    assertThat(again.results().resolve("index.html"))
        .content()
        .contains("Student of plane</th><td>1</td>");
    CrateCheck.of(again.results()).isSound();

    PipelineRun.Ended resumed = second.resume(arguments);
    assertThat(resumed.executed()).isEmpty();
    CrateCheck.of(resumed.results()).isSound();
    assertThat(resumed.digests()).isEqualTo(first.digests());

    // A part of it keeps the rest, and after it the whole is as it was.
    PipelineRun.Ended part = second.resume("--scale", "smoke", "--figures", PLANE);
    assertThat(part.executed()).containsExactly("PLAN smoke", "REPORT");
    assertThat(figures(part).get(DEEP).path("earlier").asBoolean()).isTrue();
    assertThat(figures(part).get(PLANE).path("earlier").asBoolean()).isFalse();
    assertThat(part.output()).contains("The page also shows 1 figure of earlier runs");
    assertThat(part.results().resolve("index.html")).content().contains("<h3>Earlier runs</h3>");
    Audit.Outcome audit = Audit.of(Results.in(part.results()));
    assertThat(audit.faults()).isEmpty();
    assertThat(audit.figures(Audit.State.SOUND)).isEqualTo(2);
    // Not sound: when an earlier run did its jobs is not said.
    CrateCheck.of(part.results()).isValid();
    PipelineRun.Ended whole = second.resume(arguments);
    assertThat(whole.executed()).isEmpty();
    assertThat(whole.digests()).isEqualTo(first.digests());
  }

  @Test
  void whatNeedsDataThatCannotBeHadIsSkippedWithTheReasonAndTheRestIsBuilt() throws Exception {
    PipelineRun offline =
        launch("offline")
            .with("LUCKY_OFFLINE", "1")
            .with("LUCKY_CACHE", Files.createDirectories(temporary.resolve("empty")).toString());
    PipelineRun.Ended run = offline.run("--scale", "smoke", "--figures", PLANE + "," + CIFAR10);

    assertThat(run.exitCode()).as(run.output()).isZero();
    SortedMap<String, JsonNode> figures = figures(run);
    assertThat(figures.get(PLANE).path("status").asText()).isEqualTo("built");
    assertThat(figures.get(CIFAR10).path("status").asText()).isEqualTo("skipped");
    assertThat(figures.get(CIFAR10).path("reason").asText()).contains("--cifar10");
    assertThat(run.output()).contains("--cifar10");
    assertThat(run.results().resolve("figures/" + PLANE + ".svg")).exists();
    CrateCheck.of(run.results()).isSound();

    PipelineRun.Ended strict =
        offline.run("--scale", "smoke", "--figures", PLANE + "," + CIFAR10, "--strict", "-resume");
    assertThat(strict.exitCode()).as(strict.output()).isNotZero();
    CrateCheck.of(strict.results()).isValid();
    assertThat(strict.results().resolve("run/run.json")).content().contains("\"success\": false");
  }

  @Test
  void varyingAssumptionsRunsNothingAgainAndLeavesTheFigureAsItWas() throws Exception {
    PipelineRun pipeline = launch("varied");
    String[] alone = {"--scale", "smoke", "--figures", COURSES};
    PipelineRun.Ended first = pipeline.run(alone);
    PipelineRun.Ended varied =
        pipeline.resume(
            "--scale", "smoke", "--figures", COURSES, "--vary", "course_step,train_samples");

    assertThat(varied.exitCode()).as(varied.output()).isZero();
    assertThat(varied.output()).contains("1 of 1 figures built, and 4 of 4 with other assumptions");
    assertThat(varied.executed())
        .contains("PLAN smoke", "METRICS metrics.race-courses-train-samples-8.s1-2", "REPORT")
        .doesNotContain("METRICS metrics.race-courses.s1-2")
        .hasSize(2 + 4 + 4);
    SortedMap<String, String> before = first.digests();
    before.keySet().removeIf(name -> !name.contains("/" + COURSES.substring(5) + "."));
    assertThat(before).isNotEmpty();
    assertThat(varied.digests()).containsAllEntriesOf(before);
    CrateCheck.of(varied.results()).isSound();
    assertThat(Audit.of(Results.in(varied.results())).faults()).isEmpty();
    assertThat(varied.results().resolve("claims/race-alternatives.svg")).isNotEmptyFile();

    // What is not asked for again stays on the page, as of an earlier run.
    PipelineRun.Ended after = pipeline.resume(alone);
    assertThat(after.executed()).containsExactly("REPORT");
    assertThat(after.results().resolve("claims/race-alternatives.svg")).isNotEmptyFile();
    assertThat(Audit.of(Results.in(after.results())).faults()).isEmpty();
  }

  private PipelineRun launch(String name) throws IOException {
    return new PipelineRun(PipelineRun.thisProject(), temporary.resolve(name));
  }

  private static SortedMap<String, JsonNode> figures(PipelineRun.Ended run) {
    SortedMap<String, JsonNode> figures = new TreeMap<>();
    Json.read(run.results().resolve("summary.json"), JsonNode.class)
        .path("figures")
        .forEach(figure -> figures.put(figure.path("id").asText(), figure));
    return figures;
  }
}
