package io.luckynodes.dataset;

import java.io.Closeable;
import java.io.IOException;

/** A source of bytes with random access. */
interface ByteSource extends Closeable {
  /** Name of the source, for messages to the user. */
  String name();

  /** Number of bytes. */
  long size() throws IOException;

  /**
   * Reads a range of bytes.
   *
   * @throws IOException if the range is not within the bytes, or cannot be read
   */
  byte[] read(long from, int length) throws IOException;

  @Override
  default void close() throws IOException {}
}
