package io.luckynodes.lineage;

import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.file.WholeFile;
import java.nio.file.Path;
import java.util.Arrays;

/** What git makes of a text on some machines: each line ends in another way. */
final class LineEndings {
  /** What is said of a file that has others than it was written with. */
  static final String CHANGED =
      "the same with other line endings, as git's core.autocrlf leaves it (.gitattributes with '* -text' keeps it from that)";

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

  /** Whether a file would have a digest if its lines ended as this project's do. */
  static boolean hide(Path file, String sha256) {
    return Digests.of(unix(WholeFile.bytes(file, FigureFile.LARGEST))).equals(sha256);
  }
}
