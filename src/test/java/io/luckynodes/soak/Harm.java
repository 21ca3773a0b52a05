package io.luckynodes.soak;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes to the contents of a file, drawn at random. */
final class Harm {
  /** What stands in YAML, JSON, CSV or a page between signs: a value, a name, a word. */
  private static final Pattern WORD = Pattern.compile("[^\\s\\[\\]{},:\"<>\\t]+");

  private static final List<String> ODD =
      List.of(
          "",
          "0",
          "-1",
          "-7",
          "1e300",
          "-1e-320",
          "2147483647",
          "2147483648",
          "9223372036854775808",
          "NaN",
          ".inf",
          "null",
          "true",
          "[]",
          "{}",
          "[[1]]",
          "\"\"",
          "~",
          "é\u202ex",
          "\u0007\u001b[2J",
          "\u0000",
          "../../escaped",
          "/escaped",
          "$(touch escaped)",
          "a b",
          "<svg onload=alert(1)>",
          "@escaped",
          "&a",
          "*a",
          "--out",
          "%s%n",
          "${7*7}",
          "x".repeat(5_000),
          "9".repeat(400),
          "[".repeat(2_000));

  /** What may well be meant, and so gets further. */
  private static final List<String> EVEN = List.of("1", "2", "3", "7", "0.5", "10", "100", "1000");

  private static final int MANY_CHANGES = 3;
  private static final int MOST_BYTES = 64;

  private final Random random;

  Harm(Random random) {
    this.random = random;
  }

  /** The contents with one change, or with some. */
  byte[] to(byte[] contents, boolean text) {
    byte[] changed = contents;
    for (int left = random.nextInt(3) > 0 ? 1 : MANY_CHANGES; left > 0; left--) {
      changed = text && random.nextInt(4) > 0 ? inText(changed) : inBytes(changed);
    }
    return changed;
  }

  private byte[] inText(byte[] contents) {
    String text = new String(contents, StandardCharsets.UTF_8);
    String changed = random.nextBoolean() ? wordOf(text) : linesOf(text);
    return changed.getBytes(StandardCharsets.UTF_8);
  }

  /** A word replaced by an odd one, or by another of the same text. */
  private String wordOf(String text) {
    // A window, since a page has a million words.
    int from = text.isEmpty() ? 0 : random.nextInt(text.length());
    Matcher words = WORD.matcher(text).region(from, text.length());
    if (!words.find()) {
      return text + odd();
    }
    MatchResult word = words.toMatchResult();
    String other = odd();
    if (random.nextInt(3) == 0 && words.find(random.nextInt(text.length()))) {
      other = words.group();
    }
    return text.substring(0, word.start()) + other + text.substring(word.end());
  }

  private String odd() {
    List<String> words = random.nextInt(3) == 0 ? EVEN : ODD;
    return words.get(random.nextInt(words.size()));
  }

  private String linesOf(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    int line = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(5)) {
      case 0 -> lines.remove(line);
      case 1 -> lines.add(other, lines.get(line));
      case 2 -> lines.set(line, "  " + lines.get(line));
      case 3 -> lines.set(line, lines.set(other, lines.get(line)));
      default -> lines.subList(Math.min(line, other), Math.max(line, other)).clear();
    }
    return String.join("\n", lines);
  }

  private byte[] inBytes(byte[] contents) {
    if (contents.length == 0) {
      return bytes(MOST_BYTES);
    }
    int at = random.nextInt(contents.length);
    int count = Math.min(1 + random.nextInt(MOST_BYTES), contents.length - at);
    byte[] changed = contents.clone();
    switch (random.nextInt(6)) {
      case 0 -> changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      case 1 -> Arrays.fill(changed, at, at + count, (byte) 0);
      case 2 -> changed = Arrays.copyOf(contents, at);
      case 3 -> changed = spliced(contents, at, bytes(count), at);
      case 4 -> changed = spliced(contents, at, new byte[0], at + count);
      default -> changed = withNumber(changed, at);
    }
    return changed;
  }

  /** A number as files hold lengths, offsets and values, replaced by one at an edge. */
  private byte[] withNumber(byte[] bytes, int at) {
    long[] edges = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, 1L << 40};
    ByteBuffer number =
        ByteBuffer.allocate(Long.BYTES)
            .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int width = random.nextBoolean() ? Integer.BYTES : Long.BYTES;
    long edge = edges[random.nextInt(edges.length)];
    if (width == Integer.BYTES) {
      number.putInt((int) edge);
    } else {
      number.putLong(edge);
    }
    int from = at / Integer.BYTES * Integer.BYTES;
    System.arraycopy(number.array(), 0, bytes, from, Math.min(width, bytes.length - from));
    return bytes;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int until, byte[] inserted, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, until);
    out.writeBytes(inserted);
    out.write(bytes, from, bytes.length - from);
    return out.toByteArray();
  }
}
