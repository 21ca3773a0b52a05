package io.luckynodes.figure;

import io.luckynodes.table.Rows;
import java.util.List;

/** Seeds whose network diverged. Means leave these seeds out, and a note counts them. */
final class Divergence {
  private Divergence() {}

  /**
   * The seeds for which a measurement is not finite at one epoch or more.
   *
   * @param rows of one variant of the sweep
   * @param name of the variant, for the note
   * @param notes list that gets a note if there are such seeds
   */
  static int[] seeds(Rows rows, String column, String name, List<String> notes) {
    return counted(rows.notFinite(column).distinctInts("seed"), rows, name, notes);
  }

  /**
   * The seeds for which a measurement is not finite at one epoch or more, or which were not
   * measured at the last epoch. A network that diverges leaves no snapshot after its divergence.
   */
  static int[] seeds(Rows rows, String column, int last, String name, List<String> notes) {
    return counted(rows.diverged(column, last), rows, name, notes);
  }

  private static int[] counted(int[] diverged, Rows rows, String name, List<String> notes) {
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
