package io.luckynodes.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.definition.Definitions;
import io.luckynodes.definition.Experiment;
import io.luckynodes.definition.Figure;
import io.luckynodes.definition.ModelKind;
import io.luckynodes.definition.SettingSpec;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.job.Job;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Scale;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.job.Variant;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  private static final Path OWN = Path.of("figures");
  private static final String FIG03 = "student-specialization/fig03";
  private static final String FIG07 = "student-specialization/fig07";
  private static final String FIG13 = "student-specialization/fig13";

  private static final Definitions DEFINITIONS = Definitions.read(OWN, List.of());

  @TempDir Path folder;

  @Test
  void everyJobStandsAfterThoseItNeeds() {
    for (String scale : Scale.ids()) {
      Set<String> seen = new HashSet<>();
      for (Job job : plan(scale)) {
        assertThat(seen).as(job.id()).containsAll(job.needs().values());
        assertThat(seen.add(job.id())).as(job.id()).isTrue();
      }
    }
  }

  @Test
  void aWidthThatLeavesTheWholeNumbersIsRefusedWithFileFieldAndReason() {
    for (String width : List.of("2000000000", "429496730")) {
      assertThatThrownBy(
              () ->
                  planWith(
                      "luck-gaus-fc",
                      "teacher_widths",
                      Json.tree(List.of(Integer.valueOf(width), 75))))
          .isInstanceOfSatisfying(
              LuckyException.class,
              fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION))
          .hasMessageMatching(
              "figures.*\\.yaml: experiment luck-gaus-fc: settings.teacher_widths: expected a size of at"
                  + " most 2147483647, found teacher_widths \\["
                  + width
                  + ",75\\] × over_realisation 10 = \\d+");
    }
  }

  @Test
  void sizesHoweverLargeArePlannedOrRefusedInOneLine() {
    for (Experiment experiment : DEFINITIONS.experiments().values()) {
      for (SettingSpec spec : experiment.model().settings()) {
        boolean list = spec.type() == SettingSpec.Type.INTEGERS;
        if (experiment.settings().containsKey(spec.name())
            && (list || spec.type() == SettingSpec.Type.INTEGER)) {
          for (int size : new int[] {40_000_000, 429_496_730, Integer.MAX_VALUE}) {
            JsonNode value = list ? Json.tree(List.of(size, 2, size)) : Json.tree(size);
            if (spec.fault(value).isEmpty()) {
              try {
                planWith(experiment.id(), spec.name(), value);
              } catch (LuckyException refused) {
                assertThat(refused.getMessage()).hasLineCount(1).contains(experiment.file());
              }
            }
          }
        }
      }
    }
  }

  /** Plans the figures of an experiment that has another value of a setting. */
  private static List<Job> planWith(String id, String setting, JsonNode value) {
    Experiment own = Objects.requireNonNull(DEFINITIONS.experiments().get(id));
    SortedMap<String, Setting> settings = new TreeMap<>(own.settings());
    settings.put(setting, new Setting(value, Source.A, null));
    SortedMap<String, Experiment> experiments = new TreeMap<>();
    experiments.putAll(DEFINITIONS.experiments());
    experiments.put(
        id,
        new Experiment(
            id,
            own.study(),
            own.label(),
            own.title(),
            own.model(),
            settings,
            own.sweep(),
            own.seeds(),
            own.measure(),
            own.scales(),
            own.alternatives(),
            own.varyTogether(),
            own.streams(),
            own.basedOn(),
            own.file()));
    Figure figure =
        DEFINITIONS.figures().values().stream()
            .filter(one -> one.experiments().contains(id))
            .findFirst()
            .orElseThrow();
    return Planner.plan(
        new Definitions(experiments, DEFINITIONS.figures(), new TreeMap<>(), Set.of()),
        List.of(figure),
        Scale.PAPER.id(),
        Optional.of(1));
  }

  @Test
  void figuresOfOneExperimentShareItsJobs() throws IOException {
    Path own = folder.resolve("again.yaml");
    Files.writeString(
        own,
        Files.readString(OWN.resolve(FIG07 + ".yaml"))
            .replace("figure: " + FIG07, "figure: mine/again"));
    List<Job> one = plan("laptop", FIG07);
    List<Job> both =
        PlanStage.jobs(
            new PlanStage.Request(
                OWN, List.of(own), List.of(FIG07, "mine/again"), "laptop", Optional.empty()));
    assertThat(both).hasSize(one.size() + 1).containsAll(one);
  }

  @Test
  void aFigureOfSeveralExperimentsNeedsWhatItSelectsOfEach() {
    Definitions own = Definitions.read(OWN, List.of());
    List<Job> jobs =
        Planner.plan(
            own,
            List.of(
                new Figure(
                    "mine/both",
                    List.of("two-layer-10", "plane", "deep-fc"),
                    "",
                    "",
                    "",
                    "",
                    new TreeMap<>(),
                    new TreeMap<>(Map.of("over_realisation", List.of(Json.tree(2)))),
                    List.of(),
                    null,
                    null,
                    "")),
            "smoke",
            Optional.empty());
    Job figure = first(jobs, Stage.FIGURE);
    assertThat(figure.id()).isEqualTo("figure.mine.both");
    assertThat(List.of(figure.experiment(), figure.model())).containsOnly("");
    Set<String> metrics =
        jobs.stream()
            .filter(job -> job.stage() == Stage.METRICS)
            .map(Job::id)
            .collect(Collectors.toSet());
    assertThat(figure.needs().values()).containsExactlyInAnyOrderElementsOf(metrics);
    // The sweep of one is cut to what is selected; the others have no such axis, and stand whole.
    assertThat(metrics)
        .contains("metrics.two-layer-10.or2.s1-2", "metrics.deep-fc.s1")
        .noneMatch(id -> id.contains(".or1.") || id.contains(".or10."))
        .anyMatch(id -> id.startsWith("metrics.plane."));

    List<DrawnExperiment> drawn = figure.figure().experiments();
    assertThat(drawn)
        .extracting(DrawnExperiment::id)
        .containsExactly("two-layer-10", "plane", "deep-fc");
    assertThat(drawn)
        .extracting(DrawnExperiment::model)
        .containsExactly("two-layer", "two-layer", "fc");
    assertThat(drawn.get(0).select()).containsEntry("over_realisation", List.of(Json.tree(2)));
    assertThat(drawn.get(2).select()).isEmpty();
    assertThat(drawn.get(2).settings()).containsKeys("epochs", "seeds");
    assertThat(figure.figure().reductions())
        .anyMatch(line -> line.startsWith("plane: ") && line.contains("epochs 5 instead of 100"))
        .anyMatch(line -> line.startsWith("deep-fc: ") && line.contains("epochs 4 instead of 100"));
  }

  @Test
  void whatAllExperimentsOfAFigureReduceIsSaidOnce() {
    FigureSpec spec =
        new FigureSpec(
            "mine/both",
            "",
            "",
            "",
            "",
            new TreeMap<>(),
            List.of(
                reduced("one", "seeds 2 instead of 5", "epochs 4 instead of 40", "batch size 8"),
                reduced("other", "epochs 8 instead of 40", "seeds 2 instead of 5"),
                reduced("third", "seeds 2 instead of 5")),
            List.of());
    assertThat(spec.reductions())
        .containsExactly(
            "seeds 2 instead of 5",
            "label of one: epochs 4 instead of 40, batch size 8",
            "label of other: epochs 8 instead of 40");
    assertThatThrownBy(spec::select).hasMessage("mine/both draws 3 experiments");
  }

  private static DrawnExperiment reduced(String id, String... lines) {
    return new DrawnExperiment(
        id,
        "label of " + id,
        "",
        "two-layer",
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(lines),
        List.of(),
        null);
  }

  @Test
  void cellsHaveWordsForPeople() {
    Job figure =
        plan("laptop", "luck-matters/fig20").stream()
            .filter(job -> job.stage() == Stage.FIGURE)
            .findFirst()
            .orElseThrow();
    List<DrawnExperiment> drawn = figure.figure().experiments();
    assertThat(new Variant("", new TreeMap<>(Map.of("batch_norm", 1.0))).words(drawn))
        .isEqualTo("with BatchNorm");
    assertThat(
            new Variant(
                    "luck-gaus-convnet",
                    new TreeMap<>(Map.of("batch_norm", 0.0, "fresh_samples", 1.0)))
                .words(drawn))
        .isEqualTo("ConvNets on GAUS without BatchNorm, with fresh samples");
    assertThat(new Variant("", new TreeMap<>()).words(drawn)).isEqualTo("all");
    assertThat(new Variant("other", new TreeMap<>(Map.of("width", 2.0))).words(drawn))
        .isEqualTo("other width 2.0");
  }

  @Test
  void oneFigurePlansOnlyWhatItNeeds() {
    List<Job> jobs = plan("laptop", FIG07);
    assertThat(jobs).extracting(Job::experiment).containsOnly("two-layer-10");
    Set<String> needed =
        jobs.stream().flatMap(job -> job.needs().values().stream()).collect(Collectors.toSet());
    assertThat(jobs).allMatch(job -> job.stage() == Stage.FIGURE || needed.contains(job.id()));
  }

  @Test
  void studentsWhoseTeachersAloneDifferTrainInOneJob() {
    List<Job> jobs = plan("smoke", FIG07);
    List<Job> students = jobs.stream().filter(job -> job.stage() == Stage.STUDENT).toList();
    assertThat(students).extracting(Job::id).doesNotHaveDuplicates().hasSize(4);
    for (Job job : students) {
      assertThat(job.settings()).doesNotContainKey("polarity");
      assertThat(job.members().stream().map(member -> member.variant().get("polarity")).distinct())
          .hasSizeGreaterThan(1);
      assertThat(job.members()).doesNotHaveDuplicates();
    }
    assertThat(jobs.stream().filter(job -> job.stage() == Stage.TEACHER)).hasSize(1);
  }

  @Test
  void classifiersThatDifferInTheirStartAloneTrainInOneJob() {
    List<Job> students =
        plan("paper", "race/search").stream().filter(job -> job.stage() == Stage.STUDENT).toList();
    // Learning rate and number of images are of all students of a job.
    assertThat(students).hasSize(12);
    for (Job job : students) {
      assertThat(job.settings()).containsKey("learning_rate").doesNotContainKey("initial_std");
      assertThat(job.members().stream().map(member -> member.variant().get("initial_std")))
          .hasSize(4)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void theLongestJobsOfAStageComeFirst() {
    List<Double> minutes =
        plan("paper", FIG07).stream()
            .filter(job -> job.stage() == Stage.STUDENT)
            .map(job -> CostModel.of(job, Map.of()).minutes())
            .toList();
    assertThat(minutes).hasSizeGreaterThan(4).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(minutes.get(0)).isLessThan(10);
  }

  @Test
  void aJobsFileDoesNotDependOnWhatElseIsAskedFor() throws IOException {
    Map<String, String> alone = new HashMap<>();
    for (String id : List.of(FIG03, FIG07, FIG13)) {
      alone.putAll(files("smoke", id));
    }
    assertThat(files("smoke")).containsAllEntriesOf(alone);
  }

  @Test
  void twoPlansGiveTheSameBytes() throws IOException {
    assertThat(files("laptop")).isEqualTo(files("laptop"));
  }

  @Test
  void aWrittenJobReadsBackEqual() {
    for (Job job : plan("smoke")) {
      assertThat(Json.read(Json.writeIndented(job), Job.class, job.id())).isEqualTo(job);
    }
  }

  @Test
  void theUsersNumberOfSeedsTakesThePlaceOfTheDefinitions() {
    List<Job> jobs =
        PlanStage.jobs(
            new PlanStage.Request(OWN, List.of(), List.of(FIG07), "laptop", Optional.of(3)));
    assertThat(jobs.stream().filter(job -> job.stage() == Stage.STUDENT))
        .isNotEmpty()
        .allSatisfy(
            job ->
                assertThat(job.members())
                    .extracting(io.luckynodes.job.Member::seed)
                    .containsOnly(1, 2, 3));
    assertThat(figureOf(jobs).reductions()).contains("seeds 3 instead of 32");
    assertThatThrownBy(
            () ->
                PlanStage.jobs(
                    new PlanStage.Request(
                        OWN, List.of(), List.of(FIG07), "laptop", Optional.of(0))))
        .hasMessage("seeds must be at least 1, found 0");
  }

  @Test
  void aScaleChangesSettingsAndRecordsThePapersValue() {
    Job student = first(plan("smoke", FIG03), Stage.STUDENT);
    Setting epochs = student.settings().get("epochs");
    assertThat(epochs.value().intValue()).isEqualTo(5);
    assertThat(epochs.paper().intValue()).isEqualTo(100);
    assertThat(student.settings().get("learning_rate").paper()).isNull();
    assertThat(figureOf(plan("smoke", FIG03)).reductions())
        .contains("epochs 5 instead of 100", "training samples 500 instead of 10000");
  }

  @Test
  void valuesOfAnAxisStandInReductionsAsAListInWords() {
    assertThat(figureOf(plan("smoke", "race/search")).reductions())
        .anyMatch(line -> line.endsWith(" instead of 200, 800 and 4000"))
        .noneMatch(line -> line.contains("["));
  }

  @Test
  void smallNumbersStandInIdsAsPeopleWriteThem() {
    assertThat(ids(plan("paper", "race/search")))
        .anyMatch(id -> id.contains("lr0.0003."))
        .allMatch(id -> !id.matches(".*\\dE-?\\d.*"));
  }

  @Test
  void thePapersScaleReducesNothing() {
    assertThat(plan("paper"))
        .allSatisfy(
            job -> {
              assertThat(job.settings().values()).noneMatch(Setting::reduced);
              if (job.figure() != null) {
                assertThat(job.figure().reductions()).isEmpty();
              }
            });
  }

  @Test
  void listsInReductionsReadAsChannels() {
    assertThat(figureOf(plan("smoke", FIG13)).reductions())
        .contains("teacher channels 4-4-4-4 instead of 64-64-64-64");
  }

  @Test
  void smallNumbersInReductionsReadAsDecimals() {
    assertThat(figureOf(plan("laptop", "luck-matters/fig06")).experiments().get(1).reductions())
        .contains("learning rate 0.005 instead of 0.00025");
  }

  @Test
  void aNetworkThatIsOnlyReadHasOneJobOfEachStageWhateverScaleAndSeeds() {
    String id = "luck-matters/fig14";
    for (String scale : Scale.ids()) {
      List<Job> jobs =
          PlanStage.jobs(new PlanStage.Request(OWN, List.of(), List.of(id), scale, Optional.of(5)));
      assertThat(jobs)
          .extracting(Job::id)
          .containsExactly(
              "dataset.vgg11-bn", "metrics.vgg11-bn.s1", "figure.vgg11-bn.luck-matters.fig14");
      assertThat(jobs.get(1).needs()).isEqualTo(Map.of("dataset", "dataset.vgg11-bn"));
      assertThat(jobs.get(2).settings()).isEmpty();
      assertThat(figureOf(jobs).reductions()).isEmpty();
      assertThat(jobs).allMatch(job -> CostModel.of(job, Map.of()).minutes() <= 1);
    }
  }

  @Test
  void aSettingStandsInTheJobsOfItsStagesAlone() {
    for (Job job : plan("paper")) {
      if (job.stage() == Stage.FIGURE || job.stage() == Stage.DATASET) {
        continue;
      }
      ModelKind kind = ModelKind.of(job.model()).orElseThrow();
      Set<String> expected =
          kind.settings().stream()
              .filter(spec -> spec.stages().contains(job.stage()))
              .map(SettingSpec::name)
              .collect(Collectors.toSet());
      if (job.stage() == Stage.METRICS) {
        expected.add("measure");
      }
      // What tells students of one job apart stands with them.
      Set<String> found = new HashSet<>(job.settings().keySet());
      found.addAll(job.members().get(0).variant().keySet());
      expected.addAll(job.members().get(0).variant().keySet());
      assertThat(found).as(job.id()).isEqualTo(expected);
    }
  }

  @Test
  void anotherValueOfASettingChangesTheJobsOfItsStagesAndWhatNeedsThemAlone() throws IOException {
    List<String> ids =
        List.of("plane", "deep-fc", "cifar10-convnet", "luck-gaus-convnet", "luck-cifar10-convnet");
    Path further = folder.resolve("further.yaml");
    Files.writeString(further, figureOf(ids.get(3)) + "---\n" + figureOf(ids.get(4)));
    Definitions definitions = Definitions.read(OWN, List.of(further));
    for (String id : ids) {
      Experiment experiment = definitions.experiments().get(id);
      List<Job> before = jobsOf(definitions, experiment);
      for (SettingSpec spec : experiment.model().settings()) {
        Setting setting = experiment.settings().get(spec.name());
        if (setting == null) {
          continue;
        }
        List<Job> after = jobsOf(definitions, with(experiment, spec.name(), changed(setting)));
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
          boolean carries =
              spec.stages().contains(before.get(i).stage())
                  || before.get(i).stage() == Stage.FIGURE;
          assertThat(after.get(i).equals(before.get(i)))
              .as(spec.name() + " in " + before.get(i).id())
              .isEqualTo(!carries);
        }
      }
    }
  }

  @Test
  void theLearningRateOfStudentsLeavesTeachersAsTheyWere() {
    Definitions definitions = Definitions.read(OWN, List.of());
    Experiment plane = definitions.experiments().get("plane");
    Experiment other = with(plane, "learning_rate", changed(plane.settings().get("learning_rate")));
    Job teacher = first(jobsOf(definitions, plane), Stage.TEACHER);
    assertThat(Json.write(first(jobsOf(definitions, other), Stage.TEACHER)))
        .isEqualTo(Json.write(teacher));
  }

  @Test
  void twoScalesNeverShareAJobIdWithDifferentContentsInOnePlan() {
    List<String> ids = plan("paper").stream().map(Job::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void manySeedsAreSplitOverJobsWithoutALeftOverOrARepeat() {
    List<Job> jobs =
        PlanStage.jobs(
            new PlanStage.Request(OWN, List.of(), List.of(FIG03), "smoke", Optional.of(70)));
    List<Integer> seeds = new ArrayList<>();
    jobs.stream()
        .filter(job -> job.stage() == Stage.STUDENT)
        .forEach(job -> job.members().forEach(member -> seeds.add(member.seed())));
    assertThat(seeds).isEqualTo(java.util.stream.IntStream.rangeClosed(1, 70).boxed().toList());
  }

  @Test
  void prunedTeachersTakeTheTeachersPlaceForStudents() {
    List<Job> jobs = plan("smoke", FIG13);
    Job prune = first(jobs, Stage.PRUNE);
    assertThat(first(jobs, Stage.STUDENT).needs().get("teacher")).isEqualTo(prune.id());
    assertThat(first(jobs, Stage.METRICS).needs().get("teacher")).isEqualTo(prune.id());
    assertThat(prune.needs().get("teacher")).isEqualTo(first(jobs, Stage.TEACHER).id());
    assertThat(jobs.stream().filter(job -> job.stage() == Stage.TEACHER)).hasSize(1);
  }

  @Test
  void aSweepOverStudentsBatchNormAndSamplesHasOneTeacherForAll() throws IOException {
    List<Job> images = planOf("luck-gaus-convnet", "laptop", "");
    // Each of three seeds has a teacher of its own.
    assertThat(ids(images))
        .contains(
            "teacher.luck-gaus-convnet.s1",
            "teacher.luck-gaus-convnet.s2",
            "student.luck-gaus-convnet.fs1-bn0.s1",
            "student.luck-gaus-convnet.fs0-bn1.s2");
    assertThat(images.stream().filter(job -> job.stage() == Stage.TEACHER)).hasSize(3);
    assertThat(images.stream().filter(job -> job.stage() == Stage.STUDENT)).hasSize(3 * 4);
    List<Job> pretrained = planOf("luck-cifar10-convnet", "laptop", "");
    assertThat(pretrained.stream().filter(job -> job.stage() == Stage.TEACHER)).hasSize(1);
    assertThat(pretrained.stream().filter(job -> job.stage() == Stage.STUDENT))
        .hasSize(3 * 2)
        .allMatch(job -> job.needs().containsValue("teacher.luck-cifar10-convnet.s1"));
  }

  @Test
  void studentsOfTheRaceHaveNoTeacherAndSeedsOfACellTrainTogether() {
    List<Job> jobs = plan("laptop", "race/fig05");
    assertThat(ids(jobs))
        .containsExactlyInAnyOrder(
            "dataset.cifar10",
            "student.race-imp.ps0.2.s1-5",
            "student.race-imp.ps0.5.s1-5",
            "student.race-imp.ps0.7.s1-5",
            "metrics.race-imp.ps0.2.s1-5",
            "metrics.race-imp.ps0.5.s1-5",
            "metrics.race-imp.ps0.7.s1-5",
            "figure.race-imp.race.fig05");
    assertThat(first(jobs, Stage.STUDENT).needs()).containsOnlyKeys("dataset");
    assertThat(first(jobs, Stage.METRICS).needs()).containsOnlyKeys("dataset", "student");
  }

  @Test
  void aTaskOfTheRaceFitsIntoThreeGibibytesAndAQuarterOfAnHour() {
    for (String scale : List.of("smoke", "laptop", "paper")) {
      List<Job> jobs = plan(scale, "race/*");
      Map<String, Job> byId = jobs.stream().collect(Collectors.toMap(Job::id, job -> job));
      for (Job job : jobs) {
        Resources needed = CostModel.of(job, byId);
        assertThat(needed.memoryMb()).as(job.id()).isLessThan(3072);
        assertThat(needed.minutes()).as(job.id()).isLessThan(15);
      }
    }
  }

  @Test
  void wideConvNetsOfThePaperFitIntoSixGibibytes() throws IOException {
    for (String experiment : List.of("luck-gaus-convnet", "luck-cifar10-convnet")) {
      for (Job job : planOf(experiment, "paper", "")) {
        assertThat(CostModel.of(job, Map.of()).memoryMb()).as(job.id()).isLessThan(6144);
      }
    }
  }

  @Test
  void aConvNetTooDeepForItsImagesIsFoundInPlanning() {
    assertThatThrownBy(() -> planOf("luck-gaus-convnet", "smoke", "image_side: 8"))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION))
        .hasMessage(
            "luck-gaus-convnet: teacher_channels: images of 8 pixels a side can carry 3 layers,"
                + " found 4");
  }

  /**
   * The jobs of a figure of our own of an experiment.
   *
   * @param smoke what takes the place of a setting of the same name at smoke scale; empty for none
   */
  private List<Job> planOf(String experiment, String scale, String smoke) throws IOException {
    Path definitions = Files.createTempDirectory(folder, "definitions");
    String text = Files.readString(OWN.resolve("experiments/" + experiment + ".yaml"));
    if (!smoke.isEmpty()) {
      String name = smoke.substring(0, smoke.indexOf(':'));
      text = text.replaceFirst("    " + name + ": .*", "    " + smoke);
    }
    Files.writeString(definitions.resolve("experiment.yaml"), text);
    Files.writeString(definitions.resolve("figure.yaml"), figureOf(experiment));
    return PlanStage.jobs(
        new PlanStage.Request(definitions, List.of(), List.of(), scale, Optional.empty()));
  }

  /** The definition of a figure of our own. */
  private static String figureOf(String experiment) {
    return """
        figure: mine/%1$s
        experiment: %1$s
        title: Layers
        caption: Layers
        alternative_text: Layers
        """
            .formatted(experiment)
        + (experiment.equals("deep-fc")
            ? "drawing: arrival-curves\noptions: {seed: 1, x_range: [0, 100]}\n"
            : "drawing: layer-courses\noptions: {panels: [[{show: accuracy, batch_norm: 0%s}]]}\n"
                .formatted(experiment.equals("luck-gaus-convnet") ? ", fresh_samples: 1" : ""));
  }

  @Test
  void figuresAreChosenByIdGlobStudyAndFileName() {
    assertThat(figures(FIG03)).containsExactly(FIG03);
    assertThat(figures("student-specialization/fig1*")).contains(FIG13).doesNotContain(FIG03);
    assertThat(figures("student-specialization")).contains(FIG03, FIG07, FIG13);
    // Two studies have a file of that name.
    assertThat(figures("fig07.yaml")).containsExactly("luck-matters/fig07", FIG07);
    assertThat(figures("elsewhere/fig07.yaml")).containsExactly("luck-matters/fig07", FIG07);
    assertThat(figures("next-order.yaml")).containsExactly("race/next-order");
    assertThat(figures(FIG03, "s*/fig07", FIG07)).containsExactly(FIG03, FIG07);
    assertThat(figures()).contains(FIG03, FIG07, FIG13);
  }

  @Test
  void figuresNamedBesideTheirFileAreTakenAlone() throws IOException {
    Path figures = folder.resolve("my figures.yaml");
    String own = figureOf("deep-fc").replaceFirst("figure: .*", "figure: mine/one");
    Files.writeString(figures, own + "---\n" + own.replaceFirst("figure: .*", "figure: mine/two"));

    assertThat(ownFigures(figures, "my figures.yaml"))
        .extracting(FigureSpec::id)
        .containsExactly("mine/one", "mine/two");
    assertThat(ownFigures(figures, "my figures.yaml", "mine/two"))
        .extracting(FigureSpec::id)
        .containsExactly("mine/two");
    assertThat(ownFigures(figures, "my figures.yaml", FIG03))
        .extracting(FigureSpec::id)
        .containsExactlyInAnyOrder("mine/one", "mine/two", FIG03);
    // Under the name that the results keep.
    assertThat(ownFigures(figures, "mine/two").get(0).definitions())
        .containsExactly("my-figures.yaml");
    assertThat(ownFigures(figures, FIG03).get(0).definitions()).isNull();
  }

  private static List<FigureSpec> ownFigures(Path file, String... wanted) {
    return PlanStage.jobs(
            new PlanStage.Request(OWN, List.of(file), List.of(wanted), "smoke", Optional.empty()))
        .stream()
        .flatMap(job -> Stream.ofNullable(job.figure()))
        .toList();
  }

  @Test
  void aJobThatNoMachineDoesIsRefusedByItsEstimate() throws IOException {
    Path file = folder.resolve("long.yaml");
    String plane = Files.readString(OWN.resolve("experiments/plane.yaml"));
    Files.writeString(
        file,
        plane
                .replace("experiment: plane", "experiment: long")
                .replace("epochs: {value: 100,", "epochs: {value: 2147483647,")
            + "---\n"
            + Files.readString(OWN.resolve(FIG03 + ".yaml"))
                .replace("figure: " + FIG03, "figure: mine/long")
                .replace("experiment: plane", "experiment: long"));
    assertThatThrownBy(
            () ->
                PlanStage.jobs(
                    new PlanStage.Request(
                        OWN, List.of(file), List.of("mine/long"), "paper", Optional.empty())))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.BAD_DEFINITION))
        .hasMessageContaining("experiment long: job student.long.")
        .hasMessageContaining(
            "expected a job of at most 3650 days and 65536 GB, but the estimate is ");
  }

  @Test
  void everyWishThatMatchesNothingIsListed() {
    assertThatThrownBy(() -> plan("laptop", "race/fig99", FIG03, "lottery"))
        .isInstanceOfSatisfying(
            LuckyException.class, fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("no figure matches 'race/fig99'")
        .hasMessageContaining("no figure matches 'lottery'")
        .hasMessageContaining("figures are: ")
        .hasMessageContaining(FIG07);
  }

  @Test
  void aGlobThatIsNotOneIsAFaultOfTheUser() {
    assertThatThrownBy(() -> plan("laptop", "student-specialization/fig[0"))
        .isInstanceOfSatisfying(
            LuckyException.class, fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("fig[0");
  }

  @Test
  void anUnknownScaleOrFolderIsSaid() {
    assertThatThrownBy(() -> plan("poster"))
        .hasMessage("unknown scale 'poster'; allowed are smoke, laptop, overnight, paper");
    Path missing = folder.resolve("missing");
    assertThatThrownBy(
            () ->
                PlanStage.jobs(
                    new PlanStage.Request(
                        missing, List.of(), List.of(), "smoke", Optional.empty())))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.NO_INPUT))
        .hasMessageStartingWith(missing.toString());
  }

  @Test
  void everyJobAsksForSomethingAndThePlanListsItsNeeds() {
    List<Job> jobs = plan("laptop");
    Plan plan = PlanStage.summary("laptop", jobs, 0);
    assertThat(plan.jobs()).extracting(Plan.Entry::id).isEqualTo(ids(jobs));
    assertThat(plan.jobs())
        .allSatisfy(
            entry -> {
              assertThat(entry.resources().cpus()).isPositive();
              assertThat(entry.resources().memoryMb()).isBetween(500, 64_000);
              assertThat(entry.resources().minutes()).isBetween(0.01, 10_000.0);
            });
  }

  private static List<String> ids(List<Job> jobs) {
    return jobs.stream().map(Job::id).toList();
  }

  private static List<Job> plan(String scale, String... figures) {
    return PlanStage.jobs(
        new PlanStage.Request(OWN, List.of(), List.of(figures), scale, Optional.empty()));
  }

  private static List<String> figures(String... wanted) {
    return plan("smoke", wanted).stream()
        .filter(job -> job.stage() == Stage.FIGURE)
        .map(job -> job.figure().id())
        .toList();
  }

  private static FigureSpec figureOf(List<Job> jobs) {
    return first(jobs, Stage.FIGURE).figure();
  }

  private static Job first(List<Job> jobs, Stage stage) {
    return jobs.stream().filter(job -> job.stage() == stage).findFirst().orElseThrow();
  }

  private Map<String, String> files(String scale, String... figures) throws IOException {
    Path out = Files.createTempDirectory(folder, "plan");
    PlanStage.write(out, scale, plan(scale, figures));
    assertThat(Json.read(out.resolve("plan.json"), Plan.class).jobs()).isNotEmpty();
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.list(out.resolve("jobs"))) {
      for (Path file : found.toList()) {
        files.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    return files;
  }

  private static List<Job> jobsOf(Definitions definitions, Experiment experiment) {
    TreeMap<String, Experiment> experiments = new TreeMap<>(definitions.experiments());
    experiments.put(experiment.id(), experiment);
    return Planner.plan(
        new Definitions(experiments, definitions.figures(), new TreeMap<>(), Set.of()),
        definitions.figures().values().stream()
            .filter(figure -> figure.experiments().equals(List.of(experiment.id())))
            .toList(),
        "paper",
        Optional.empty());
  }

  /** Another value of the same type. */
  private static Setting changed(Setting setting) {
    String text = Json.write(setting.value());
    String other =
        setting.value().isArray()
            ? text.replace("]", ",3]")
            : setting.value().isTextual()
                ? "[0,1]"
                : setting.value().isIntegralNumber()
                    ? Integer.toString(setting.value().intValue() + 1)
                    : Double.toString(setting.value().doubleValue() / 2 + 0.01);
    return new Setting(
        Json.read(other, com.fasterxml.jackson.databind.JsonNode.class, "test"),
        setting.source(),
        null);
  }

  private static Experiment with(Experiment old, String name, Setting value) {
    TreeMap<String, Setting> settings = new TreeMap<>(old.settings());
    settings.put(name, value);
    return new Experiment(
        old.id(),
        old.study(),
        old.label(),
        old.title(),
        old.model(),
        settings,
        old.sweep(),
        old.seeds(),
        old.measure(),
        old.scales(),
        old.alternatives(),
        old.varyTogether(),
        old.streams(),
        old.basedOn(),
        old.file());
  }
}
