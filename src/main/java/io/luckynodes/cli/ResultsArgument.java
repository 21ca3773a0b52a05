package io.luckynodes.cli;

import io.luckynodes.lineage.Results;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The folder that a command is about, where it may be left out. */
final class ResultsArgument {
  @Parameters(
      paramLabel = "RESULTS",
      arity = "0..1",
      description = "A folder that a run wrote (default: ${DEFAULT-VALUE}).")
  private Path results = Path.of("results");

  /**
   * @throws io.luckynodes.error.LuckyException ({@link io.luckynodes.error.ExitCode#NO_INPUT}) if
   *     there is no such folder
   */
  Results open() {
    return Results.in(results);
  }
}
