package io.luckynodes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The images themselves, as {@code containers/try-everything} builds them. */
@Tag("executors")
class ImagesIT {
  private static final String BASE = "localhost/lucky-nodes-base";
  private static final String JDK = "localhost/lucky-nodes-jdk";
  private static final int USAGE = 2;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  @ParameterizedTest
  @CsvSource({"light, 300, false", "train, 700, true"})
  void anImageIsSmallNobodysOwnAndSaysWhatIsInIt(String image, int megabytes, boolean tensorFlow)
      throws Exception {
    assumeImage(image);
    JsonNode about = json("podman", "image", "inspect", name(image)).get(0);
    assertThat(about.get("Size").longValue()).isLessThan(megabytes * 1_000_000L);
    assertThat(about.get("User").textValue()).isEqualTo("1000:1000");
    JsonNode labels = about.get("Labels");
    assertThat(labels.get("org.opencontainers.image.title").textValue())
        .isEqualTo("lucky-nodes-" + image);
    assertThat(labels.get("org.opencontainers.image.licenses").textValue()).isEqualTo("Apache-2.0");
    assertThat(labels.get("org.opencontainers.image.version").textValue()).isNotEmpty();
    assertThat(labels.get("org.opencontainers.image.revision").textValue()).isNotEmpty();

    List<String> libraries =
        Commands.output("podman", "run", "--rm", name(image), "ls", "/opt/lucky-nodes/target/lib")
            .lines()
            .toList();
    JsonNode bill =
        json("podman", "run", "--rm", name(image), "cat", "/opt/lucky-nodes/sbom.cdx.json");
    assertThat(bill.get("bomFormat").textValue()).isEqualTo("CycloneDX");
    List<String> files = new ArrayList<>();
    bill.get("components")
        .forEach(
            one -> files.add(one.get("name").textValue() + "-" + one.get("version").textValue()));
    assertThat(libraries)
        .isNotEmpty()
        .allMatch(
            library -> files.stream().anyMatch(library::startsWith), "in the bill of materials");
    assertThat(libraries.stream().anyMatch(library -> library.startsWith("tensorflow-core-api")))
        .isEqualTo(tensorFlow);
    assertThat(Commands.output("podman", "run", "--rm", name(image), "lucky", "--version"))
        .startsWith("Lucky Nodes ");
  }

  /** In another place, and nothing of it from the cache of the first. */
  @Test
  void aSecondBuildHasTheSameBytes() throws Exception {
    assumeImage("light");
    assumeImage("train");
    assumeTrue(Commands.succeed("podman", "image", "exists", JDK), "no " + JDK);
    // Other tests are using what is built here.
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Commands.output(
        "sh",
        "-c",
        "cp -r .git \"$0\" && git ls-files -z | tar --null -T - -cf - | tar -xf - -C \"$0\"",
        copy.toString());
    Path build = copy.resolve("containers/build");
    Commands.output(
        Stream.of(build.toString(), "--base", BASE, "--jdk", JDK, "--tag", "again", "--no-cache")
            .toArray(String[]::new));
    for (String image : List.of("light", "train")) {
      String again = "localhost/lucky-nodes-" + image + ":again";
      String found = id(again);
      // Without its name every name of the image would go.
      Commands.output("podman", "untag", again, again);
      assertThat(found).isEqualTo(id(name(image)));
    }
  }

  /** TensorFlow alone would take the processor, and say so in its log only. */
  @Test
  void theImageForGpusRefusesAMachineWithoutOne() throws Exception {
    assumeImage("gpu");
    assumeTrue(!Commands.succeed("nvidia-smi"), "this machine has a GPU");
    Path plan = folder.resolve("plan");
    Commands.output(
        PipelineRun.thisProject().resolve("bin/lucky").toString(),
        "plan",
        "--scale",
        "smoke",
        "--figures",
        "student-specialization/fig07",
        "--out",
        plan.toString());
    Path job;
    try (Stream<Path> jobs = Files.list(plan.resolve("jobs"))) {
      job =
          jobs.filter(file -> file.getFileName().toString().startsWith("teacher."))
              .findFirst()
              .orElseThrow();
    }
    Commands.Ended refused =
        Commands.run(
            "podman",
            "run",
            "--rm",
            "--user=0:0",
            "-v",
            folder + ":/task",
            name("gpu"),
            "sh",
            "-c",
            "mkdir -p /task/in && cd /task && lucky teacher --device gpu --in in --out . --job plan/jobs/"
                + job.getFileName());
    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(USAGE);
    assertThat(refused.output()).contains("--device gpu: TensorFlow sees no GPU");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString())).containsOnly("plan", "in");
    }
  }

  private static void assumeImage(String image) throws Exception {
    assumeTrue(
        Commands.succeed("podman", "image", "exists", name(image)), "no image " + name(image));
  }

  private static String name(String image) throws Exception {
    return "localhost/lucky-nodes-" + image + ":" + PipelineRun.version();
  }

  private static String id(String image) throws Exception {
    return Commands.output("podman", "image", "inspect", "--format", "{{.Id}}", image);
  }

  private static JsonNode json(String... command) throws Exception {
    return Json.read(Commands.output(command), JsonNode.class, String.join(" ", command));
  }
}
