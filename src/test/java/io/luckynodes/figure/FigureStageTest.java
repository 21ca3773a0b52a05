package io.luckynodes.figure;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.Table;
import io.luckynodes.definition.Definitions;
import io.luckynodes.drawing.DrawingKind;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.fingerprint.SourceCommit;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.json.Json;
import io.luckynodes.plan.Planner;
import io.luckynodes.stage.StageTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

class FigureStageTest {
  /** The figures drawn here stay, to be looked at. */
  private static final Path GALLERY = Path.of("target", "test-figures");

  private static final Map<Sample, Path> DRAWN = new EnumMap<>(Sample.class);

  @TempDir private static Path once = Path.of("set by JUnit");

  @TempDir private Path folder = Path.of("set by JUnit");

  /** Every kind of drawing, with metrics to draw. */
  enum Sample {
    SCATTER,
    BOUNDARIES,
    CURVES,
    SUCCESS,
    LOSS,
    PAIRS,
    ARRIVALS,
    LAYERS,
    COURSES,
    RANKS,
    MIXTURE,
    BIASES;

    FigureSpec spec() {
      return switch (this) {
        case SCATTER -> SyntheticMetrics.scatter();
        case BOUNDARIES -> SyntheticMetrics.boundariesFigure();
        case CURVES -> SyntheticMetrics.curves();
        case SUCCESS -> SyntheticMetrics.successRates();
        case LOSS -> SyntheticMetrics.lossCurves();
        case PAIRS -> SyntheticMetrics.pairCurves();
        case ARRIVALS -> SyntheticMetrics.arrivalCurves();
        case LAYERS -> SyntheticMetrics.layerScatter();
        case COURSES -> SyntheticMetrics.courses();
        case RANKS -> SyntheticMetrics.ranks();
        case MIXTURE -> SyntheticMetrics.mixtureMaps();
        case BIASES -> SyntheticMetrics.biasHistograms();
      };
    }

    void write(Path in) {
      switch (this) {
        case SCATTER ->
            SyntheticMetrics.write(
                in, "m1", "student-nodes", SyntheticMetrics.studentNodes(1, 32, 10));
        case LAYERS ->
            SyntheticMetrics.write(
                in,
                "m1",
                "student-nodes",
                SyntheticMetrics.layerNodes(1, 400, 0, 2, 10, 20, 30, 40));
        case COURSES -> SyntheticMetrics.writeCourses(in);
        case RANKS -> {
          for (String table : List.of("layers", "winner-ranks", "evaluation")) {
            SyntheticMetrics.write(in, "m1", table, SyntheticMetrics.convNetCourses(table));
          }
        }
        case MIXTURE ->
            SyntheticMetrics.write(
                in, "m1", "mixture", SyntheticMetrics.mixture(1, 10, 15, 20, 25));
        case BOUNDARIES ->
            SyntheticMetrics.write(
                in, "m1", "boundaries", SyntheticMetrics.boundaries(0, 1, 5, 100));
        case CURVES -> {
          SyntheticMetrics.write(in, "m1", "layers", SyntheticMetrics.layers(3, 60));
          SyntheticMetrics.write(in, "m1", "evaluation", SyntheticMetrics.evaluation(3, 60, 0.72));
        }
        case SUCCESS ->
            SyntheticMetrics.write(
                in,
                "m1",
                "teacher-nodes",
                SyntheticMetrics.teacherNodes(SyntheticMetrics.MORE_POLARITIES, 16, 20, 0, 5, 100));
        case LOSS ->
            SyntheticMetrics.write(
                in,
                "m1",
                "learning-curve",
                SyntheticMetrics.learningCurves(SyntheticMetrics.MORE_POLARITIES, 8, 100));
        case PAIRS ->
            SyntheticMetrics.write(in, "m1", "pairs", SyntheticMetrics.pairs(3, 5, 10, 100));
        case ARRIVALS ->
            SyntheticMetrics.write(
                in, "m1", "teacher-nodes", SyntheticMetrics.arrivals(2, 20, 100));
        case BIASES -> {
          double[][] layers = SyntheticMetrics.layersOfBiases(8, 256);
          SyntheticMetrics.write(in, "m1", "biases", SyntheticMetrics.biases(layers));
          SyntheticMetrics.write(in, "m1", "batch-norm", SyntheticMetrics.batchNorm(layers));
        }
      }
    }

    StageTask task(Path in, Path out) {
      String[] jobs = this == COURSES ? new String[] {"m1", "m2"} : new String[] {"m1"};
      return SyntheticMetrics.task(spec(), this == BOUNDARIES ? "smoke" : "paper", in, out, jobs);
    }
  }

  /** Folder with a sample's metrics, whose figure is drawn in {@link #GALLERY}, once for all. */
  private static Path drawn(Sample sample) {
    return DRAWN.computeIfAbsent(
        sample,
        one -> {
          Path metrics = once.resolve(one.name());
          one.write(metrics);
          new FigureStage().run(one.task(metrics, GALLERY));
          return metrics;
        });
  }

  @ParameterizedTest
  @EnumSource
  void twoRunsGiveTheSameBytes(Sample sample) throws IOException {
    Path metrics = drawn(sample);
    Path again = folder.resolve("again");
    new FigureStage().run(sample.task(metrics, again));
    for (String extension : List.of(".svg", ".png", ".csv")) {
      String file = sample.spec().id() + extension;
      assertThat(again.resolve(file)).hasSameBinaryContentAs(GALLERY.resolve(file));
    }
    assertThat(Files.size(again.resolve(sample.spec().id() + ".svg"))).isLessThan(900_000);
  }

  @ParameterizedTest
  @EnumSource
  void svgIsWellFormedAndCarriesItsRecord(Sample sample) throws Exception {
    StageTask task = sample.task(drawn(sample), folder);
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(GALLERY.resolve(sample.spec().id() + ".svg").toFile());
    Element root = svg.getDocumentElement();
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("width")).isEqualTo("7in");
    assertThat(root.getAttribute("viewBox")).startsWith("0 0 504 ");
    assertThat(text(root, "title")).isEqualTo(sample.spec().title());
    assertThat(text(root, "desc")).isEqualTo(sample.spec().alternativeText());
    assertThat(Json.read(text(root, "metadata"), ProvenanceRecord.class, "svg"))
        .isEqualTo(expectedRecord(task));
    // Maps alone are images: as shapes they would be too many.
    assertThat(root.getElementsByTagName("image").getLength())
        .isEqualTo(sample == Sample.MIXTURE ? 16 : 0);
  }

  @Test
  void noTextBecomesMarkupOfTheDrawing() throws Exception {
    String hostile = "]]></title><script>alert(1)</script><g onload=\"alert(1)\">' & <!-- ";
    FigureSpec sound = Sample.LOSS.spec();
    FigureSpec spec =
        new FigureSpec(
            sound.id(),
            hostile,
            hostile,
            hostile,
            sound.drawing(),
            sound.options(),
            sound.experiments().stream()
                .map(
                    drawn ->
                        new DrawnExperiment(
                            drawn.id(),
                            hostile,
                            hostile,
                            drawn.model(),
                            drawn.settings(),
                            drawn.select(),
                            drawn.words(),
                            List.of(hostile),
                            List.of(hostile),
                            null))
                .toList(),
            sound.claims());
    new FigureStage().run(SyntheticMetrics.task(spec, "laptop", drawn(Sample.LOSS), folder, "m1"));

    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve(spec.id() + ".svg").toFile());
    assertThat(text(svg.getDocumentElement(), "title")).isEqualTo(hostile);
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    NodeList all = svg.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      NamedNodeMap attributes = all.item(i).getAttributes();
      for (int j = 0; j < attributes.getLength(); j++) {
        assertThat(attributes.item(j).getNodeName()).doesNotStartWith("on");
      }
    }
  }

  @Test
  void pngCarriesItsRecord() throws IOException {
    StageTask task = Sample.BOUNDARIES.task(drawn(Sample.BOUNDARIES), folder);
    byte[] png = Files.readAllBytes(GALLERY.resolve("student-specialization/fig03.png"));
    String chunk = new String(chunk(png, "iTXt"), StandardCharsets.UTF_8);
    // Keyword, then no compression, no language and no translated keyword.
    String start = "lucky-nodes.provenance\0\0\0\0\0";
    assertThat(chunk).startsWith(start);
    assertThat(Json.read(chunk.substring(start.length()), ProvenanceRecord.class, "png"))
        .isEqualTo(expectedRecord(task));
    assertThat(ByteBuffer.wrap(chunk(png, "IHDR")).getInt()).isEqualTo(1400);
  }

  @Test
  void scatterDoesNotDependOnHowJobsSplitTheSeeds() throws IOException {
    Path whole = folder.resolve("whole");
    Path split = folder.resolve("split");
    SyntheticMetrics.write(whole, "m1", "student-nodes", SyntheticMetrics.studentNodes(1, 6, 5));
    SyntheticMetrics.write(split, "m2", "student-nodes", SyntheticMetrics.studentNodes(1, 3, 5));
    SyntheticMetrics.write(split, "m1", "student-nodes", SyntheticMetrics.studentNodes(4, 6, 5));
    FigureSpec spec =
        SyntheticMetrics.spec(
            "s/fig07",
            "T",
            "fan-out-scatter",
            "{\"x_range\": [0, 1.1], \"y_range\": [-0.1, 2.5]}",
            "{}",
            List.of());
    new FigureStage().run(SyntheticMetrics.task(spec, "paper", whole, whole, "m1"));
    new FigureStage().run(SyntheticMetrics.task(spec, "paper", split, split, "m2", "m1"));
    assertThat(split.resolve("s/fig07.csv")).hasSameBinaryContentAs(whole.resolve("s/fig07.csv"));
  }

  @Test
  void csvHoldsEveryStudentOfTheScatter() throws IOException {
    Table table = SyntheticMetrics.studentNodes(1, 4, 10);
    SyntheticMetrics.write(folder, "m1", "student-nodes", table);
    new FigureStage()
        .run(SyntheticMetrics.task(SyntheticMetrics.scatter(), "paper", folder, folder, "m1"));
    List<String[]> lines = csv("student-specialization/fig07.csv");
    double[] x = lines.stream().mapToDouble(line -> Double.parseDouble(line[5])).sorted().toArray();
    double[] y = lines.stream().mapToDouble(line -> Double.parseDouble(line[6])).sorted().toArray();
    assertThat(x).containsExactly(sorted(table.doubles("correlation")), within(1e-14));
    assertThat(y).containsExactly(sorted(table.doubles("fan_out")), within(1e-14));
  }

  @Test
  void csvHoldsMeanLeastAndGreatestOverSeeds() throws IOException {
    Sample.CURVES.write(folder);
    new FigureStage().run(Sample.CURVES.task(folder, folder));
    Table layers = SyntheticMetrics.layers(3, 60);
    List<Double> expected = new ArrayList<>();
    for (int i = 0; i < layers.rows(); i++) {
      if (layers.ints("epoch")[i] == 30
          && layers.ints("layer")[i] == 2
          && layers.doubles("over_realisation")[i] == 5) {
        expected.add(layers.doubles("mean_best_correlation")[i]);
      }
    }
    String[] line =
        csv("student-specialization/fig13.csv").stream()
            .filter(row -> row[0].equals("c") && row[4].equals("5×") && row[5].equals("30.0"))
            .findFirst()
            .orElseThrow();
    assertThat(expected).hasSize(3);
    assertThat(Double.parseDouble(line[6]))
        .isCloseTo(expected.stream().mapToDouble(v -> v).average().orElseThrow(), within(1e-12));
    assertThat(Double.parseDouble(line[7]))
        .isCloseTo(expected.stream().min(Double::compare).get(), within(1e-14));
    assertThat(Double.parseDouble(line[8]))
        .isCloseTo(expected.stream().max(Double::compare).get(), within(1e-14));
  }

  @Test
  void csvEndsBoundariesWhereTheyLeaveThePanel() throws IOException {
    Sample.BOUNDARIES.write(folder);
    new FigureStage().run(Sample.BOUNDARIES.task(folder, folder));
    List<String[]> ends =
        csv("student-specialization/fig03.csv").stream()
            .filter(line -> line[0].equals("a") && line[4].equals("teacher 1"))
            .toList();
    assertThat(ends).hasSize(2);
    for (String[] end : ends) {
      double x = Double.parseDouble(end[5]);
      double y = Double.parseDouble(end[6]);
      assertThat(0.8 * x + 0.6 * y + 0.2).isCloseTo(0, within(1e-12));
      assertThat(Math.max(Math.abs(x), Math.abs(y))).isCloseTo(1.5, within(1e-12));
    }
  }

  @Test
  void shortRunsOfOneSeedAreDrawnToo() {
    Table evaluation = SyntheticMetrics.evaluation(1, 1, Double.NaN);
    Arrays.fill(evaluation.doubles("accuracy"), Double.NaN);
    SyntheticMetrics.write(folder, "m1", "layers", SyntheticMetrics.layers(1, 1));
    SyntheticMetrics.write(folder, "m1", "evaluation", evaluation);
    SyntheticMetrics.write(folder, "m1", "student-nodes", SyntheticMetrics.studentNodes(3, 3, 2));
    List<String> reductions =
        List.of(
            "seeds 32 → 1",
            "epochs 100 → 1",
            "steps per epoch 1,000 → 10",
            "evaluation samples 10,000 → 256",
            "over-realisation 1, 2, 5, 10 → 1, 10");
    FigureSpec curves =
        SyntheticMetrics.spec(
            "short/curves", "Curves of one epoch", "layer-curves", "{}", "{}", reductions);
    FigureSpec scatter =
        SyntheticMetrics.spec(
            "short/scatter",
            "Dots of one seed, in a title that is so long that it must be broken into two lines to"
                + " fit the page, which is seven inches wide",
            "fan-out-scatter",
            "{\"x_range\": [0, 1.1], \"y_range\": [-0.1, 2.5]}",
            "{\"over_realisation\": [1, 3, 10], \"polarity\": [0.5, 2]}",
            reductions);
    new FigureStage().run(SyntheticMetrics.task(curves, "smoke", folder, GALLERY, "m1"));
    new FigureStage().run(SyntheticMetrics.task(scatter, "smoke", folder, GALLERY, "m1"));
    assertThat(GALLERY.resolve("short/curves.svg")).content().contains("<path");
    assertThat(GALLERY.resolve("short/scatter.csv")).content().contains("seed 3");
  }

  @Test
  void smokeWarnsOfNumbersThatMeanNothingButNotWhereNothingIsTrained() {
    Definitions own = Definitions.read(Path.of("figures"), List.of());
    List<Job> jobs =
        Planner.plan(own, List.copyOf(own.figures().values()), "smoke", Optional.empty());
    int read = 0;
    for (Job job : jobs) {
      FigureSpec spec = job.figure();
      if (spec != null) {
        boolean only = spec.drawing().equals("bias-histograms");
        read += only ? 1 : 0;
        assertThat(Footer.warning(spec, "smoke").contains("mean nothing"))
            .as(spec.id())
            .isEqualTo(!only);
        assertThat(Footer.warning(spec, "laptop")).isEmpty();
      }
    }
    assertThat(read).isEqualTo(2);
  }

  @Test
  void missingTableIsNamed() {
    SyntheticMetrics.write(folder, "m1", "layers", SyntheticMetrics.layers(1, 3));
    assertFault(
        SyntheticMetrics.curves(), ExitCode.NO_INPUT, "m1.evaluation.arrow", "no such file");
  }

  @Test
  void missingColumnIsNamedWithItsFile() {
    Table whole = SyntheticMetrics.studentNodes(1, 2, 3);
    List<Column> columns =
        whole.columns().stream().filter(column -> !column.name().equals("fan_out")).toList();
    SyntheticMetrics.write(folder, "m1", "student-nodes", new Table("test", columns));
    FigureSpec spec =
        SyntheticMetrics.spec(
            "s/fig07",
            "T",
            "fan-out-scatter",
            "{\"x_range\": [0, 1.1], \"y_range\": [-0.1, 2.5]}",
            "{}",
            List.of());
    assertFault(spec, ExitCode.BAD_INPUT, "m1.student-nodes.arrow", "no column fan_out");
  }

  @Test
  void wrongOptionsAreNamed() {
    Sample.SCATTER.write(folder);
    assertFault(
        scatterWith("{\"x_range\": [1, 0], \"y_range\": [0, 1]}", "{}"),
        ExitCode.BAD_DEFINITION,
        "option x_range",
        "[1,0]");
    assertFault(
        scatterWith("{\"x_range\": [0, 1]}", "{}"),
        ExitCode.BAD_DEFINITION,
        "option y_range",
        "found nothing");
    assertFault(
        scatterWith("{\"colour\": 1}", "{}"),
        ExitCode.BAD_DEFINITION,
        "option colour",
        "[x_range, y_range]");
    for (String epochs : List.of("[]", "[0, 1.5]", "[\"all\"]", "5")) {
      assertFault(
          SyntheticMetrics.spec(
              "s/f",
              "T",
              "layer-scatter",
              "{\"x_range\": [0, 1], \"epochs\": " + epochs + "}",
              "{}",
              List.of()),
          ExitCode.BAD_DEFINITION,
          "option epochs",
          "a list of whole numbers");
    }
    assertFault(
        SyntheticMetrics.spec("s/f", "T", "pie", "{}", "{}", List.of()),
        ExitCode.BAD_DEFINITION,
        "drawing",
        "pie");
  }

  @Test
  void panelsThatCannotBeDrawnAreNamed() {
    Sample.RANKS.write(folder);
    String options = "{\"panels\": [[{\"show\": \"%s\", \"batch_norm\": 1}%s]]%s}";
    assertFault(
        ranks(options.formatted("loss", "", "")),
        ExitCode.BAD_DEFINITION,
        "option panels",
        "correlation, mean-rank, ranks, accuracy",
        "\"loss\"");
    assertFault(
        ranks(
            options.formatted("accuracy", ", {\"show\": \"correlation\", \"batch_norm\": 0}", "")),
        ExitCode.BAD_DEFINITION,
        "option panels: expected rows of panels that show one quantity");
    assertFault(
        ranks(options.formatted("ranks", "", ", \"columns\": [\"a\", \"b\"]")),
        ExitCode.BAD_DEFINITION,
        "option columns: expected a list of 1 titles");
    assertFault(
        ranks("{}"), ExitCode.BAD_DEFINITION, "option panels: expected a list of rows", "nothing");
  }

  private static FigureSpec ranks(String options) {
    return SyntheticMetrics.spec(
        "luck-matters/fig17",
        "T",
        "layer-courses",
        options,
        SyntheticMetrics.ranks().experiments());
  }

  @Test
  void csvHoldsEveryNumberOfAMapWhereItIsPainted() throws IOException {
    Table table = SyntheticMetrics.mixture(1, 2, 3);
    SyntheticMetrics.write(folder, "m1", "mixture", table);
    new FigureStage().run(Sample.MIXTURE.task(folder, folder));
    List<String[]> lines = csv("luck-matters/fig16.csv");
    double[] expected = new double[2 * table.rows()];
    for (int row = 0; row < table.rows(); row++) {
      expected[2 * row] = table.doubles("h")[row];
      expected[2 * row + 1] = table.doubles("beta")[row];
    }
    assertThat(lines.stream().mapToDouble(line -> Double.parseDouble(line[9])).sorted().toArray())
        .containsExactly(sorted(expected), within(1e-14));
    // After the 30 students of the first teacher node.
    assertThat(lines.get(31))
        .startsWith("a", "\"layer 2, H*ᵀ, epoch 0\"")
        .containsSequence("teacher 2", "2", "2");
  }

  @Test
  void severalTeacherWidthsAreNeverDrawnAsOne() {
    Sample.SCATTER.write(folder);
    assertFault(
        scatterWith(
            "{\"x_range\": [0, 1.1], \"y_range\": [-0.1, 2.5]}", "{\"teacher_nodes\": [5, 10]}"),
        ExitCode.BAD_DEFINITION,
        "teacher_nodes",
        "[5.0, 10.0]");
  }

  @Test
  void severalValuesOfAnyOtherAxisAreNeverDrawnAsOneEither() {
    Sample.SCATTER.write(folder);
    assertFault(
        scatterWith(
            "{\"x_range\": [0, 1.1], \"y_range\": [-0.1, 2.5]}", "{\"learning_rate\": [0.1, 0.2]}"),
        ExitCode.BAD_DEFINITION,
        "learning_rate",
        "[0.1, 0.2]");
  }

  @Test
  void unknownSeedIsNamedBesideThoseThatThereAre() {
    Sample.BOUNDARIES.write(folder);
    FigureSpec spec =
        SyntheticMetrics.spec(
            "s/fig03",
            "T",
            "decision-boundaries",
            "{\"epochs\": [0], \"range\": [-1, 1], \"seed\": 7}",
            "{}",
            List.of());
    assertFault(spec, ExitCode.BAD_INPUT, "seed 7", "[1]");
  }

  @Test
  void anEpochThatWasNotMeasuredIsNamedBesideThoseThatWere() {
    Sample.SUCCESS.write(folder);
    assertFault(
        SyntheticMetrics.spec(
            "s/fig09",
            "T",
            "success-rates",
            "{\"epochs\": [7, 100]}",
            "{\"teacher_nodes\": [20]}",
            List.of()),
        ExitCode.BAD_DEFINITION,
        "option epochs: 7",
        "[0, 5, 100]");
    assertFault(
        SyntheticMetrics.spec(
            "s/fig09", "T", "success-rates", "{\"epochs\": [0, 5, 100]}", "{}", List.of()),
        ExitCode.BAD_DEFINITION,
        "option epochs",
        "1 to 2 whole numbers");
  }

  @Test
  void anEpochBelowZeroHasNoLogarithm() {
    Sample.ARRIVALS.write(folder);
    assertFault(
        SyntheticMetrics.spec(
            "s/fig12",
            "T",
            "arrival-curves",
            "{\"seed\": 1, \"x_range\": [-1, 100]}",
            "{}",
            List.of()),
        ExitCode.BAD_DEFINITION,
        "option x_range",
        "[-1,100]");
  }

  @Test
  void noneOfTheWantedSeedsIsAFault() {
    Sample.PAIRS.write(folder);
    assertFault(
        SyntheticMetrics.spec(
            "s/fig11",
            "T",
            "pair-curves",
            "{\"seeds\": [8, 9], \"x_range\": [0, 100]}",
            "{}",
            List.of()),
        ExitCode.BAD_INPUT,
        "option seeds",
        "seed 8, 9",
        "[1, 2, 3]");
  }

  /** A file that is made anew is sealed as well as any, whatever stands in it. */
  @ParameterizedTest
  @EnumSource(names = {"BOUNDARIES", "SUCCESS", "BIASES"})
  void numbersThatCannotBeDrawnAreRefusedInOneLine(Sample sample) throws IOException {
    Path metrics = drawn(sample);
    List<Path> files;
    try (Stream<Path> all = Files.list(metrics)) {
      files = all.toList();
    }
    Path in = Files.createDirectories(folder.resolve("odd"));
    for (Path file : files) {
      Artifact artifact = ArtifactReader.read(file);
      List<Column> columns = artifact.tables().get(0).columns();
      for (int c = 0; c < columns.size(); c++) {
        for (double odd : new double[] {1e300, -7}) {
          for (Path other : files) {
            Files.copy(other, in.resolve(other.getFileName()), REPLACE_EXISTING);
          }
          Path own = in.resolve(file.getFileName());
          Files.delete(own);
          List<Column> changed = new ArrayList<>(columns);
          changed.set(c, odd(columns.get(c), odd));
          ArtifactWriter.write(own, artifact.record(), new Table("test", changed));
          try {
            new FigureStage().run(sample.task(in, folder.resolve("out")));
          } catch (LuckyException refused) {
            assertThat(refused.exitCode()).isIn(ExitCode.BAD_INPUT, ExitCode.BAD_DEFINITION);
            assertThat(refused).message().contains("figure " + sample.spec().id()).hasLineCount(1);
          }
        }
      }
    }
  }

  @Test
  void aRangeThatLeavesNoRoomForLabelsIsRefused() {
    Sample.SCATTER.write(folder);
    assertFault(
        scatterWith("{\"x_range\": [0, 1], \"y_range\": [0, 1e300]}", "{}"),
        ExitCode.BAD_DEFINITION,
        "figure s/fig07",
        "y_range: expected [low, high] from -1000000 to 1000000, found [0,1.0E300]");
  }

  @Test
  void aLogarithmicAxisEndsWhereWholeNumbersDoNot() {
    Axis axis = new Axis(Text.of("epoch"), 0, Integer.MAX_VALUE, Axis.Scale.LOGARITHMIC_FROM_ONE);
    assertThat(axis.ticks(4)).extracting(Axis.Tick::label).contains("0", "1000000000");
  }

  /** The same column with another number in its first row. */
  private static Column odd(Column column, double odd) {
    if (column instanceof Column.Doubles doubles) {
      double[] values = doubles.values().clone();
      values[0] = odd;
      return new Column.Doubles(column.name(), values);
    } else if (column instanceof Column.Ints ints) {
      int[] values = ints.values().clone();
      values[0] = (int) odd;
      return new Column.Ints(column.name(), values);
    }
    return column;
  }

  private void assertFault(FigureSpec spec, ExitCode code, String... words) {
    Path out = folder.resolve("out");
    assertThatThrownBy(
            () -> new FigureStage().run(SyntheticMetrics.task(spec, "paper", folder, out, "m1")))
        .isInstanceOfSatisfying(
            LuckyException.class, fault -> assertThat(fault.exitCode()).isEqualTo(code))
        .hasMessageContainingAll(words);
    assertThat(out).doesNotExist();
  }

  private static FigureSpec scatterWith(String options, String select) {
    return SyntheticMetrics.spec("s/fig07", "T", "fan-out-scatter", options, select, List.of());
  }

  private ProvenanceRecord expectedRecord(StageTask task) {
    return task.record(
        "figure",
        Metrics.read(
                task.job(),
                task.in()::resolve,
                DrawingKind.of(Objects.requireNonNull(task.job().figure()).drawing())
                    .orElseThrow()
                    .tables(task.job().figure().options()))
            .inputs(),
        Map.of("commit", SourceCommit.words()));
  }

  private static String text(Element root, String name) {
    return root.getElementsByTagName(name).item(0).getTextContent();
  }

  private static byte[] chunk(byte[] png, String type) {
    ByteBuffer bytes = ByteBuffer.wrap(png).position(8);
    while (bytes.hasRemaining()) {
      byte[] name = new byte[4];
      int length = bytes.getInt();
      bytes.get(name);
      byte[] data = new byte[length];
      bytes.get(data).getInt();
      if (new String(name, StandardCharsets.US_ASCII).equals(type)) {
        return data;
      }
    }
    throw new AssertionError("no chunk " + type);
  }

  /** Rows of a figure's CSV; a quoted name may hold commas. */
  private List<String[]> csv(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream()
        .skip(1)
        // A comma within quotes parts nothing.
        .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .toList();
  }

  private static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
