package io.luckynodes.crate;

import io.luckynodes.artifact.Digests;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Makes ids of entities that are described only within the crate. */
final class Ids {
  private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9._/:+=@-]+");
  private static final int SHORT = 12;

  private Ids() {}

  /**
   * An id {@code #kind/name/…}. Characters that an address may not hold become a dash, and a digest
   * then tells names apart, since readers interpret escapes differently.
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
