package io.luckynodes.report;

import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure that was built.
 *
 * @param contents bytes of its files, by ending
 * @param record the provenance record in the SVG
 * @param width width of the drawing, in its own units
 * @param height height in the same units
 */
record DrawnFigure(
    SortedMap<String, byte[]> contents, ProvenanceRecord record, double width, double height) {
  private static final Pattern SIZE =
      Pattern.compile("<svg[^>]* viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\"");

  /**
   * Reads a figure, and checks that it is the one that a job asks for.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if the SVG has no record, or the figure was
   *     drawn from another definition
   */
  static DrawnFigure read(Job job, SortedMap<String, Path> files) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    files.forEach(
        (ending, file) -> contents.put(ending, WholeFile.bytes(file, FigureFile.LARGEST)));
    Path svg = Objects.requireNonNull(files.get("svg"));
    byte[] drawn = Objects.requireNonNull(contents.get("svg"));
    Matcher size = SIZE.matcher(new String(drawn, StandardCharsets.UTF_8));
    if (!size.find()) {
      throw new LuckyException(ExitCode.BAD_INPUT, svg + ": expected a viewBox, found none");
    }
    ProvenanceRecord made = FigureFile.of(svg, drawn).record();
    if (!Json.write(made.definition()).equals(Json.write(job))) {
      throw stale(
          svg.toString(), "was drawn for another definition than the plan's job " + job.id());
    }
    return new DrawnFigure(
        contents, made, Double.parseDouble(size.group(1)), Double.parseDouble(size.group(2)));
  }

  /**
   * Checks that the figure was drawn from the metrics that are there.
   *
   * @param metrics SHA-256 of the metrics artifacts of the jobs that it needs, by file name
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it was drawn from others
   */
  DrawnFigure requireDrawnFrom(Job job, Map<String, String> metrics) {
    otherInput(name -> Optional.ofNullable(metrics.get(name)))
        .ifPresent(
            input -> {
              String found = metrics.get(input.name());
              throw stale(
                  Objects.requireNonNull(job.figure()).id() + ".svg",
                  "was drawn from "
                      + input.name()
                      + " with sha256 "
                      + input.sha256()
                      + ", found "
                      + (found == null ? "no such file" : found));
            });
    return this;
  }

  /**
   * A metrics artifact from which the figure was drawn and which is missing or different now, if
   * there is one.
   *
   * @param sha256 gives the digest of the artifact of a name; empty if there is none
   */
  Optional<ProvenanceRecord.Input> otherInput(Function<String, Optional<String>> sha256) {
    return record.inputs().values().stream()
        .filter(input -> !sha256.apply(input.name()).equals(Optional.of(input.sha256())))
        .findFirst();
  }

  /** The same figure without the bytes of its files. */
  DrawnFigure withoutContents() {
    return new DrawnFigure(new TreeMap<>(), record, width, height);
  }

  byte[] file(String ending) {
    return Objects.requireNonNull(contents.get(ending), ending);
  }

  /** SHA-256 of the files of the figure, by path in the folder of results. */
  SortedMap<String, String> digests(FigureSpec spec) {
    SortedMap<String, String> digests = new TreeMap<>();
    contents.forEach(
        (ending, bytes) -> digests.put(pathInResults(spec, ending), Digests.of(bytes)));
    return digests;
  }

  static String pathInResults(FigureSpec spec, String ending) {
    return "figures/" + spec.id() + "." + ending;
  }

  private static LuckyException stale(String what, String why) {
    return new LuckyException(ExitCode.BAD_INPUT, what + ": " + why + "; draw it again");
  }
}
