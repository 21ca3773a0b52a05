package io.luckynodes.artifact;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * A file that appears whole or not at all: it is written under a temporary name beside its target,
 * forced to disk, and then renamed. Closing it before {@link #commit} leaves no trace. The folder
 * need not be trusted: the temporary name cannot be guessed, and an existing file is never opened.
 */
public final class AtomicFile implements WritableByteChannel {
  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final MessageDigest digest = Digests.sha256();
  private boolean committed;

  /**
   * @throws LuckyException ({@link ExitCode#CANNOT_WRITE}) if the file cannot be made
   */
  public AtomicFile(Path target) {
    this.target = target.toAbsolutePath();
    this.temporary =
        this.target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Path folder = this.target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      this.channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /** Writes bytes as a whole file and returns their SHA-256. */
  public static String write(Path target, byte[] bytes) {
    try (AtomicFile file = new AtomicFile(target)) {
      file.write(ByteBuffer.wrap(bytes));
      return file.commit();
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /** Writes all remaining bytes. */
  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int size = bytes.remaining();
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    return size;
  }

  /** SHA-256 of all bytes written so far. */
  MessageDigest digestSoFar() {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Puts the file in place.
   *
   * @return SHA-256 of its bytes
   */
  public String commit() throws IOException {
    String sha256 = Digests.hex(digest.digest());
    channel.force(true);
    channel.close();
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    committed = true;
    return sha256;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    if (!committed) {
      try {
        channel.close();
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        throw cannotWrite(target, e);
      }
    }
  }

  /** The error for a failed write. */
  public static LuckyException cannotWrite(Path target, IOException cause) {
    // A FileSystemException repeats the (temporary) file name before its reason.
    String reason =
        cause instanceof FileSystemException e && e.getReason() != null
            ? e.getReason()
            : cause.getMessage();
    return new LuckyException(
        ExitCode.CANNOT_WRITE,
        target
            + ": cannot be written: "
            + (reason == null ? cause.getClass().getSimpleName() : reason)
            + "; nothing was left behind",
        cause);
  }
}
