package io.luckynodes.definition;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Scale;
import io.luckynodes.json.Json;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.testkit.GuideExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
  private static final Path OWN = Path.of("figures");

  @TempDir Path folder;
  private String experiment = "";
  private String figure = "";

  @BeforeEach
  void readOwn() throws IOException {
    experiment = Files.readString(OWN.resolve("experiments/plane.yaml"));
    figure = Files.readString(OWN.resolve("student-specialization/fig03.yaml"));
  }

  @Test
  void theRepositorysOwnDefinitionsHaveNoFault() {
    Definitions own = Definitions.read(OWN, List.of());
    assertThat(own.experiments())
        .containsKeys("two-layer-10", "two-layer-20", "plane", "cifar10-convnet")
        .containsKeys("luck-gaus-convnet", "luck-cifar10-convnet");
    assertThat(own.figures())
        .containsKeys("student-specialization/fig03", "student-specialization/fig07");
    Experiment plane = own.experiments().get("plane");
    assertThat(plane.settings().keySet())
        .containsExactlyInAnyOrderElementsOf(
            ModelKind.TWO_LAYER.settings().stream().map(SettingSpec::name).toList());
    assertThat(plane.settings().get("teacher_bias").value().doubleValue()).isEqualTo(-0.5);
    assertThat(plane.scales().get("smoke").get("epochs").intValue()).isEqualTo(5);
    assertThat(own.experiments().get("two-layer-20").sweep().keySet())
        .containsExactly("polarity", "over_realisation");
  }

  @Test
  void theRepositorysStudiesAreDescribed() {
    assertThat(Definitions.read(OWN, List.of()).studies())
        .containsOnlyKeys("luck-matters", "race", "student-specialization");
  }

  @Test
  void examplesAreReadWhereTheyAreNamedAlone() throws IOException {
    Path example = OWN.resolve("examples/spurious-minima.yaml");
    assertThat(Definitions.read(OWN, List.of()).experiments()).doesNotContainKey("spurious-minima");
    Definitions with = Definitions.read(OWN, List.of(example));
    assertThat(with.figures()).containsKey("spurious-minima/table01");
    assertThat(with.studies()).containsKey("spurious-minima");
    assertThat(with.own()).containsExactly(example.toString());
  }

  @Test
  void faultsOfStudiesAreReported() throws IOException {
    write("a.yaml", experiment);
    write("b.yaml", figure);
    write(
        "c.yaml",
        "study: mine\ntitle: Mine\nlink: javascript:alert(1)\ndate: yesterday\n---\nstudy: mine\n");
    assertThat(faults())
        .startsWith("4 faults in the definitions:\n")
        .contains(
            "c.yaml:3: link: expected an address that begins with https://, found javascript:alert(1)")
        .contains("c.yaml:4: date: expected a date such as 2019-05 or 2019-05-31, found yesterday")
        .contains("c.yaml:6: study: mine is already defined in " + folder.resolve("c.yaml"))
        .contains("c.yaml:6: title: is missing");
  }

  @Test
  void everyFaultOfEveryFileIsReportedWithFileLineAndField() throws IOException {
    write("a.yaml", experiment.replace("  epochs: {value: 100", "  epochs: {value: -1"));
    write("b.yaml", figure.replace("experiment: plane", "experiment: plain"));
    write("c.yaml", "experiment: [\n");
    String message = faults();
    assertThat(message)
        .startsWith("3 faults in the definitions:\n")
        .contains(
            at("a.yaml", experiment, "  epochs: ")
                + ": settings.epochs.value: expected a whole number, at least 1, found -1")
        .contains(
            at("b.yaml", figure, "experiment: ")
                + ": experiment: unknown experiment 'plain' (did you mean plane?)"
                + "; known are plane")
        .contains(folder.resolve("c.yaml") + ":")
        .contains("is not YAML");
  }

  @Test
  void numbersAtTheEdgeAreReportedWithFileLineFieldAndReason() throws IOException {
    Map<String, String> reasons =
        Map.of(
            "  learning_rate: {value: 1e300, source: C}",
            "settings.learning_rate.value: expected 0 or a size from 1.2e-38 to 3.4e38, which float32"
                + " holds, found 1.0E300",
            "  weight_choices: {value: [0.5, 1e-320], source: T}",
            "settings.weight_choices.value: expected 0 or a size from 1.2e-38 to 3.4e38, which float32"
                + " holds, found [0.5,1.0E-320]",
            "  input_std: {value: 0, source: T}",
            "settings.input_std.value: expected a number, above 0, found 0",
            "  student_std: {value: 0.0, source: T}",
            "settings.student_std.value: expected a number, above 0, found 0.0",
            "  evaluation_epochs: {value: [0, 2147483647], source: A}",
            "settings.evaluation_epochs: expected at most 100, the number of epochs, found 2147483647");
    for (Map.Entry<String, String> reason : reasons.entrySet()) {
      String field = reason.getKey().substring(0, reason.getKey().indexOf('{'));
      String changed = experiment.replaceAll("(?m)^" + field + ".*", reason.getKey());
      write("a.yaml", changed);
      write("b.yaml", figure);
      assertThat(faults())
          .startsWith("1 fault")
          .contains(at("a.yaml", changed, field) + ": " + reason.getValue());
    }
  }

  @Test
  void severalExperimentsAreAListThatADrawingAndAPredicateMustBeMadeFor() throws IOException {
    write("a.yaml", experiment);
    write("b.yaml", experiment.replace("experiment: plane", "experiment: other"));
    write("c.yaml", figure.replace("experiment: plane", "experiment: [plane, other]"));
    write(
        "d.yaml",
        figure
            .replace("experiment: plane", "experiment: [plane, plane, plan]")
            .replace("student-specialization/fig03", "mine/d"));
    write(
        "e.yaml",
        figure
            .replace("experiment: plane", "experiment: []")
            .replace("student-specialization/fig03", "mine/e"));
    assertThat(faults())
        .startsWith("5 faults")
        .contains(
            at("c.yaml", figure, "experiment: ")
                + ": experiment: drawing decision-boundaries draws one experiment, found 2")
        .contains(
            "predicate low-correlation-low-fan-out judges one experiment, and the figure draws 2")
        .contains(at("d.yaml", figure, "experiment: ") + ": experiment: plane stands twice")
        .contains("experiment: unknown experiment 'plan' (did you mean plane?)")
        .contains("experiment: expected a text or a list of texts, found an empty list");
  }

  /** Two experiments of other sweeps, and a figure of both with a panel and a claim of each. */
  private String figureOfCells() throws IOException {
    String measured = "measure: [layers, winner-ranks, evaluation]";
    String other = Files.readString(OWN.resolve("experiments/two-layer-10.yaml"));
    write("a.yaml", other.replaceAll("measure: .*", measured));
    write(
        "b.yaml",
        experiment.replaceAll("measure: .*", measured).replaceAll("  learning_rate: .*\n", "")
            + "sweep:\n  learning_rate: {values: [0.01, 0.02], source: A}\n");
    return """
    figure: mine/cells
    experiment: [two-layer-10, plane]
    title: Cells
    caption: Cells.
    alternative_text: Cells.
    drawing: layer-courses
    select:
      polarity: [0, 1]
      over_realisation: [2]
    options:
      panels:
        - - {show: correlation, experiment: two-layer-10, polarity: 1}
          - {show: correlation, experiment: plane, learning_rate: 0.01, title: slow}
    claims:
      - name: higher
        statement: Higher.
        origin: paper
        predicate: winners-lead-early
        options:
          variants:
            - {experiment: plane, learning_rate: 0.02}
            - {experiment: two-layer-10, polarity: 0, over_realisation: 2}
          epoch: 1
        reason: What seeds differ by.
        scales: [laptop]
    """;
  }

  @Test
  void panelsAndClaimsNameOneCellOfWhatTheFigureSelects() throws IOException {
    String cells = figureOfCells();
    write("c.yaml", cells);
    assertThat(Definitions.read(folder, List.of()).figures()).containsKey("mine/cells");

    assertThat(faultsOf(cells.replace("origin: paper", "origin: paper\n    reading: corrected")))
        .contains("reading: is given without the field about, which names the statement");
    String about = "origin: paper\n    about: Theorem 4\n    reading: ";
    assertThat(faultsOf(cells.replace("origin: paper", about + "free")))
        .contains("expected one of printed, corrected, assumption, found free");
    String panel = "{show: correlation, experiment: two-layer-10, polarity: 1}";
    assertThat(faultsOf(cells.replace(panel, "{show: ranks, experiment: other, polarity: 1}")))
        .contains("experiment other is not among those that the figure draws: two-layer-10, plane");
    assertThat(faultsOf(cells.replace(panel, "{show: ranks, polarity: 1}")))
        .contains("no experiment is named of those that the figure draws");
    assertThat(faultsOf(cells.replace("polarity: 1}", "polarity: 2}")))
        .contains("polarity 2 is not among the values that the figure selects [0, 1]");
    assertThat(faultsOf(cells.replace("learning_rate: 0.01, title: slow", "title: slow")))
        .contains(
            "no value of learning_rate is named, and the figure selects several [0.01, 0.02]");
    assertThat(faultsOf(cells.replace("polarity: 1}", "polarity: 1, learning_rate: 0.01}")))
        .contains("learning_rate is not swept in two-layer-10; its axes are over_realisation, pol");
    assertThat(faultsOf(cells.replace("title: slow", "colour: red")))
        .contains("panel")
        .contains("expected an experiment and numbers of its axes");
    assertThat(
            faultsOf(
                cells.replace("experiment: plane, learning_rate: 0.02", "learning_rate: 0.02")))
        .contains(
            "higher: variants {\"learning_rate\":0.02}: no experiment is named of those that the");
    assertThat(faultsOf(cells.replace("epoch: 1", "epoch: some")))
        .contains("options.epoch: expected a whole number from 0");
    assertThat(faultsOf(cells.replace("polarity: [0, 1]", "batch: [16]")))
        .contains("select: batch is not swept in two-layer-10 or plane; their axes are polarity");
  }

  private String faultsOf(String cells) throws IOException {
    write("c.yaml", cells);
    return faults();
  }

  @Test
  void aNetworkThatIsOnlyReadHasNoSettingsSeedsOrScales() throws IOException {
    String read = Files.readString(OWN.resolve("experiments/vgg11-bn.yaml"));
    String drawn = Files.readString(OWN.resolve("luck-matters/fig14.yaml"));
    write("a.yaml", read);
    write("b.yaml", drawn);
    assertThat(Definitions.read(folder, List.of()).experiments().get("vgg11-bn").settings())
        .isEmpty();

    write(
        "a.yaml",
        read
            + "settings:\n  epochs: {value: 3, source: A}\n"
            + "seeds: {value: 3, source: A}\n"
            + "scales:\n  smoke:\n    seeds: 2\n");
    assertThat(faults())
        .startsWith("3 faults")
        .contains("settings.epochs: unknown field")
        .contains("seeds: is not allowed, because model vgg11-bn trains nothing")
        .contains("scales: is not allowed, because model vgg11-bn trains nothing");
  }

  @Test
  void anUnknownFieldComesWithASuggestion() throws IOException {
    write("a.yaml", experiment.replace("learning_rate:", "learning_rat:"));
    assertThat(faults())
        .contains("settings.learning_rat: unknown field (did you mean learning_rate?)");
  }

  @Test
  void aMissingSettingIsNamedEvenWhenThereAreOtherFaults() throws IOException {
    write(
        "a.yaml",
        experiment
            .replace("  batch: {value: 16, source: C}\n", "")
            .replace("  epochs: {value: 100", "  epochs: {value: none"));
    assertThat(faults())
        .contains("settings.batch: is missing, and not swept either")
        .contains("settings.epochs.value: expected a whole number, at least 1, found \"none\"");
  }

  @Test
  void valuesOfAWrongTypeAreRefused() throws IOException {
    write(
        "a.yaml",
        experiment
            .replace("inputs: {value: 2,", "inputs: {value: 2.5,")
            .replace("input_std: {value: 1.5,", "input_std: {value: true,")
            .replace("value: [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]", "value: 0.5")
            .replace("value: [0, 1, 2, 5, 20, 100]", "value: sometimes"));
    assertThat(faults())
        .startsWith("4 faults")
        .contains("inputs.value: expected a whole number, at least 1, found 2.5")
        .contains("input_std.value: expected a number, above 0, found true")
        .contains("weight_choices.value: expected a list of numbers, found 0.5")
        .contains(
            "snapshot_epochs.value: expected a list of epochs, or the word every,"
                + " found \"sometimes\"");
  }

  @Test
  void numbersThatNoJobCanRunWithAreRefused() throws IOException {
    write(
        "a.yaml",
        experiment
            .replace("inputs: {value: 2,", "inputs: {value: 99999999999,")
            .replace("input_std: {value: 1.5,", "input_std: {value: .inf,")
            .replace("learning_rate: {value: 0.01,", "learning_rate: {value: 0,"));
    assertThat(faults())
        .contains("settings.inputs")
        .contains("settings.input_std")
        .contains("settings.learning_rate");
  }

  @Test
  void aSourceThatIsNotTCOrAIsRefused() throws IOException {
    write(
        "a.yaml",
        experiment.replace("inputs: {value: 2, source: T}", "inputs: {value: 2, source: P}"));
    write("b.yaml", figure);
    assertThat(faults())
        .contains(
            "settings.inputs.source: expected T (paper text), C (released code) or A (assumed),"
                + " found 'P'");
  }

  @Test
  void aSettingThatIsBothFixedAndSweptIsRefused() throws IOException {
    write(
        "a.yaml",
        experiment.replace(
            "\nseeds: ", "\nsweep:\n  polarity: {values: [0, 1], source: T}\nseeds: "));
    assertThat(faults()).contains("sweep.polarity: is a setting too; give it in one place");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() throws IOException {
    write(
        "a.yaml", experiment.replace("  outputs:", "  inputs: {value: 3, source: T}\n  outputs:"));
    assertThat(faults()).contains("settings.inputs: stands twice");
  }

  @Test
  void anIdThatIsTakenIsRefusedWithTheOtherFile() throws IOException {
    write("a.yaml", experiment);
    write("b.yaml", experiment);
    write("c.yaml", figure);
    write("d.yaml", figure);
    assertThat(faults())
        .startsWith("2 faults")
        .contains("experiment: plane is already defined in " + folder.resolve("a.yaml"))
        .contains(
            "figure: student-specialization/fig03 is already defined in "
                + folder.resolve("c.yaml"));
  }

  @Test
  void aFigureCanOnlySelectAxesAndValuesOfItsExperiment() throws IOException {
    write("a.yaml", Files.readString(OWN.resolve("experiments/two-layer-10.yaml")));
    write(
        "b.yaml",
        Files.readString(OWN.resolve("student-specialization/fig07.yaml"))
            .replace("  polarity: [0, 1, 2]", "  polarity: [0, 1, 3]\n  batch: [16]"));
    assertThat(faults())
        .contains("select: polarity 3 is not among the values of experiment two-layer-10")
        .contains("select: batch is not swept in two-layer-10; its axes are polarity");
  }

  @Test
  void tablesAndModelsThatDoNotExistAreNamedWithWhatIsAllowed() throws IOException {
    write("a.yaml", experiment.replace("measure: [student-nodes", "measure: [student-node"));
    write("b.yaml", experiment.replace("model: two-layer", "model: two-layers"));
    assertThat(faults())
        .contains("measure: unknown table 'student-node' (did you mean student-nodes?)")
        .contains("model: unknown kind 'two-layers' (did you mean two-layer?)");
  }

  @Test
  void scalesAreCheckedLikeSettings() throws IOException {
    write(
        "a.yaml",
        experiment.replace(
            "    epochs: 5",
            "    epochs: 0\n    seeds: 0\n  tiny:\n    epochs: 1\n  paper:\n    epochs: 1"));
    assertThat(faults())
        .contains("scales.smoke.epochs: expected a whole number, at least 1, found 0")
        .contains("scales.smoke.seeds: expected")
        .contains("scales.tiny: unknown field")
        .contains("scales.paper: the paper's scale is the experiment itself");
  }

  @Test
  void anEmptyFileDefinesNothing() throws IOException {
    write("a.yaml", "");
    write("b.yaml", "# only a comment\n");
    assertThat(faults())
        .contains(folder.resolve("a.yaml") + ":1: defines nothing")
        .contains(folder.resolve("b.yaml") + ":1: defines nothing");
  }

  @Test
  void whatIsNotAMappingIsRefused() throws IOException {
    write("a.yaml", "- experiment\n- plane\n");
    write("b.yaml", "just words\n");
    assertThat(faults())
        .contains(folder.resolve("a.yaml") + ":1: expected fields (name: value), found a list")
        .contains(folder.resolve("b.yaml") + ":1: expected fields");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Files.write(folder.resolve("a.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9, '\n'});
    assertThat(faults()).contains(folder.resolve("a.yaml") + ":1: is not a text file in UTF-8");
  }

  @Test
  void yamlThatOnlyLooksHarmlessIsRefusedWithoutAStackTrace() throws IOException {
    write("alias.yaml", "a: &x [*x]\nexperiment: *x\n");
    write("undefined.yaml", "experiment: *nobody\n");
    write("tab.yaml", "experiment:\n\tplane\n");
    write("key.yaml", "? [a, b]\n: c\n");
    write("tag.yaml", "experiment: !!int many\nstudy: !own x\n");
    assertThat(faults())
        .contains("undefined.yaml:1")
        .contains("tab.yaml:2")
        .contains("key.yaml:1: a field's name must be a word");
  }

  @Test
  void whatCouldTakeAllMemoryIsRefusedBeforeItIsRead() throws IOException {
    write("aliases.yaml", "a: &a [x, x]\nb: &b [*a, *a]\n");
    write("deep.yaml", "experiment: " + "[".repeat(100_000));
    write("large.yaml", "title: " + "x".repeat(1 << 18) + "\n");
    write("shown.yaml", "title: \"clear \\e[2J\"\n");
    assertThat(faults())
        .contains("aliases.yaml:2: aliases")
        .contains("deep.yaml:1: lists and fields are nested more than")
        .contains("large.yaml:1: has more than 262144 bytes")
        .contains("shown.yaml:1: a text has characters that");
  }

  @Test
  void numbersAndSweepsHaveLimits() throws IOException {
    String many = IntStream.range(1, 200).mapToObj(String::valueOf).collect(joining(", "));
    write(
        "a.yaml",
        experiment
            + "---\n"
            + figure.replace("correlation: 0.95", "correlation: 1e400")
            + "---\n"
            + figure
                .replace("student-specialization/fig03", "mine/fig03")
                .replace("correlation: 0.95", "correlation: 0." + "9".repeat(50)));
    write(
        "b.yaml",
        experiment
                .replace("experiment: plane", "experiment: wide" + "e".repeat(60))
                .replaceFirst("seeds: \\{value: \\d+", "seeds: {value: 100000")
                .replaceFirst("(?m)^  over_realisation:.*\\n", "")
            + "sweep:\n  over_realisation: {values: ["
            + many
            + "], source: A}\n");
    assertThat(faults())
        .contains("options.correlation: expected a finite number, found 1e400")
        .contains("options.correlation: expected a finite number, found 0." + "9".repeat(50))
        .contains("experiment: expected at most 60 letters, found 64")
        .contains("sweep: makes more than 100000 networks with its seeds");
  }

  @Test
  void oneFileCanHoldSeveralDocuments() throws IOException {
    write("a.yaml", experiment + "---\n" + figure);
    Definitions read = Definitions.read(folder, List.of());
    assertThat(read.experiments()).containsOnlyKeys("plane");
    assertThat(read.figures()).containsOnlyKeys("student-specialization/fig03");
  }

  @Test
  void aFaultInALaterDocumentHasItsOwnLine() throws IOException {
    String both = experiment + "---\n" + figure.replace("drawing:", "drawin:");
    write("a.yaml", both);
    assertThat(faults())
        .contains(
            at("a.yaml", both, "drawin:") + ": drawin: unknown field (did you mean drawing?)");
  }

  @Test
  void aUsersOwnFileOutsideTheFolderIsRead() throws IOException {
    Path own = folder.resolve("mine.yml");
    Files.writeString(
        own,
        experiment.replace("experiment: plane", "experiment: my-plane")
            + "---\n"
            + figure
                .replace("figure: student-specialization/fig03", "figure: mine/fig01")
                .replace("experiment: plane", "experiment: my-plane"));
    Definitions read = Definitions.read(OWN, List.of(own));
    assertThat(read.figures().get("mine/fig01").file()).isEqualTo(own.toString());
    assertThat(read.experiments()).containsKeys("my-plane", "plane");
  }

  @Test
  void aUsersFileThatIsMissingIsSaid() {
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> Definitions.read(OWN, List.of(missing)))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.NO_INPUT))
        .hasMessageStartingWith(missing + ": ");
  }

  @Test
  void idsHaveOneForm() throws IOException {
    write("a.yaml", experiment.replace("experiment: plane", "experiment: My Plane"));
    write("b.yaml", figure.replace("student-specialization/fig03", "fig03"));
    assertThat(faults())
        .contains("experiment: expected lower-case letters, digits and dashes")
        .contains("found 'My Plane'")
        .contains("figure: expected")
        .contains("found 'fig03'");
  }

  @Test
  void aClaimNeedsItsWordsAndKnownScales() throws IOException {
    write("a.yaml", experiment);
    write(
        "b.yaml",
        figure
            .replace("    predicate: low-correlation-low-fan-out\n", "")
            .replace("scales: [laptop, overnight, paper]", "scales: [laptop, poster]"));
    assertThat(faults())
        .contains("claims[0].predicate: is missing")
        .contains(
            "claims[0].scales: expected one of smoke, laptop, overnight, paper, found \"poster\"");
  }

  @Test
  void aConvNetOfMoreLayersThanTheImageCanCarryIsRefusedWhereverItStands() throws IOException {
    String sixteen = "[" + "4, ".repeat(15) + "4]";
    String convNet =
        Files.readString(OWN.resolve("experiments/cifar10-convnet.yaml"))
            .replace("value: [64, 64, 64, 64]", "value: " + sixteen)
            .replace("teacher_channels: [4, 4, 4, 4]", "teacher_channels: " + sixteen);
    write("a.yaml", convNet);
    String fault =
        "expected a list of whole numbers, at least 1, at most 15 of them, found "
            + sixteen.replace(" ", "");
    assertThat(faults())
        .startsWith("2 faults")
        .contains(
            at("a.yaml", convNet, "  teacher_channels: ")
                + ": settings.teacher_channels.value: "
                + fault)
        .contains(
            at("a.yaml", convNet, "    teacher_channels: ")
                + ": scales.smoke.teacher_channels: "
                + fault);
  }

  @Test
  void asManyLayersAreAllowedAsAConvNetCanHave() {
    SettingSpec channels = ModelKind.CONVNET.setting("teacher_channels").orElseThrow();
    for (int layers = 1; layers <= 40; layers++) {
      List<Integer> some = Collections.nCopies(layers, 4);
      boolean possible = canCarry(some);
      assertThat(channels.fault(Json.tree(some)).isEmpty())
          .as("%d layers", layers)
          .isEqualTo(possible);
    }
  }

  private static boolean canCarry(List<Integer> channels) {
    try {
      return ConvNetShape.cifar10(channels, BatchNorm.NONE).layers() == channels.size();
    } catch (IllegalArgumentException tooSmall) {
      return false;
    }
  }

  @Test
  void aSettingAcceptsItsBoundsAndNothingBeyond() {
    for (ModelKind kind : ModelKind.values()) {
      for (SettingSpec spec : kind.settings()) {
        if (spec.type() == SettingSpec.Type.INTEGER) {
          assertThat(spec.fault(number(spec.least()))).as(spec.name()).isEmpty();
          assertThat(spec.fault(number(spec.least() - 1))).as(spec.name()).isPresent();
          if (spec.most() < Double.MAX_VALUE) {
            assertThat(spec.fault(number(spec.most()))).as(spec.name()).isEmpty();
            assertThat(spec.fault(number(spec.most() + 1))).as(spec.name()).isPresent();
          }
        }
      }
    }
  }

  @Test
  void theReadmeNamesEveryScaleAndField() throws IOException {
    String readme = Files.readString(OWN.resolve("README.md"));
    List<String> names = new ArrayList<>();
    names.addAll(Scale.ids());
    names.addAll(
        Arrays.asList(
            "experiment",
            "study",
            "title",
            "model",
            "settings",
            "sweep",
            "seeds",
            "measure",
            "scales",
            "figure",
            "caption",
            "alternative_text",
            "drawing",
            "options",
            "select",
            "claims",
            "name",
            "statement",
            "predicate"));
    assertThat(names).allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
  }

  @Test
  void theReadmesExampleHasNoFault() throws IOException {
    Path own = GuideExample.in(folder);
    Definitions read = Definitions.read(OWN, List.of(own));
    assertThat(read.figures().values()).anyMatch(one -> one.file().equals(own.toString()));
    assertThat(read.experiments().values()).anyMatch(one -> one.file().equals(own.toString()));
  }

  private static com.fasterxml.jackson.databind.JsonNode number(double value) {
    return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.numberNode((long) value);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** {@code file:line} of the first line of a text that begins so, in the text as it was. */
  private String at(String name, String text, String start) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return folder.resolve(name) + ":" + (i + 1);
      }
    }
    throw new IllegalArgumentException(start);
  }

  private String faults() {
    LuckyException fault =
        catchThrowableOfType(LuckyException.class, () -> Definitions.read(folder, List.of()));
    assertThat(fault).as("a fault was expected").isNotNull();
    assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION);
    return fault.getMessage();
  }
}
