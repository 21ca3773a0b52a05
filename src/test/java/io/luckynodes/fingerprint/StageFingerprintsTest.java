package io.luckynodes.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.job.Stage;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StageFingerprintsTest {
  private static final Map<Stage, ClassDigest.Reach> REACH = new EnumMap<>(Stage.class);

  @BeforeAll
  static void read() {
    ClassDigest digest =
        new ClassDigest(StageFingerprintsTest.class.getClassLoader(), "io.luckynodes");
    for (Stage stage : Stage.values()) {
      REACH.put(stage, digest.from(FingerprintBuild.stageClass(stage)));
    }
  }

  @Test
  void everyStageHasAFingerprintAndTheyDiffer() {
    assertThat(CodeFingerprints.all()).hasSize(Stage.values().length);
    assertThat(CodeFingerprints.all().values())
        .doesNotHaveDuplicates()
        .allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    assertThatThrownBy(() -> CodeFingerprints.of("lottery")).hasMessageContaining("lottery");
  }

  @Test
  void theBuildWroteTheFingerprintsOfTheseClasses() {
    for (Stage stage : Stage.values()) {
      // Test classes lie in other packages' folders too, but add no files beside the classes.
      assertThat(CodeFingerprints.of(stage.id())).isEqualTo(REACH.get(stage).digest());
    }
  }

  @Test
  void drawingIsReachedByTheFigureStageAlone() {
    assertThat(stagesThatReach(name -> name.startsWith("io/luckynodes/figure/")))
        .containsExactly(Stage.FIGURE);
    assertThat(stagesWithLibrary("xchart-")).containsExactly(Stage.FIGURE);
    assertThat(stagesWithLibrary("org.jfree.svg-")).containsExactly(Stage.FIGURE);
    assertThat(stagesWithLibrary("jasperreports-fonts-")).containsExactly(Stage.FIGURE);
  }

  @Test
  void theTwoLayerTrainerIsReachedByWhatTrainsOrMeasuresWithIt() {
    assertThat(stagesThatReach("io/luckynodes/network/TwoLayerTrainer"::equals))
        .contains(Stage.STUDENT)
        .doesNotContain(Stage.FIGURE, Stage.TEACHER, Stage.PRUNE, Stage.DATASET);
  }

  @Test
  void tensorFlowIsReachedByTheNumericStagesAlone() {
    assertThat(stagesWithLibrary("tensorflow-core-api-"))
        .containsExactlyInAnyOrder(Stage.TEACHER, Stage.PRUNE, Stage.STUDENT, Stage.METRICS);
  }

  @Test
  void readingDefinitionsIsReachedByThePlanAlone() {
    assertThat(stagesWithLibrary("snakeyaml-engine-")).containsExactly(Stage.PLAN);
    assertThat(stagesThatReach("io/luckynodes/definition/Definitions"::equals))
        .containsExactly(Stage.PLAN);
    // The report explains settings in the words of their definition.
    assertThat(stagesThatReach(name -> name.startsWith("io/luckynodes/definition/")))
        .isSubsetOf(Stage.PLAN, Stage.REPORT);
  }

  @Test
  void fetchingDataIsReachedByTheDatasetStageAlone() {
    assertThat(stagesThatReach("io/luckynodes/dataset/HttpSource"::equals))
        .containsExactly(Stage.DATASET);
  }

  @Test
  void noStageReachesTheCommandLineOrTheBuild() {
    assertThat(stagesWithLibrary("picocli-")).isEmpty();
    assertThat(stagesWithLibrary("asm-")).isEmpty();
    assertThat(
            stagesThatReach(
                name -> name.startsWith("io/luckynodes/cli/") || name.endsWith("/ClassDigest")))
        .isEmpty();
  }

  @Test
  void aTeacherDoesNotDependOnStudentsMeasurementsOrPruning() {
    assertThat(REACH.get(Stage.TEACHER).classes().keySet())
        .noneMatch(
            name ->
                name.startsWith("io/luckynodes/student/")
                    || name.startsWith("io/luckynodes/metrics/")
                    || name.startsWith("io/luckynodes/prune/")
                    || name.startsWith("io/luckynodes/network/TwoLayerObserver"));
  }

  @Test
  void everyStageThatWritesArtifactsReachesTheWriterAndArrow() {
    Set<Stage> writers =
        EnumSet.of(Stage.DATASET, Stage.TEACHER, Stage.PRUNE, Stage.STUDENT, Stage.METRICS);
    assertThat(stagesThatReach("io/luckynodes/artifact/ArtifactWriter"::equals))
        .containsAll(writers);
    assertThat(stagesWithLibrary("arrow-vector-")).containsAll(writers);
  }

  private static Set<Stage> stagesThatReach(Predicate<String> wanted) {
    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    REACH.forEach(
        (stage, reach) -> {
          if (reach.classes().keySet().stream().anyMatch(wanted)) {
            stages.add(stage);
          }
        });
    return stages;
  }

  private static Set<Stage> stagesWithLibrary(String start) {
    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    REACH.forEach(
        (stage, reach) -> {
          if (reach.libraries().stream().anyMatch(name -> name.startsWith(start))) {
            stages.add(stage);
          }
        });
    return stages;
  }
}
