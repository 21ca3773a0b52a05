package io.luckynodes.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A figure's file, SVG or PNG, with the record of what made it and a seal, the SHA-256 of all other
 * bytes. An SVG has the record in {@code <metadata>} and the seal in a comment after its last
 * element. A PNG has the record in an {@code iTXt} chunk and the seal in a {@code tEXt} chunk.
 *
 * @param sha256 digest of the whole file
 * @param seal whether the file is unchanged since it was drawn
 * @param drawing digest of the visible drawing, without record and seal
 */
public record FigureFile(
    Path path, ProvenanceRecord record, String sha256, SealState seal, String drawing) {
  /** Endings of the files of a drawn figure. */
  public static final List<String> ENDINGS = List.of("svg", "png", "csv");

  /** Keyword of the record's chunk. */
  public static final String RECORD_KEY = ArtifactWriter.RECORD_KEY;

  /** Keyword of the seal's chunk. */
  private static final String SEAL_KEY = "lucky-nodes.seal";

  /** Largest file in bytes that is read; it is much larger than any figure. */
  public static final int LARGEST = 64 << 20;

  private static final Pattern SVG_RECORD =
      Pattern.compile("<metadata[^>]{0,200}>([^<]*)</metadata>");
  private static final String SVG_SEAL = "<!-- sha256 of all before this line: %s -->\n";
  private static final Pattern SVG_SEAL_LINE =
      Pattern.compile("<!-- sha256 of all before this line: ([0-9a-f]{64}) -->\n\\z");

  private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** The state of a file's seal. */
  public enum SealState {
    INTACT("intact"),
    BROKEN("broken: the file was altered after it was drawn"),
    ABSENT("absent: the file was altered after it was drawn, or by an older version");

    private final String words;

    SealState(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** The bytes of an SVG document with its seal. */
  public static byte[] sealedSvg(String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return concatenated(
        bytes, SVG_SEAL.formatted(Digests.of(bytes)).getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes of a PNG with its seal. */
  public static byte[] sealedPng(byte[] png) {
    int end = png.length - chunk("IEND", new byte[0]).length;
    byte[] text = (SEAL_KEY + "\0" + Digests.of(png)).getBytes(StandardCharsets.ISO_8859_1);
    return concatenated(
        Arrays.copyOf(png, end), chunk("tEXt", text), Arrays.copyOfRange(png, end, png.length));
  }

  /**
   * Reads a figure.
   *
   * @throws LuckyException if the file is missing ({@link ExitCode#NO_INPUT}), is neither SVG nor
   *     PNG, or has no record of this version ({@link ExitCode#BAD_INPUT})
   */
  public static FigureFile read(Path path) {
    return of(path, WholeFile.bytes(path, LARGEST));
  }

  /**
   * Parses the bytes of a figure.
   *
   * @param path path from which the bytes were read
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) as {@link #read}
   */
  public static FigureFile of(Path path, byte[] bytes) {
    boolean png =
        bytes.length > PNG_START.length
            && Arrays.equals(Arrays.copyOf(bytes, PNG_START.length), PNG_START);
    Contents contents = png ? ofPng(path, bytes) : ofSvg(path, bytes);
    String json =
        contents.record.orElseThrow(
            () ->
                damaged(
                    path,
                    "expected a figure of this project as SVG or PNG, found no provenance record in it"));
    String format = Json.read(json, JsonNode.class, path + " (record)").path("format").asText();
    if (!format.equals(ProvenanceRecord.FORMAT)) {
      throw damaged(
          path, "its record has format " + format + ", expected " + ProvenanceRecord.FORMAT);
    }
    return new FigureFile(
        path,
        Json.read(json, ProvenanceRecord.class, path + " (provenance record)"),
        Digests.of(bytes),
        contents.seal,
        contents.drawing);
  }

  /**
   * The record, seal and drawing of a file.
   *
   * @param record record as JSON; empty if there is none
   */
  private record Contents(Optional<String> record, SealState seal, String drawing) {}

  private static Contents ofSvg(Path path, byte[] bytes) {
    // One character for each byte: characters beyond Latin-1 would double the memory.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Matcher seal = SVG_SEAL_LINE.matcher(text);
    int end = seal.find() ? seal.start() : bytes.length;
    SealState state =
        end < bytes.length
            ? state(seal.group(1), updated(Digests.sha256(), bytes, 0, end))
            : SealState.ABSENT;
    Optional<String> record = Optional.empty();
    MessageDigest drawing = Digests.sha256();
    int at = 0;
    for (Matcher one = SVG_RECORD.matcher(text); one.find(); at = one.end()) {
      if (record.isEmpty()) {
        record = Optional.of(unescaped(record(path, bytes, one.start(1), one.end(1))));
      }
      drawing.update(bytes, at, one.start() - at);
    }
    return new Contents(record, state, updated(drawing, bytes, at, end));
  }

  private static Contents ofPng(Path path, byte[] bytes) {
    Optional<String> record = Optional.empty();
    MessageDigest rest = Digests.sha256();
    MessageDigest seen = Digests.sha256();
    rest.update(PNG_START);
    seen.update(PNG_START);
    String sealed = "";
    int at = PNG_START.length;
    while (at < bytes.length) {
      int length = at + 12 <= bytes.length ? ByteBuffer.wrap(bytes, at, 4).getInt() : -1;
      if (length < 0 || length > bytes.length - at - 12) {
        throw damaged(path, "a PNG whose chunk at byte " + at + " does not fit the file");
      }
      String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
      int data = at + 8;
      if (type.equals("tEXt") && startsWith(bytes, data, length, SEAL_KEY)) {
        CRC32 crc = new CRC32();
        crc.update(bytes, at + 4, length + 4);
        if (ByteBuffer.wrap(bytes, data + length, 4).getInt() != (int) crc.getValue()) {
          throw damaged(path, "a PNG whose chunk at byte " + at + " is damaged");
        }
        int key = SEAL_KEY.length() + 1;
        sealed = new String(bytes, data + key, length - key, StandardCharsets.ISO_8859_1);
      } else {
        rest.update(bytes, at, length + 12);
      }
      if (!type.equals("iTXt") && !type.equals("tEXt")) {
        seen.update(bytes, at, length + 12);
      }
      if (type.equals("iTXt") && startsWith(bytes, data, length, RECORD_KEY)) {
        record = text(path, bytes, data, data + length);
      }
      at += length + 12;
    }
    return new Contents(
        record,
        sealed.isEmpty() ? SealState.ABSENT : state(sealed, Digests.hex(rest.digest())),
        Digests.hex(seen.digest()));
  }

  /** Adds a range of bytes to a digest and returns it in hexadecimal. */
  private static String updated(MessageDigest digest, byte[] bytes, int from, int to) {
    digest.update(bytes, from, to - from);
    return Digests.hex(digest.digest());
  }

  private static SealState state(String expected, String found) {
    return expected.equals(found) ? SealState.INTACT : SealState.BROKEN;
  }

  private static boolean startsWith(byte[] bytes, int data, int length, String keyword) {
    byte[] start = (keyword + "\0").getBytes(StandardCharsets.ISO_8859_1);
    return length >= start.length
        && Arrays.equals(bytes, data, data + start.length, start, 0, start.length);
  }

  /**
   * The text of an uncompressed {@code iTXt} chunk, which follows the keyword, two flags, the
   * language and the translated keyword.
   */
  private static Optional<String> text(Path path, byte[] bytes, int data, int end) {
    int at = data + RECORD_KEY.length() + 3;
    for (int field = 0; field < 2; field++) {
      while (at < end && bytes[at] != 0) {
        at++;
      }
      at++;
    }
    return at <= end && bytes[data + RECORD_KEY.length() + 1] == 0
        ? Optional.of(record(path, bytes, at, end))
        : Optional.empty();
  }

  private static String record(Path path, byte[] bytes, int from, int to) {
    if (to - from > ProvenanceRecord.LARGEST) {
      throw damaged(
          path,
          "expected a record of at most "
              + ProvenanceRecord.LARGEST
              + " bytes, found one of "
              + (to - from));
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] named = concatenated(type.getBytes(StandardCharsets.ISO_8859_1), data);
    CRC32 crc = new CRC32();
    crc.update(named);
    return ByteBuffer.allocate(named.length + 8)
        .putInt(data.length)
        .put(named)
        .putInt((int) crc.getValue())
        .array();
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static LuckyException damaged(Path path, String what) {
    return new LuckyException(ExitCode.BAD_INPUT, path + ": " + what);
  }
}
