package io.luckynodes.figure;

import java.util.ArrayList;
import java.util.List;

/** Counts numbers that a figure cannot draw, for its footer. */
final class LeftOut {
  private long notFinite;
  private long notPositive;

  /** Counts a row without a finite number. */
  void notFinite() {
    notFinite++;
  }

  /** Counts a number that is not above 0 on a logarithmic axis. */
  void notPositive() {
    notPositive++;
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (notFinite > 0) {
      notes.add("Rows left out, since they have no number there: " + notFinite + ".");
    }
    if (notPositive > 0) {
      notes.add("Left out, since a logarithmic axis has no place for them: " + notPositive + ".");
    }
    return notes;
  }
}
