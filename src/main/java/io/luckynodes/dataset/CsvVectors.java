package io.luckynodes.dataset;

import io.luckynodes.csv.ForeignCsv;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * BatchNorm vectors of one network from a CSV file. The file has a line for each channel of each
 * layer, in any order, with the columns {@code model}, {@code layer}, {@code channel} and those of
 * {@link VggLayout#VECTORS}.
 */
final class CsvVectors implements VectorFile {
  /** Largest allowed file in bytes: some thirty times the size for two networks. */
  static final int MOST_BYTES = 1 << 23;

  private static final List<String> PLACE = List.of("model", "layer", "channel");
  private static final List<String> COLUMNS =
      Stream.of(PLACE, VggLayout.VECTORS).flatMap(List::stream).toList();
  private static final Pattern CHANNEL = Pattern.compile("\\d{1,9}");

  /** Lines by layer and channel, with values in the order of {@link VggLayout#VECTORS}. */
  private final SortedMap<String, SortedMap<Integer, Line>> layers = new TreeMap<>();

  /** The values of a channel, and the number of their line. */
  private record Line(List<Float> values, long number) {}

  private CsvVectors() {}

  /** Whether a file that begins with these bytes is such a table. */
  static boolean isCsv(byte[] start) {
    return ForeignCsv.namesAny(new String(start, StandardCharsets.UTF_8), COLUMNS);
  }

  /**
   * Reads the lines of one network; the file may hold other networks too.
   *
   * @throws IOException if the file is not such a table or cannot be read
   */
  static CsvVectors open(Path file, String model) throws IOException {
    CsvVectors vectors = new CsvVectors();
    ForeignCsv.of(text(file), COLUMNS)
        .read(
            COLUMNS,
            (cells, line) -> {
              if (cells.get(0).equalsIgnoreCase(model)) {
                vectors.add(cells, line);
              }
            });
    return vectors;
  }

  private static String text(Path file) throws IOException {
    try (LocalBytes bytes = new LocalBytes(file)) {
      if (bytes.size() > MOST_BYTES) {
        throw new IOException(
            "has " + bytes.size() + " bytes, expected a table of at most " + MOST_BYTES);
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.read(0, (int) bytes.size())))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IOException("expected text in UTF-8, found other bytes", e);
    }
  }

  private void add(List<String> cells, long line) throws IOException {
    String layer = cells.get(1);
    String channel = cells.get(2);
    if (!CHANNEL.matcher(channel).matches()) {
      throw new IOException(
          "line " + line + ": channel: expected a number from 0 on, found '" + channel + "'");
    }
    Line own = new Line(values(cells, line), line);
    Line earlier =
        layers
            .computeIfAbsent(layer, name -> new TreeMap<>())
            .putIfAbsent(Integer.valueOf(channel), own);
    if (earlier != null) {
      throw new IOException(
          "line "
              + line
              + ": channel "
              + channel
              + " of "
              + layer
              + " stands twice; it is already in line "
              + earlier.number);
    }
  }

  private static List<Float> values(List<String> cells, long line) throws IOException {
    Float[] values = new Float[VggLayout.VECTORS.size()];
    for (int i = 0; i < values.length; i++) {
      String cell = cells.get(PLACE.size() + i);
      try {
        values[i] = Float.valueOf(cell);
      } catch (NumberFormatException e) {
        throw new IOException(
            "line "
                + line
                + ": "
                + VggLayout.VECTORS.get(i)
                + ": expected a number"
                + (cell.indexOf(',') >= 0 ? " with a decimal point" : "")
                + ", found '"
                + cell
                + "'",
            e);
      }
    }
    return List.of(values);
  }

  @Override
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    layers.keySet().forEach(layer -> VggLayout.VECTORS.forEach(v -> names.add(layer + "." + v)));
    return names;
  }

  @Override
  public Map<String, float[]> read(Map<String, Integer> lengths) throws IOException {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> wanted : lengths.entrySet()) {
      String name = wanted.getKey();
      int dot = name.lastIndexOf('.');
      SortedMap<Integer, Line> layer = layers.getOrDefault(name.substring(0, dot), new TreeMap<>());
      int which = VggLayout.VECTORS.indexOf(name.substring(dot + 1));
      float[] vector = new float[wanted.getValue()];
      for (int channel = 0; channel < vector.length; channel++) {
        Line line = layer.get(channel);
        if (line == null) {
          throw new IOException(
              wrongCount(name, vector.length, layer.size())
                  + "; they are counted from 0, and "
                  + channel
                  + " is missing");
        }
        vector[channel] = line.values.get(which);
      }
      if (layer.size() != vector.length) {
        throw new IOException(wrongCount(name, vector.length, layer.size()));
      }
      values.put(name, vector);
    }
    return values;
  }

  private static String wrongCount(String name, int expected, int found) {
    return name + ": expected " + expected + " channels, found " + found;
  }
}
