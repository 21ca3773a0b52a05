package io.luckynodes.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.TableBuilder;
import io.luckynodes.job.Claim;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.job.Study;
import io.luckynodes.json.Json;
import io.luckynodes.stage.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a run of two figures left: {@code race/fig03}, built, and {@code luck-matters/fig05}, which
 * needs a data set and comes later in this plan but earlier on the page.
 */
final class SyntheticRun {
  static final String BUILT = "race/fig03";
  static final String SKIPPED = "luck-matters/fig05";

  /** A figure of two experiments, which is not built; only where it is asked for. */
  static final String BOTH = "race/fig04";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** A picture of one pixel. */
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  final Path folder;
  final Path figures;
  final Path metrics;
  final Path state;
  final Path out;
  private final List<Job> jobs = new ArrayList<>();
  private final String scale;
  private final List<Study> studies =
      List.of(
          new Study(
              "luck-matters",
              "Luck Matters",
              "About <luck>.",
              "https://arxiv.org/abs/1905.13405",
              "2019-05"),
          new Study("race", "A Race", "", "", "2026-02"));
  private String environment = "17";

  SyntheticRun(Path folder, String scale) throws IOException {
    this(folder, scale, false);
  }

  SyntheticRun(Path folder, String scale, boolean both) throws IOException {
    this.folder = folder;
    this.scale = scale;
    figures = Files.createDirectories(folder.resolve("figures"));
    metrics = Files.createDirectories(folder.resolve("metrics"));
    state = folder.resolve("state");
    out = folder.resolve("out");
    job("dataset.cifar10", Stage.DATASET, "cifar10", "", needsOf(), null);
    job("metrics.images.s1", Stage.METRICS, "convnet", "images", "dataset.cifar10");
    figureJob("figure.images.luck-matters.fig05", SKIPPED, "images", "metrics.images.s1");
    job("metrics.race.p0.5.s1", Stage.METRICS, "two-layer", "race");
    job("metrics.race.p0.s1", Stage.METRICS, "two-layer", "race");
    figureJob(
        "figure.race.race.fig03", BUILT, "race", "metrics.race.p0.s1", "metrics.race.p0.5.s1");
    if (both) {
      job(
          "figure.race.fig04",
          Stage.FIGURE,
          "",
          "",
          needsOf("metrics.race.p0.s1", "metrics.images.s1"),
          new FigureSpec(
              BOTH,
              "Both",
              "Both.",
              "Both.",
              "layer-courses",
              new TreeMap<>(),
              List.of(drawn("race", new TreeMap<>()), drawn("images", new TreeMap<>())),
              List.of()));
    }
    List<Plan.Entry> entries =
        jobs.stream()
            .map(
                job ->
                    new Plan.Entry(
                        job.id(),
                        job.stage(),
                        job.runner(),
                        job.id(),
                        List.copyOf(job.needs().values()),
                        new Resources(1, 1, 1)))
            .toList();
    Files.writeString(
        folder.resolve("plan.json"),
        Json.writeIndented(
            new Plan(Plan.FORMAT, scale, studies, new TreeMap<>(), entries, new TreeMap<>())));
    write();
  }

  private void write() throws IOException {
    for (Job job : jobs) {
      Files.createDirectories(folder.resolve("jobs"));
      Files.writeString(
          folder.resolve("jobs").resolve(job.id() + ".json"), Json.writeIndented(job));
    }
    measure(0.1);
    draw(figures);
  }

  /** Makes the same run of other jobs, by another environment. */
  void change(UnaryOperator<Job> change, String by) throws IOException {
    jobs.replaceAll(change);
    environment = by;
    write();
  }

  ReportStage.Request request() {
    return request(Optional.empty(), "results", Optional.empty());
  }

  /** The same of a run that has not built all that it can. */
  ReportStage.Request request(Progress progress) {
    return request(Optional.empty(), "results", Optional.of(progress));
  }

  /** The same with what another run left in the results. */
  ReportStage.Request request(Path earlier) {
    return request(Optional.of(earlier), "my results", Optional.empty());
  }

  ReportStage.Request request(Path earlier, Progress progress) {
    return request(Optional.of(earlier), "my results", Optional.of(progress));
  }

  private ReportStage.Request request(
      Optional<Path> earlier, String results, Optional<Progress> progress) {
    return new ReportStage.Request(
        folder.resolve("plan.json"),
        folder.resolve("jobs"),
        figures,
        metrics,
        earlier,
        results,
        Optional.of(state),
        progress,
        out);
  }

  /** What the results hold of the built figure once another run follows. */
  Path asEarlier() throws IOException {
    Path earlier = Files.createDirectories(folder.resolve("earlier"));
    draw(earlier.resolve("figures"));
    for (String id : List.of("metrics.race.p0.s1", "metrics.race.p0.5.s1")) {
      String name = id + ".student-nodes";
      Files.createDirectories(earlier.resolve("metrics"));
      Path artifact = earlier.resolve("metrics").resolve(name + ".arrow");
      Files.copy(metrics.resolve(name + ".arrow"), artifact, StandardCopyOption.REPLACE_EXISTING);
      Files.createDirectories(earlier.resolve("records"));
      Files.writeString(
          earlier.resolve("records").resolve(name + ".json"),
          Json.writeIndented(
              new RecordFile(
                  RecordFile.FORMAT,
                  new TreeMap<>(Map.of(name + ".arrow", Digests.of(artifact))),
                  record("student-nodes", id, new TreeMap<>()))));
    }
    return earlier;
  }

  /** Leaves it measured, and not drawn. */
  void deleteTheBuiltFigure() throws IOException {
    for (String ending : List.of("svg", "png", "csv")) {
      Files.delete(figures.resolve("race/fig03." + ending));
    }
  }

  /**
   * Leaves the built figure, and all that it is made from, out of the plan and of what was made.
   */
  void leaveOutTheBuiltFigure() throws IOException {
    Path file = folder.resolve("plan.json");
    Plan plan = Json.read(file, Plan.class);
    List<Plan.Entry> others =
        plan.jobs().stream().filter(job -> !job.id().contains("race")).toList();
    Files.writeString(
        file,
        Json.writeIndented(
            new Plan(
                plan.format(),
                plan.scale(),
                plan.studies(),
                plan.assumptions(),
                others,
                plan.margins())));
    deleteTheBuiltFigure();
    for (String id : List.of("metrics.race.p0.s1", "metrics.race.p0.5.s1")) {
      Files.delete(metrics.resolve(id + ".student-nodes.arrow"));
    }
  }

  String page() throws IOException {
    return Files.readString(out.resolve("index.html"));
  }

  /** Writes the metrics; the figure that was drawn before is then of other metrics. */
  void measure(double unalignedFanOut) {
    for (String id : List.of("metrics.race.p0.s1", "metrics.race.p0.5.s1")) {
      TableBuilder table = new TableBuilder();
      for (int seed = 1; seed <= 3; seed++) {
        node(table, seed, 0.99, 2);
        node(table, seed, 0.5, unalignedFanOut);
      }
      ArtifactWriter.write(
          metrics.resolve(id + ".student-nodes.arrow"),
          record("student-nodes", id, new TreeMap<>()),
          table.build());
    }
  }

  private static void node(TableBuilder table, int seed, double correlation, double fanOut) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("seed", seed);
    row.put("epoch", 3);
    row.put("polarity", 0.0);
    row.put("correlation", correlation);
    row.put("fan_out", fanOut);
    table.add(row);
  }

  /** Writes the built figure below a folder, from the metrics that are there. */
  void draw(Path root) throws IOException {
    SortedMap<String, ProvenanceRecord.Input> inputs = new TreeMap<>();
    SortedMap<String, ProvenanceRecord.Ancestor> ancestors = new TreeMap<>();
    for (String id : List.of("metrics.race.p0.s1", "metrics.race.p0.5.s1")) {
      Path file = metrics.resolve(id + ".student-nodes.arrow");
      String name = file.getFileName().toString();
      inputs.put(id, new ProvenanceRecord.Input(name, Digests.of(file)));
      ancestors.put(
          Digests.of(file),
          ProvenanceRecord.Ancestor.of(name, record("student-nodes", id, new TreeMap<>())));
    }
    String record =
        Json.write(record("figure", "figure.race.race.fig03", inputs, ancestors))
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    Path study = Files.createDirectories(root.resolve("race"));
    Files.writeString(
        study.resolve("fig03.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"7in\" height=\"3.5in\" viewBox=\"0 0 504 252\">\n<metadata id=\"m\">"
            + record
            + "</metadata></svg>\n");
    Files.write(study.resolve("fig03.png"), PNG);
    Files.writeString(study.resolve("fig03.csv"), "x,y\n1,2\n");
  }

  private ProvenanceRecord record(
      String kind, String id, SortedMap<String, ProvenanceRecord.Input> inputs) {
    return record(kind, id, inputs, new TreeMap<>());
  }

  private ProvenanceRecord record(
      String kind,
      String id,
      SortedMap<String, ProvenanceRecord.Input> inputs,
      SortedMap<String, ProvenanceRecord.Ancestor> ancestors) {
    Job job =
        jobs.stream().filter(candidate -> candidate.id().equals(id)).findFirst().orElseThrow();
    return new ProvenanceRecord(
        ProvenanceRecord.FORMAT,
        kind,
        job.stage().id(),
        id,
        Json.tree(job),
        inputs,
        ancestors,
        "c0de",
        new TreeMap<>(Map.of("java", environment)));
  }

  private void figureJob(String id, String figure, String experiment, String... needs) {
    SortedMap<String, JsonNode> options = new TreeMap<>();
    options.put("correlation", JSON.numberNode(0.95));
    SortedMap<String, List<JsonNode>> select = new TreeMap<>();
    select.put("polarity", List.of(JSON.numberNode(0), JSON.numberNode(0.5)));
    FigureSpec spec =
        new FigureSpec(
            figure,
            "A title with <marks> & more",
            "Shows ‖v_j‖ as 1 / j^p.",
            "Dots \"quoted\" & <marked>",
            "fan-out-scatter",
            new TreeMap<>(),
            List.of(drawn(experiment, select)),
            List.of(
                new Claim(
                    "fade",
                    "The others' fan-out goes to 0.",
                    "paper",
                    new Claim.About("Theorem 5", "printed"),
                    "low-correlation-low-fan-out",
                    options,
                    "about <0",
                    "A fifth of what others have is \"about 0\" & no more.",
                    List.of("laptop", "paper"))));
    job(id, Stage.FIGURE, "two-layer", experiment, needsOf(needs), spec);
  }

  private void job(String id, Stage stage, String model, String experiment, String... needs) {
    job(id, stage, model, experiment, needsOf(needs), null);
  }

  private static Map<String, String> needsOf(String... ids) {
    Map<String, String> needs = new TreeMap<>();
    for (String id : ids) {
      needs.put(id, id);
    }
    return needs;
  }

  private void job(
      String id,
      Stage stage,
      String model,
      String experiment,
      Map<String, String> needs,
      FigureSpec figure) {
    jobs.add(
        new Job(
            id,
            stage,
            figure == null ? "race" : figure.study(),
            experiment,
            model,
            scale,
            figure == null ? settings() : new TreeMap<>(),
            List.of(new Member(1, new TreeMap<>())),
            new TreeMap<>(needs),
            figure));
  }

  private DrawnExperiment drawn(String experiment, SortedMap<String, List<JsonNode>> select) {
    return new DrawnExperiment(
        experiment,
        "<label> of " + experiment,
        "An experiment",
        "two-layer",
        settings(),
        select,
        new TreeMap<>(),
        scale.equals("paper") ? List.of() : List.of("epochs 3 instead of 100"),
        List.of(),
        null);
  }

  private static SortedMap<String, Setting> settings() {
    SortedMap<String, Setting> settings = new TreeMap<>();
    settings.put("train_samples", new Setting(JSON.numberNode(10000), Source.C, null));
    settings.put("epochs", new Setting(JSON.numberNode(3), Source.T, JSON.numberNode(100)));
    settings.put("seeds", new Setting(JSON.numberNode(1), Source.A, null));
    settings.put("learning_rate", new Setting(JSON.numberNode(0.0005), Source.A, null));
    return settings;
  }
}
