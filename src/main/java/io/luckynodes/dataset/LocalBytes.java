package io.luckynodes.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a local file. */
final class LocalBytes implements ByteSource {
  private final Path file;
  private final FileChannel channel;

  LocalBytes(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public byte[] read(long from, int length) throws IOException {
    long size = channel.size();
    if (from < 0 || length < 0 || from > size - length) {
      throw new IOException(
          "ends after " + size + " bytes, and " + length + " from byte " + from + " on are needed");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("ended while it was read");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
