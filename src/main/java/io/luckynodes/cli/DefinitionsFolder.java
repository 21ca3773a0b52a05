package io.luckynodes.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder of definitions, for commands that read it. */
final class DefinitionsFolder {
  @Option(
      names = "--definitions",
      paramLabel = "DIR",
      description = "Folder of experiment and figure definitions (default: ${DEFAULT-VALUE}).")
  private Path folder = nearest();

  Path folder() {
    return folder;
  }

  /** The one in the folder that a user is in, or else the project's. */
  private static Path nearest() {
    Path here = Path.of("figures");
    String home = System.getProperty("lucky.home");
    return Files.isDirectory(here) || home == null ? here : Path.of(home).resolve(here);
  }
}
