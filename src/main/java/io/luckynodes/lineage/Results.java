package io.luckynodes.lineage;

import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.job.Job;
import io.luckynodes.json.Json;
import io.luckynodes.stage.RecordFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of results, which may be untrusted. Nothing outside the folder is ever read, whatever
 * names its records hold and wherever its links lead.
 */
public final class Results {
  /** One step of a path: no separator, not hidden, not the folder above. */
  private static final Pattern STEP = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

  /** Files that file managers leave in the folders that they show. */
  private static final Set<String> OF_SYSTEMS = Set.of("desktop.ini", "Thumbs.db");

  private final Path folder;
  private final Path real;

  /**
   * The result of looking for a file in the folder.
   *
   * @param file the file; null if there is none
   * @param why description of what is there instead of a file
   */
  public record Place(@Nullable Path file, String why) {}

  private Results(Path folder, Path real) {
    this.folder = folder;
    this.real = real;
  }

  /**
   * Opens a folder of results.
   *
   * @throws LuckyException ({@link ExitCode#NO_INPUT}) if there is no such folder; ({@link
   *     ExitCode#BAD_INPUT}) if it cannot be opened
   */
  public static Results in(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        throw new LuckyException(ExitCode.NO_INPUT, folder + ": no such folder");
      }
      return new Results(folder, folder.toRealPath());
    } catch (IOException e) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, folder + ": cannot be opened: " + e.getMessage(), e);
    }
  }

  /** The folder, as the user named it. */
  public Path folder() {
    return folder;
  }

  /** The regular file at a path of plain names separated by slashes. */
  public Place find(String path) {
    String[] steps = path.split("/", -1);
    Path file = folder;
    for (String step : steps) {
      if (!STEP.matcher(step).matches()) {
        return new Place(null, "a name that leads elsewhere");
      }
      file = file.resolve(step);
    }
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return new Place(null, "no such file");
      }
      if (!file.toRealPath().startsWith(real)) {
        return new Place(null, "a link that leads out of the folder");
      }
    } catch (IOException e) {
      return new Place(null, "a link that leads nowhere");
    }
    return Files.isRegularFile(file)
        ? new Place(file, "")
        : new Place(null, "something that is no file");
  }

  /**
   * The path to which a file of these results is written. No folder on the way may be a link. An
   * existing file is replaced, and never written through a link.
   *
   * @throws LuckyException ({@link ExitCode#CANNOT_WRITE}) if the path leads elsewhere
   */
  public Path target(String path) {
    Path file = folder;
    for (String step : path.split("/", -1)) {
      file = file.resolve(step);
      if (!STEP.matcher(step).matches()
          || (Files.isSymbolicLink(file) && Files.isDirectory(file))) {
        throw new LuckyException(
            ExitCode.CANNOT_WRITE,
            folder + "/" + path + ": expected a path inside the folder, found a link");
      }
    }
    return file;
  }

  /**
   * The regular file at a path.
   *
   * @throws LuckyException ({@link ExitCode#NO_INPUT}) if there is none
   */
  public Path require(String path) {
    Place place = find(path);
    if (place.file() == null) {
      throw new LuckyException(
          ExitCode.NO_INPUT, folder + "/" + path + ": expected a file, found " + place.why());
    }
    return place.file();
  }

  /**
   * The bytes of a file that the run's summary names.
   *
   * @param sha256 as the summary has it
   * @throws LuckyException if there is no such file ({@link ExitCode#NO_INPUT}), or it has other
   *     bytes ({@link ExitCode#BAD_INPUT})
   */
  public byte[] bytes(String path, String sha256) {
    Path file = require(path);
    byte[] bytes = WholeFile.bytes(file, FigureFile.LARGEST);
    if (!Digests.of(bytes).equals(sha256)) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          file
              + ": expected the bytes that the run's summary names (sha256 "
              + sha256
              + "), found others: lucky audit says more");
    }
    return bytes;
  }

  /**
   * Reads a record file.
   *
   * @throws LuckyException if it is missing ({@link ExitCode#NO_INPUT}), or larger than any record,
   *     damaged or of another version ({@link ExitCode#BAD_INPUT})
   */
  public RecordFile record(String path) {
    Path file = require(path);
    RecordFile record =
        Json.read(
            WholeFile.text(file, ProvenanceRecord.LARGEST), RecordFile.class, file.toString());
    if (!record.format().equals(RecordFile.FORMAT)) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          file + ": format is " + record.format() + ", expected " + RecordFile.FORMAT);
    }
    return record;
  }

  /**
   * The job that a record describes.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if its definition is no job
   */
  public static Job job(ProvenanceRecord record) {
    return Json.read(Json.write(record.definition()), Job.class, "record of job " + record.job());
  }

  /** Ids of the figures in the results, in order. */
  public List<String> figures() {
    return foldersIn("figures").stream()
        .flatMap(
            study ->
                namesIn("figures/" + study).stream()
                    .filter(name -> name.endsWith(".svg"))
                    .map(name -> study + "/" + name.substring(0, name.length() - 4)))
        .sorted()
        .toList();
  }

  /**
   * Names of the files and folders in a folder of the results, in order; links to folders outside
   * are not followed.
   */
  public List<String> namesIn(String path) {
    Path inside = folder.resolve(path);
    try {
      if (!Files.isDirectory(inside) || !inside.toRealPath().startsWith(real)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(inside)) {
        return files
            .map(file -> String.valueOf(file.getFileName()))
            .filter(name -> STEP.matcher(name).matches() && !OF_SYSTEMS.contains(name))
            .sorted()
            .toList();
      }
    } catch (IOException | UncheckedIOException e) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, inside + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isOfSystems(String name) {
    return name.startsWith(".") || OF_SYSTEMS.contains(name);
  }

  /**
   * Paths of all files in the results, in order, without hidden files and files that file managers
   * leave. No link is followed.
   */
  public List<String> files() {
    try (Stream<Path> files = Files.walk(real)) {
      return files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> !isOfSystems(String.valueOf(file.getFileName())))
          .map(file -> real.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  /**
   * Names of the folders in a folder of the results, in order. Links are left out, since two links
   * could form an endless loop.
   */
  public List<String> foldersIn(String path) {
    return namesIn(path).stream()
        .filter(
            name ->
                Files.isDirectory(folder.resolve(path).resolve(name), LinkOption.NOFOLLOW_LINKS))
        .toList();
  }
}
