package io.luckynodes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of the real stages takes up again after it was killed, and after the code changed. */
class ResumingIT {
  private static final String PLANE = "student-specialization/fig03";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path temporary;

  @Test
  void aRunKilledInTheMiddleOfStudentContinuesFromItsCheckpointToTheSameBytes() throws Exception {
    String[] arguments = {"--scale", "laptop", "--seeds", "4", "--figures", PLANE};
    PipelineRun.Ended undisturbed = launch("undisturbed").run(arguments);
    assertThat(undisturbed.exitCode()).as(undisturbed.output()).isZero();

    PipelineRun disturbed = launch("disturbed");
    Path checkpoints = temporary.resolve("disturbed/work/state/checkpoints");
    Process process = disturbed.startRun(temporary.resolve("killed.txt"), arguments);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (Checkpoints.savedEpoch(checkpoints) < 3 && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    // The scheduler first, so that it cannot start the task again.
    List<ProcessHandle> tasks = process.descendants().toList();
    process.destroyForcibly();
    tasks.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
    assertThat(Checkpoints.savedEpoch(checkpoints))
        .as("the job was killed in the middle")
        .isBetween(3, 99);

    PipelineRun.Ended resumed = disturbed.resume(arguments);
    assertThat(resumed.exitCode()).as(resumed.output()).isZero();
    assertThat(logOf(resumed, "STUDENT")).contains("continues after epoch");
    assertThat(resumed.executed()).noneMatch(task -> task.startsWith("TEACHER"));
    assertThat(resumed.digests()).isEqualTo(undisturbed.digests());
  }

  @Test
  void changedCodeRunsAgainExactlyWhatItTouches() throws Exception {
    Path project = temporary.resolve("project");
    copySources(project);
    PipelineRun pipeline =
        new PipelineRun(project, temporary.resolve("launch")).without("LUCKY_BUILD");
    String[] arguments = {"--scale", "smoke", "--figures", PLANE};
    PipelineRun.Ended first = pipeline.resume(arguments);
    assertThat(first.exitCode()).as(first.output()).isZero();

    edit(project, "figure/DecisionBoundaries.java", "\"before training\"", "\"at the start\"");
    PipelineRun.Ended redrawn = pipeline.resume(arguments);
    assertThat(redrawn.exitCode()).as(redrawn.output()).isZero();
    assertThat(redrawn.executed()).hasSize(2);
    assertThat(redrawn.executed().get(0)).startsWith("FIGURE");
    assertThat(redrawn.executed().get(1)).startsWith("REPORT");
    PipelineRun.Ended why = pipeline.call(project.resolve("bin/lucky"), "why");
    assertThat(why.output())
        .containsPattern("student +1 +from cache")
        .containsPattern("figure +1 +ran +code +1 of 1 changed");

    edit(
        project,
        "network/twolayer/TwoLayerTrainer.java",
        "MOST_STEPS_PER_CALL = 20",
        "MOST_STEPS_PER_CALL = 10");
    PipelineRun.Ended retrained = pipeline.resume(arguments);
    assertThat(retrained.exitCode()).as(retrained.output()).isZero();
    assertThat(retrained.executed().stream().map(task -> task.split(" ", 2)[0]))
        .containsExactly("FIGURE", "METRICS", "REPORT", "STUDENT");
  }

  private PipelineRun launch(String name) throws IOException {
    return new PipelineRun(PipelineRun.thisProject(), temporary.resolve(name));
  }

  private static String logOf(PipelineRun.Ended run, String stage) throws IOException {
    for (var row : run.trace()) {
      if (row.getOrDefault("process", "").endsWith(stage)) {
        return Files.readString(Path.of(row.getOrDefault("workdir", "")).resolve(".command.log"));
      }
    }
    return "";
  }

  private static void edit(Path project, String source, String from, String to) throws IOException {
    Path file = project.resolve("src/main/java/io/luckynodes").resolve(source);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static void copySources(Path target) throws Exception {
    Path project = PipelineRun.thisProject();
    Optional<Path> git = Optional.of(project.resolve(".git")).filter(Files::exists);
    assumeTrue(git.isPresent(), "the sources to copy are those that git tracks");
    Files.createDirectories(target);
    Process copy =
        new ProcessBuilder(
                "sh",
                "-c",
                "git ls-files -z -- . ':!src/test' | xargs -0 cp --parents -t \"$0\"",
                target.toString())
            .directory(project.toFile())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(copy.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(copy.waitFor()).as(output).isZero();
    // The build's own tools are the same for every copy, and so are the engine and the unpacked
    // native libraries.
    Files.createSymbolicLink(target.resolve(".lucky-nodes"), project.resolve(".lucky-nodes"));
  }
}
