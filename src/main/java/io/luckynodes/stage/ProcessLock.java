package io.luckynodes.stage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Excludes other processes from some work until the lock is closed. The operating system holds the
 * lock for the process, so the lock ends with the process, even if that is killed: a lock file that
 * stays behind locks nothing.
 */
public final class ProcessLock implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int LONGEST_OWNER = 400;

  /** Contents of a removed lock file, for processes that had opened it before. */
  private static final String REMOVED = "removed";

  private final Path file;
  private final @Nullable FileChannel channel;

  private ProcessLock(Path file, @Nullable FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes a lock as soon as no other process holds it. Some network file systems have no locks; the
   * log then says so, and the work continues without a lock.
   *
   * @param file lock file, created if missing and removed on closing
   * @param what the protected work, in words that follow "waits for"
   * @param log receives a line that names the holder, or says why there is no lock
   */
  public static ProcessLock take(Path file, String what, Consumer<String> log) {
    boolean said = false;
    try {
      while (true) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
            FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean kept = false;
        try {
          if (locked(channel)) {
            if (!text(channel).equals(REMOVED)) {
              write(channel, "process " + ProcessHandle.current().pid() + " on " + host());
              kept = true;
              return new ProcessLock(file, channel);
            }
          } else {
            if (!said) {
              log.accept("waits for " + what + ", which " + text(channel) + " has");
              said = true;
            }
            Thread.sleep(POLL.toMillis());
          }
        } finally {
          if (!kept) {
            channel.close();
          }
        }
      }
    } catch (IOException e) {
      log.accept(file + ": cannot be locked (" + e.getMessage() + "), going on without");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + file, e);
    }
    return new ProcessLock(file, null);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  /**
   * Reads a lock file through its channel. Opening and closing the file again would release a lock
   * that this process holds.
   */
  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_OWNER);
    channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    return text.isEmpty() ? "another process" : text;
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }

  /** Removes the lock file and releases the lock. */
  @Override
  public void close() {
    if (channel == null || !channel.isOpen()) {
      return;
    }
    try (channel) {
      Files.deleteIfExists(file);
      write(channel, REMOVED);
    } catch (IOException e) {
      // The lock ends with the channel or the process; a file that stays behind locks nothing.
    }
  }
}
