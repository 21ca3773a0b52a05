package io.luckynodes.lineage;

import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.ProvenanceRecord.Ancestor;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.fingerprint.CodeFingerprints;
import io.luckynodes.job.Job;
import io.luckynodes.job.JobNames;
import io.luckynodes.json.Json;
import io.luckynodes.report.Summary;
import io.luckynodes.stage.RecordFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a figure again from records alone, and compares the result. */
public final class Replay {
  private Replay() {}

  /** The result of comparing an artifact or a file of the first run with that of the second. */
  public enum Verdict {
    IDENTICAL("identical"),
    SAME_DRAWING("same drawing, another record"),
    WITHIN("within tolerance"),
    SAME_VERDICT("same verdict, other numbers"),
    DIFFERENT("different");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * One line of the comparison.
   *
   * @param detail details in words; empty if there are none
   */
  public record Line(String name, Verdict verdict, String detail) {}

  /**
   * The jobs of a figure's whole lineage as its records define them, each after the jobs that it
   * needs.
   *
   * @throws LuckyException if a record is missing ({@link ExitCode#NO_INPUT}), or is damaged or
   *     holds an id that no job can have ({@link ExitCode#BAD_INPUT})
   */
  public static List<Job> jobs(Results results, String figure) {
    ProvenanceRecord drawn = results.record(RecordFile.pathOf(figure)).record();
    SortedMap<String, Job> jobs = new TreeMap<>();
    add(jobs, drawn);
    drawn
        .ancestors()
        .forEach(
            (sha, ancestor) -> {
              RecordFile made = results.record(RecordFile.pathOf(ancestor.name()));
              if (!sha.equals(made.files().get(ancestor.name()))) {
                throw new LuckyException(
                    ExitCode.NO_INPUT,
                    results.folder()
                        + ": records of "
                        + figure
                        + ": expected the record of "
                        + ancestor.name()
                        + " with sha256 "
                        + sha
                        + ", found another: a later run has replaced it, so build the figure again");
              }
              add(jobs, made.record());
            });
    for (Job job : jobs.values()) {
      boolean drawsAnother = job.figure() != null && !job.figure().id().equals(figure);
      TreeSet<String> open = new TreeSet<>(job.needs().values());
      open.removeAll(jobs.keySet());
      if (drawsAnother || !open.isEmpty()) {
        throw new LuckyException(
            ExitCode.BAD_INPUT,
            results.folder()
                + ": records of "
                + figure
                + ": job "
                + job.id()
                + (drawsAnother
                    ? " draws another figure"
                    : " needs " + open + ", which has no record"));
      }
    }
    return jobs.values().stream()
        .sorted(Comparator.comparing(Job::stage).thenComparing(Job::id))
        .toList();
  }

  private static void add(SortedMap<String, Job> jobs, ProvenanceRecord record) {
    Job job = JobNames.checked(Results.job(record), "record of job " + record.job());
    jobs.put(job.id(), job);
  }

  /** The stages whose code differs from that in the records, in one line each. */
  public static List<String> otherCode(Results results, String figure) {
    ProvenanceRecord drawn = results.record(RecordFile.pathOf(figure)).record();
    SortedMap<String, String> then = new TreeMap<>(Map.of("figure", drawn.code()));
    for (Ancestor ancestor : drawn.ancestors().values()) {
      Job job = Results.job(results.record(RecordFile.pathOf(ancestor.name())).record());
      then.put(job.runner(), ancestor.code());
    }
    SortedMap<String, String> now = CodeFingerprints.all();
    return then.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(now.get(entry.getKey())))
        .map(
            entry ->
                entry.getKey()
                    + ": was made by code "
                    + entry.getValue()
                    + ", here is "
                    + now.getOrDefault(entry.getKey(), "none"))
        .toList();
  }

  /**
   * Compares a figure, and all artifacts from which it was made, in two folders.
   *
   * @param tolerance largest difference that counts as equal, as a share of a column's largest
   *     number
   */
  public static List<Line> compare(Results before, Results after, String figure, double tolerance) {
    List<Line> lines = new ArrayList<>();
    for (String ending : FigureFile.ENDINGS) {
      String name = "figures/" + figure + "." + ending;
      lines.add(file(name, before.require(name), after.require(name)));
    }
    SortedMap<String, String> names = new TreeMap<>();
    before
        .record(RecordFile.pathOf(figure))
        .record()
        .ancestors()
        .forEach((sha, ancestor) -> names.put(ancestor.name(), sha));
    names.forEach(
        (name, sha) -> {
          RecordFile again = after.record(RecordFile.pathOf(name));
          if (sha.equals(again.files().get(name))) {
            lines.add(new Line(name, Verdict.IDENTICAL, ""));
            return;
          }
          String kept =
              "metrics/" + again.record().definition().path("experiment").asText() + "/" + name;
          Path one = before.find(kept).file();
          Path other = after.find(kept).file();
          lines.add(
              one == null || other == null
                  ? new Line(name, Verdict.DIFFERENT, "its bytes are not kept")
                  : numbers(name, one, other, tolerance));
        });
    Map<String, Summary.Claim> again = claims(after, figure);
    claims(before, figure)
        .forEach((name, claim) -> lines.add(verdict("claim " + name, claim, again.get(name))));
    return lines;
  }

  private static Line verdict(String name, Summary.Claim before, Summary.@Nullable Claim after) {
    if (after == null) {
      return new Line(name, Verdict.DIFFERENT, "is not judged");
    }
    if (!before.verdict().equals(after.verdict())) {
      return new Line(
          name,
          Verdict.DIFFERENT,
          Printable.of(before.verdict())
              + " in these results, "
              + after.verdict()
              + " in the replay");
    }
    boolean same = Json.write(before).equals(Json.write(after));
    return new Line(name, same ? Verdict.IDENTICAL : Verdict.SAME_VERDICT, "");
  }

  /** The claims of a figure in a run's summary, by name. */
  private static Map<String, Summary.Claim> claims(Results results, String figure) {
    Map<String, Summary.Claim> claims = new LinkedHashMap<>();
    Path summary = results.find(Summary.PLACE).file();
    if (summary != null) {
      Summary.read(summary).figures().stream()
          .filter(one -> one.id().equals(figure))
          .flatMap(one -> one.claims().stream())
          .forEach(claim -> claims.put(Printable.of(claim.name()), claim.withoutFooting()));
    }
    return claims;
  }

  private static Line file(String name, Path before, Path after) {
    if (Digests.of(before).equals(Digests.of(after))) {
      return new Line(name, Verdict.IDENTICAL, "");
    }
    boolean same =
        !name.endsWith(".csv")
            && FigureFile.read(before).drawing().equals(FigureFile.read(after).drawing());
    return new Line(name, same ? Verdict.SAME_DRAWING : Verdict.DIFFERENT, "");
  }

  private static Line numbers(String name, Path before, Path after, double tolerance) {
    TableDifference difference =
        TableDifference.between(
            ArtifactReader.read(before).tables(), ArtifactReader.read(after).tables());
    boolean within = difference.comparable() && difference.largest() <= tolerance;
    return new Line(name, within ? Verdict.WITHIN : Verdict.DIFFERENT, difference.words());
  }
}
