package io.luckynodes.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A source on the network from which a pinned file can be fetched. */
interface FileSource {
  /** Name of the source, for messages to the user. */
  String name();

  /**
   * Fetches the file, which the caller then checks.
   *
   * @param part file for the bytes; a part that an interrupted call left may be continued
   * @param log receives lines of progress
   * @throws SourceUnavailable if the source does not give the file
   * @throws IOException if {@code part} cannot be written
   */
  void fetch(PinnedFile file, Path part, Consumer<String> log)
      throws SourceUnavailable, IOException;
}
