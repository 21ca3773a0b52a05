package io.luckynodes.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.fingerprint.CodeFingerprints;
import io.luckynodes.job.Job;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.stage.RecordFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of results with the present code and definitions: the jobs that would run again, and
 * why.
 *
 * @param rows one row for each stage and reason, in the order of the stages
 * @param behind by figure, the reasons why a run would draw another figure now
 * @param sound number of figures that a run would draw as they are
 * @param minutes estimated minutes of the jobs that would run for certain, if they ran one after
 *     the other
 */
public record Status(
    List<Jobs> rows, SortedMap<String, List<String>> behind, int sound, double minutes) {
  /** Most settings of one job that are named; more would not fit a line. */
  private static final int MOST_SETTINGS = 3;

  /** Whether a job would run. */
  public enum Turn {
    NO("would not run"),
    IF("would run if its inputs change"),
    YES("would run");

    private final String words;

    Turn(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * Jobs of one stage that share a reason.
   *
   * @param jobs number of jobs
   * @param why reason in words; empty for jobs that would not run
   */
  public record Jobs(Stage stage, int jobs, Turn turn, String why) {}

  /** Whether a job would run, with its reason, and with the reasons of all jobs that it needs. */
  private record Finding(Turn turn, String why, Set<String> reasons) {}

  /**
   * Compares the jobs of a plan with the records of the results.
   *
   * @param jobs jobs of the plan, each after those that it needs
   * @param plan the same jobs with their estimates
   * @throws io.luckynodes.error.LuckyException ({@link io.luckynodes.error.ExitCode#BAD_INPUT}) if
   *     a record is damaged
   */
  public static Status of(Results results, List<Job> jobs, Plan plan) {
    Map<String, SortedMap<String, RecordFile>> records = Causes.byJob(results, RecordFile.FOLDER);
    Map<String, Finding> findings = new HashMap<>();
    SortedMap<String, List<String>> behind = new TreeMap<>();
    int sound = 0;
    for (Job job : jobs) {
      Finding finding = finding(job, records, findings);
      findings.put(job.id(), finding);
      if (job.figure() != null) {
        if (finding.turn == Turn.NO) {
          sound++;
        } else {
          behind.put(job.figure().id(), List.copyOf(finding.reasons));
        }
      }
    }
    double minutes =
        plan.jobs().stream()
            .filter(entry -> turn(findings.get(entry.id())) == Turn.YES)
            .mapToDouble(entry -> entry.resources().minutes())
            .sum();
    return new Status(rows(jobs, findings), behind, sound, minutes);
  }

  private static Turn turn(@Nullable Finding finding) {
    return finding == null ? Turn.NO : finding.turn;
  }

  private static List<Jobs> rows(List<Job> jobs, Map<String, Finding> findings) {
    Map<Stage, Map<List<Object>, Integer>> counts = new TreeMap<>();
    for (Job job : jobs) {
      Finding finding = findings.get(job.id());
      if (finding != null) {
        counts
            .computeIfAbsent(job.stage(), stage -> new LinkedHashMap<>())
            .merge(List.of(finding.turn, finding.why), 1, Integer::sum);
      }
    }
    List<Jobs> rows = new ArrayList<>();
    counts.forEach(
        (stage, reasons) ->
            reasons.forEach(
                (reason, count) ->
                    rows.add(
                        new Jobs(stage, count, (Turn) reason.get(0), (String) reason.get(1)))));
    return rows;
  }

  private static Finding finding(
      Job job, Map<String, SortedMap<String, RecordFile>> records, Map<String, Finding> findings) {
    Set<String> reasons = new LinkedHashSet<>();
    boolean above = false;
    for (String need : new TreeSet<>(job.needs().values())) {
      Finding made = findings.get(need);
      if (made != null && made.turn != Turn.NO) {
        above = true;
        reasons.addAll(made.reasons);
      }
    }
    SortedMap<String, RecordFile> known = records.get(job.id());
    String why = known == null ? "not in the results" : own(job, known, records);
    if (why.isEmpty()) {
      return above ? new Finding(Turn.IF, "", reasons) : new Finding(Turn.NO, "", Set.of());
    }
    reasons.add(job.stage().id() + ": " + why);
    return new Finding(Turn.YES, why, reasons);
  }

  /** The differences between a job itself and its record; empty if there are none. */
  private static String own(
      Job job,
      SortedMap<String, RecordFile> known,
      Map<String, SortedMap<String, RecordFile>> records) {
    List<String> reasons = new ArrayList<>();
    RecordFile any = known.get(known.firstKey());
    if (any == null || !any.record().code().equals(CodeFingerprints.of(job.runner()))) {
      reasons.add("other code");
    }
    JsonNode now = Json.read(Json.write(job), JsonNode.class, job.id());
    if (any != null && !any.record().definition().equals(now)) {
      reasons.add(changes(any.record().definition(), now));
    }
    if (!hasInputs(job, known, records)) {
      reasons.add("other inputs");
    }
    return String.join(", ", reasons);
  }

  /** The settings that have other values, or words for another kind of change. */
  private static String changes(JsonNode then, JsonNode now) {
    List<String> names = new ArrayList<>();
    JsonNode before = then.path("settings");
    JsonNode after = now.path("settings");
    for (var setting : after.properties()) {
      JsonNode was = before.path(setting.getKey()).path("value");
      JsonNode is = setting.getValue().path("value");
      if (!was.equals(is)) {
        names.add(
            setting.getKey()
                + " "
                + (was.isMissingNode() ? "new" : Printable.of(was.toString()) + " → " + is));
      }
    }
    if (names.isEmpty()) {
      return now.has("figure") ? "another definition of the figure" : "other settings";
    }
    return String.join(", ", names.subList(0, Math.min(MOST_SETTINGS, names.size())))
        + (names.size() > MOST_SETTINGS ? " and others" : "");
  }

  /** Whether a job was made from the outputs that the results hold of the jobs that it needs. */
  private static boolean hasInputs(
      Job job,
      SortedMap<String, RecordFile> known,
      Map<String, SortedMap<String, RecordFile>> records) {
    Map<String, String> there = new HashMap<>();
    for (String need : job.needs().values()) {
      SortedMap<String, RecordFile> made = records.get(need);
      if (made != null) {
        made.values().forEach(file -> there.putAll(file.files()));
      }
    }
    return known.values().stream()
        .flatMap(file -> file.record().inputs().values().stream())
        .allMatch(input -> input.sha256().equals(there.getOrDefault(input.name(), input.sha256())));
  }
}
