package io.luckynodes.diff;

import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.lineage.Results;
import io.luckynodes.report.Wording;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The statements of a figure's record on how it was made, by name and in words.
 *
 * @param settings settings of its experiments and of its drawing, and the scale
 * @param code fingerprints of each stage's code
 * @param environment versions and other conditions of each stage that can change numbers
 */
record FigureRecord(
    SortedMap<String, String> settings,
    SortedMap<String, String> code,
    SortedMap<String, String> environment) {
  /** Number of characters that tell a fingerprint from others. */
  private static final int FINGERPRINT = 12;

  /**
   * Reads a record.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if it is not the record of a figure
   */
  static FigureRecord of(ProvenanceRecord record) {
    Job job = Results.job(record);
    FigureSpec figure = job.figure();
    if (figure == null) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          "record of job " + record.job() + ": expected one of a figure, found none");
    }
    SortedMap<String, SortedSet<String>> code = new TreeMap<>();
    SortedMap<String, SortedSet<String>> environment = new TreeMap<>();
    add(code, environment, record.stage(), record.code(), record.environment());
    record
        .ancestors()
        .values()
        .forEach(one -> add(code, environment, one.stage(), one.code(), one.environment()));
    return new FigureRecord(settings(job, figure), words(code), words(environment));
  }

  private static SortedMap<String, String> settings(Job job, FigureSpec figure) {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("scale", job.scale());
    settings.put("drawing", figure.drawing());
    figure
        .options()
        .forEach((name, value) -> settings.put("drawing, " + name, Wording.value(value)));
    for (DrawnExperiment one : figure.experiments()) {
      one.settings()
          .forEach(
              (name, setting) ->
                  settings.put(one.id() + ", " + name, Wording.value(setting.value())));
      one.select()
          .forEach(
              (axis, values) ->
                  settings.put(
                      one.id() + ", " + axis + " drawn",
                      String.join("; ", values.stream().map(Wording::value).toList())));
    }
    return settings;
  }

  private static void add(
      SortedMap<String, SortedSet<String>> code,
      SortedMap<String, SortedSet<String>> environment,
      String stage,
      String fingerprint,
      SortedMap<String, String> conditions) {
    code.computeIfAbsent(stage, key -> new TreeSet<>())
        .add(fingerprint.substring(0, Math.min(FINGERPRINT, fingerprint.length())));
    conditions.forEach(
        (name, value) ->
            environment.computeIfAbsent(stage + ", " + name, key -> new TreeSet<>()).add(value));
  }

  private static SortedMap<String, String> words(SortedMap<String, SortedSet<String>> values) {
    SortedMap<String, String> words = new TreeMap<>();
    values.forEach((name, all) -> words.put(name, String.join("; ", all)));
    return words;
  }
}
