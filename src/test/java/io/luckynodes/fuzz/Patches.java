package io.luckynodes.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Small changes to a sound file, as the fuzzer describes them: for each the place as two bytes, how
 * many bytes, and these. So a fuzzer that knows nothing of a format still makes files that are
 * almost sound, and its corpus stays small.
 */
public final class Patches {
  private static final int HEAD = 3;
  private static final int MOST_BYTES = 16;

  private Patches() {}

  /** The sound file, changed. The last two bytes may cut it off. */
  public static byte[] applied(byte[] sound, byte[] patches) {
    byte[] changed = sound.clone();
    ByteBuffer in = ByteBuffer.wrap(patches);
    while (in.remaining() > HEAD) {
      int at = Short.toUnsignedInt(in.getShort()) % changed.length;
      int count = Math.min(Byte.toUnsignedInt(in.get()) % MOST_BYTES + 1, in.remaining());
      for (int i = 0; i < count; i++) {
        byte value = in.get();
        if (at + i < changed.length) {
          changed[at + i] = value;
        }
      }
    }
    return in.remaining() == 2
        ? Arrays.copyOf(changed, Short.toUnsignedInt(in.getShort()) % changed.length)
        : changed;
  }

  /** One patch, for seeds. */
  public static byte[] one(int at, byte... values) {
    ByteArrayOutputStream patch = new ByteArrayOutputStream();
    patch.write(at >> 8);
    patch.write(at);
    patch.write(values.length - 1);
    patch.writeBytes(values);
    return patch.toByteArray();
  }
}
