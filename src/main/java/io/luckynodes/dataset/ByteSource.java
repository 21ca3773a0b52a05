package io.luckynodes.dataset;

import java.io.Closeable;
import java.io.IOException;

/** Bytes of which any stretch can be read by itself. */
interface ByteSource extends Closeable {
  /** What the user knows it by. */
  String name();

  /** How many bytes there are. */
  long size() throws IOException;

  /**
   * Reads a stretch.
   *
   * @throws IOException if it does not lie within the bytes, or cannot be read
   */
  byte[] read(long from, int length) throws IOException;

  @Override
  default void close() throws IOException {}
}
