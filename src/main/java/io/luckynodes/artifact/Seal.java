package io.luckynodes.artifact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The seal of an artifact: the SHA-256 of all its bytes, with the seal's own digits taken as zeros.
 * It is in the custom metadata of Arrow's footer. The footer repeats the schema and the record, so
 * the seal covers these copies too.
 */
final class Seal {
  static final String KEY = "lucky-nodes.seal";
  static final int DIGITS = 64;

  private static final String MARK = "sha256 of all other bytes: ";
  private static final byte[] MARK_BYTES = MARK.getBytes(StandardCharsets.US_ASCII);

  /** The seal's value before it is known. */
  static final String BLANK = MARK + "0".repeat(DIGITS);

  private Seal() {}

  /** Finds the offset of the digits in the end of a file; -1 if they do not occur exactly once. */
  static int find(byte[] end) {
    int found = -1;
    for (int at = 0; at + MARK_BYTES.length + DIGITS <= end.length; at++) {
      if (matches(end, at)) {
        if (found >= 0) {
          return -1;
        }
        found = at + MARK_BYTES.length;
      }
    }
    return found;
  }

  private static boolean matches(byte[] bytes, int at) {
    for (int i = 0; i < MARK_BYTES.length; i++) {
      if (bytes[at + i] != MARK_BYTES[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Fills in the seal in the end of a file.
   *
   * @param end last bytes of the file, with a {@link #BLANK} seal
   * @param before digest of all bytes that precede them
   */
  static byte[] applied(byte[] end, MessageDigest before) {
    int at = find(end);
    if (at < 0) {
      throw new IllegalStateException("a footer with one blank seal was expected");
    }
    before.update(end);
    byte[] digits = Digests.hex(before.digest()).getBytes(StandardCharsets.US_ASCII);
    byte[] sealed = end.clone();
    System.arraycopy(digits, 0, sealed, at, DIGITS);
    return sealed;
  }
}
