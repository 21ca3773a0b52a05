package io.luckynodes.file;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Opens and reads files that need not be trusted. It refuses pipes and devices, on which a reader
 * could block for ever, and files that are too large.
 */
public final class WholeFile {
  private static volatile @Nullable Path last;

  private WholeFile() {}

  /**
   * The file that was opened last; null if none was opened. If memory runs out, this file is the
   * likely cause.
   */
  public static @Nullable Path lastOpened() {
    return last;
  }

  /**
   * Opens a file for reading at any position.
   *
   * @throws LuckyException if the file is missing ({@link ExitCode#NO_INPUT}), or is no regular
   *     file or cannot be opened ({@link ExitCode#BAD_INPUT})
   */
  public static FileChannel channel(Path file) {
    last = file;
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new LuckyException(
            ExitCode.BAD_INPUT, file + ": expected a file, found something that is no file");
      }
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new LuckyException(ExitCode.NO_INPUT, file + ": no such file", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Opens a file for reading from its beginning, for callers that keep little of it in memory.
   *
   * @throws LuckyException as {@link #channel}
   */
  public static InputStream open(Path file) {
    return Channels.newInputStream(channel(file));
  }

  /**
   * Reads all bytes of a file, whatever size the file system reports.
   *
   * @param most largest allowed number of bytes
   * @throws LuckyException as {@link #channel}, or if the file is larger or cannot be read ({@link
   *     ExitCode#BAD_INPUT})
   */
  public static byte[] bytes(Path file, int most) {
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new LuckyException(
            ExitCode.BAD_INPUT, file + ": expected at most " + most + " bytes, found more");
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads a file as UTF-8 text.
   *
   * @throws LuckyException as {@link #bytes}, or if the file is not UTF-8 ({@link
   *     ExitCode#BAD_INPUT})
   */
  public static String text(Path file, int most) {
    try {
      // A new decoder reports bytes that it cannot decode; a String would replace them.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(file, most)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, file + ": expected text in UTF-8, found other bytes", e);
    }
  }

  /** The error for a failed read. */
  public static LuckyException unreadable(Path file, IOException cause) {
    return new LuckyException(
        ExitCode.BAD_INPUT, file + ": cannot be read: " + cause.getMessage(), cause);
  }
}
