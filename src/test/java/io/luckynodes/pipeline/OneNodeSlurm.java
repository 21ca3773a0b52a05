package io.luckynodes.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real SLURM of one node, this machine, for as long as it is open: {@code
 * containers/one-node-slurm}.
 */
final class OneNodeSlurm implements AutoCloseable {
  private static final long STARTING_SECONDS = 60;

  private final Path configuration;
  private final Process process;

  /**
   * @param folder for its configuration, logs and state
   * @throws IllegalStateException with its output if it does not start
   */
  OneNodeSlurm(Path folder) throws IOException, InterruptedException {
    configuration = folder.resolve("slurm.conf");
    Path output = Files.createDirectories(folder).resolve("output.txt");
    Path ready = folder.resolve("ready");
    process =
        new ProcessBuilder(
                PipelineRun.thisProject().resolve("containers/one-node-slurm").toString(),
                folder.toString(),
                "sh",
                "-c",
                "touch \"$0\"; while [ -e \"$0\" ]; do sleep 0.2; done",
                ready.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTING_SECONDS);
    while (!Files.exists(ready)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroy();
        throw new IllegalStateException("SLURM does not start: " + Files.readString(output));
      }
      Thread.sleep(50);
    }
  }

  /** Whether this machine can have one. */
  static boolean canBeHad() {
    return Files.isExecutable(Path.of("/usr/sbin/slurmctld"))
        && Files.isExecutable(Path.of("/usr/sbin/munged"))
        && "root".equals(System.getProperty("user.name"));
  }

  /** The file that SLURM's own commands find this one by, {@code SLURM_CONF}. */
  Path configuration() {
    return configuration;
  }

  /** Ids of the running jobs of a stage. */
  List<String> jobs(String stage) throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (String line :
        call("squeue", "--noheader", "--states=RUNNING", "--format=%i %j").lines().toList()) {
      if (line.contains("_" + stage)) {
        ids.add(line.split(" ", 2)[0]);
      }
    }
    return ids;
  }

  /** One of SLURM's commands, and what it says. */
  String call(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SLURM_CONF", configuration.toString());
    Process called = builder.start();
    String said =
        new String(called.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (called.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + said);
    }
    return said;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(configuration.resolveSibling("ready"));
    try {
      if (!process.waitFor(STARTING_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
