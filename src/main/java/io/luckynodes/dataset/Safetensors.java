package io.luckynodes.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A file of the safetensors format: the length of a header as a little-endian 64-bit number, the
 * header as JSON (type, shape and position of every tensor), then the tensors. Only the header, the
 * requested vectors and short gaps between them are read.
 */
final class Safetensors implements VectorFile {
  /**
   * Largest allowed header in bytes; the headers of the supported networks have some ten thousand.
   */
  static final int MOST_HEADER_BYTES = 1 << 20;

  /**
   * Largest gap in bytes between two vectors that is read along with them, since another request
   * would cost more.
   */
  private static final int GAP = 8192;

  private static final String METADATA = "__metadata__";

  private final ByteSource source;
  private final SortedMap<String, Entry> entries;

  /**
   * A tensor as the header describes it.
   *
   * @param from first byte in the file
   * @param to the byte after the last one
   */
  private record Entry(String name, String type, List<Long> shape, long from, long to) {}

  /** A requested tensor, whose type and length are checked. */
  private record Vector(Entry entry, FloatType type, int length) {}

  private Safetensors(ByteSource source, SortedMap<String, Entry> entries) {
    this.source = source;
    this.entries = entries;
  }

  /**
   * Reads the header.
   *
   * @throws IOException if the bytes do not have this format, or cannot be read
   */
  static Safetensors open(ByteSource source) throws IOException {
    long length =
        ByteBuffer.wrap(source.read(0, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MOST_HEADER_BYTES || length > source.size() - Long.BYTES) {
      throw new IOException(
          "not a safetensors file: a header of "
              + Long.toUnsignedString(length)
              + " bytes in a file of "
              + source.size()
              + "; expected at most "
              + MOST_HEADER_BYTES);
    }
    String text = new String(source.read(Long.BYTES, (int) length), StandardCharsets.UTF_8);
    JsonNode header;
    try {
      header = Json.read(text, JsonNode.class, "header");
    } catch (LuckyException e) {
      throw new IOException("not a safetensors file: " + e.getMessage(), e);
    }
    if (!header.isObject()) {
      throw new IOException("not a safetensors file: its header is no JSON object");
    }
    long data = Long.BYTES + length;
    SortedMap<String, Entry> entries = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (!field.getKey().equals(METADATA)) {
        entries.put(field.getKey(), entry(field.getKey(), field.getValue(), data, source.size()));
      }
    }
    return new Safetensors(source, entries);
  }

  private static Entry entry(String name, JsonNode node, long data, long size) throws IOException {
    JsonNode offsets = node.path("data_offsets");
    List<Long> shape = new ArrayList<>();
    for (JsonNode side : node.path("shape")) {
      shape.add(side.canConvertToLong() ? side.longValue() : -1);
    }
    boolean complete =
        node.path("dtype").isTextual()
            && node.path("shape").isArray()
            && offsets.size() == 2
            && offsets.path(0).isIntegralNumber()
            && offsets.path(0).canConvertToLong()
            && offsets.path(1).isIntegralNumber()
            && offsets.path(1).canConvertToLong();
    if (!complete) {
      throw new IOException(
          name + ": expected dtype, shape and two data_offsets in the header, found " + node);
    }
    long from = offsets.get(0).longValue();
    long to = offsets.get(1).longValue();
    if (from < 0 || to < from || to > size - data) {
      throw new IOException(
          name
              + ": bytes "
              + from
              + " to "
              + to
              + " do not lie within the "
              + (size - data)
              + " bytes of tensors; the file is truncated or altered");
    }
    return new Entry(name, node.path("dtype").textValue(), shape, data + from, data + to);
  }

  @Override
  public SortedSet<String> names() {
    return new TreeSet<>(entries.keySet());
  }

  @Override
  public Map<String, float[]> read(Map<String, Integer> lengths) throws IOException {
    List<Vector> wanted = new ArrayList<>();
    for (Map.Entry<String, Integer> vector : lengths.entrySet()) {
      wanted.add(checked(vector.getKey(), vector.getValue()));
    }
    wanted.sort(Comparator.comparingLong(vector -> vector.entry.from));
    Map<String, float[]> values = new LinkedHashMap<>();
    for (int first = 0; first < wanted.size(); ) {
      long from = wanted.get(first).entry.from;
      long to = wanted.get(first).entry.to;
      int next = first + 1;
      while (next < wanted.size() && wanted.get(next).entry.from - to <= GAP) {
        to = Math.max(to, wanted.get(next).entry.to);
        next++;
      }
      ByteBuffer bytes =
          ByteBuffer.wrap(source.read(from, Math.toIntExact(to - from)))
              .order(ByteOrder.LITTLE_ENDIAN);
      for (Vector vector : wanted.subList(first, next)) {
        bytes.position((int) (vector.entry.from - from));
        values.put(vector.entry.name, vector.type.read(bytes, vector.length));
      }
      first = next;
    }
    return values;
  }

  private Vector checked(String name, int length) throws IOException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IOException("holds no " + name);
    }
    Optional<FloatType> type = FloatType.of(entry.type);
    if (type.isEmpty() || !entry.shape.equals(List.of((long) length))) {
      throw new IOException(
          name
              + ": expected F32, F64, F16 or BF16 of shape ["
              + length
              + "], found "
              + entry.type
              + " of shape "
              + entry.shape);
    }
    long bytes = (long) length * type.get().bytes();
    if (entry.to - entry.from != bytes) {
      throw new IOException(
          name + ": expected " + bytes + " bytes, found " + (entry.to - entry.from));
    }
    return new Vector(entry, type.get(), length);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
