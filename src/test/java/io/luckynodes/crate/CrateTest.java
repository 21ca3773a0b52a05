package io.luckynodes.crate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.Results;
import io.luckynodes.lineage.SmallRun;
import io.luckynodes.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The research object of a real small run, and of what can have become of one. */
class CrateTest {
  @TempDir static Path once;
  private static Path whole;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path results;

  @BeforeAll
  static void run() throws IOException {
    whole = SmallRun.withRun(SmallRun.results(once));
  }

  @BeforeEach
  void copy() throws IOException {
    results = SmallRun.copy(whole, folder.resolve("results"));
  }

  private CrateCheck closed() {
    SmallRun.lucky("close", results.toString());
    return CrateCheck.of(results);
  }

  private void change(String place, String what, String by) throws IOException {
    Path file = results.resolve(place);
    String text = Files.readString(file);
    assertThat(text).contains(what);
    Files.writeString(file, text.replace(what, by));
  }

  /** The run's record with one field changed. */
  private void changeRun(String field, String value) throws IOException {
    Path file = results.resolve(RunRecord.PLACE);
    ObjectNode json = Json.read(file, ObjectNode.class);
    Files.writeString(file, Json.writeIndented(json.put(field, value)));
  }

  @Test
  void aRunIsAProvenanceRunCrate() {
    closed().isSound();
  }

  @Test
  void whatTheProfilesForbidIsFound() throws IOException {
    closed().isSound();
    String step = "workflow/main.nf#step-METRICS";
    faultIn("#engine-run", "object", "workflow/nextflow.config", "[MUST]");
    faultIn("#control/METRICS", "object", step, "[MUST]");
    faultIn(step, "connection", "#engine-run", "[MUST]");
    faultIn(step, "connection", null, "belongs to the step that receives it");
    faultIn("workflow/main.nf", "connection", null, "belongs to the workflow that puts it out");
    faultIn("workflow/main.nf", "creator", null, "[MUST]");
    faultIn("workflow/main.nf#output-page", "additionalType", null, "[MUST]");
    faultIn(
        "#made/student.plane.s1-2", "exampleOfWork", "workflow/main.nf#output-page", "[SHOULD]");
    faultIn("#software/lucky-nodes/0.1.0", "version", null, "[SHOULD]");
    faultIn("./", "author", null, "[SHOULD]");
    CrateCheck.of(results).isSound();
  }

  /**
   * Says something else in the description, for as long as it is looked at.
   *
   * @param link what the entity is to be linked to; null takes the property away
   */
  private void faultIn(String id, String property, @Nullable String link, String told)
      throws IOException {
    Path description = results.resolve(Crate.PLACE);
    String text = Files.readString(description);
    JsonNode json = Json.read(description, JsonNode.class);
    for (JsonNode entity : json.get("@graph")) {
      if (entity.get("@id").asText().equals(id)) {
        assertThat(entity.has(property)).as(id + " " + property).isTrue();
        ((ObjectNode) entity).remove(property);
        if (link != null) {
          ((ObjectNode) entity).putObject(property).put("@id", link);
        }
      }
    }
    Files.writeString(description, Json.writeIndented(json));
    assertThatThrownBy(() -> CrateCheck.of(results).isSound()).hasMessageContaining(told);
    Files.writeString(description, text);
  }

  @Test
  void aChangedDescriptionIsFoundSinceItIsMadeAgain() throws IOException {
    assertThat(Crate.compare(Results.in(results))).isEmpty();
    closed();
    assertThat(Crate.compare(Results.in(results))).isEmpty();

    change(Crate.PLACE, "\"alternateName\" : \"not judged\"", "\"alternateName\" : \"holds\"");
    assertThat(Crate.compare(Results.in(results)).orElseThrow().toString())
        .startsWith("ro-crate-metadata.json: expected in line ")
        .endsWith("\"alternateName\" : \"not judged\", found \"alternateName\" : \"holds\"");
    closed();
    Path description = results.resolve(Crate.PLACE);
    Files.writeString(description, Files.readString(description) + "{}\n");
    assertThat(Crate.compare(Results.in(results)).orElseThrow().toString())
        .endsWith("expected no more, found {}");
    closed();
    Files.delete(results.resolve("run/trace.txt"));
    assertThat(Crate.compare(Results.in(results)).orElseThrow().toString()).contains("trace.txt");
  }

  @Test
  void plotsOfClaimsArePartsOfTheirFiguresAndMadeByTheReport() throws IOException {
    String plot = "claims/" + SmallRun.FIGURE + ".svg";
    Files.createDirectories(results.resolve(plot).getParent());
    Files.copy(results.resolve("figures/" + SmallRun.FIGURE + ".svg"), results.resolve(plot));

    CrateCheck crate = closed().isSound();
    String name = plot.replace("/", "\\/");
    assertThat(
            crate.ask(
                "SELECT ?id { ?figure s:hasPart crate:PLOT ; s:identifier ?id }"
                    .replace("PLOT", name)))
        .containsExactly(SmallRun.FIGURE);
    assertThat(
            crate.ask(
                "SELECT ?tool { ?a s:result crate:PLOT ; s:instrument/s:name ?tool }"
                    .replace("PLOT", name)))
        .anyMatch(tool -> tool.startsWith("lucky report"));
    assertThat(
            crate.ask(
                "SELECT ?p { ?w a s:HowTo ; biow:output ?o . crate:claims.csv s:exampleOfWork ?o . ?o s:name ?p }"))
        .containsExactly("claims");
  }

  @Test
  void closingAgainGivesTheSameBytes() throws IOException {
    closed();
    byte[] first = Files.readAllBytes(results.resolve(Crate.PLACE));
    closed();
    assertThat(results.resolve(Crate.PLACE)).hasBinaryContent(first);
    Path other = SmallRun.copy(whole, folder.resolve("elsewhere"));
    SmallRun.lucky("close", other.toString());
    assertThat(other.resolve(Crate.PLACE)).hasBinaryContent(first);
  }

  @Test
  void whoRanItIsNamedOnlyIfTheUserSaidSo() throws IOException {
    assertThat(closed().ask("SELECT ?a { ?x s:agent ?a }")).isEmpty();
    changeRun("agent", "Ada Lovelace <0000-0002-1825-0097>");
    assertThat(
            closed()
                .isSound()
                .ask("SELECT DISTINCT ?a ?n { ?x s:agent ?a . ?a a s:Person ; s:name ?n }"))
        .containsExactly("https://orcid.org/0000-0002-1825-0097 | Ada Lovelace");
    // What came from the cache was run by nobody now.
    assertThat(CrateCheck.of(results).ask("SELECT ?n { ?x s:agent ?a ; s:name ?n }"))
        .contains("metrics.plane.s1-2")
        .doesNotContain("teacher.plane.s1-2");
  }

  @Test
  void aFailedRunSaysWhatFailedAndWhy() throws IOException {
    for (String gone : List.of("index.html", "summary.json", "claims.csv", "numbers.tex")) {
      Files.delete(results.resolve(gone));
    }
    for (String gone : List.of("figures", "metrics")) {
      delete(results.resolve(gone));
    }
    deleteRecords("metrics.");
    deleteRecords("student-specialization.");
    Path trace = results.resolve("run/trace.txt");
    Files.writeString(
        trace,
        String.join(
                "\n",
                Files.readAllLines(trace).stream()
                    .filter(line -> !line.contains("FIGURE") && !line.contains("REPORT"))
                    .map(
                        line ->
                            line.contains("METRICS")
                                ? line.replace("COMPLETED\t0", "FAILED\t65")
                                    .replaceAll("-$", "FINISH")
                                : line)
                    .toList())
            + "\n");
    changeRun("error", "Process METRICS failed");
    change(RunRecord.PLACE, "\"success\" : true", "\"success\" : false");
    CrateCheck crate = closed().isSound();
    assertThat(
            crate.ask(
                "SELECT ?n ?e { ?x s:actionStatus 'http://schema.org/FailedActionStatus' ; s:name ?n ; s:error ?e }"))
        .containsExactly(
            "Run of Nextflow 24.10.0 | Process METRICS failed",
            "Run second_run | Process METRICS failed",
            "metrics.plane.s1-2 | It ended with 65; Nextflow's answer was FINISH",
            "student.plane.s1-2 | It ended with 137; Nextflow's answer was RETRY");
  }

  @Test
  void aTryThatPausedDidAsItShould() throws IOException {
    change("run/trace.txt", "FAILED\t137", "FAILED\t75");
    CrateCheck crate = closed().isSound();
    assertThat(crate.ask("SELECT ?e { ?x s:error ?e }")).isEmpty();
    assertThat(
            crate.ask(
                "SELECT ?n ?t { ?x a ?t ; s:actionStatus 'http://schema.org/CompletedActionStatus' ; s:name ?n . FILTER CONTAINS(?n, 'student.') }"))
        .containsExactly(
            "student.plane.s1-2, try 2 | http://schema.org/CreateAction",
            "student.plane.s1-2, until it paused | http://schema.org/ActivateAction");
  }

  @Test
  void whatAnEarlierRunLeftIsToldApart() throws IOException {
    // The figure's own task is not in the trace, and the teacher was made anew since.
    change("run/trace.txt", "figure.plane.student-specialization.fig03", "figure.other");
    deleteRecords("teacher.");
    CrateCheck crate = closed().isValid();
    assertThat(
            crate.ask(
                "SELECT ?n { ?x a s:CreateAction ; s:name ?n . FILTER NOT EXISTS { ?x s:endTime ?e } }"))
        .containsExactly("figure.plane.student-specialization.fig03", "teacher.plane.s1-2");
  }

  @Test
  void theImageOfATaskIsNamedWithItsDigest() {
    assertThat(
            closed()
                .ask(
                    "SELECT DISTINCT ?r ?n ?t ?d { ?x run:containerImage ?i . ?i run:registry ?r ; s:name ?n ; run:tag ?t ; run:sha256 ?d }"))
        .containsExactly("registry.example.org:5000 | lab/lucky | 1.0 | " + "5".repeat(64));
  }

  @Test
  void theCommandsOfTasksAreReadFromTheWorkFolderAlone() throws IOException {
    Path work = folder.resolve("work");
    script(work.resolve("aa/000005f"), "#!/bin/bash -euo pipefail\n    lucky metrics --job a\n");
    script(folder.resolve("outside"), "#!/bin/bash\nsecret\n");
    Files.createSymbolicLink(work.resolve("aa/000006f"), folder.resolve("outside"));
    change("run/trace.txt", "/w/", work + "/");
    SmallRun.lucky("close", results.toString(), "--work", work.toString());
    String query =
        "SELECT ?d { ?x a s:CreateAction ; s:instrument ?t ; s:description ?d . ?t a s:SoftwareApplication . FILTER(?d != 'Its command is not known.') }";
    assertThat(CrateCheck.of(results).isSound().ask(query))
        .containsExactly("lucky metrics --job a");
    // They stay known when the work folder is gone.
    delete(work);
    assertThat(closed().ask(query)).containsExactly("lucky metrics --job a");
  }

  @Test
  void whatEveryRunLeavesIsMissedByName() throws IOException {
    for (String place : List.of(RunRecord.PLACE, "run/trace.txt", "workflow/main.nf")) {
      Path away = folder.resolve("away");
      Files.move(results.resolve(place), away);
      assertThatThrownBy(() -> Crate.write(Results.in(results)))
          .isInstanceOfSatisfying(
              LuckyException.class,
              fault -> {
                assertThat(fault.exitCode()).isEqualTo(ExitCode.NO_INPUT);
                assertThat(fault)
                    .hasMessageContaining(place + ": expected a file, found no such file");
              });
      Files.move(away, results.resolve(place));
    }
    assertThat(results.resolve(Crate.PLACE)).doesNotExist();
  }

  @Test
  void aStrangersFolderIsNeitherReadNorWrittenThroughLinks() throws IOException {
    Path outside = folder.resolve("outside.json");
    Files.writeString(outside, "kept");
    Files.createSymbolicLink(results.resolve(Crate.PLACE), outside);
    Files.createSymbolicLink(results.resolve("figures/away.svg"), outside);
    Path others = Files.createDirectories(folder.resolve("others"));
    Files.writeString(others.resolve("x.arrow"), "x");
    Files.createSymbolicLink(results.resolve("metrics/others"), others);
    CrateCheck crate = closed().isSound();
    assertThat(outside).hasContent("kept");
    assertThat(results.resolve(Crate.PLACE))
        .isRegularFile()
        .satisfies(file -> assertThat(Files.isSymbolicLink(file)).isFalse());
    assertThat(crate.entities().keySet())
        .noneMatch(id -> id.contains("away") || id.contains("others/"));
  }

  @Test
  void hostileNamesBecomeValuesNotAddresses() throws IOException {
    change("run/trace.txt", "metrics.plane.s1-2\tCOMPLETED", "\"><x>\u0007 {}\tCOMPLETED");
    changeRun("name", "a b\"<c>");
    changeRun("agent", "Eve <javascript:alert(1)>");
    assertThat(closed().isValid().ask("SELECT ?a { ?x s:agent ?a }")).isEmpty();
  }

  @Test
  void damagedRecordsOfTheRunAreNamed() throws IOException {
    change("run/trace.txt", "1767312007000", "soon");
    assertThatThrownBy(() -> Crate.write(Results.in(results)))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("run/trace.txt:5: complete: expected a whole number, found soon");
    changeRun("start", "yesterday");
    assertThatThrownBy(() -> Crate.write(Results.in(results)))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("run/run.json: start: expected a time");
  }

  private static void script(Path task, String text) throws IOException {
    Files.writeString(Files.createDirectories(task).resolve(".command.sh"), text);
  }

  private void deleteRecords(String start) throws IOException {
    try (Stream<Path> files = Files.list(results.resolve("records"))) {
      for (Path file :
          files.filter(one -> String.valueOf(one.getFileName()).startsWith(start)).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
