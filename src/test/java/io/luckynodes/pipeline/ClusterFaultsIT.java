package io.luckynodes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong on clusters, brought about on a real SLURM of one node and on the stand-in for
 * Kubernetes: each time the run ends with the bytes of an undisturbed one, or says what is wrong.
 */
@Tag("executors")
class ClusterFaultsIT {
  /** Students that train for a minute, in one job, with a checkpoint after each of 100 epochs. */
  private static final List<String> STUDENTS =
      List.of("--scale", "laptop", "--seeds", "4", "--figures", "student-specialization/fig03");

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static OneNodeSlurm slurm;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static SortedMap<String, String> expected;

  @BeforeAll
  static void startSlurmAndRunUndisturbed() throws Exception {
    assumeTrue(OneNodeSlurm.canBeHad(), "no SLURM, or not root");
    slurm = new OneNodeSlurm(folder.resolve("slurm"));
    PipelineRun.Ended plain =
        new PipelineRun(PipelineRun.thisProject(), folder.resolve("plain"))
            .run(STUDENTS.toArray(String[]::new));
    assertThat(plain.exitCode()).as(plain.output()).isZero();
    expected = plain.digests();
  }

  @AfterAll
  @SuppressWarnings("NullAway") // nothing was started where there is no SLURM
  static void stopSlurm() throws Exception {
    if (slurm != null) {
      slurm.close();
    }
  }

  @Test
  void aJobKilledForItsMemoryIsTriedAgainWithMore() throws Exception {
    PipelineRun pipeline = launch("memory");
    PipelineRun.Ended run =
        pipeline.run(
            arguments(
                "memory",
                "process { withName: 'STUDENT' { memory = { task.attempt == 1 ? '150 MB' : '2 GB' } } }"));

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(tries(run, "STUDENT"))
        .extracting(row -> row.get("memory"))
        .containsExactly("157286400", "2147483648");
    assertThat(run.digests()).isEqualTo(expected);
  }

  @Test
  void aJobWhoseNodeIsLostContinuesFromItsCheckpoint() throws Exception {
    PipelineRun pipeline = launch("node");
    Path output = folder.resolve("node.txt");
    Process process = pipeline.startRun(output, arguments("node", ""));
    waitForEpoch("node", 3, output);
    slurm.call("scontrol", "update", "NodeName=localhost", "State=DOWN", "Reason=test");
    slurm.call("scontrol", "update", "NodeName=localhost", "State=RESUME");

    PipelineRun.Ended run = ended(process, output, "node");
    continuedInASecondTry(run);
  }

  @Test
  void aJobThatReachesItsTimeLimitContinuesFromItsCheckpoint() throws Exception {
    PipelineRun pipeline = launch("time");
    Path output = folder.resolve("time.txt");
    Process process = pipeline.startRun(output, arguments("time", ""));
    waitForEpoch("time", 3, output);
    // A quick machine would be done before.
    standStill(folder.resolve("time/work"));
    for (String job : slurm.jobs("STUDENT")) {
      // The signal that Nextflow asks for half a minute before the end.
      slurm.call("scontrol", "update", "JobId=" + job, "TimeLimit=1");
    }

    PipelineRun.Ended run = ended(process, output, "time");
    continuedInASecondTry(run);
  }

  @Test
  void aRunWhoseHeadWasKilledRunsNothingFinishedAgain() throws Exception {
    PipelineRun pipeline = launch("head");
    Path output = folder.resolve("head.txt");
    Process process = pipeline.startRun(output, arguments("head", ""));
    waitForEpoch("head", 3, output);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    for (String job : slurm.jobs("STUDENT")) {
      slurm.call("scancel", "--signal=KILL", "--full", job);
    }

    PipelineRun.Ended run = pipeline.resume(arguments("head", ""));
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.executed())
        .noneMatch(task -> task.startsWith("PLAN") || task.startsWith("TEACHER"));
    assertThat(lastLog(run, "STUDENT")).contains("continues after epoch");
    assertThat(run.digests()).isEqualTo(expected);
  }

  @Test
  void tasksWorkOnTheNodesOwnDiskAndAFullOneIsNamed() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    mount(disk, "64k");
    try {
      PipelineRun.Ended full =
          launch("scratch").run(arguments("scratch", "", "--scratch", disk.toString()));
      assertThat(full.exitCode()).isEqualTo(1);
      assertThat(full.output()).contains("No space left on device");
    } finally {
      unmount(disk);
    }
    mount(disk, "200m");
    try {
      PipelineRun.Ended run =
          launch("scratch").resume(arguments("scratch", "", "--scratch", disk.toString()));
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.digests()).isEqualTo(expected);
      try (Stream<Path> left = Files.list(disk)) {
        assertThat(left).isEmpty();
      }
    } finally {
      unmount(disk);
    }
    PipelineRun.Ended again = launch("scratch").resume(arguments("scratch", ""));
    assertThat(again.executed()).isEmpty();
  }

  @Test
  void aPodWhoseNodeIsLostIsTriedAgainAndContinuesFromItsCheckpoint() throws Exception {
    PipelineRun pipeline = launch("pod");
    try (KubernetesDouble api = new KubernetesDouble()) {
      Path output = folder.resolve("pod.txt");
      Path claim = folder.resolve("pod");
      List<String> arguments = new ArrayList<>(STUDENTS);
      arguments.addAll(api.options(claim));
      Process process = pipeline.startRun(output, arguments.toArray(String[]::new));
      waitForEpoch("pod", 3, output);
      api.loseNodeOf("student");

      PipelineRun.Ended run = ended(process, output, "pod");
      continuedInASecondTry(run);
    }
  }

  /** Stops the stages that work below a folder, until they are told to end. */
  private static void standStill(Path work) throws Exception {
    List<String> stopped = new ArrayList<>();
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      if (process.info().command().filter(name -> name.endsWith("/java")).isPresent()
          && worksIn(process, work.toRealPath())) {
        stopped.add(String.valueOf(process.pid()));
      }
    }
    assertThat(stopped).hasSize(1);
    Commands.output("kill", "-STOP", stopped.get(0));
  }

  private static boolean worksIn(ProcessHandle process, Path folder) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
          .startsWith(folder);
    } catch (IOException e) {
      return false; // It has ended.
    }
  }

  private static void continuedInASecondTry(PipelineRun.Ended run) throws IOException {
    assertThat(tries(run, "STUDENT")).hasSize(2);
    assertThat(lastLog(run, "STUDENT")).contains("continues after epoch");
    assertThat(run.digests()).isEqualTo(expected);
  }

  private static PipelineRun launch(String name) throws IOException {
    return new PipelineRun(PipelineRun.thisProject(), folder.resolve(name))
        .with("LUCKY_OFFLINE", "1")
        .with("SLURM_CONF", slurm.configuration().toString());
  }

  /** A run under SLURM, with a configuration of its own beside the one that makes tests quick. */
  private static String[] arguments(String name, String configuration, String... more)
      throws IOException {
    Path file = folder.resolve(name + ".config");
    Files.writeString(
        file,
        """
        executor { pollInterval = '1 sec'; queueStatInterval = '2 sec'; exitReadTimeout = '8 sec' }
        %s
        """
            .formatted(configuration));
    return Stream.of(
            STUDENTS, List.of("-profile", "slurm", "-c", file.toString()), Arrays.asList(more))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  private static PipelineRun.Ended ended(Process process, Path output, String name)
      throws Exception {
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("ends").isTrue();
    PipelineRun.Ended run =
        new PipelineRun.Ended(process.exitValue(), Files.readString(output), folder.resolve(name));
    assertThat(run.exitCode()).as(run.output()).isZero();
    return run;
  }

  private static void waitForEpoch(String name, int epoch, Path output) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    Path checkpoints = folder.resolve(Path.of(name, "work", "state", "checkpoints"));
    while (Checkpoints.savedEpoch(checkpoints) < epoch) {
      assertThat(System.nanoTime()).as(Files.readString(output)).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  /** Rows of the trace of all tries of a stage, the first try first. */
  private static List<Map<String, String>> tries(PipelineRun.Ended run, String stage)
      throws IOException {
    return run.trace().stream()
        .filter(row -> row.getOrDefault("process", "").endsWith(stage))
        .sorted(java.util.Comparator.comparing(row -> row.getOrDefault("attempt", "")))
        .toList();
  }

  private static String lastLog(PipelineRun.Ended run, String stage) throws IOException {
    List<Map<String, String>> tries = tries(run, stage);
    Path work = Path.of(tries.get(tries.size() - 1).getOrDefault("workdir", ""));
    return Files.readString(work.resolve(".command.out"))
        + Files.readString(work.resolve(".command.err"));
  }

  private static void mount(Path disk, String size) throws Exception {
    assertThat(
            new ProcessBuilder(
                    "mount", "-t", "tmpfs", "-o", "size=" + size, "none", disk.toString())
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
  }

  private static void unmount(Path disk) throws Exception {
    new ProcessBuilder("umount", disk.toString()).inheritIO().start().waitFor();
  }
}
