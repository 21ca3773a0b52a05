package io.luckynodes.crate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Ids of what is described within the crate alone. */
final class Ids {
  private static final String PLAIN = "-._~/:@!$'()*+,;=";

  private Ids() {}

  /** {@code #kind/name/…}, with what no address may hold escaped. */
  static String of(String... parts) {
    return "#" + escaped(String.join("/", parts));
  }

  private static String escaped(String text) {
    StringBuilder id = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        id.append(c);
      } else {
        id.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return id.toString();
  }
}
