package io.luckynodes.dataset;

/** Signals that a source does not give its file. The message is the reason, for the user. */
final class SourceUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  SourceUnavailable(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
