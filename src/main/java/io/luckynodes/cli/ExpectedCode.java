package io.luckynodes.cli;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.fingerprint.CodeFingerprints;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/**
 * Whether the code at hand is the code that the workflow counts on. In a container it may be older
 * or newer than the project that the workflow was started from, and the cache would never know.
 */
final class ExpectedCode {
  @Option(
      names = "--code",
      paramLabel = "FINGERPRINT[,FINGERPRINT...]",
      split = ",",
      defaultValue = "${env:LUCKY_CODE}",
      description =
          "Refuse to run unless the code has this fingerprint, or, where several jobs are given,"
              + " one of these (default: the environment variable LUCKY_CODE; without it any code"
              + " runs).")
  private List<String> expected = new ArrayList<>();

  /**
   * Compares the code of a runner with what is expected.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it is other code
   */
  void check(String runner) {
    String found = CodeFingerprints.of(runner);
    List<String> allowed = expected.stream().filter(code -> !code.isEmpty()).toList();
    if (!allowed.isEmpty() && !allowed.contains(found)) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          runner
              + ": expected the code "
              + allowed.stream()
                  .map(code -> code.substring(0, Math.min(12, code.length())))
                  .collect(Collectors.joining(" or "))
              + " that the workflow was started with, found "
              + found.substring(0, 12)
              + ": build the image again (containers/build), or the project (mvn package)");
    }
  }
}
