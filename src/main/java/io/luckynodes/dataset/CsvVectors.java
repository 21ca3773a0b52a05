package io.luckynodes.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * BatchNorm vectors of one network as CSV: a line for each channel of each layer, with the columns
 * {@code model}, {@code layer}, {@code channel} and those of {@link VggLayout#VECTORS}.
 */
final class CsvVectors implements VectorFile {
  /** Some thirty times what two networks take. */
  static final int MOST_BYTES = 1 << 23;

  private static final String START = "model,layer,channel,";

  private final SortedMap<String, List<Float>> vectors;

  private CsvVectors(SortedMap<String, List<Float>> vectors) {
    this.vectors = vectors;
  }

  /** Whether the first bytes of a file are those of such a table. */
  static boolean isCsv(byte[] start) {
    return new String(start, StandardCharsets.UTF_8).startsWith(START);
  }

  /**
   * Reads the lines of one network; the file may hold others too.
   *
   * @throws IOException if the file is no such table or cannot be read
   */
  static CsvVectors open(Path file, String model) throws IOException {
    String text;
    try (LocalBytes bytes = new LocalBytes(file)) {
      if (bytes.size() > MOST_BYTES) {
        throw new IOException(
            "has " + bytes.size() + " bytes, expected a table of at most " + MOST_BYTES);
      }
      text = new String(bytes.read(0, (int) bytes.size()), StandardCharsets.UTF_8);
    }
    List<String> lines = text.lines().toList();
    List<String> columns = Arrays.asList(lines.get(0).split(",", -1));
    List<String> needed = new ArrayList<>(List.of("model", "layer", "channel"));
    needed.addAll(VggLayout.VECTORS);
    if (!columns.containsAll(needed)) {
      throw new IOException(
          "line 1: expected the columns " + String.join(", ", needed) + ", found " + lines.get(0));
    }
    SortedMap<String, List<Float>> vectors = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(",", -1);
      if (fields.length != columns.size()) {
        throw new IOException(
            "line " + (i + 1) + ": expected " + columns.size() + " fields, found " + fields.length);
      }
      if (fields[columns.indexOf("model")].equals(model)) {
        add(vectors, columns, fields, i + 1);
      }
    }
    return new CsvVectors(vectors);
  }

  private static void add(
      SortedMap<String, List<Float>> vectors, List<String> columns, String[] fields, int line)
      throws IOException {
    String layer = fields[columns.indexOf("layer")];
    for (String which : VggLayout.VECTORS) {
      List<Float> vector = vectors.computeIfAbsent(layer + "." + which, name -> new ArrayList<>());
      String channel = fields[columns.indexOf("channel")];
      if (!channel.equals(Integer.toString(vector.size()))) {
        throw new IOException(
            "line "
                + line
                + ": expected channel "
                + vector.size()
                + " of "
                + layer
                + ", found "
                + channel);
      }
      String field = fields[columns.indexOf(which)];
      try {
        vector.add(Float.valueOf(field));
      } catch (NumberFormatException e) {
        throw new IOException(
            "line " + line + ": " + which + ": expected a number, found '" + field + "'", e);
      }
    }
  }

  @Override
  public SortedSet<String> names() {
    return new TreeSet<>(vectors.keySet());
  }

  @Override
  public Map<String, float[]> read(Map<String, Integer> lengths) throws IOException {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> wanted : lengths.entrySet()) {
      List<Float> found = vectors.getOrDefault(wanted.getKey(), List.of());
      if (found.size() != wanted.getValue()) {
        throw new IOException(
            wanted.getKey()
                + ": expected "
                + wanted.getValue()
                + " channels, found "
                + found.size());
      }
      float[] vector = new float[found.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = found.get(i);
      }
      values.put(wanted.getKey(), vector);
    }
    return values;
  }
}
