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
 * The one way to files that may be a stranger's: no pipe and no device, which could keep a reader
 * for ever, and none that is too large.
 */
public final class WholeFile {
  private static volatile @Nullable Path last;

  private WholeFile() {}

  /** The file that was opened last; null if none was. Where memory ends, this is the likely one. */
  public static @Nullable Path lastOpened() {
    return last;
  }

  /**
   * A file to be read at any place.
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
   * A file to be read from its begin, by one that keeps little of it.
   *
   * @throws LuckyException as {@link #channel}
   */
  public static InputStream open(Path file) {
    return Channels.newInputStream(channel(file));
  }

  /**
   * All bytes of a file, whatever size it says it has.
   *
   * @param most bytes that it may have
   * @throws LuckyException as {@link #channel}, or if it is larger or cannot be read ({@link
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
   * The text of a file in UTF-8; other bytes are no text.
   *
   * @throws LuckyException as {@link #bytes}
   */
  public static String text(Path file, int most) {
    try {
      // A new decoder reports what it cannot decode, where a String would replace it.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(file, most)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, file + ": expected text in UTF-8, found other bytes", e);
    }
  }

  /** The error that a failed read ends in. */
  public static LuckyException unreadable(Path file, IOException cause) {
    return new LuckyException(
        ExitCode.BAD_INPUT, file + ": cannot be read: " + cause.getMessage(), cause);
  }
}
