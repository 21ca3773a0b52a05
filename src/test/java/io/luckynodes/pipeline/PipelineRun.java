package io.luckynodes.pipeline;

import io.luckynodes.artifact.Digests;
import io.luckynodes.crate.Crate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One launch folder from which {@code ./nextflow} is started, as often as a test likes, with
 * results in {@code results} and tasks in {@code work}.
 */
final class PipelineRun {
  private static final long LIMIT_MINUTES = 15;
  private static final String PAGE = "index.html";

  /** The part of the page that tells of the run itself. */
  private static final String OF_THE_RUN = "(?s)<!-- The run. -->.*<!-- End of the run. -->";

  private final Path project;
  private final Path launchFolder;
  private final Map<String, String> environment = new TreeMap<>();

  /**
   * @param project folder of the project, or a copy of it
   * @param launchFolder where Nextflow keeps its history and the results go; made if missing
   */
  PipelineRun(Path project, Path launchFolder) throws IOException {
    this.project = project;
    this.launchFolder = Files.createDirectories(launchFolder);
    environment.put("LUCKY_BUILD", "no");
    environment.put("NXF_ANSI_LOG", "false");
  }

  /** The project whose build runs this test. */
  static Path thisProject() {
    return Path.of("").toAbsolutePath();
  }

  /** Version of the workflow, which is the tag of its images. */
  static String version() throws IOException {
    Matcher version =
        Pattern.compile("version = '([^']+)'")
            .matcher(Files.readString(thisProject().resolve("nextflow.config")));
    if (!version.find()) {
      throw new IllegalStateException("nextflow.config has no version");
    }
    return version.group(1);
  }

  PipelineRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** The folder from which runs are started. */
  Path folder() {
    return launchFolder;
  }

  PipelineRun without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** {@code nextflow run PROJECT} with these arguments, to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    return nextflow(
        Stream.concat(Stream.of("run", project.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** The same with {@code -resume}. */
  Ended resume(String... arguments) throws IOException, InterruptedException {
    return run(Stream.concat(Stream.of(arguments), Stream.of("-resume")).toArray(String[]::new));
  }

  /** {@code nextflow} with these arguments, to its end. */
  Ended nextflow(String... arguments) throws IOException, InterruptedException {
    return call(project.resolve("nextflow"), arguments);
  }

  /** Any program of the project, to its end. */
  Ended call(Path program, String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile(launchFolder, "output", ".txt");
    Process process = start(program, output, arguments);
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "no end after " + LIMIT_MINUTES + " minutes: " + Files.readString(output));
    }
    return new Ended(process.exitValue(), Files.readString(output), launchFolder);
  }

  /** Starts {@code nextflow run} and returns at once, for tests that disturb it. */
  Process startRun(Path output, String... arguments) throws IOException {
    return start(
        project.resolve("nextflow"),
        output,
        Stream.concat(Stream.of("run", project.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private Process start(Path program, Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(launchFolder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /**
   * A run that ended.
   *
   * @param exitCode of the launcher
   * @param output what it printed, both streams
   * @param launchFolder from where it ran
   */
  record Ended(int exitCode, String output, Path launchFolder) {
    Path results() {
      return launchFolder.resolve("results");
    }

    /** The trace's rows, each by column name. */
    List<Map<String, String>> trace() throws IOException {
      List<String> lines =
          Files.readAllLines(results().resolve("run/trace.txt"), StandardCharsets.UTF_8);
      String[] names = lines.get(0).split("\t", -1);
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split("\t", -1);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
          row.put(names[i], cells[i]);
        }
        rows.add(row);
      }
      return rows;
    }

    /** What ran, not taken from the cache: {@code PROCESS tag}, sorted. */
    List<String> executed() throws IOException {
      return trace().stream()
          .filter(row -> !"CACHED".equals(row.get("status")))
          .map(Ended::taskName)
          .sorted()
          .toList();
    }

    /** Names of all tasks, run or cached: {@code PROCESS tag}, sorted. */
    List<String> tasks() throws IOException {
      return trace().stream().map(Ended::taskName).sorted().toList();
    }

    /** SHA-256 of every result by its path, but for what is said of the run itself. */
    SortedMap<String, String> digests() throws IOException {
      SortedMap<String, String> digests = new TreeMap<>();
      try (Stream<Path> files = Files.walk(results())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String place = results().relativize(file).toString();
          if (place.equals(PAGE)) {
            String page = Files.readString(file).replaceFirst(OF_THE_RUN, "");
            digests.put(place, Digests.of(page.getBytes(StandardCharsets.UTF_8)));
          } else if (!place.startsWith("run/") && !place.equals(Crate.PLACE)) {
            digests.put(place, Digests.of(file));
          }
        }
      }
      return digests;
    }

    /** SHA-256 of every file of the results by its path. */
    SortedMap<String, String> allDigests() throws IOException {
      SortedMap<String, String> digests = new TreeMap<>();
      try (Stream<Path> files = Files.walk(results())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          digests.put(results().relativize(file).toString(), Digests.of(file));
        }
      }
      return digests;
    }

    private static String taskName(Map<String, String> row) {
      String process = row.getOrDefault("process", "");
      String tag = row.getOrDefault("tag", "-");
      String name = process.substring(process.lastIndexOf(':') + 1);
      return "-".equals(tag) ? name : name + " " + tag;
    }
  }
}
