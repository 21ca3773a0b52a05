package io.luckynodes.report;

import io.luckynodes.artifact.FigureFile;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the figures and metrics of a run, at any depth in their folders. */
final class RunFiles {
  /** The part of an artifact's name that follows the job's id, which may itself contain dots. */
  private static final Pattern TABLE = Pattern.compile("\\.([a-z0-9-]+)\\.arrow");

  private final Path figures;
  private final Path metrics;
  private final List<Path> figureFiles;
  private final List<Path> metricsFiles;

  private RunFiles(Path figures, Path metrics, List<Path> figureFiles, List<Path> metricsFiles) {
    this.figures = figures;
    this.metrics = metrics;
    this.figureFiles = figureFiles;
    this.metricsFiles = metricsFiles;
  }

  /**
   * Lists the files of two folders.
   *
   * @throws LuckyException ({@link ExitCode#NO_INPUT}) if a folder is missing
   */
  static RunFiles in(Path figures, Path metrics) {
    return new RunFiles(figures, metrics, filesBelow(figures), filesBelow(metrics));
  }

  /** These files with the metrics artifacts of another folder. */
  RunFiles withMetrics(Path folder) {
    List<Path> all = new ArrayList<>(metricsFiles);
    all.addAll(filesBelow(folder));
    return new RunFiles(figures, metrics, figureFiles, all);
  }

  /** Some metrics artifacts without figures. */
  static RunFiles of(List<Path> metrics) {
    Path nowhere = Path.of("");
    return new RunFiles(nowhere, nowhere, List.of(), List.copyOf(metrics));
  }

  /**
   * The files of a figure by ending; empty if it was not built.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if only some of its files are there, or if
   *     there are two of one kind
   */
  Optional<SortedMap<String, Path>> figure(FigureSpec figure) {
    SortedMap<String, Path> found = new TreeMap<>();
    for (String ending : FigureFile.ENDINGS) {
      Path name = Path.of(figure.study(), figure.name() + "." + ending);
      List<Path> matches =
          Files.isRegularFile(figures.resolve(name))
              ? List.of(figures.resolve(name))
              : figureFiles.stream().filter(file -> file.endsWith(name)).toList();
      one(matches, figures, name).ifPresent(file -> found.put(ending, file));
    }
    if (!found.isEmpty() && found.size() < FigureFile.ENDINGS.size()) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          figures
              + ": figure "
              + figure.id()
              + ": expected files ending in "
              + String.join(", ", FigureFile.ENDINGS)
              + ", found only "
              + String.join(", ", found.keySet())
              + "; draw it again");
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /** The SVGs of all figures. */
  List<Path> drawings() {
    return figureFiles.stream().filter(file -> file.toString().endsWith(".svg")).toList();
  }

  /** The metrics artifact of a name; empty if there is none. */
  Optional<Path> artifact(String name) {
    return metricsFiles.stream().filter(file -> file.endsWith(name)).findFirst();
  }

  /**
   * The artifacts of a METRICS job, by table; empty if the job did not finish.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if there are two of one table
   */
  SortedMap<String, Path> metrics(Job job) {
    SortedMap<String, List<Path>> byTable = new TreeMap<>();
    for (Path file : metricsFiles) {
      String name = String.valueOf(file.getFileName());
      if (name.startsWith(job.id())) {
        var rest = TABLE.matcher(name.substring(job.id().length()));
        if (rest.matches()) {
          byTable.computeIfAbsent(rest.group(1), table -> new ArrayList<>()).add(file);
        }
      }
    }
    SortedMap<String, Path> found = new TreeMap<>();
    for (Map.Entry<String, List<Path>> table : byTable.entrySet()) {
      one(table.getValue(), metrics, table.getValue().get(0).getFileName())
          .ifPresent(file -> found.put(table.getKey(), file));
    }
    return found;
  }

  private static Optional<Path> one(List<Path> matches, Path folder, Path name) {
    if (matches.size() > 1) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          folder
              + ": expected one "
              + name
              + ", found "
              + matches.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
    return matches.stream().findFirst();
  }

  private static List<Path> filesBelow(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new LuckyException(ExitCode.NO_INPUT, folder + ": no such folder");
    }
    // The workflow stages inputs as links.
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, folder + ": cannot be searched: " + e.getMessage(), e);
    }
  }
}
