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
 * Keeps other processes from some work until it is closed. The operating system holds it for the
 * process, so that it ends with that, however it ends: a lock file that a kill left behind locks
 * nothing.
 */
public final class ProcessLock implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int LONGEST_OWNER = 400;

  /** What a lock file holds once it is removed, for those who had opened it before. */
  private static final String REMOVED = "removed";

  private final Path file;
  private final @Nullable FileChannel channel;

  private ProcessLock(Path file, @Nullable FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes a lock, as soon as no other process has it. Some network file systems have no locks: then
   * that is said, and it is as if nobody else were there.
   *
   * @param file made if missing, and removed in the end
   * @param what it is for, in words that follow "waits for"
   * @param log takes a line about who has it, or why there is none
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

  /** Through the channel: to open and close the file would give up a lock that this process has. */
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

  /** Lets the next process in. */
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
