package io.luckynodes.error;

import org.jspecify.annotations.Nullable;

/**
 * An error that the user can act on. Its message is complete: it says what is wrong and where, what
 * was expected and what was found.
 */
public final class LuckyException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ExitCode exitCode;

  public LuckyException(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  public LuckyException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
