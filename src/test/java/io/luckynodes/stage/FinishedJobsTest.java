package io.luckynodes.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedJobsTest {
  private static final List<Integer> JOBS = List.of(1, 2, 3);

  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private int killedIn;
  private Duration now = Duration.ZERO;

  @BeforeEach
  void writeTeacher() {
    writeTeacher(1);
  }

  @Test
  void aTaskKilledInItsSecondJobKeepsTheFirst() throws IOException {
    run("whole");
    killedIn = 2;
    assertThatThrownBy(() -> run("first")).isInstanceOf(Killed.class);
    assertThat(kept()).hasSize(1);

    done.clear();
    killedIn = 0;
    run("second");

    assertThat(done).containsExactly("student.b.s2", "student.b.s3");
    assertThat(log).contains("was done by an earlier try of its task");
    for (int seed : JOBS) {
      for (String kind : List.of("snapshots", "history")) {
        String name = StageTask.fileName("student.b.s" + seed, kind);
        assertThat(folder.resolve("second").resolve(name))
            .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
      }
    }
    assertThat(kept()).as("a task that ended well leaves nothing").isEmpty();
  }

  @Test
  void whatIsDamagedOrHalfKeptIsDoneAgain() throws IOException {
    killedIn = 3;
    assertThatThrownBy(() -> run("first")).isInstanceOf(Killed.class);
    for (Path of : kept()) {
      if (of.toString().contains("student.b.s1")) {
        Path file = of.resolve("student.b.s1.history.arrow");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      } else {
        Files.delete(of.resolve("finished.json"));
      }
    }

    done.clear();
    killedIn = 0;
    run("second");

    assertThat(done).containsExactly("student.b.s1", "student.b.s2", "student.b.s3");
    assertThat(log).anyMatch(line -> line.contains("holds other files than were kept"));
  }

  @Test
  void otherInputsOrAnotherDeviceAreOtherJobs() {
    killedIn = 2;
    assertThatThrownBy(() -> run("first")).isInstanceOf(Killed.class);
    done.clear();
    assertThatThrownBy(() -> run("second", "gpu")).isInstanceOf(Killed.class);
    writeTeacher(2);
    assertThatThrownBy(() -> run("third")).isInstanceOf(Killed.class);
    assertThat(done).containsExactly("student.b.s1", "student.b.s1");
  }

  @Test
  void aTaskPausesBetweenJobsAndEachTryDoesOneAtLeast() {
    TimeLimit limit = new TimeLimit(Duration.ofMinutes(25), () -> now.toNanos());
    assertThatThrownBy(() -> run("first", "cpu", limit))
        .hasMessageStartingWith("paused before job student.b.s3")
        .isInstanceOfSatisfying(
            LuckyException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.PAUSED));
    assertThat(done).containsExactly("student.b.s1", "student.b.s2");

    now = Duration.ofHours(1);
    run("second", "cpu", limit);
    assertThat(done).as("though the time is up").hasSize(3);
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("state/checkpoints"))) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  private void run(String out) {
    run(out, "cpu");
  }

  private void run(String out, String device) {
    run(out, device, TimeLimit.NONE);
  }

  private void run(String out, String device, TimeLimit limit) {
    FinishedJobs finished = new FinishedJobs(this::train, Map.of("device", device));
    for (int seed : JOBS) {
      finished.run(
          new StageTask(
              job("student.b.s" + seed, Stage.STUDENT, seed, Map.of("teacher", "teacher.b")),
              folder.resolve("in"),
              folder.resolve(out),
              Optional.of(folder.resolve("state")),
              limit,
              log::add));
    }
    finished.remove();
  }

  private void train(StageTask task) {
    int seed = task.job().members().get(0).seed();
    if (seed == killedIn) {
      throw new Killed();
    }
    done.add(task.job().id());
    now = now.plusMinutes(10);
    task.write("snapshots", table(seed), Map.of(), Map.of());
    task.write("history", table(-seed), Map.of(), Map.of());
  }

  private void writeTeacher(int value) {
    StageTask teacher =
        new StageTask(
            job("teacher.b", Stage.TEACHER, 1, Map.of()),
            folder,
            folder.resolve("in"),
            Optional.empty(),
            log::add);
    ArtifactWriter.write(
        teacher.outputPath("weights"), teacher.record("weights", Map.of(), Map.of()), table(value));
  }

  private static Table table(int value) {
    return new Table(new Column.Ints("value", new int[] {value}));
  }

  private static Job job(String id, Stage stage, int seed, Map<String, String> needs) {
    return new Job(
        id,
        stage,
        "sample",
        "b",
        "two-layer",
        "smoke",
        new TreeMap<>(),
        List.of(new Member(seed, new TreeMap<>())),
        new TreeMap<>(needs),
        null);
  }

  /** Stands for the end of the process. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }
}
