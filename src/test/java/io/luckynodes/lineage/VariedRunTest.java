package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.cli.Lucky;
import io.luckynodes.json.Json;
import io.luckynodes.report.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A figure whose assumed settings are varied, from the command to what it leaves. */
class VariedRunTest {
  private static final String FIGURE = "mine/courses";
  private static final String CLAIM = "closed-form";

  /** With a coarse step the closed form is missed; the number of samples does not matter. */
  private static final String DEFINITION =
      """
      experiment: courses
      based_on: race-courses
      label: courses
      settings:
        train_samples: {value: 12, source: A, alternatives: [8], because: fewer}
        course_step: {value: 0.002, source: A, alternatives: [0.2], because: "coarse, and too coarse"}
        courses: {value: 4, source: A}
        first_step: {value: 0.05, source: A, alternatives: [0.01], because: no direction is followed}
      scales:
        smoke: {seeds: 3}
      ---
      figure: mine/courses
      based_on: race/lem03-04
      experiment: courses
      claims:
        - {name: closed-form, statement: The closed form is met., origin: theory, predicate: law-at-most,
           options: {law: course-error, quantity: the greatest error, most: 1.0e-7}, reason: As in the other figure.,
           scales: [smoke]}
      """;

  @TempDir static Path folder;
  private static Path results;
  private static Path alone;

  @BeforeAll
  static void run() throws IOException {
    Path own = Files.writeString(folder.resolve("mine.yaml"), DEFINITION);
    results =
        SmallRun.of(
            folder.resolve("varied"),
            "--figures",
            own.toString(),
            "--vary",
            "train_samples,course_step,first_step");
    alone = SmallRun.of(folder.resolve("alone"), "--figures", own.toString());
  }

  private static String lucky(String... arguments) {
    StringWriter out = new StringWriter();
    assertThat(Lucky.commandLine().setOut(new PrintWriter(out)).execute(arguments)).isZero();
    return out.toString();
  }

  private static Summary summary(Path results) {
    return Json.read(results.resolve(Summary.PLACE), Summary.class);
  }

  private static Summary.Claim claim(String figure) {
    return summary(results).figures().stream()
        .filter(one -> one.id().equals(figure))
        .flatMap(one -> one.claims().stream())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theVerdictSaysOnWhichAssumptionItRests() {
    assertThat(claim(FIGURE).outcome()).isEqualTo("holds");
    assertThat(claim(FIGURE + "-course-step-0-2").outcome()).isEqualTo("fails");
    assertThat(Objects.requireNonNull(claim(FIGURE).footing()).words())
        .isEqualTo("rests on " + label("course_step") + " (holds in 1 of 2, fails in 1 of 2)");
    assertThat(claim(FIGURE).footing().unchanged()).as("steps that nothing takes").isEqualTo(1);
  }

  private static String label(String setting) {
    return summary(results).figures().stream()
        .filter(Summary.Figure::assumesOtherwise)
        .flatMap(figure -> figure.alternative().stream())
        .filter(one -> one.setting().equals(setting))
        .findFirst()
        .orElseThrow()
        .label();
  }

  @Test
  void whatTheRunMakesWithoutAlternativesIsTheSameByteByByte() throws IOException {
    for (String name : List.of("figures", "metrics", "records")) {
      try (Stream<Path> files = Files.walk(alone.resolve(name))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(results.resolve(alone.relativize(file))).hasSameBinaryContentAs(file);
        }
      }
    }
  }

  @Test
  void thePageShowsAlternativesAtTheirClaimAndNotAsFigures() throws IOException {
    String page = Files.readString(results.resolve("index.html"));
    assertThat(page)
        .contains(
            "How much rests on what is assumed",
            "Other assumptions (2)",
            "figures/" + FIGURE + "-course-step-0-2.svg",
            "or 0.2: coarse, and too coarse")
        .doesNotContain("id=\"mine-courses-course-step-0-2\"");
  }

  @Test
  void otherFilesSayItToo() throws IOException {
    assertThat(results.resolve("claims/mine-alternatives.svg")).isNotEmptyFile();
    List<String> csv = Files.readAllLines(results.resolve("claims.csv"));
    assertThat(csv.get(0)).endsWith(",alternative,footing");
    assertThat(csv).anyMatch(line -> line.contains("rests on "));
    assertThat(csv).anyMatch(line -> line.endsWith(label("course_step") + " 0.2,"));
    assertThat(Files.readString(results.resolve("numbers.tex")))
        .contains("{footing}{rests on ")
        .doesNotContain(FIGURE + "-course");
    assertThat(lucky("claims", results.toString()))
        .contains("rests on ")
        .doesNotContain(FIGURE + "-course");
    assertThat(lucky("claims", results.toString(), "--claim", FIGURE + "/" + CLAIM))
        .contains("  " + label("course_step") + " 0.2  ");
  }

  @Test
  void theAuditFollowsItAndFindsWhatWasChangedByHand(@TempDir Path other) throws IOException {
    assertThat(Audit.of(Results.in(results)).faults()).isEmpty();
    Path copy = SmallRun.copy(results, other.resolve("results"));
    Path file = copy.resolve(Summary.PLACE);
    Files.writeString(
        file,
        Files.readString(file).replace("\"restsOn\" : [ \"course_step\" ]", "\"restsOn\" : [ ]"));
    assertThat(Audit.of(Results.in(copy)).faults())
        .anyMatch(fault -> fault.toString().contains("footing of claim "));
  }
}
