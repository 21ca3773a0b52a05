package io.luckynodes.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.SortedSet;

/** Named vectors of float32 in a file or on a server. Only the requested vectors are read. */
interface VectorFile extends Closeable {
  /** Names of all tensors in the file. */
  SortedSet<String> names();

  /**
   * Reads some vectors.
   *
   * @param lengths required number of values of each vector, by name
   * @throws IOException if a vector is missing, has another type or shape, is outside the file, or
   *     cannot be read; the message says what was expected and found
   */
  Map<String, float[]> read(Map<String, Integer> lengths) throws IOException;

  @Override
  default void close() throws IOException {}
}
