package io.luckynodes.stage;

import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The provenance record of a job's output, in a small file beside the outputs: {@code
 * records/NAME.json}. Results that do not keep the output itself keep this record.
 *
 * @param format {@link #FORMAT}
 * @param files SHA-256 of each file that the record describes, by name: one file for an artifact,
 *     three for a figure
 */
public record RecordFile(String format, SortedMap<String, String> files, ProvenanceRecord record) {
  /** Name and version of this layout. */
  public static final String FORMAT = "lucky-nodes-record/1";

  /** Name of the folder for records. */
  public static final String FOLDER = "records";

  /**
   * Path, within the results, of the record of an artifact {@code NAME.arrow} or of a figure's id.
   */
  public static String pathOf(String name) {
    return FOLDER + "/" + nameOf(name);
  }

  private static String nameOf(String name) {
    return name.replaceFirst("\\.arrow$", "").replace('/', '.') + ".json";
  }

  /**
   * Writes a record for every artifact, or for the figure, that a task made.
   *
   * @throws LuckyException if an output is damaged ({@link ExitCode#BAD_INPUT}) or a file cannot be
   *     written ({@link ExitCode#CANNOT_WRITE})
   */
  public static void writeAll(StageTask task, Path folder) {
    FigureSpec figure = task.job().figure();
    if (figure != null) {
      String id = figure.id();
      SortedMap<String, String> files = new TreeMap<>();
      for (String ending : FigureFile.ENDINGS) {
        files.put(id + "." + ending, Digests.of(task.out().resolve(id + "." + ending)));
      }
      write(
          folder.resolve(nameOf(id)),
          files,
          FigureFile.read(task.out().resolve(id + ".svg")).record());
      return;
    }
    for (Path artifact : artifacts(task.out(), task.job().id())) {
      String name = String.valueOf(artifact.getFileName());
      try (ArtifactReader reader = new ArtifactReader(artifact)) {
        write(
            folder.resolve(nameOf(name)),
            new TreeMap<>(Map.of(name, reader.sha256())),
            reader.record());
      }
    }
  }

  private static void write(Path file, SortedMap<String, String> files, ProvenanceRecord record) {
    AtomicFile.write(
        file,
        Json.writeIndented(new RecordFile(FORMAT, files, record)).getBytes(StandardCharsets.UTF_8));
  }

  /** All artifacts of a job, from a folder that may also hold those of other jobs. */
  static List<Path> artifacts(Path folder, String job) {
    String start = job + ".";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> {
                String name = String.valueOf(file.getFileName());
                return name.startsWith(start) && name.endsWith(".arrow");
              })
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new LuckyException(
          ExitCode.CANNOT_WRITE, folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }
}
