package io.luckynodes.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A place on the network that a pinned file can be brought from. */
interface FileSource {
  /** What the user knows the source by. */
  String name();

  /**
   * Brings the file, which the caller then checks.
   *
   * @param part where the bytes go; what an interrupted call left there may be continued
   * @param log takes a line of progress
   * @throws SourceUnavailable if the source does not give the file
   * @throws IOException if {@code part} cannot be written
   */
  void fetch(PinnedFile file, Path part, Consumer<String> log)
      throws SourceUnavailable, IOException;
}
