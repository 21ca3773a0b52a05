package io.luckynodes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The smoke scale on every engine and scheduler that this machine has, with short jobs in shared
 * tasks, each against a run with none of that: the same bytes. {@code containers/try-everything}
 * prepares images and runs this.
 */
@Tag("executors")
class ExecutorsIT {
  private static final String FIGURES = System.getProperty("executors.figures", "all");

  /** More parameters of every run, parted by blanks. */
  private static final List<String> PARAMETERS =
      System.getProperty("executors.parameters", "")
          .lines()
          .flatMap(line -> Stream.of(line.split(" ")))
          .filter(word -> !word.isEmpty())
          .toList();

  private static final Path IMAGES = Path.of(System.getProperty("executors.images", "none"));

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static SortedMap<String, String> expected;

  @BeforeAll
  static void runWithoutContainers() throws Exception {
    PipelineRun pipeline = new PipelineRun(PipelineRun.thisProject(), folder.resolve("plain"));
    PipelineRun.Ended plain = ended(pipeline.run(arguments(List.of("--shortest_task", "0s"))));
    expected = plain.digests();
    assertThat(expected).isNotEmpty();
  }

  @Test
  void podman() throws Exception {
    assumeTrue(
        Commands.succeed("podman", "image", "exists", trainImage()), "no Podman with the images");
    sameBytes(run("podman", List.of("-profile", "podman")), trainImage());
  }

  /** As somebody whose ids are neither root's nor those of the image's user. */
  @Test
  void podmanWithoutRoot() throws Exception {
    String user = System.getProperty("executors.user", "");
    assumeTrue(!user.isEmpty(), "no user without root was named (--user)");
    Path home = Path.of(Commands.output("sh", "-c", "getent passwd \"$0\" | cut -d: -f6", user));
    Path own = folder.resolve("user");
    unpackTheProject(own);
    Commands.output("chmod", "755", folder.toString());
    Commands.output("chown", "-R", user + ":", own.toString());
    PipelineRun theirs = new PipelineRun(own.resolve("lucky-nodes"), own);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-u", user, "--", "env", "-u", "XDG_RUNTIME_DIR", "HOME=" + home));
    command.addAll(
        List.of(own.resolve("lucky-nodes/nextflow").toString(), "run", own + "/lucky-nodes"));
    command.addAll(List.of(arguments(List.of("-profile", "podman"))));
    sameBytes(ended(theirs.call(Path.of("runuser"), command.toArray(String[]::new))), trainImage());
  }

  @Test
  void docker() throws Exception {
    assumeTrue(
        Commands.succeed("docker", "image", "inspect", trainImage()), "no Docker with the images");
    sameBytes(run("docker", List.of("-profile", "docker")), trainImage());
  }

  @Test
  void apptainer() throws Exception {
    assumeTrue(
        Commands.succeed("apptainer", "--version")
            && Files.exists(IMAGES.resolve("lucky-nodes-train.sif")),
        "no Apptainer, or no images for it");
    sameBytes(
        run("apptainer", List.of("-profile", "apptainer", "--images", IMAGES.toString())),
        IMAGES.resolve("lucky-nodes-train.sif").toString());
  }

  @Test
  void charliecloud() throws Exception {
    assumeCharliecloud();
    sameBytes(
        run("charliecloud", List.of("-profile", "charliecloud", "--images", IMAGES.toString())),
        IMAGES.resolve("lucky-nodes-train").toString());
  }

  @Test
  void slurm() throws Exception {
    assumeSlurm();
    sameBytes(underSlurm("slurm", List.of("-profile", "slurm")), "-");
  }

  @Test
  void slurmWithContainers() throws Exception {
    assumeSlurm();
    assumeCharliecloud();
    sameBytes(
        underSlurm(
            "slurm-charliecloud",
            List.of("-profile", "slurm,charliecloud", "--images", IMAGES.toString())),
        IMAGES.resolve("lucky-nodes-train").toString());
  }

  @Test
  void kubernetes() throws Exception {
    Path claim = Files.createDirectories(folder.resolve("kubernetes"));
    try (KubernetesDouble api = new KubernetesDouble()) {
      PipelineRun.Ended run = run("kubernetes", api.options(claim));
      sameBytes(run, trainImage());
      assertThat(api.pods()).hasSizeGreaterThanOrEqualTo(run.trace().size());
    }
  }

  private static String trainImage() throws Exception {
    return "localhost/lucky-nodes-train:" + PipelineRun.version();
  }

  /** Built and packed here, unpacked and run where there is no network, as docs/running.md says. */
  @Test
  void withoutANetwork() throws Exception {
    assumeCharliecloud();
    assumeTrue(
        Commands.succeed("unshare", "--net", "true"), "no machine without a network can be had");
    Path carried = folder.resolve("carried");
    unpackTheProject(carried);
    PipelineRun there =
        new PipelineRun(carried.resolve("lucky-nodes"), folder.resolve("isolated"))
            .with("HOME", Files.createDirectories(folder.resolve("home")).toString());
    List<String> command = new ArrayList<>();
    command.addAll(List.of("--net", "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\""));
    command.addAll(
        List.of(
            carried.resolve("lucky-nodes/nextflow").toString(),
            "run",
            carried.resolve("lucky-nodes").toString()));
    command.addAll(
        List.of(arguments(List.of("-profile", "charliecloud", "--images", IMAGES.toString()))));
    sameBytes(
        ended(there.call(Path.of("unshare"), command.toArray(String[]::new))),
        IMAGES.resolve("lucky-nodes-train").toString());
  }

  /** The project as {@code containers/carry} packs it, in the folder {@code lucky-nodes}. */
  private static void unpackTheProject(Path place) throws Exception {
    String packed =
        Commands.output(
            PipelineRun.thisProject().resolve("containers/carry").toString(),
            place.toString(),
            "project");
    Commands.output("tar", "-xf", packed, "-C", place.toString());
  }

  private static PipelineRun.Ended run(String name, List<String> options) throws Exception {
    PipelineRun pipeline = new PipelineRun(PipelineRun.thisProject(), folder.resolve(name));
    return ended(pipeline.run(arguments(options)));
  }

  private static PipelineRun.Ended underSlurm(String name, List<String> options) throws Exception {
    Path project = PipelineRun.thisProject();
    PipelineRun pipeline = new PipelineRun(project, folder.resolve(name));
    List<String> command = new ArrayList<>();
    command.add(folder.resolve(name + "-slurm").toString());
    command.addAll(List.of(project.resolve("nextflow").toString(), "run", project.toString()));
    command.addAll(List.of(arguments(options)));
    return ended(
        pipeline.call(
            project.resolve("containers/one-node-slurm"), command.toArray(String[]::new)));
  }

  /** Offline, wherever: what is said of data that cannot be had is among the results. */
  private static String[] arguments(List<String> options) {
    List<String> offline = new ArrayList<>(options);
    int profile = offline.indexOf("-profile");
    if (profile < 0) {
      offline.addAll(List.of("-profile", "offline"));
    } else {
      offline.set(profile + 1, offline.get(profile + 1) + ",offline");
    }
    if (!offline.contains("--shortest_task")) {
      offline.addAll(List.of("--shortest_task", "20s"));
    }
    List<String> common = List.of("--scale", "smoke", "--figures", FIGURES);
    return Stream.of(offline, common, PARAMETERS).flatMap(List::stream).toArray(String[]::new);
  }

  private static PipelineRun.Ended ended(PipelineRun.Ended run) {
    assertThat(run.exitCode()).as(run.output()).isZero();
    return run;
  }

  /** The same results, and they were made where they should be. */
  private static void sameBytes(PipelineRun.Ended run, String container) throws Exception {
    assertThat(run.digests()).isEqualTo(expected);
    assertThat(run.trace())
        .filteredOn(row -> row.getOrDefault("process", "").endsWith("STUDENT"))
        .isNotEmpty()
        .extracting((Map<String, String> row) -> row.get("container"))
        .containsOnly(container);
  }

  private static void assumeCharliecloud() {
    assumeTrue(
        Commands.succeed("ch-run", "--version")
            && Files.isDirectory(IMAGES.resolve("lucky-nodes-train")),
        "no Charliecloud, or no images for it");
  }

  private static void assumeSlurm() {
    assumeTrue(OneNodeSlurm.canBeHad(), "no SLURM, or not root");
  }
}
