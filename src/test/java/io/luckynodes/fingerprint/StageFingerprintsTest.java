package io.luckynodes.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.definition.ModelKind;
import io.luckynodes.job.Stage;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class StageFingerprintsTest {
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
  void aChangeInThePackagesOfOneKindTouchesTheJobsOfThatKindAlone() throws IOException {
    assertThat(runnersTouchedBy(inPackage("twolayer"))).isEqualTo(runnersOf("two-layer"));
    assertThat(runnersTouchedBy(inPackage("fc"))).isEqualTo(runnersOf("fc", "cifar10-fc"));
    assertThat(runnersTouchedBy(inPackage("vgg"))).isEqualTo(runnersOf("vgg11-bn", "vgg16-bn"));
    // The plan knows how long it is from one stop of the race to the next, and the shape of
    // ConvNets
    // on Gaussian images; it is quick to make again.
    assertThat(runnersTouchedBy(inPackage("race")))
        .isEqualTo(with(runnersOf("race", "race-plane"), "plan"));
    assertThat(runnersTouchedBy(inPackage("convnet")))
        .isEqualTo(with(runnersOf("convnet", "cifar10-convnet", "gaus-convnet"), "plan"));
  }

  @Test
  void convNetsOnGaussianImagesReachNothingOfCifar10() {
    assertThat(runnersOf("gaus-convnet")).hasSize(3);
    assertThat(runnersThatReach(name -> name.contains("Cifar10") || name.contains("LabelTraining")))
        .contains("student.convnet", "student.cifar10-convnet")
        .doesNotContainAnyElementsOf(runnersOf("gaus-convnet"));
  }

  @Test
  void drawingIsReachedByTheFigureStageAndPaintingByTheReportToo() {
    assertThat(runnersThatReach("io/luckynodes/figure/Drawings"::equals)).containsExactly("figure");
    // It paints how claims stand, which nobody knows before.
    List<String> painting = List.of("figure", "report");
    assertThat(runnersThatReach(name -> name.startsWith("io/luckynodes/figure/")))
        .containsExactlyElementsOf(painting);
    assertThat(runnersWithLibrary("xchart-")).containsExactlyElementsOf(painting);
    assertThat(runnersWithLibrary("org.jfree.svg-")).containsExactlyElementsOf(painting);
    assertThat(runnersWithLibrary("jasperreports-fonts-")).containsExactlyElementsOf(painting);
  }

  @Test
  void theTwoLayerTrainerIsReachedByWhatTrainsOrMeasuresWithIt() {
    assertThat(runnersThatReach("io/luckynodes/network/twolayer/TwoLayerTrainer"::equals))
        .contains("student.two-layer")
        .isSubsetOf("student.two-layer", "metrics.two-layer");
  }

  @Test
  void tensorFlowIsReachedByTheNumericStagesAlone() {
    assertThat(runnersWithLibrary("tensorflow-core-api-"))
        .contains("teacher.convnet", "prune.convnet")
        .containsAll(runnersOfStages("student"))
        .containsAll(trained(runnersOfStages("metrics")))
        .isSubsetOf(runnersOfStages("teacher", "prune", "student", "metrics"))
        // What others trained is read, and small networks are worked out in Java's own float64.
        .doesNotContain("metrics.vgg11-bn", "metrics.vgg16-bn", "metrics.circle")
        .doesNotContain(
            "metrics.unit-nodes", "metrics.overlaps", "metrics.region", "metrics.small-fc")
        .doesNotContain("metrics.population", "metrics.gate-products", "metrics.pursuit")
        .doesNotContain("metrics.deep-region", "metrics.cell-flow", "metrics.classifier-flow");
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
        .containsExactly("dataset.cifar10", "dataset.vgg11-bn", "dataset.vgg16-bn");
  }

  @Test
  void noStageReachesTheCommandLineOrTheBuild() {
    assertThat(runnersWithLibrary("picocli-")).isEmpty();
    assertThat(runnersWithLibrary("asm-")).isEmpty();
    assertThat(
            runnersThatReach(
                name ->
                    name.startsWith("io/luckynodes/cli/")
                        || (name.startsWith("io/luckynodes/runner/")
                            && !name.endsWith("/Reporting"))
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
                      || name.startsWith("io/luckynodes/network/twolayer/TwoLayerObserver"));
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
    trained.removeIf(
        name ->
            !ModelKind.of(name.substring(name.indexOf('.') + 1))
                .orElseThrow()
                .stages()
                .contains(Stage.STUDENT));
    return trained;
  }

  /** The runners whose fingerprints are others when every class of such a name has changed. */
  private SortedSet<String> runnersTouchedBy(Pattern classes) throws IOException {
    SortedSet<String> changed = new TreeSet<>();
    for (ClassDigest.Reach reached : reach.values()) {
      reached.classes().keySet().stream().filter(classes.asPredicate()).forEach(changed::add);
    }
    Path own = Files.createTempDirectory(folder, "changed");
    for (String name : changed) {
      Path file = own.resolve(name + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, withAFieldMore(name));
    }
    SortedSet<String> touched = new TreeSet<>();
    reachWith(new Overlay(own))
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

  /** Class files of a kind's packages, whatever the stage. */
  private static Pattern inPackage(String kind) {
    return Pattern.compile("^io/luckynodes/(.*/)?" + kind + "/");
  }

  private static SortedSet<String> with(SortedSet<String> runners, String further) {
    runners.add(further);
    return runners;
  }

  /** The jobs of some kinds of network; their data sets are no jobs of theirs. */
  private static SortedSet<String> runnersOf(String... models) {
    return runners(
        name ->
            Stream.of(models).anyMatch(model -> name.endsWith("." + model))
                && !name.startsWith("dataset."));
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
