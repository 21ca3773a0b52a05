package io.luckynodes.cli;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.fingerprint.CodeFingerprints;
import picocli.CommandLine.Option;

/**
 * Whether the code at hand is the code that the workflow counts on. In a container it may be older
 * or newer than the project that the workflow was started from, and the cache would never know.
 */
final class ExpectedCode {
  @Option(
      names = "--code",
      paramLabel = "FINGERPRINT",
      defaultValue = "${env:LUCKY_CODE}",
      description =
          "Refuse to run with other code than this (default: the environment variable LUCKY_CODE; without it any code"
              + " will do).")
  private String expected = "";

  /**
   * Compares the code of a runner with what is expected.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it is other code
   */
  void check(String runner) {
    String found = CodeFingerprints.of(runner);
    if (expected != null && !expected.isEmpty() && !expected.equals(found)) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          runner
              + ": expected the code "
              + expected.substring(0, Math.min(12, expected.length()))
              + " that the workflow counts on, found "
              + found.substring(0, 12)
              + ": build the image again (containers/build), or the project (mvn package)");
    }
  }
}
