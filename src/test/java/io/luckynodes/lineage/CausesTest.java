package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.plan.PlanStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CausesTest {
  @TempDir static Path once;
  private static Path sound;

  @TempDir Path folder;

  @BeforeAll
  static void run() throws IOException {
    sound = SmallRun.results(once);
  }

  /** Results after a run that found the same records, and cached the teacher alone. */
  private Path results() throws IOException {
    Path results = SmallRun.copy(sound, folder.resolve("results"));
    Path before = results.resolve(Causes.BEFORE);
    Files.createDirectories(before);
    SmallRun.copy(results.resolve("records"), before);
    Files.writeString(
        results.resolve("run/trace.txt"),
        """
        process\ttag\tstatus\texit\tattempt
        REBUILD:PLAN\tsmoke\tCOMPLETED\t0\t1
        REBUILD:TEACHER\tteacher.plane.s1-2\tCACHED\t0\t1
        REBUILD:STUDENT\tstudent.plane.s1-2\tFAILED\t75\t1
        REBUILD:STUDENT\tstudent.plane.s1-2\tFAILED\t137\t2
        REBUILD:STUDENT\tstudent.plane.s1-2\tCOMPLETED\t0\t3
        REBUILD:METRICS\tmetrics.plane.s1-2\tCOMPLETED\t0\t1
        """);
    return results;
  }

  private static void replace(Path folder, String part, String regex, String by)
      throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().contains(part)).toList()) {
        String text = Files.readString(file);
        String changed = text.replaceFirst(regex, by);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(file, changed);
      }
    }
  }

  @Test
  void whatCameFromTheCacheNeedsNoReason() throws IOException {
    assertThat(Causes.of(Results.in(results())))
        .contains(new Causes.Row(Stage.TEACHER, 1, false, "", 0, 0))
        .contains(new Causes.Row(Stage.STUDENT, 1, true, "nothing known", 1, 0))
        .hasSize(3);
  }

  @Test
  void whatTheCacheHasNotFoundNamesTheFolderInWhichItWasDone() throws IOException {
    Path results = results();
    Path trace = results.resolve("run/trace.txt");
    String last = Files.readString(trace);
    SmallRun.withRun(results);
    Path earlier = Files.createDirectories(results.resolve("run/first_run"));
    Files.move(results.resolve("run/run.json"), earlier.resolve("run.json"));
    Files.writeString(
        earlier.resolve("trace.txt"),
        """
        process\ttag\tstatus\tworkdir
        REBUILD:STUDENT\tstudent.plane.s1-2\tCOMPLETED\t/old/work/ab/cd
        """);
    List<Job> jobs =
        PlanStage.jobs(
            new PlanStage.Request(
                Path.of("figures"),
                List.of(),
                List.of(SmallRun.FIGURE),
                "smoke",
                Optional.empty()));
    PlanStage.write(earlier, "smoke", jobs);
    Files.writeString(trace, last);

    assertThat(Causes.of(Results.in(results)))
        .contains(
            new Causes.Row(Stage.STUDENT, 1, true, "not found where it was done: /old/work", 1, 0))
        .contains(new Causes.Row(Stage.METRICS, 1, true, "nothing known", 1, 0));
  }

  @Test
  void jobsThatShareATaskRanForTheSakeOfAnother() throws IOException {
    Path results = results();
    Path trace = results.resolve("run/trace.txt");
    Files.writeString(
        trace,
        Files.readString(trace)
            .replace("metrics.plane.s1-2\t", "metrics.plane.s1-2 metrics.gone.s1\t"));
    assertThat(Causes.of(Results.in(results)))
        .contains(new Causes.Row(Stage.METRICS, 1, true, "another job of its task", 1, 0))
        .contains(new Causes.Row(Stage.METRICS, 1, true, "it completed", 0, 0));
  }

  @Test
  void otherCodeSettingsAndInputsAreToldApartAndSoIsTheResult() throws IOException {
    Path results = results();
    Path before = results.resolve(Causes.BEFORE);
    replace(
        before,
        "student.plane",
        "\"code\" : \"[0-9a-f]{64}\",\n    \"definition\"",
        "\"code\" : \"0\",\n    \"definition\"");
    replace(before, "metrics.plane", "\"scale\" : \"smoke\"", "\"scale\" : \"laptop\"");
    replace(
        before,
        "metrics.plane",
        "(?s)(.*\"inputs\" : \\{\\s*\"[a-z]+\" : \\{\\s*\"name\" : \")",
        "$1other-");
    replace(before, "metrics.plane", "(\"files\" : \\{\\s*\"[^\"]+\" : \")[0-9a-f]{64}", "$10");
    assertThat(Causes.of(Results.in(results)))
        .contains(new Causes.Row(Stage.STUDENT, 1, true, "code", 1, 0))
        .contains(new Causes.Row(Stage.METRICS, 1, true, "settings, input", 1, 1));
    assertThat(SmallRun.lucky("why", results.toString()))
        .contains("teacher      1  from cache")
        .contains("code                          as before")
        .contains("settings, input               1 of 1 changed");
  }

  @Test
  void whatWasNotThereBeforeSaysSo() throws IOException {
    Path results = results();
    try (Stream<Path> files = Files.list(results.resolve(Causes.BEFORE))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertThat(Causes.of(Results.in(results)))
        .contains(new Causes.Row(Stage.STUDENT, 1, true, "not there before", 0, 0));
  }
}
