package io.luckynodes.cli;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.error.Suggestion;
import io.luckynodes.lineage.Results;
import io.luckynodes.stage.RecordFile;
import java.util.List;

/** The figure of some results that a command names by its id. */
final class FigureId {
  private FigureId() {}

  /**
   * Checks that there is such a figure, or at least its record.
   *
   * @throws LuckyException ({@link ExitCode#NO_INPUT}) if there is neither; it names the figures
   *     that are there
   */
  static void require(Results results, String id) {
    List<String> known = results.figures();
    if (!known.contains(id) && results.find(RecordFile.pathOf(id)).file() == null) {
      List<String> alike = known.stream().filter(one -> one.endsWith("/" + id)).toList();
      throw new LuckyException(
          ExitCode.NO_INPUT,
          results.folder()
              + ": no figure '"
              + id
              + "'"
              + (alike.isEmpty()
                  ? Suggestion.text(id, known)
                  : " (did you mean " + String.join(" or ", alike) + "?)")
              + "; its figures are "
              + (known.isEmpty() ? "none" : String.join(", ", known)));
    }
  }
}
