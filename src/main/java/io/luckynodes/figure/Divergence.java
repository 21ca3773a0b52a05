package io.luckynodes.figure;

import java.util.List;

/** Seeds whose network diverged: they are left out of means, and counted. */
final class Divergence {
  private Divergence() {}

  /**
   * The seeds of some rows for which a measurement is not finite at any epoch.
   *
   * @param rows of one cell of the sweep
   * @param name of the cell, for the note
   * @param notes gets a note if there are any
   */
  static int[] seeds(Rows rows, String column, String name, List<String> notes) {
    int[] diverged = rows.whereFinite(column, false).distinctInts("seed");
    if (diverged.length > 0) {
      notes.add(
          name
              + ": "
              + diverged.length
              + " of "
              + rows.distinctInts("seed").length
              + " seeds diverged and "
              + (diverged.length == 1 ? "is" : "are")
              + " left out.");
    }
    return diverged;
  }
}
