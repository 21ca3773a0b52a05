package io.luckynodes.lineage;

import io.luckynodes.artifact.Digests;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

/** Recognises files whose line endings git has changed. */
final class LineEndings {
  /** Description of a file that has other line endings than it was written with. */
  static final String CHANGED =
      "the same with other line endings, as git's core.autocrlf leaves it (.gitattributes with '* -text' keeps it from that)";

  private static final int PIECE = 1 << 16;

  private LineEndings() {}

  /** The bytes with the line endings of this project's files. */
  static byte[] unix(byte[] bytes) {
    byte[] unix = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\r' || i + 1 == bytes.length || bytes[i + 1] != '\n') {
        unix[length++] = bytes[i];
      }
    }
    return Arrays.copyOf(unix, length);
  }

  /**
   * Whether a file of any size would have a digest if its lines ended as in this project's files.
   */
  static boolean hide(Path file, String sha256) {
    MessageDigest digest = Digests.sha256();
    try (InputStream in = WholeFile.open(file)) {
      // A carriage return at the end of a piece is kept for the next one, which may begin with a
      // line feed.
      byte[] kept = new byte[0];
      for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        byte[] bytes = Arrays.copyOf(kept, kept.length + piece.length);
        System.arraycopy(piece, 0, bytes, kept.length, piece.length);
        int end = bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        digest.update(unix(Arrays.copyOf(bytes, end)));
        kept = Arrays.copyOfRange(bytes, end, bytes.length);
      }
      digest.update(kept);
    } catch (IOException e) {
      throw new LuckyException(ExitCode.BAD_INPUT, file + ": cannot be read: " + e.getMessage(), e);
    }
    return Digests.hex(digest.digest()).equals(sha256);
  }
}
