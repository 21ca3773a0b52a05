package io.luckynodes.crate;

import io.luckynodes.artifact.Digests;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Ids of what is described within the crate alone. */
final class Ids {
  private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9._/:+=@-]+");
  private static final int SHORT = 12;

  private Ids() {}

  /**
   * {@code #kind/name/…}. What no address may hold becomes a dash, and a digest then tells such
   * names apart: readers differ in what they make of escapes.
   */
  static String of(String... parts) {
    String name = String.join("/", parts);
    String plain = OTHER.matcher(name).replaceAll("-");
    return "#" + (plain.equals(name) ? name : plain + "-" + brief(name));
  }

  /** The start of a text's digest, enough to tell texts of one crate apart. */
  static String brief(String text) {
    return Digests.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, SHORT);
  }
}
