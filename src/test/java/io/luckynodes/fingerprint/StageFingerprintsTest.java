package io.luckynodes.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.runner.Runners;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class StageFingerprintsTest {
  /** Classes whose code only one kind of network needs, by their names. */
  private static final Pattern CONVNET =
      Pattern.compile("/(ConvNet|Cifar10|LabelTraining|Prune|StructuredPruning)");

  /** The shape stands for the classifiers of the race, too. */
  private static final Pattern TWO_LAYER = Pattern.compile("/TwoLayer(?!Shape)");

  private static final Pattern RACE =
      Pattern.compile("/(Race|BinaryCifar10|Stops|MomentumBlock|MagnitudePruning)");

  private static SortedMap<String, ClassDigest.Reach> reach = new TreeMap<>();

  @TempDir Path folder;

  @BeforeAll
  static void read() {
    reach = reachWith(StageFingerprintsTest.class.getClassLoader());
  }

  @Test
  void everyRunnerHasAFingerprintAndTheyDifferAsTheirClassesDo() {
    assertThat(CodeFingerprints.all()).containsOnlyKeys(Runners.classes().keySet());
    assertThat(CodeFingerprints.all().values()).allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    assertThat(new TreeSet<>(CodeFingerprints.all().values()))
        .hasSameSizeAs(Set.copyOf(Runners.classes().values()));
    assertThatThrownBy(() -> CodeFingerprints.of("lottery")).hasMessageContaining("lottery");
  }

  @Test
  void theBuildWroteTheFingerprintsOfTheseClasses() {
    // Test classes lie in other packages' folders too, but add no files beside the classes.
    reach.forEach((name, own) -> assertThat(CodeFingerprints.of(name)).isEqualTo(own.digest()));
  }

  @Test
  void aChangeInWhatOnlyConvNetsUseLeavesTwoLayerNetworksAndDrawingAsTheyWere() throws IOException {
    assertThat(runnersTouchedBy(CONVNET))
        .containsAll(runnersOf("convnet"))
        .doesNotContainAnyElementsOf(runnersOf("two-layer"))
        .doesNotContain("figure");
  }

  @Test
  void aChangeInWhatOnlyTwoLayerNetworksUseTouchesTheirJobsAlone() throws IOException {
    assertThat(runnersTouchedBy(TWO_LAYER)).isEqualTo(runnersOf("two-layer"));
  }

  @Test
  void aChangeInWhatOnlyTheRaceUsesTouchesItsJobsAlone() throws IOException {
    assertThat(runnersTouchedBy(RACE))
        .containsAll(runnersOf("race"))
        .containsAll(runnersOf("race-plane"))
        // The plan tells how long it is from one stop to the next; it is quick to make again.
        .contains("plan")
        .hasSize(5);
  }

  @Test
  void convNetsOnGaussianImagesReachNothingOfCifar10() {
    assertThat(runnersOf("gaus-convnet")).hasSize(3);
    assertThat(runnersThatReach(name -> name.contains("Cifar10") || name.contains("LabelTraining")))
        .contains("student.convnet", "student.cifar10-convnet")
        .doesNotContainAnyElementsOf(runnersOf("gaus-convnet"));
  }

  @Test
  void drawingIsReachedByTheFigureStageAlone() {
    assertThat(runnersThatReach(name -> name.startsWith("io/luckynodes/figure/")))
        .containsExactly("figure");
    assertThat(runnersWithLibrary("xchart-")).containsExactly("figure");
    assertThat(runnersWithLibrary("org.jfree.svg-")).containsExactly("figure");
    assertThat(runnersWithLibrary("jasperreports-fonts-")).containsExactly("figure");
  }

  @Test
  void theTwoLayerTrainerIsReachedByWhatTrainsOrMeasuresWithIt() {
    assertThat(runnersThatReach("io/luckynodes/network/TwoLayerTrainer"::equals))
        .contains("student.two-layer")
        .isSubsetOf("student.two-layer", "metrics.two-layer");
  }

  @Test
  void tensorFlowIsReachedByTheNumericStagesAlone() {
    assertThat(runnersWithLibrary("tensorflow-core-api-"))
        .contains("teacher.convnet", "prune.convnet")
        .containsAll(runnersOfStages("student"))
        .containsAll(trained(runnersOfStages("metrics")))
        .isSubsetOf(runnersOfStages("teacher", "prune", "student", "metrics"));
  }

  @Test
  void readingDefinitionsIsReachedByThePlanAlone() {
    assertThat(runnersWithLibrary("snakeyaml-engine-")).containsExactly("plan");
    assertThat(runnersThatReach("io/luckynodes/definition/Definitions"::equals))
        .containsExactly("plan");
    // The report explains settings in the words of their definition.
    assertThat(runnersThatReach(name -> name.startsWith("io/luckynodes/definition/")))
        .isSubsetOf("plan", "report");
  }

  @Test
  void anotherSettingIsAnotherPlanAndReport() {
    reach.forEach(
        (runner, own) ->
            assertThat(own.resources().containsKey("io/luckynodes/definition/models.json"))
                .as(runner)
                .isEqualTo(Set.of("plan", "report").contains(runner)));
  }

  @Test
  void fetchingDataIsReachedByTheDatasetStageAlone() {
    assertThat(runnersThatReach("io/luckynodes/dataset/HttpSource"::equals))
        .containsExactly("dataset.cifar10");
    assertThat(runnersThatReach("io/luckynodes/dataset/HttpRanges"::equals))
        .containsExactly("dataset.vgg11-bn", "dataset.vgg16-bn");
    assertThat(runnersWithLibrary("pickle-"))
        .containsExactly("dataset.vgg11-bn", "dataset.vgg16-bn");
  }

  @Test
  void noStageReachesTheCommandLineOrTheBuild() {
    assertThat(runnersWithLibrary("picocli-")).isEmpty();
    assertThat(runnersWithLibrary("asm-")).isEmpty();
    assertThat(
            runnersThatReach(
                name ->
                    name.startsWith("io/luckynodes/cli/")
                        || name.startsWith("io/luckynodes/runner/")
                        || name.endsWith("/ClassDigest")))
        .isEmpty();
  }

  @Test
  void aTeacherDoesNotDependOnStudentsMeasurementsOrPruning() {
    for (String teacher : runnersOfStages("teacher")) {
      assertThat(reach.get(teacher).classes().keySet())
          .noneMatch(
              name ->
                  name.startsWith("io/luckynodes/student/")
                      || name.startsWith("io/luckynodes/metrics/")
                      || name.startsWith("io/luckynodes/prune/")
                      || name.startsWith("io/luckynodes/network/TwoLayerObserver"));
    }
  }

  @Test
  void everyStageThatWritesArtifactsReachesTheWriterAndArrow() {
    Set<String> writers = runnersOfStages("dataset", "teacher", "prune", "student", "metrics");
    assertThat(runnersThatReach("io/luckynodes/artifact/ArtifactWriter"::equals))
        .containsAll(writers);
    assertThat(runnersWithLibrary("arrow-vector-")).containsAll(writers);
  }

  /** Those of networks that are trained here, and not only read. */
  private static Set<String> trained(Set<String> runners) {
    Set<String> trained = new TreeSet<>(runners);
    trained.removeIf(name -> name.contains(".vgg"));
    return trained;
  }

  /** The runners whose fingerprints are others when every class of such a name has changed. */
  private SortedSet<String> runnersTouchedBy(Pattern classes) throws IOException {
    SortedSet<String> changed = new TreeSet<>();
    for (ClassDigest.Reach own : reach.values()) {
      own.classes().keySet().stream().filter(classes.asPredicate()).forEach(changed::add);
    }
    for (String name : changed) {
      Path file = folder.resolve(name + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, withAFieldMore(name));
    }
    SortedSet<String> touched = new TreeSet<>();
    reachWith(new Overlay(folder))
        .forEach(
            (runner, now) -> {
              if (!now.digest().equals(CodeFingerprints.of(runner))) {
                touched.add(runner);
              }
            });
    return touched;
  }

  private static byte[] withAFieldMore(String name) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor adding =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            super.visitField(
                    Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
                    "FURTHER",
                    "I",
                    null,
                    1)
                .visitEnd();
            super.visitEnd();
          }
        };
    try (InputStream in =
        StageFingerprintsTest.class.getClassLoader().getResourceAsStream(name + ".class")) {
      new ClassReader(in).accept(adding, 0);
    }
    return writer.toByteArray();
  }

  /** Finds class files in a folder first. */
  private static final class Overlay extends ClassLoader {
    private final Path folder;

    Overlay(Path folder) {
      super(StageFingerprintsTest.class.getClassLoader());
      this.folder = folder;
    }

    @Override
    public URL getResource(String name) {
      Path own = folder.resolve(name);
      try {
        return Files.isRegularFile(own) ? own.toUri().toURL() : super.getResource(name);
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static SortedMap<String, ClassDigest.Reach> reachWith(ClassLoader loader) {
    ClassDigest digest = new ClassDigest(loader, "io.luckynodes");
    SortedMap<String, ClassDigest.Reach> all = new TreeMap<>();
    Runners.classes().forEach((name, type) -> all.put(name, digest.from(type.getName())));
    return all;
  }

  private static SortedSet<String> runnersOf(String model) {
    return runners(name -> name.endsWith("." + model));
  }

  private static SortedSet<String> runnersOfStages(String... stages) {
    return runners(name -> List.of(stages).contains(name.split("\\.", 2)[0]));
  }

  private static SortedSet<String> runnersThatReach(Predicate<String> wanted) {
    return runners(name -> reach.get(name).classes().keySet().stream().anyMatch(wanted));
  }

  private static SortedSet<String> runnersWithLibrary(String start) {
    return runners(
        name -> reach.get(name).libraries().stream().anyMatch(jar -> jar.startsWith(start)));
  }

  private static SortedSet<String> runners(Predicate<String> wanted) {
    SortedSet<String> names = new TreeSet<>(reach.keySet());
    names.removeIf(wanted.negate());
    return names;
  }
}
