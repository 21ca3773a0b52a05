package io.luckynodes.definition;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects faults, so that a user sees all of them at once. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void add(Problem problem) {
    found.add(problem);
  }

  int count() {
    return found.size();
  }

  /**
   * Throws an exception if any fault was added.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) that lists all faults
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          (found.size() == 1 ? "1 fault" : found.size() + " faults")
              + " in the definitions:\n"
              + found.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")));
    }
  }
}
