package io.luckynodes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Profiles of schedulers and clouds that no machine of ours has, with stand-ins for the stages and
 * for the schedulers' commands: what Nextflow would ask them for.
 */
@Tag("executors")
class ProfilesIT {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path temporary;

  @SuppressWarnings("NullAway.Init") // set before each test
  private ProjectCopy project;

  @SuppressWarnings("NullAway.Init") // set before each test
  private PipelineRun pipeline;

  @BeforeEach
  void copyProject() throws IOException {
    project = ProjectCopy.into(temporary.resolve("project"));
    pipeline = new PipelineRun(project.folder(), temporary.resolve("launch"));
  }

  @AfterEach
  void releaseProject() throws IOException {
    project.release();
  }

  @ParameterizedTest
  @CsvSource({
    "sge, '#$ -q long', '#$ -P lab', '#$ -l h_rt=', '#$ -l h_rss=200M,mem_free=200M'",
    "pbs, '#PBS -q long', '#PBS -A lab', 'walltime=', 'mem=200mb'",
    "lsf, '#BSUB -q long', '#BSUB -P lab', '#BSUB -W ', 'rusage[mem=200]'"
  })
  void jobsOfASchedulerAskForWhatTheSiteAndTheTaskNeed(
      String profile, String queue, String account, String time, String memory) throws Exception {
    Path log = temporary.resolve("scheduler.txt");
    PipelineRun.Ended run = underScheduler(profile, log, "--queue", "long", "--account", "lab");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("3 of 3 figures built");
    // Tasks of seconds run beside Nextflow, unless they are not to.
    assertThat(Files.readAllLines(log))
        .hasSize(
            (int)
                run.trace().stream()
                    .filter(
                        row ->
                            row.getOrDefault("process", "")
                                .matches(".*(TEACHER|PRUNE|STUDENT|METRICS)"))
                    .count());
    Path student = workOf(run, "STUDENT");
    assertThat(Files.readString(student.resolve(".command.run")))
        .contains(queue, account, time, memory);

    Files.delete(log);
    PipelineRun.Ended all = underScheduler(profile, log, "--light_tasks", "queue");
    assertThat(all.exitCode()).as(all.output()).isZero();
    assertThat(Files.readAllLines(log)).hasSameSizeAs(all.trace());
  }

  /** With stand-ins for the scheduler's commands, which write down what is submitted. */
  private PipelineRun.Ended underScheduler(String profile, Path log, String... parameters)
      throws Exception {
    Path commands =
        PipelineRun.thisProject().resolve("src/test/resources/pipeline/scheduler").toAbsolutePath();
    Path config = temporary.resolve("quick.config");
    Files.writeString(
        config, "executor { pollInterval = '200 ms'; queueStatInterval = '10 min' }\n");
    return pipeline
        .with("PATH", commands + ":" + System.getenv("PATH"))
        .with("SCHEDULER_LOG", log.toString())
        .run(
            Stream.concat(
                    Stream.of("-profile", profile, "-c", config.toString()), Stream.of(parameters))
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"awsbatch, s3://lucky", "googlebatch, gs://lucky", "azurebatch, az://lucky"})
  void profilesOfCloudsRunAsStubsWithTheExecutorReplaced(String profile, String bucket)
      throws Exception {
    List<String> site =
        List.of(
            "--queue", "long",
            "--region", "somewhere-1",
            "--project", "lab",
            "--registry", "registry.example/lab",
            "--bucket", bucket);
    PipelineRun.Ended config =
        pipeline.nextflow("config", "-profile", profile, "-flat", project.folder().toString());
    assertThat(config.exitCode()).as(config.output()).isZero();

    PipelineRun.Ended run =
        pipeline.run(
            Stream.concat(
                    Stream.of(
                        "-profile",
                        profile,
                        "-stub-run",
                        "-process.executor",
                        "local",
                        "-w",
                        "work"),
                    site.stream())
                .toArray(String[]::new));

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("3 of 3 figures built").doesNotContain("WARN");
  }

  @Test
  void aCloudWithoutItsSiteIsRefusedWithEverythingThatIsMissing() throws Exception {
    PipelineRun.Ended run = pipeline.run("-profile", "awsbatch", "-w", "work");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains(
            "--queue: missing", "--region: missing", "--bucket: missing", "--registry: missing")
        .doesNotContain("Submitted process");
  }

  private static Path workOf(PipelineRun.Ended run, String stage) throws IOException {
    return run.trace().stream()
        .filter(row -> row.getOrDefault("process", "").endsWith(stage))
        .map(row -> Path.of(row.getOrDefault("workdir", "")))
        .findFirst()
        .orElseThrow();
  }
}
