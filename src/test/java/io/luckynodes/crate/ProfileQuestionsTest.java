package io.luckynodes.crate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.SmallRun;
import io.luckynodes.run.KeptPlan;
import io.luckynodes.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the authors of the Workflow Run Crate profiles want to be able to ask a crate, each question
 * by its number in their list, answered by the crate alone.
 */
class ProfileQuestionsTest {
  private static final String RUN =
      "?run a s:CreateAction ; s:instrument ?workflow . ?workflow a bio:ComputationalWorkflow . ";

  @TempDir static Path folder;
  private static CrateCheck crate;

  @BeforeAll
  static void run() throws IOException {
    Path results = SmallRun.withRun(SmallRun.results(folder));
    Files.copy(Path.of("pom.xml"), results.resolve("workflow/pom.xml"));
    SmallRun.lucky(
        "plan", "--scale", "smoke", "--figures", SmallRun.FIGURE, "--out", folder + "/plan");
    Files.copy(folder.resolve("plan/plan.json"), results.resolve(KeptPlan.PLACE));
    ObjectNode record = Json.read(results.resolve(RunRecord.PLACE), ObjectNode.class);
    record.withObject("/parameters/device").put("byDefault", true).put("value", "cpu");
    Files.writeString(results.resolve(RunRecord.PLACE), Json.writeIndented(record));
    SmallRun.lucky("close", results.toString());
    crate = CrateCheck.of(results).isSound();
  }

  @Test
  void q01WhichImagesOfContainersTheRunUsed() {
    assertThat(
            crate.ask(
                "SELECT ?registry ?name ?tag ?digest { "
                    + RUN
                    + "?run run:containerImage ?image . ?image a run:ContainerImage ; run:registry ?registry ; s:name ?name ;"
                    + " run:tag ?tag ; run:sha256 ?digest }"))
        .containsExactly("registry.example.org:5000 | lab/lucky | 1.0 | " + "5".repeat(64));
  }

  @Test
  void q02HowMuchMemoryTimeAndTransferATaskTook() {
    assertThat(
            crate.ask(
                """
                SELECT ?quantity ?value ?unit {
                  ?task s:name "student.plane.s1-2, try 2" ; run:resourceUsage ?used .
                  ?used s:propertyID ?quantity ; s:value ?value ; s:unitCode ?unit
                }
                """))
        .containsExactly(
            "https://w3id.org/ro/terms/nf-trace#peakRSS | 300000000 | https://qudt.org/vocab/unit/BYTE",
            "https://w3id.org/ro/terms/nf-trace#percentCPU | 99 | https://qudt.org/vocab/unit/PERCENT",
            "https://w3id.org/ro/terms/nf-trace#rChar | 5000 | https://qudt.org/vocab/unit/BYTE",
            "https://w3id.org/ro/terms/nf-trace#realTime | 3000 | https://qudt.org/vocab/unit/MilliSEC",
            "https://w3id.org/ro/terms/nf-trace#wChar | 400 | https://qudt.org/vocab/unit/BYTE");
  }

  @Test
  void q03WhichConfigurationTheEngineWasGiven() {
    assertThat(
            crate.ask(
                """
                SELECT ?file {
                  ?engine a s:OrganizeAction ; s:result ?run .
                  ?run s:object ?file .
                  ?file a s:MediaObject ; dct:conformsTo <https://www.nextflow.io/docs/latest/config.html>
                }
                """))
        .containsExactly(
            "workflow/conf/base.config",
            "workflow/conf/local.config",
            "workflow/conf/standard.config",
            "workflow/nextflow.config");
  }

  @Test
  void q04WhichFileEachStepsEnvironmentIsBuiltFrom() {
    String environment =
        " codemeta:buildInstructions ?file . ?file a s:MediaObject ; s:encodingFormat 'application/xml' ;"
            + " dct:conformsTo/s:name ?format . ?of s:name ?name }";
    assertThat(
            crate.ask(
                "SELECT ?name ?file ?format { ?of a bio:ComputationalWorkflow ;" + environment))
        .containsExactly("Lucky Nodes | workflow/pom.xml | Maven's project file, POM 4.0.0");
    assertThat(crate.ask("SELECT ?name { ?w s:step ?of . ?of a s:HowToStep ;" + environment))
        .containsExactly("FIGURE", "METRICS", "PLAN", "REPORT", "STUDENT", "TEACHER");
  }

  @Test
  void q05HowLongATaskTook() {
    assertThat(
            crate.ask(
                """
                SELECT ?tool ?start ?end {
                  ?task s:name "student.plane.s1-2, try 2" ; s:startTime ?start ; s:endTime ?end ; s:instrument/s:name ?tool
                }
                """))
        .containsExactly(
            "lucky student (student.two-layer) | 2026-01-02T00:00:04.000+00:00 | 2026-01-02T00:00:07.000+00:00");
  }

  @Test
  void q06HowLongTheWorkflowTook() {
    assertThat(
            crate.ask("SELECT ?start ?end { " + RUN + "?run s:startTime ?start ; s:endTime ?end }"))
        .containsExactly("2026-01-02T00:00:00.000+00:00 | 2026-01-02T00:00:14.123+00:00");
  }

  @Test
  void q07WhatSucceeded() {
    assertThat(
            crate.ask(
                """
                SELECT ?name {
                  ?task s:actionStatus "http://schema.org/CompletedActionStatus" ; s:instrument ?with ; s:name ?name
                  FILTER(CONTAINS(?name, "student") || CONTAINS(?name, "second_run"))
                }
                """))
        .containsExactly(
            "Run second_run",
            "figure.plane.student-specialization.fig03",
            "student.plane.s1-2, try 2");
  }

  @Test
  void q08WhatTheWholeWorkflowTookAndGave() {
    assertThat(
            crate.ask(
                "SELECT ?name ?value { "
                    + RUN
                    + "?run s:object ?given . ?given a s:PropertyValue ; s:name ?name ; s:value ?value }"))
        .containsExactly(
            "device | cpu",
            "figures | student-specialization/fig03",
            "scale | smoke",
            "seeds | none",
            "strict | false");
    assertThat(
            crate.ask(
                "SELECT DISTINCT ?output { "
                    + RUN
                    + "?run s:result ?file . ?file s:exampleOfWork ?o . ?workflow biow:output ?o . ?o s:name ?output }"))
        .containsExactly("claims", "figure", "measurement", "page", "record", "summary");
  }

  @Test
  void q09WhichVersionOfItsCodeEachStepRan() {
    assertThat(
            crate.ask(
                """
                SELECT ?step ?version ?fingerprint {
                  ?w s:step ?s . ?s s:name ?step ; s:workExample ?tool .
                  ?tool s:softwareVersion ?version ; s:identifier ?fingerprint
                }
                """))
        .hasSize(6)
        .allMatch(
            line -> line.matches("[A-Z]+ \\| 0\\.1\\.0\\+([0-9a-f]{12}) \\| \\1[0-9a-f]{52}"));
  }

  @Test
  void q10WhatIsWrappedByAToolAndWhatThatNeeds() {
    String query =
        """
        SELECT ?name ?version {
          ?task s:name "%s" ; s:instrument ?tool .
          ?tool %s ?software . ?software a s:SoftwareApplication ; s:name ?name ; s:version ?version
        }
        """;
    assertThat(crate.ask(query.formatted("metrics.plane.s1-2", "s:mainEntity")))
        .containsExactly("Lucky Nodes | 0.1.0");
    assertThat(crate.ask(query.formatted("metrics.plane.s1-2", "s:softwareRequirements")))
        .contains("Lucky Nodes | 0.1.0", "Java | " + Runtime.version())
        .anyMatch(line -> line.startsWith("TensorFlow | 2."))
        .hasSize(3);
    // No record tells what the plan was made with.
    assertThat(crate.ask(query.formatted("smoke", "s:softwareRequirements")))
        .containsExactly("Lucky Nodes | 0.1.0");
  }

  @Test
  void q11HowTheWorkflowsParametersWereUsedInItsTools() {
    assertThat(
            crate.ask(
                """
                SELECT ?parameter ?value ?step ?tool ?as {
                  ?workflow a bio:ComputationalWorkflow ; biow:input ?source ; s:step ?s .
                  ?run s:instrument ?workflow ; s:object ?given .
                  ?given s:exampleOfWork ?source ; s:value ?value .
                  ?source s:name ?parameter .
                  ?s s:name ?step ; run:connection ?c ; s:workExample ?t .
                  ?c run:sourceParameter ?source ; run:targetParameter ?target .
                  ?t biow:input ?target ; s:name ?tool .
                  ?target s:name ?as
                }
                """))
        .containsExactly(
            "device | cpu | METRICS | lucky metrics (metrics.two-layer) | LUCKY_DEVICE",
            "device | cpu | STUDENT | lucky student (student.two-layer) | LUCKY_DEVICE",
            // The try that failed, of which no record tells more.
            "device | cpu | STUDENT | lucky student | LUCKY_DEVICE",
            "device | cpu | TEACHER | lucky teacher (teacher.two-layer) | LUCKY_DEVICE",
            "figures | student-specialization/fig03 | PLAN | lucky plan | --figures",
            "scale | smoke | PLAN | lucky plan | --scale");
  }

  @Test
  void q11AndWhatToolsHandToEachOtherAndToTheWorkflow() {
    String handed =
        """
        SELECT DISTINCT ?from ?what ?to ?as {
          ?c a run:ParameterConnection ; run:sourceParameter ?source ; run:targetParameter ?target .
          ?source s:name ?what . ?target s:name ?as .
          ?giver biow:output ?source ; s:name ?from .
          ?taker %s ?target ; s:name ?to
        }
        """;
    assertThat(crate.ask(handed.formatted("biow:input")))
        .contains(
            "lucky plan | plan | lucky report | --plan",
            "lucky plan | plan | lucky teacher (teacher.two-layer) | --job",
            "lucky teacher (teacher.two-layer) | made | lucky student (student.two-layer) | in",
            "lucky student (student.two-layer) | made | lucky metrics (metrics.two-layer) | in",
            "lucky metrics (metrics.two-layer) | made | lucky figure | in",
            "lucky figure | made | lucky report | in")
        .doesNotContain("lucky teacher (teacher.two-layer) | made | lucky figure | in");
    assertThat(crate.ask(handed.formatted("biow:output")))
        .contains(
            "lucky figure | made | Lucky Nodes | figure",
            "lucky metrics (metrics.two-layer) | made | Lucky Nodes | measurement",
            "lucky report | page | Lucky Nodes | page",
            "lucky student (student.two-layer) | records | Lucky Nodes | record");
    assertThat(
            crate.ask(
                "SELECT ?part { ?made s:name 'What student.plane.s1-2 made' ; s:hasPart/s:name ?part }"))
        .containsExactly("student.plane.s1-2.history.arrow", "student.plane.s1-2.snapshots.arrow");
  }

  @Test
  void modulesTellTheirToolsWhatTheCrateSaysTheyAreTold() throws IOException {
    for (ToolPart.Told told : ToolPart.TOLD) {
      String stage = told.runner().split("\\.", 2)[0];
      assertThat(Path.of("modules", stage, "main.nf")).content().contains(told.as());
      assertThat(Path.of("nextflow_schema.json"))
          .content()
          .contains("\"" + told.parameter() + "\"");
    }
  }

  @Test
  void theContributorsAreThoseOfTheCitation() {
    String name =
        crate.ask("SELECT ?n { ?w a bio:ComputationalWorkflow ; s:creator/s:name ?n }").get(0);
    assertThat(Path.of("CITATION.cff")).content().contains("authors:\n  - name: " + name + "\n");
    assertThat(crate.ask("SELECT ?n { crate: s:author/s:name ?n }")).isEqualTo(List.of(name));
  }
}
