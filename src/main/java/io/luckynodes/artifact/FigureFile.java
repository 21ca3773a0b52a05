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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A drawn figure as it travels, SVG or PNG: the record of what made it, and a seal, the SHA-256 of
 * all other bytes. An SVG has them in {@code <metadata>} and in a comment after its last element, a
 * PNG in an {@code iTXt} and a {@code tEXt} chunk.
 *
 * @param sha256 digest of the whole file
 * @param seal whether the file is as it was drawn
 * @param drawing digest of what is seen, without record and seal
 */
public record FigureFile(
    Path path, ProvenanceRecord record, String sha256, SealState seal, String drawing) {
  /** What a drawn figure consists of: how its files end. */
  public static final List<String> ENDINGS = List.of("svg", "png", "csv");

  /** Keyword of the record's chunk. */
  public static final String RECORD_KEY = ArtifactWriter.RECORD_KEY;

  /** Keyword of the seal's chunk. */
  private static final String SEAL_KEY = "lucky-nodes.seal";

  /** Larger than any figure by far; what is larger is not read. */
  private static final int LARGEST = 64 << 20;

  private static final Pattern SVG_RECORD =
      Pattern.compile("<metadata[^>]{0,200}>([^<]*)</metadata>");
  private static final String SVG_SEAL = "<!-- sha256 of all before this line: %s -->\n";
  private static final Pattern SVG_SEAL_LINE =
      Pattern.compile("<!-- sha256 of all before this line: ([0-9a-f]{64}) -->\n\\z");

  private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** How a file and its seal stand. */
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
   * @throws LuckyException if it is missing ({@link ExitCode#NO_INPUT}), is neither SVG nor PNG, or
   *     has no record of this version ({@link ExitCode#BAD_INPUT})
   */
  public static FigureFile read(Path path) {
    return of(path, WholeFile.bytes(path, LARGEST));
  }

  /**
   * A figure whose bytes were read.
   *
   * @param path where they are from
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) as {@link #read}
   */
  public static FigureFile of(Path path, byte[] bytes) {
    boolean png =
        bytes.length > PNG_START.length
            && Arrays.equals(Arrays.copyOf(bytes, PNG_START.length), PNG_START);
    Contents contents = png ? ofPng(path, bytes) : ofSvg(bytes);
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
   * The texts of a file.
   *
   * @param record as JSON; empty if there is none
   */
  private record Contents(Optional<String> record, SealState seal, String drawing) {}

  private static Contents ofSvg(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Matcher record = SVG_RECORD.matcher(text);
    Matcher seal = SVG_SEAL_LINE.matcher(text);
    SealState state = SealState.ABSENT;
    if (seal.find()) {
      int length = bytes.length - seal.group().getBytes(StandardCharsets.UTF_8).length;
      state = state(seal.group(1), Digests.of(Arrays.copyOf(bytes, length)));
    }
    String drawing = SVG_SEAL_LINE.matcher(SVG_RECORD.matcher(text).replaceAll("")).replaceAll("");
    return new Contents(
        record.find() ? Optional.of(unescaped(record.group(1))) : Optional.empty(),
        state,
        Digests.of(drawing.getBytes(StandardCharsets.UTF_8)));
  }

  private static Contents ofPng(Path path, byte[] bytes) {
    Optional<String> record = Optional.empty();
    SealState state = SealState.ABSENT;
    ByteArrayOutputStream rest = new ByteArrayOutputStream(bytes.length);
    ByteArrayOutputStream seen = new ByteArrayOutputStream(bytes.length);
    rest.write(bytes, 0, PNG_START.length);
    String sealed = "";
    int at = PNG_START.length;
    while (at < bytes.length) {
      int length = at + 12 <= bytes.length ? ByteBuffer.wrap(bytes, at, 4).getInt() : -1;
      if (length < 0 || length > bytes.length - at - 12) {
        throw damaged(path, "a PNG whose chunk at byte " + at + " does not fit the file");
      }
      String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
      byte[] data = Arrays.copyOfRange(bytes, at + 8, at + 8 + length);
      boolean seal = type.equals("tEXt") && startsWith(data, SEAL_KEY);
      if (seal
          && !Arrays.equals(chunk(type, data), Arrays.copyOfRange(bytes, at, at + length + 12))) {
        throw damaged(path, "a PNG whose chunk at byte " + at + " is damaged");
      }
      if (seal) {
        sealed = new String(data, StandardCharsets.ISO_8859_1).substring(SEAL_KEY.length() + 1);
      } else {
        rest.write(bytes, at, length + 12);
      }
      if (!type.equals("iTXt") && !type.equals("tEXt")) {
        seen.write(bytes, at, length + 12);
      }
      if (type.equals("iTXt") && startsWith(data, RECORD_KEY)) {
        record = text(data);
      }
      at += length + 12;
    }
    if (!sealed.isEmpty()) {
      state = state(sealed, Digests.of(rest.toByteArray()));
    }
    return new Contents(record, state, Digests.of(seen.toByteArray()));
  }

  private static SealState state(String expected, String found) {
    return expected.equals(found) ? SealState.INTACT : SealState.BROKEN;
  }

  private static boolean startsWith(byte[] data, String keyword) {
    byte[] start = (keyword + "\0").getBytes(StandardCharsets.ISO_8859_1);
    return data.length >= start.length && Arrays.equals(Arrays.copyOf(data, start.length), start);
  }

  /** The text of an uncompressed {@code iTXt} chunk: after four fields that end in zeros. */
  private static Optional<String> text(byte[] data) {
    int at = RECORD_KEY.length() + 3;
    for (int field = 0; field < 2; field++) {
      while (at < data.length && data[at] != 0) {
        at++;
      }
      at++;
    }
    return at <= data.length && data[RECORD_KEY.length() + 1] == 0
        ? Optional.of(new String(data, at, data.length - at, StandardCharsets.UTF_8))
        : Optional.empty();
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
