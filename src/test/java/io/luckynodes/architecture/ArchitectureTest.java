package io.luckynodes.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "io.luckynodes.";
  private static final List<String> STAGES =
      List.of("teacher", "prune", "student", "metrics", "figure", "report", "dataset", "plan");

  /** The kinds of network: below each stage, and below the engine, each has packages of its own. */
  private static final List<String> KINDS =
      List.of(
          "twolayer",
          "fc",
          "convnet",
          "race",
          "flow",
          "circle",
          "unit",
          "overlaps",
          "region",
          "smallfc",
          "population",
          "deep",
          "vgg");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.luckynodes");

  @Test
  void onlyTheArtifactPackageSeesArrow() {
    onlyThese("org.apache.arrow..", "artifact");
  }

  @Test
  void onlyTheNetworkPackageSeesTensorFlow() {
    onlyThese("org.tensorflow..", "network");
  }

  @Test
  void onlyTheFigurePackageSeesXChartAndJFree() {
    onlyThese("org.knowm..", "figure");
    onlyThese("org.jfree..", "figure");
  }

  @Test
  void theoryIsMathematicsAlone() {
    classes()
        .that()
        .resideInAPackage(ROOT + "theory..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "theory..",
            ROOT + "random..",
            ROOT + "statistics..",
            "java.lang..",
            "java.util..",
            "org.hipparchus..",
            "org.jspecify..")
        .because("it knows no files, and a change of the engines must not touch it")
        .check(CLASSES);
  }

  @Test
  void onlyTheTheoryPackageSeesHipparchus() {
    onlyThese("org.hipparchus..", "theory");
  }

  @Test
  void onlyTheDefinitionPackageSeesYaml() {
    onlyThese("org.snakeyaml..", "definition");
  }

  @Test
  void onlyTheDataSetsSeePickles() {
    onlyThese("net.razorvine..", "dataset");
  }

  @Test
  void onlyTheCommandLineSeesPicocli() {
    onlyThese("picocli..", "cli");
  }

  @Test
  void onlyTheFingerprintsSeeClassFiles() {
    onlyThese("org.objectweb.asm..", "fingerprint");
  }

  @Test
  void onlyTheCommandLinePrintsOrEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should(accessField(System.class, "out"))
        .orShould(accessField(System.class, "err"))
        .orShould(callMethod(System.class, "exit", int.class))
        .orShould(callMethod(Runtime.class, "exit", int.class))
        .orShould(callMethod(Runtime.class, "halt", int.class))
        .orShould(callMethod(Throwable.class, "printStackTrace"))
        .check(CLASSES);
  }

  @Test
  void commandsPrintInOneWay() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "cli.Terminal")
        .should(callMethod(picocli.CommandLine.class, "getOut"))
        .orShould(callMethod(picocli.CommandLine.class, "getErr"))
        .because("what a stranger wrote must not steer a terminal")
        .check(CLASSES);
  }

  @Test
  void filesOfResultsAreOpenedInOneWay() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "run..",
            ROOT + "crate..",
            ROOT + "lineage..",
            ROOT + "diff..",
            ROOT + "codecheck..",
            ROOT + "overview..",
            ROOT + "cli..",
            ROOT + "report..",
            ROOT + "json..",
            ROOT + "artifact..")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "artifact.AtomicFile")
        .should()
        .accessTargetWhere(
            calls(Files.class, "new(InputStream|BufferedReader|ByteChannel)|read.*|lines|copy"))
        .orShould()
        .accessTargetWhere(calls(FileChannel.class, "open"))
        .orShould()
        .dependOnClassesThat(
            belongToAnyOf(
                FileInputStream.class, FileReader.class, RandomAccessFile.class, Scanner.class))
        .because("they may be pipes, devices or larger than memory: file.WholeFile opens them")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "run..",
            ROOT + "crate..",
            ROOT + "lineage..",
            ROOT + "diff..",
            ROOT + "codecheck..")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "lineage.Results")
        .should()
        .accessTargetWhere(calls(Files.class, "list|walk.*|find|newDirectoryStream|is.*|exists"))
        .because("links may lead out, or in a circle: lineage.Results knows what is there")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String names) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + names,
        access ->
            access.getTargetOwner().isEquivalentTo(owner)
                && access.getTarget().getName().matches(names));
  }

  @Test
  void packagesDependOnEachOtherInOneDirection() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void thePictureOfTheFloorsHasEveryPackageWhereItsDependenciesAllow() throws IOException {
    String guide = Files.readString(Path.of("docs/architecture.md"));
    Map<String, Integer> floors = new TreeMap<>();
    Pattern.compile("floor(\\d+)\\[\"([^\"]+)\"\\]")
        .matcher(guide)
        .results()
        .forEach(
            floor -> {
              for (String name : floor.group(2).split(" · ", -1)) {
                assertThat(floors.put(name, Integer.valueOf(floor.group(1)))).as(name).isNull();
              }
            });
    List<String> upwards = new ArrayList<>();
    Set<String> packages = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String own = topPackage(type);
      packages.add(own);
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().startsWith(ROOT))
          .filter(target -> floors.get(topPackage(target)) > floors.get(own))
          .forEach(target -> upwards.add(type.getName() + " uses " + target.getName()));
    }
    assertThat(floors.keySet()).containsExactlyInAnyOrderElementsOf(packages);
    assertThat(upwards).isEmpty();
  }

  private static String topPackage(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).replaceFirst("\\..*", "");
  }

  @Test
  void stagesDependOnNoOtherStageButTheDataSetsReading() {
    for (String stage : STAGES) {
      String[] others =
          STAGES.stream()
              .filter(other -> !other.equals(stage) && !other.equals("dataset"))
              .map(other -> ROOT + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + stage + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .because("stages hand each other artifacts, and nothing else")
          .check(CLASSES);
    }
    noClasses()
        .that(
            resideInAPackage("io.luckynodes..")
                .and(
                    not(resideInAnyPackage(ROOT + "dataset..", ROOT + "runner..", ROOT + "cli.."))))
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.luckynodes\\.dataset\\..*(Stage|Source|Sources|Files|FileCache)")
        .because("only the dataset stage fetches data")
        .check(CLASSES);
  }

  @Test
  void noKindOfNetworkSeesAnotherAndWhatTheyShareSeesNone() {
    for (String kind : KINDS) {
      String[] others =
          KINDS.stream()
              .filter(other -> !other.equals(kind))
              .map(other -> ROOT + "*." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(ROOT + "*." + kind + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .because("a change in one kind's code must not touch the jobs of the others")
          .check(CLASSES);
    }
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "network",
            ROOT + "network.shape",
            ROOT + "training",
            ROOT + "teacher",
            ROOT + "student",
            ROOT + "metrics")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            KINDS.stream().map(kind -> ROOT + "*." + kind + "..").toArray(String[]::new))
        .because("what kinds share knows none of them")
        .check(CLASSES);
  }

  @Test
  void shapesAndMathematicsSeeNoEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "network.shape..", ROOT + "race..", ROOT + "statistics..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tensorflow..")
        .orShould()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "network..")
                .and(not(resideInAPackage(ROOT + "network.shape.."))))
        .because("the plan, and whoever reads the mathematics, need no TensorFlow")
        .check(CLASSES);
  }

  @Test
  void tablesKnowNeitherWhoFillsThemNorWhoReadsThem() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "table..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "metrics..",
            ROOT + "claim..",
            ROOT + "figure..",
            ROOT + "drawing..",
            ROOT + "definition..")
        .check(CLASSES);
    noClasses()
        .that()
        .haveSimpleName("Row")
        .or()
        .haveSimpleName("StepRow")
        .or()
        .haveSimpleName("TableType")
        .or()
        .haveSimpleName("TableWriter")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.table\\.(?!Step)\\w+Row")
        .because("METRICS of a kind must reach the tables of that kind alone")
        .check(CLASSES);
  }

  @Test
  void stagesKnowNothingOfDefinitionsPlansOrTheCommandLine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "teacher..",
            ROOT + "prune..",
            ROOT + "student..",
            ROOT + "metrics..",
            ROOT + "figure..",
            ROOT + "dataset..",
            ROOT + "training..",
            ROOT + "network..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "definition..", ROOT + "plan..", ROOT + "cli..")
        .check(CLASSES);
  }

  @Test
  void nothingThatMakesResultsKnowsWhatIsSaidOfThemLater() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + "run..",
            ROOT + "lineage..",
            ROOT + "crate..",
            ROOT + "diff..",
            ROOT + "codecheck..",
            ROOT + "overview..",
            ROOT + "reference..",
            ROOT + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "run..",
            ROOT + "lineage..",
            ROOT + "crate..",
            ROOT + "diff..",
            ROOT + "codecheck..",
            ROOT + "overview..",
            ROOT + "reference..")
        .because("a change in what a run leaves must train nothing again")
        .check(CLASSES);
  }

  @Test
  void theReportKnowsTheWordsForSettingsAndReadsNoDefinition() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "plan..", ROOT + "cli..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ROOT + "definition.Definitions")
        .check(CLASSES);
  }

  @Test
  void nothingDependsOnTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "cli..")
        .check(CLASSES);
  }

  @Test
  void randomNumbersComeFromNamedStreamsAlone() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .orShould(callMethod(Math.class, "random"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "random..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.random.RandomGeneratorFactory")
        .check(CLASSES);
  }

  @Test
  void noTwoTypesOfAPackageHaveOneName() {
    Map<String, List<String>> byName = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      if (!type.isAnonymousClass() && !type.getSimpleName().equals("package-info")) {
        byName
            .computeIfAbsent(
                type.getPackageName() + "." + type.getSimpleName(), name -> new ArrayList<>())
            .add(type.getName());
      }
    }
    byName.values().removeIf(types -> types.size() == 1);
    assertThat(byName).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> packages =
        CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(packages).hasSizeGreaterThan(15);
    for (String name : packages) {
      assertThat(CLASSES.getPackage(name).isAnnotatedWith(NullMarked.class)).as(name).isTrue();
    }
  }

  private static void onlyThese(String library, String own) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + own + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .anyMatch(
                    dependency -> resideInAPackage(library).test(dependency.getTargetClass())))
        .as(own + " itself uses " + library)
        .isTrue();
  }
}
