package io.luckynodes.file;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that may be a stranger's: no pipe and no device, and none that is too large. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * All bytes of a file, whatever size it says it has.
   *
   * @param most bytes that it may have
   * @throws LuckyException if the file is missing ({@link ExitCode#NO_INPUT}), or is no regular
   *     file, larger, or cannot be read ({@link ExitCode#BAD_INPUT})
   */
  public static byte[] bytes(Path file, int most) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new LuckyException(
            ExitCode.BAD_INPUT, file + ": expected a file, found something that is no file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
          throw new LuckyException(
              ExitCode.BAD_INPUT, file + ": expected at most " + most + " bytes, found more");
        }
        return bytes;
      }
    } catch (NoSuchFileException e) {
      throw new LuckyException(ExitCode.NO_INPUT, file + ": no such file", e);
    } catch (IOException e) {
      throw new LuckyException(ExitCode.BAD_INPUT, file + ": cannot be read: " + e.getMessage(), e);
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
}
