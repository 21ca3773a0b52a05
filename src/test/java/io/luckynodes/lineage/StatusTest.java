package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.luckynodes.cli.Lucky;
import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.plan.PlanStage;
import io.luckynodes.run.RunRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StatusTest {
  private static final List<Job> JOBS =
      PlanStage.jobs(
          new PlanStage.Request(
              Path.of("figures"), List.of(), List.of(SmallRun.FIGURE), "smoke", Optional.empty()));

  @TempDir Path folder;
  private Path results = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    results = SmallRun.results(folder);
  }

  @Test
  void nothingRunsAgainOfWhatIsAsItWas() {
    Status status = status(JOBS);

    assertThat(status.rows())
        .extracting(Status.Jobs::stage, Status.Jobs::turn, Status.Jobs::why)
        .containsExactly(
            tuple(Stage.TEACHER, Status.Turn.NO, ""),
            tuple(Stage.STUDENT, Status.Turn.NO, ""),
            tuple(Stage.METRICS, Status.Turn.NO, ""),
            tuple(Stage.FIGURE, Status.Turn.NO, ""));
    assertThat(status.behind()).isEmpty();
    assertThat(status.sound()).isEqualTo(1);
    assertThat(status.minutes()).isZero();
  }

  @Test
  void aChangedSettingIsNamedAndWhatFollowsMayRun() {
    List<Job> changed =
        JOBS.stream()
            .map(
                job ->
                    job.stage() == Stage.STUDENT
                        ? Json.read(
                            Json.write(job)
                                .replaceFirst(
                                    "(\"learning_rate\":\\{[^}]*\"value\":)[0-9.E-]+", "$10.125"),
                            Job.class,
                            "job")
                        : job)
            .toList();

    Status status = status(changed);

    assertThat(status.rows())
        .extracting(Status.Jobs::stage, Status.Jobs::turn)
        .containsExactly(
            tuple(Stage.TEACHER, Status.Turn.NO),
            tuple(Stage.STUDENT, Status.Turn.YES),
            tuple(Stage.METRICS, Status.Turn.IF),
            tuple(Stage.FIGURE, Status.Turn.IF));
    assertThat(status.behind().get(SmallRun.FIGURE))
        .hasSize(1)
        .allSatisfy(why -> assertThat(why).matches("student: learning_rate [0-9.]+ → 0.125"));
    assertThat(status.minutes()).isPositive();
  }

  @Test
  void otherCodeOtherInputsAndWhatIsMissingAreTold() throws IOException {
    change("metrics.", "(?m)^    \"code\" : \"[0-9a-f]{4}", "    \"code\" : \"0000");
    assertThat(reasons()).containsExactly("metrics: other code");

    change("student.", "(?sm)(^    \"inputs\" : \\{.*?\"sha256\" : \")[0-9a-f]{4}", "$10000");
    assertThat(reasons()).containsExactly("student: other inputs", "metrics: other code");

    for (Path record : records("teacher.")) {
      Files.delete(record);
    }
    assertThat(reasons()).containsExactly("teacher: not in the results", "metrics: other code");
  }

  @Test
  void theCommandPlansTheRunOfTheResultsOnceMore() throws IOException {
    SmallRun.withRun(results);
    Path record = results.resolve(RunRecord.PLACE);
    // As the workflow writes what was not given.
    Files.writeString(
        record,
        Files.readString(record)
            .replaceFirst(
                "\"parameters\" : \\{",
                "\"parameters\" : {\"claim\" : {\"byDefault\" : true, \"value\" : null},"));
    PlanStage.write(results.resolve("run"), "smoke", JOBS);

    assertThat(command()).contains("1 figure is up to date; none is out of date.");

    change("metrics.", "(?m)^    \"code\" : \"[0-9a-f]{4}", "    \"code\" : \"0000");
    assertThat(command())
        .contains("Run second_run at scale smoke", "metrics      1  would run")
        .contains("0 figures are up to date; out of date:")
        .contains("  " + SmallRun.FIGURE + "  metrics: other code");
  }

  private String command() {
    StringWriter out = new StringWriter();
    CommandLine line = Lucky.commandLine().setOut(new PrintWriter(out));
    assertThat(line.execute("status", results.toString())).isZero();
    return out.toString();
  }

  private List<String> reasons() {
    return status(JOBS).behind().getOrDefault(SmallRun.FIGURE, List.of());
  }

  private Status status(List<Job> jobs) {
    return Status.of(Results.in(results), jobs, PlanStage.summary("smoke", jobs, 0));
  }

  private void change(String start, String pattern, String by) throws IOException {
    for (Path record : records(start)) {
      String text = Files.readString(record);
      String changed = text.replaceFirst(pattern, by);
      assertThat(changed).isNotEqualTo(text);
      Files.writeString(record, changed);
    }
  }

  private List<Path> records(String start) throws IOException {
    try (var files = Files.list(results.resolve("records"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(start)).toList();
    }
  }
}
