package io.luckynodes.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.FigureFile;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.ProvenanceRecord.Ancestor;
import io.luckynodes.artifact.ProvenanceRecord.Input;
import io.luckynodes.claim.Verdict;
import io.luckynodes.dataset.PinnedData;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.json.Json;
import io.luckynodes.report.FigureClaims;
import io.luckynodes.report.Footings;
import io.luckynodes.report.PageVerdicts;
import io.luckynodes.report.Summary;
import io.luckynodes.run.KeptRun;
import io.luckynodes.stage.RecordFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks a folder of results, starting from its figures. Every file must be what the records say,
 * and the records must agree with each other. Each lineage must end in random draws or in a data
 * set.
 */
public final class Audit {
  private static final String METRICS = "metrics";
  private static final String SUMMARY = Summary.PLACE;
  private static final String PAGE = "index.html";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final Results results;
  private final Set<Fault> faults = new LinkedHashSet<>();

  /** The figures of the summary, by id. */
  private final Map<String, Summary.Figure> summarised = new TreeMap<>();

  /**
   * Files that were compared with what other files say about them, or whose statements about other
   * files were compared.
   */
  private final Set<String> proved = new HashSet<>();

  /** Names of artifacts that the results hold as a later run made them. */
  private final Set<String> others = new HashSet<>();

  private int judgedAgain;

  /** The summary of the run; null if it cannot be read. */
  private @Nullable Summary summary;

  /** Whether a fault was found in the figure that is being checked. */
  private boolean faulty;

  /**
   * Record files by path, so that a file that figures share is read once; null if damaged or
   * missing.
   */
  private final Map<String, @Nullable RecordFile> records = new HashMap<>();

  /**
   * Records of kept artifacts, so that a record that figures share is read once; null if damaged.
   */
  private final Map<String, @Nullable ProvenanceRecord> kept = new HashMap<>();

  /**
   * A difference from what the records say.
   *
   * @param file path of the file in the results
   */
  public record Fault(String file, String expected, String found) {
    public Fault {
      file = Printable.of(file);
      expected = Printable.of(expected);
      found = Printable.of(found);
    }

    @Override
    public String toString() {
      return file + ": expected " + expected + ", found " + found;
    }
  }

  /** The result of the check of a figure. */
  public enum State {
    /** All files and records agree. */
    SOUND,

    /**
     * The figure is intact, but a later run has replaced measurements from which it was drawn, so
     * that nothing proves its numbers.
     */
    OUTDATED,

    /** A file or record differs from what the records say. */
    FAULTY
  }

  /**
   * A figure that was checked.
   *
   * @param scale scale at which it was drawn; empty if unknown
   * @param run the run that drew it, if the results name the run; otherwise empty
   * @param kept number of artifacts of its lineage that are in the results and were hashed
   * @param notKept number of artifacts of its lineage of which only the record is kept; they can be
   *     made again
   * @param data the origins of its lineage, in words
   * @param replaced names of artifacts from which it was made and which a later run has replaced in
   *     the results
   */
  public record Figure(
      String id,
      State state,
      String scale,
      String run,
      int kept,
      int notKept,
      Set<String> data,
      SortedSet<String> replaced) {}

  /** The artifacts on the way from a figure to its origins. */
  private record Walk(int kept, int notKept, Set<String> data, SortedSet<String> replaced) {
    static final Walk NONE = new Walk(0, 0, Set.of(), new TreeSet<>());
  }

  /**
   * The outcome of an audit.
   *
   * @param claims number of claims that were judged again
   * @param unproved files about which nothing in the results says what they must be
   */
  public record Outcome(
      List<Figure> figures, List<Fault> faults, int claims, List<String> unproved) {
    /** Whether there are no faults; a figure may still be outdated. */
    public boolean sound() {
      return faults.isEmpty();
    }

    /** This outcome with a further fault, if there is one. */
    public Outcome with(Optional<Fault> further) {
      List<Fault> all = new ArrayList<>(faults);
      further.ifPresent(all::add);
      return new Outcome(figures, all, claims, unproved);
    }

    /** Number of figures in a state. */
    public long figures(State state) {
      return figures.stream().filter(figure -> figure.state() == state).count();
    }
  }

  private Audit(Results results) {
    this.results = results;
  }

  /** Checks everything in the results, including files from which no figure is made. */
  public static Outcome of(Results results) {
    Audit audit = new Audit(results);
    List<Figure> figures = audit.figures(results.figures());
    audit.studies();
    audit.page();
    audit.records();
    audit.artifacts();
    audit.crate();
    List<String> unproved =
        results.files().stream().filter(file -> !audit.proved.contains(file)).toList();
    return new Outcome(figures, List.copyOf(audit.faults), audit.judgedAgain, unproved);
  }

  /**
   * Checks some figures and the files from which they are made.
   *
   * @param ids ids of the figures
   */
  public static Outcome of(Results results, List<String> ids) {
    Audit audit = new Audit(results);
    List<Figure> figures = audit.figures(ids);
    return new Outcome(figures, List.copyOf(audit.faults), audit.judgedAgain, List.of());
  }

  /** Checks that every record can be read. */
  private void records() {
    for (String name : results.namesIn(RecordFile.FOLDER)) {
      recordFile(RecordFile.FOLDER + "/" + name);
    }
  }

  /** Checks that every kept artifact is what its record says. */
  private void artifacts() {
    for (String experiment : results.namesIn(METRICS)) {
      for (String name : results.namesIn(METRICS + "/" + experiment)) {
        RecordFile file = recordFile(RecordFile.pathOf(name));
        String sha = file == null ? null : file.files().get(name);
        if (file != null && sha == null) {
          fault(METRICS + "/" + experiment + "/" + name, "its sha256 in its record", "none");
        } else if (file != null && sha != null) {
          ProvenanceRecord own = artifact(METRICS + "/" + experiment + "/" + name, sha);
          if (own != null && !own.equals(file.record())) {
            fault(RecordFile.pathOf(name), "the record in " + name, "another");
          }
        }
      }
    }
  }

  /** Checks every file that the run's research object describes; the results need not have one. */
  private void crate() {
    Path metadata = results.find(CrateFiles.PLACE).file();
    if (metadata == null) {
      return;
    }
    proved.add(CrateFiles.PLACE);
    try {
      CrateFiles.in(metadata)
          .forEach(
              (name, sha) ->
                  digest(name)
                      .ifPresent(
                          found -> same(name, "by " + CrateFiles.PLACE + " sha256 ", sha, found)));
    } catch (LuckyException e) {
      fault(CrateFiles.PLACE, "a research object", String.valueOf(e.getMessage()));
    }
  }

  private List<Figure> figures(List<String> ids) {
    summary = readSummary();
    if (summary != null) {
      summary.figures().forEach(one -> summarised.put(one.id(), one));
    }
    List<KeptRun> earlier = KeptRuns.earlier(results);
    List<KeptRun> all = new ArrayList<>(earlier);
    KeptRuns.last(results).ifPresent(last -> all.add(0, last));
    List<Figure> figures = new ArrayList<>();
    for (String id : ids) {
      faulty = false;
      Walk walk = figure(id);
      RecordFile record = records.get(RecordFile.pathOf(id));
      Summary.Figure reported = summarised.get(id);
      KeptRun run = KeptRun.of(id, reported != null && reported.earlier() ? earlier : all);
      figures.add(
          new Figure(
              id,
              faulty ? State.FAULTY : walk.replaced.isEmpty() ? State.SOUND : State.OUTDATED,
              record == null ? "" : record.record().definition().path("scale").asText(),
              run == null ? "" : run.run().name(),
              walk.kept,
              walk.notKept,
              walk.data,
              walk.replaced));
    }
    return figures;
  }

  private Walk figure(String id) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String ending : FigureFile.ENDINGS) {
      digest("figures/" + id + "." + ending).ifPresent(sha -> found.put(id + "." + ending, sha));
    }
    ProvenanceRecord svg = drawn("figures/" + id + ".svg");
    ProvenanceRecord png = drawn("figures/" + id + ".png");
    if (svg != null && png != null && !svg.equals(png)) {
      fault("figures/" + id + ".png", "the record of " + id + ".svg", "another");
    }
    RecordFile record = recordFile(RecordFile.pathOf(id));
    if (record != null) {
      found.forEach(
          (name, sha) -> same("figures/" + name, "sha256 ", record.files().get(name), sha));
      if (svg != null && !svg.equals(record.record())) {
        fault("figures/" + id + ".svg", "the record in " + RecordFile.pathOf(id), "another");
      }
    }
    Walk walk = svg == null ? Walk.NONE : lineage("figures/" + id + ".svg", svg);
    Summary.Figure reported = summarised.get(id);
    if (reported == null) {
      fault(SUMMARY, "figure " + id, "no such figure");
    } else {
      plots(reported.plots());
      if (walk.replaced.isEmpty()) {
        verdicts(reported);
      }
      found.forEach(
          (name, sha) ->
              same(
                  "figures/" + name,
                  "by summary.json sha256 ",
                  reported.files().get("figures/" + name),
                  sha));
    }
    return walk;
  }

  /** Checks that the summary describes a figure and its claims as its metrics give them. */
  private void verdicts(Summary.Figure reported) {
    try {
      List<Job> jobs = Replay.jobs(results, reported.id());
      Job figure = jobs.stream().filter(job -> job.figure() != null).findFirst().orElseThrow();
      FigureSpec spec = Objects.requireNonNull(figure.figure());
      List<Job> measured =
          jobs.stream()
              .filter(job -> figure.needs().containsValue(job.id()))
              .sorted(Comparator.comparing(Job::id))
              .toList();
      same(SUMMARY, "title of " + spec.id() + ": ", spec.title(), reported.title());
      same(SUMMARY, "scale of " + spec.id() + ": ", figure.scale(), reported.scale());
      same(
          SUMMARY,
          "status of " + spec.id() + ", whose measurements are there: ",
          Summary.BUILT,
          reported.status());
      same(
          SUMMARY,
          "settings of " + spec.id() + ": ",
          Json.write(Summary.settingsOf(spec)),
          Json.write(reported.settings()));
      same(
          SUMMARY,
          "other assumptions of " + spec.id() + ": ",
          Json.write(Objects.requireNonNullElse(spec.alternative(), Map.of())),
          Json.write(reported.otherThanAssumed()));
      same(
          SUMMARY,
          "reductions of " + spec.id() + ": ",
          spec.differences().toString(),
          reported.reduced().toString());
      claims(spec.id(), FigureClaims.of(figure, measured, kept(measured)), reported.claims());
    } catch (LuckyException e) {
      fault(
          SUMMARY,
          "verdicts of " + reported.id() + " to judge again",
          String.valueOf(e.getMessage()));
    }
  }

  private void claims(String id, List<Summary.Claim> judged, List<Summary.Claim> reported) {
    Map<String, Summary.Claim> byName = new LinkedHashMap<>();
    reported.forEach(claim -> byName.put(claim.name(), claim));
    for (Summary.Claim claim : judged) {
      Summary.Claim said = byName.remove(claim.name());
      String what = "claim " + claim.name() + " of " + id;
      judgedAgain++;
      if (said == null) {
        fault(SUMMARY, what, "no such claim");
      } else if (!claim.verdict().equals(said.verdict())) {
        fault(SUMMARY, what + ", judged by its metrics: " + claim.verdict(), said.verdict());
      } else if (!Json.write(claim).equals(Json.write(said.withoutFooting()))) {
        fault(SUMMARY, what + " with the numbers of its metrics", "others");
      }
    }
    byName.keySet().forEach(name -> fault(SUMMARY, "no claim " + name + " of " + id, "one"));
  }

  /** Files of the kept metrics artifacts of some jobs' experiments. */
  private List<Path> kept(List<Job> jobs) {
    List<Path> files = new ArrayList<>();
    for (String experiment : new TreeSet<>(jobs.stream().map(Job::experiment).toList())) {
      String folder = METRICS + "/" + experiment;
      for (String name : results.namesIn(folder)) {
        Path file = results.find(folder + "/" + name).file();
        if (file != null) {
          files.add(file);
        }
      }
    }
    return files;
  }

  /**
   * Checks the files about all figures of a study, or about all studies, and the statements of the
   * summary about figures that were not built.
   */
  private void studies() {
    if (summary == null) {
      return;
    }
    plots(summary.files());
    summary
        .claimFiles()
        .forEach(
            (name, sha256) ->
                same(
                    name,
                    "by the claims of summary.json sha256 ",
                    sha256,
                    digest(name).orElse(null)));
    footings(summary.figures());
    Set<String> there = Set.copyOf(results.figures());
    for (Summary.Figure figure : summary.figures()) {
      if (figure.built() && !there.contains(figure.id())) {
        fault("figures/" + figure.id() + ".svg", "a figure that was built", "no such file");
      }
      if (!figure.built()
          && figure.claims().stream()
              .anyMatch(claim -> !claim.outcome().equals(Verdict.Outcome.NOT_JUDGED.words()))) {
        fault(SUMMARY, "no verdict on " + figure.id() + ", which was not built", "one");
      }
    }
  }

  /** Checks that the footing of each claim follows from the verdicts under its alternatives. */
  private void footings(List<Summary.Figure> figures) {
    List<Summary.Figure> expected = Footings.given(figures);
    for (int i = 0; i < figures.size(); i++) {
      for (int j = 0; j < figures.get(i).claims().size(); j++) {
        Summary.Claim claim = figures.get(i).claims().get(j);
        same(
            SUMMARY,
            "footing of claim "
                + claim.name()
                + " of "
                + figures.get(i).id()
                + " by its alternatives: ",
            String.valueOf(expected.get(i).claims().get(j).footing()),
            String.valueOf(claim.footing()));
      }
    }
  }

  /** Checks that the page says the same of figures and claims as the summary. */
  private void page() {
    Path page = results.find(PAGE).file();
    if (page == null) {
      fault(PAGE, "the page of a run", results.find(PAGE).why());
      return;
    }
    if (summary == null) {
      return;
    }
    List<String> expected = PageVerdicts.of(summary);
    try (InputStream in = WholeFile.open(page)) {
      List<String> found = PageVerdicts.in(in);
      int line = 0;
      while (line < expected.size()
          && line < found.size()
          && expected.get(line).equals(found.get(line))) {
        line++;
      }
      if (line < expected.size() || line < found.size()) {
        fault(PAGE, "as summary.json has it: " + words(expected, line), words(found, line));
      }
    } catch (IOException | LuckyException e) {
      fault(PAGE, "a page of " + SUMMARY, String.valueOf(e.getMessage()));
    }
  }

  /** A line of a page without its tags. */
  private static String words(List<String> lines, int line) {
    return line < lines.size()
        ? lines.get(line).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip()
        : "nothing more";
  }

  /**
   * Checks that every plot of claims and every table is there, and is made from the measurements in
   * the results.
   */
  private void plots(Map<String, String> files) {
    files.forEach(
        (name, sha) -> {
          digest(name).ifPresent(found -> same(name, "by summary.json sha256 ", sha, found));
          if (name.endsWith(".svg") || name.endsWith(".png")) {
            ProvenanceRecord record = drawn(name);
            if (record != null && name.endsWith(".svg")) {
              lineage(name, record);
            }
          }
        });
  }

  private @Nullable ProvenanceRecord drawn(String name) {
    Path file = results.find(name).file();
    if (file == null) {
      return null;
    }
    try {
      FigureFile figure = FigureFile.read(file);
      if (figure.seal() != FigureFile.SealState.INTACT) {
        fault(
            name,
            "an intact seal",
            isIntactWithUnixLines(file)
                ? LineEndings.CHANGED
                : "one that is " + figure.seal().words());
      }
      return figure.record();
    } catch (LuckyException e) {
      fault(name, "a figure with its record", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static boolean isIntactWithUnixLines(Path file) {
    byte[] unix = LineEndings.unix(WholeFile.bytes(file, FigureFile.LARGEST));
    return FigureFile.of(file, unix).seal() == FigureFile.SealState.INTACT;
  }

  /** Checks all artifacts from which a figure was made. */
  private Walk lineage(String name, ProvenanceRecord figure) {
    SortedSet<String> replaced = new TreeSet<>();
    Set<String> reached = new HashSet<>();
    Set<String> data = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    follow(name, figure.inputs(), figure, false, open);
    int held = 0;
    while (!open.isEmpty()) {
      String sha = open.remove();
      Ancestor ancestor = figure.ancestors().get(sha);
      if (ancestor == null || !reached.add(sha)) {
        continue;
      }
      boolean dataset = ancestor.stage().equals("dataset");
      follow(name + ": " + ancestor.name(), ancestor.inputs(), figure, dataset, open);
      if (replaced(sha, ancestor, figure)) {
        replaced.add(ancestor.name());
        continue;
      }
      origin(name, ancestor, dataset, data);
      held += check(sha, ancestor, figure) ? 1 : 0;
    }
    figure
        .ancestors()
        .forEach(
            (sha, ancestor) -> {
              if (!reached.contains(sha)) {
                fault(
                    name,
                    "ancestors that lead to it",
                    ancestor.name() + ", which nothing is made from");
              }
            });
    return new Walk(held, reached.size() - held, data, replaced);
  }

  /**
   * Whether another run has replaced an artifact from which a figure was made: with other code,
   * inputs or settings, in another environment, or at another scale. Other bytes from the same job
   * are a fault.
   */
  private boolean replaced(String sha, Ancestor ancestor, ProvenanceRecord figure) {
    RecordFile file = recordFile(RecordFile.pathOf(ancestor.name()));
    if (file == null || sha.equals(file.files().get(ancestor.name()))) {
      return false;
    }
    if (others.contains(ancestor.name())) {
      return true;
    }
    boolean other =
        !Ancestor.of(ancestor.name(), file.record()).equals(ancestor)
            || otherSettings(file.record().definition(), figure.definition());
    if (other) {
      others.add(ancestor.name());
    }
    return other;
  }

  /** Whether a job has another scale than a figure, or other settings than the figure says. */
  private static boolean otherSettings(JsonNode job, JsonNode figure) {
    if (!figure.has("scale")) {
      return false;
    }
    boolean other = !job.path("scale").equals(figure.path("scale"));
    for (JsonNode experiment : figure.path("figure").path("experiments")) {
      if (experiment.path("id").equals(job.path("experiment"))) {
        for (Map.Entry<String, JsonNode> setting : experiment.path("settings").properties()) {
          JsonNode own = job.path("settings").path(setting.getKey()).path("value");
          other = other || (!own.isMissingNode() && !own.equals(setting.getValue().path("value")));
        }
      }
    }
    return other;
  }

  /**
   * Adds inputs to the artifacts that are still to be checked, and reports inputs that the record
   * does not explain as faults.
   */
  private void follow(
      String of,
      Map<String, Input> inputs,
      ProvenanceRecord figure,
      boolean dataset,
      Deque<String> open) {
    inputs.forEach(
        (role, input) -> {
          Ancestor ancestor = figure.ancestors().get(input.sha256());
          if (ancestor != null && ancestor.name().equals(input.name())) {
            open.add(input.sha256());
          } else if (!dataset) {
            fault(
                of,
                "an ancestor "
                    + input.name()
                    + " with sha256 "
                    + input.sha256()
                    + " as its "
                    + role,
                ancestor == null ? "none" : ancestor.name());
          }
        });
  }

  /** Notes the origin of a lineage, or reports a missing one as a fault. */
  private void origin(String name, Ancestor ancestor, boolean dataset, Set<String> data) {
    if (dataset && ancestor.inputs().isEmpty()) {
      fault(name, "a source of " + ancestor.name(), "none");
    } else if (dataset) {
      ancestor
          .inputs()
          .forEach(
              (role, input) ->
                  data.add(
                      Printable.of(input.name())
                          + (PinnedData.knows(input.sha256())
                              ? " (published, digest pinned)"
                              : " (not published: a copy given by the user)")));
    } else if (ancestor.inputs().isEmpty()) {
      if (needsNothing(ancestor)) {
        data.add("random draws");
      } else {
        fault(name, "inputs of " + ancestor.name() + " of stage " + ancestor.stage(), "none");
      }
    }
  }

  /** Whether a job draws all its inputs, as a teacher does, or students without a teacher. */
  private boolean needsNothing(Ancestor ancestor) {
    RecordFile file = recordFile(RecordFile.pathOf(ancestor.name()));
    return file != null
        && file.record().definition().path("needs").isObject()
        && file.record().definition().path("needs").isEmpty();
  }

  /**
   * Compares an ancestor with what the results keep of it, and returns whether they keep its bytes.
   */
  private boolean check(String sha, Ancestor ancestor, ProvenanceRecord figure) {
    boolean bytes = ancestor.stage().equals(METRICS);
    String record = RecordFile.pathOf(ancestor.name());
    RecordFile file = recordFile(record);
    if (file != null) {
      same(record, "sha256 of " + ancestor.name() + " ", sha, file.files().get(ancestor.name()));
      agree(record, file.record(), ancestor, figure);
    }
    if (bytes) {
      String name = METRICS + "/" + experiment(ancestor) + "/" + ancestor.name();
      ProvenanceRecord own = artifact(name, sha);
      if (own != null) {
        agree(name, own, ancestor, figure);
      }
    }
    return bytes;
  }

  /** The experiment, which is the second part of a job's id and the name of its folder. */
  private static String experiment(Ancestor ancestor) {
    String[] parts = ancestor.job().split("\\.", 3);
    return parts.length > 1 ? parts[1] : "";
  }

  private void agree(
      String name, ProvenanceRecord own, Ancestor ancestor, ProvenanceRecord figure) {
    if (!Ancestor.of(ancestor.name(), own).equals(ancestor)) {
      fault(name, "what the figures' records say of it", "another record");
    }
    own.ancestors()
        .forEach(
            (sha, further) -> {
              if (!further.equals(figure.ancestors().get(sha))) {
                fault(
                    name,
                    "lineage as in the figures' records",
                    further.name() + " with sha256 " + sha);
              }
            });
  }

  private @Nullable ProvenanceRecord artifact(String name, String sha) {
    proved.add(name);
    if (kept.containsKey(name + sha)) {
      faulty = faulty || kept.get(name + sha) == null;
      return kept.get(name + sha);
    }
    ProvenanceRecord record = null;
    Results.Place place = results.find(name);
    if (place.file() == null) {
      fault(name, "sha256 " + sha, place.why());
    } else {
      try (ArtifactReader reader = new ArtifactReader(place.file())) {
        same(name, "sha256 ", sha, reader.sha256());
        record = sha.equals(reader.sha256()) ? reader.record() : null;
      } catch (LuckyException e) {
        fault(name, "sha256 " + sha, String.valueOf(e.getMessage()));
      }
    }
    kept.put(name + sha, record);
    return record;
  }

  private @Nullable RecordFile recordFile(String name) {
    proved.add(name);
    if (records.containsKey(name)) {
      faulty = faulty || records.get(name) == null;
      return records.get(name);
    }
    RecordFile record = null;
    Results.Place place = results.find(name);
    if (place.file() == null) {
      fault(name, "a record", place.why());
    } else {
      try {
        record = results.record(name);
      } catch (LuckyException e) {
        fault(name, "a record", String.valueOf(e.getMessage()));
      }
    }
    records.put(name, record);
    return record;
  }

  private Optional<String> digest(String name) {
    proved.add(name);
    Results.Place place = results.find(name);
    if (place.file() == null) {
      fault(name, "a file", place.why());
      return Optional.empty();
    }
    return Optional.of(Digests.of(Objects.requireNonNull(place.file())));
  }

  private @Nullable Summary readSummary() {
    proved.add(SUMMARY);
    Results.Place place = results.find(SUMMARY);
    if (place.file() == null) {
      fault(SUMMARY, "the summary of a run", place.why());
      return null;
    }
    try {
      return Summary.read(place.file());
    } catch (LuckyException e) {
      fault(SUMMARY, "the summary of a run", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void same(String name, String what, @Nullable String expected, @Nullable String found) {
    if (!Objects.equals(expected, found)) {
      fault(
          name,
          what + (expected == null ? "not given" : expected),
          found == null ? "none" : lineEndings(name, expected) ? LineEndings.CHANGED : found);
    }
  }

  /** Whether a file would have a digest if only its line endings were changed. */
  private boolean lineEndings(String name, @Nullable String sha256) {
    Path file = results.find(name).file();
    return file != null
        && sha256 != null
        && DIGEST.matcher(sha256).matches()
        && LineEndings.hide(file, sha256);
  }

  private void fault(String file, String expected, String found) {
    faulty = true;
    faults.add(new Fault(file, expected, found));
  }
}
