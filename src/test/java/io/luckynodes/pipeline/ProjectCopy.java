package io.luckynodes.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of the workflow without the stages: {@code bin/lucky} is a stand-in that knows a small
 * plan, so that a test sees what the workflow itself does, and quickly.
 */
final class ProjectCopy {
  private static final List<String> WORKFLOW =
      List.of("main.nf", "nextflow.config", "nextflow_schema.json", "modules", "conf", "nextflow");
  private static final String FINGERPRINTS =
      "target/classes/META-INF/lucky-nodes/fingerprints.json";

  private final Path folder;

  private ProjectCopy(Path folder) {
    this.folder = folder;
  }

  /** Copies the workflow; engines are shared with this project, where they are fetched once. */
  static ProjectCopy into(Path folder) throws IOException {
    Path project = PipelineRun.thisProject();
    for (String part : WORKFLOW) {
      copy(project.resolve(part), folder.resolve(part));
    }
    copy(project.resolve("src/test/resources/pipeline/lucky"), folder.resolve("bin/lucky"));
    copy(project.resolve(FINGERPRINTS), folder.resolve(FINGERPRINTS));
    ProjectCopy made = new ProjectCopy(folder);
    made.write("figures/experiments/noise.yaml", "noise: 1\n");
    Files.createDirectories(project.resolve(".lucky-nodes"));
    Files.createSymbolicLink(folder.resolve(".lucky-nodes"), project.resolve(".lucky-nodes"));
    return made;
  }

  Path folder() {
    return folder;
  }

  /** Takes the link to the shared engines away, so that nobody deletes through it. */
  void release() throws IOException {
    Files.deleteIfExists(folder.resolve(".lucky-nodes"));
  }

  void write(String place, String text) throws IOException {
    Path file = folder.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Changes the code of a runner, as far as the workflow can tell. */
  void changeFingerprint(String runner) throws IOException {
    Path file = folder.resolve(FINGERPRINTS);
    String pattern = "(\"" + Pattern.quote(runner) + "\" : \")[0-9a-f]";
    Files.writeString(file, Files.readString(file).replaceFirst(pattern, "$1x"));
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                try {
                  Path target = to.resolve(from.relativize(file).toString());
                  Path place = from.equals(file) ? to : target;
                  Files.createDirectories(place.getParent());
                  Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
