package io.luckynodes.error;

/**
 * Exit codes of every {@code lucky} command. They follow the BSD {@code sysexits.h} where it has a
 * fitting code. The workflow retries tasks that end with 75, 104, 130 to 145 or 175; of these
 * codes, only {@link #PAUSED} is used here.
 */
public enum ExitCode {
  OK(0, "done"),
  INTERNAL(1, "an error of the program itself; a stack trace follows"),
  USAGE(2, "unknown option, missing argument"),
  DIFFERENT(3, "what was compared differs, by more than the tolerance"),
  BAD_INPUT(65, "an input file is damaged, foreign or of another version"),
  NO_INPUT(66, "an input file is missing"),
  DATA_UNAVAILABLE(69, "a data set could be had from none of its sources"),
  CANNOT_WRITE(74, "reading or writing failed, for example on a full disk"),
  PAUSED(75, "paused, as --pause-after asks; the same command goes on from there"),
  BAD_DEFINITION(78, "a definition file is wrong; every fault is listed"),
  DIVERGED(80, "training produced numbers that are not finite");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** One line for {@code lucky --help}. */
  public String meaning() {
    return meaning;
  }
}
