package io.luckynodes.artifact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Files that a stranger has changed and sealed again. */
public final class Resealed {
  private static final int TAIL = 10;
  private static final int SVG_SEAL = FigureFile.sealedSvg("").length;

  /** Length, type and check sum of PNG's last chunk. */
  private static final int PNG_END = 12;

  private static final int PNG_SEAL = FigureFile.sealedPng(new byte[PNG_END]).length - PNG_END;

  private Resealed() {}

  /**
   * An artifact's bytes with the seal that fits them, where they have one: else no change would
   * pass it.
   */
  public static byte[] artifact(byte[] bytes) {
    if (bytes.length < TAIL) {
      return bytes;
    }
    int footer =
        ByteBuffer.wrap(bytes, bytes.length - TAIL, Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt();
    int start = bytes.length - TAIL - footer;
    if (footer <= 0 || start < 0) {
      return bytes;
    }
    int inFooter = Seal.find(Arrays.copyOfRange(bytes, start, bytes.length - TAIL));
    if (inFooter < 0) {
      return bytes;
    }
    byte[] sealed = bytes.clone();
    Arrays.fill(sealed, start + inFooter, start + inFooter + Seal.DIGITS, (byte) '0');
    byte[] digits = Digests.of(sealed).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, sealed, start + inFooter, Seal.DIGITS);
    return sealed;
  }

  /** A figure's file without the seal that {@link FigureFile#sealedSvg} or sealedPng puts there. */
  public static byte[] unsealed(String name, byte[] figure) {
    if (name.endsWith(".svg")) {
      return Arrays.copyOf(figure, figure.length - SVG_SEAL);
    }
    byte[] open = Arrays.copyOf(figure, figure.length - PNG_SEAL);
    int end = open.length - PNG_END;
    System.arraycopy(figure, figure.length - PNG_END, open, end, PNG_END);
    return open;
  }

  /** A changed file with the seal of its kind; others have none. */
  public static byte[] file(String name, byte[] unsealed) {
    if (name.endsWith(".arrow")) {
      return artifact(unsealed);
    } else if (name.endsWith(".svg")) {
      return FigureFile.sealedSvg(new String(unsealed, StandardCharsets.UTF_8));
    }
    return name.endsWith(".png") && unsealed.length > PNG_END
        ? FigureFile.sealedPng(unsealed)
        : unsealed;
  }
}
