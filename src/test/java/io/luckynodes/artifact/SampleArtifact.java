package io.luckynodes.artifact;

import io.luckynodes.json.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small artifact with a column of every type, for tests; as a program, it writes it elsewhere.
 */
final class SampleArtifact {
  private SampleArtifact() {}

  static ProvenanceRecord record() {
    return new ProvenanceRecord(
        ProvenanceRecord.FORMAT,
        "sample",
        "teacher",
        "teacher.sample.s1",
        Json.tree(Map.of("learning_rate", 0.1, "channels", new int[] {4, 2})),
        new TreeMap<>(
            Map.of(
                "teacher", new ProvenanceRecord.Input("teacher.arrow", "00ff"),
                "dataset", new ProvenanceRecord.Input("dataset.arrow", "ff00"))),
        new TreeMap<>(),
        "c0de",
        new TreeMap<>(Map.of("java", "17", "architecture", "any", "tensorflow", "none")));
  }

  static Table table() {
    return new Table(
        new Column.Ints("whole", new int[] {1, Integer.MIN_VALUE, Integer.MAX_VALUE}),
        new Column.Doubles("real", new double[] {-0.0, Double.NaN, Double.MIN_VALUE}),
        new Column.Flags("flag", new boolean[] {true, false, true}),
        new Column.Texts("text", new String[] {"", "ρ̄ of a node", "line\nbreak"}),
        new Column.IntLists("shape", new int[][] {{}, {3, 3, 1, 8}, {7}}),
        new Column.FloatLists("values", new float[][] {{1f / 3, -0f}, {}, {Float.NaN, 2}}),
        new Column.Blobs("bytes", 2, new byte[] {0, 1, -1, -128, 127, 5}));
  }

  /**
   * @param arguments the file to write; a second argument makes the process die before it is whole
   */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    try (ArtifactWriter writer = new ArtifactWriter(file, record())) {
      writer.append(table());
      if (arguments.length > 1) {
        Runtime.getRuntime().halt(137);
      }
      writer.finish();
    }
  }
}
