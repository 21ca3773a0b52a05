package io.luckynodes.crate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.json.Json;
import io.luckynodes.lineage.SmallRun;
import io.luckynodes.stage.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor asks of results, each answered by the crate alone. */
class AuditorsQuestionsTest {
  private static final String PINNED =
      "013ba16d14ecc4829da62bf2af648ca30f600491ecb3e7f329c827db0dd17522";

  @TempDir static Path folder;
  private static Path results;
  private static CrateCheck crate;

  @BeforeAll
  static void run() throws IOException {
    results = SmallRun.withRun(SmallRun.results(folder));
    dataset("dataset.cifar10", "the records of CIFAR-10, batch after batch", PINNED);
    dataset("dataset.vgg11-bn", "vgg11_bn.csv", "7".repeat(64));
    SmallRun.lucky("close", results.toString());
    crate = CrateCheck.of(results).isValid();
  }

  /** A record of a data set, as its job leaves one. */
  private static void dataset(String job, String source, String sha256) throws IOException {
    String name = job + ".dataset.arrow";
    ProvenanceRecord record =
        new ProvenanceRecord(
            ProvenanceRecord.FORMAT,
            "dataset",
            "dataset",
            job,
            Json.read(
                """
                {"experiment": "", "id": "%s", "members": [], "model": "%s", "needs": {}, "scale": "",
                 "settings": {}, "stage": "DATASET", "study": ""}
                """
                    .formatted(job, job.substring(8)),
                com.fasterxml.jackson.databind.JsonNode.class,
                job),
            new TreeMap<>(Map.of("source", new ProvenanceRecord.Input(source, sha256))),
            new TreeMap<>(),
            "c0de",
            new TreeMap<>(Map.of("java", "17")));
    Files.writeString(
        results.resolve("records/" + job + ".dataset.json"),
        Json.writeIndented(
            new RecordFile(
                RecordFile.FORMAT,
                new TreeMap<>(
                    Map.of(
                        name, Digests.of(job.getBytes(java.nio.charset.StandardCharsets.UTF_8)))),
                record)));
  }

  @Test
  void q01WhichCommitAndWasTheTreeDirty() {
    assertThat(
            crate.ask(
                """
                SELECT ?commit ?changes {
                  ?run s:instrument ?workflow ; s:additionalProperty ?c , ?d .
                  ?workflow a bio:ComputationalWorkflow .
                  ?c s:name "commit" ; s:value ?commit .
                  ?d s:name "uncommitted changes" ; s:value ?changes
                }
                """))
        .containsExactly("0123456789abcdef0123456789abcdef01234567 | yes");
  }

  @Test
  void q02WhichBytesWentInWithDigestSourceAndLicence() {
    assertThat(
            crate.ask(
                """
                SELECT ?name ?digest ?source ?licence {
                  ?action s:object ?data .
                  ?data s:additionalType "http://schema.org/Dataset" ; s:name ?name ; run:sha256 ?digest ; s:url ?source ;
                    s:license/s:name ?licence .
                  ?action s:instrument/s:name ?tool FILTER(STRSTARTS(?tool, "lucky dataset"))
                }
                """))
        .containsExactly(
            "BatchNorm layers of torchvision's VGG, trained on ImageNet | "
                + "7".repeat(64)
                + " | https://github.com/pytorch/vision | BSD 3-Clause License",
            "CIFAR-10 | "
                + PINNED
                + " | https://www.cs.toronto.edu/~kriz/cifar.html | None is stated by the authors of CIFAR-10; they ask"
                + " that their report be cited");
    assertThat(
            crate.ask(
                "SELECT ?n { ?d run:sha256 ?x ; s:name ?n ; s:description ?t FILTER(CONTAINS(?t, 'digest is pinned')) }"))
        .containsExactly("CIFAR-10");
  }

  @Test
  void q03WhichSettingsAndSeedsExplicitOrByDefault() {
    String settings =
        """
        SELECT ?name ?value ?source ?how ?paper {
          ?action s:object ?setting ; s:result ?x . ?x s:name "student.plane.s1-2.snapshots.arrow" .
          ?setting a s:PropertyValue ; s:name ?name ; s:value ?value .
          OPTIONAL { ?setting s:description ?how ; s:valueReference ?t . ?t a s:DefinedTerm ; s:name ?source }
          OPTIONAL { ?setting s:valueReference ?p . ?p a s:PropertyValue ; s:value ?paper }
        }
        """;
    assertThat(crate.ask(settings))
        .contains("seed | 1 |  |  | ", "seed | 2 |  |  | ")
        .contains(
            "epochs | 5 | released code or its README | reduced by the scale or the user | 100")
        .anyMatch(line -> line.endsWith(" | as the definition has it | "));
    assertThat(
            crate.ask(
                """
                SELECT ?name ?value ?how {
                  ?run s:instrument crate:workflow\\/main.nf ; s:object ?given .
                  ?given s:exampleOfWork ?parameter ; s:name ?name ; s:value ?value ; s:description ?how .
                  crate:workflow\\/main.nf biow:input ?parameter . ?parameter s:name ?name
                }
                """))
        .containsExactly(
            "figures | student-specialization/fig03 | given by the user",
            "scale | smoke | given by the user",
            "seeds | none | not given",
            "strict | false | by default");
  }

  @Test
  void q04OnWhichImageJavaLibrariesProcessorThreadsAndFlags() {
    assertThat(
            crate.ask(
                """
                SELECT DISTINCT ?name {
                  ?action s:name "student.plane.s1-2, try 2" ; run:environment ?e . ?e s:name ?name ; s:value ?v
                  FILTER(STRLEN(STR(?v)) > 0)
                }
                """))
        .containsExactly(
            "architecture", "cpu_kernels", "java", "onednn", "precision", "tensorflow", "threads");
    assertThat(
            crate.ask(
                "SELECT ?digest { ?a s:name 'student.plane.s1-2, try 2' ; run:containerImage/run:sha256 ?digest }"))
        .containsExactly("5".repeat(64));
  }

  @Test
  void q05TheWholeAncestryOfAFigureWithNoEdgeThatIsNotHashed() {
    String ancestors =
        """
        SELECT DISTINCT ?ancestor %s {
          crate:figures\\/student-specialization\\/fig03.svg (^s:result/s:object)+ ?ancestor .
          FILTER NOT EXISTS { ?ancestor a s:PropertyValue }
          OPTIONAL { ?ancestor run:sha256 ?digest }
          OPTIONAL { ?ancestor s:name ?name }
          %s
        }
        """;
    assertThat(crate.ask(ancestors.formatted("?name", "")))
        .anyMatch(line -> line.endsWith("metrics.plane.s1-2.boundaries.arrow"))
        .anyMatch(line -> line.endsWith("| student.plane.s1-2.snapshots.arrow"))
        .anyMatch(line -> line.endsWith("| teacher.plane.s1-2.weights.arrow"));
    assertThat(crate.ask(ancestors.formatted("", "FILTER(!BOUND(?digest))"))).isEmpty();
    // It ends in random draws: a task that reads nothing but settings and seeds.
    assertThat(
            crate.ask(
                """
                SELECT DISTINCT ?name {
                  crate:figures\\/student-specialization\\/fig03.svg (^s:result/s:object)+/^s:result ?first .
                  ?first s:name ?name .
                  FILTER NOT EXISTS { ?first s:object ?input FILTER NOT EXISTS { ?input a s:PropertyValue } }
                }
                """))
        .containsExactly("teacher.plane.s1-2");
  }

  @Test
  void q06WhichTasksCameFromTheCacheAndFromWhichRun() {
    assertThat(
            crate.ask(
                """
                SELECT ?task ?run ?end {
                  ?action s:name ?task ; s:endTime ?end ; s:additionalProperty ?c , ?r .
                  ?c s:name "from cache" ; s:value "yes" . ?r s:name "done by run" ; s:value ?run
                }
                """))
        .containsExactly(
            "smoke | first_run | 2026-01-01T00:00:02.000+00:00",
            "teacher.plane.s1-2 | first_run | 2026-01-01T00:00:05.000+00:00");
  }

  @Test
  void q07WhatFailedOrWasTriedAgain() {
    assertThat(
            crate.ask(
                """
                SELECT ?task ?try ?exit ?status ?error {
                  ?action s:name ?task ; s:actionStatus ?status ; s:additionalProperty ?t , ?x .
                  ?t s:name "attempt" ; s:value ?try . ?x s:name "exit code" ; s:value ?exit
                  OPTIONAL { ?action s:error ?error }
                  FILTER(?try > 1 || ?status = "http://schema.org/FailedActionStatus")
                }
                """))
        .containsExactly(
            "student.plane.s1-2 | 1 | 137 | http://schema.org/FailedActionStatus | It ended with 137; Nextflow's answer"
                + " was RETRY",
            "student.plane.s1-2, try 2 | 2 | 0 | http://schema.org/CompletedActionStatus | ");
  }

  @Test
  void q08WhichClaimItSupportsWithWhatIsPublishedObtainedAndTolerated() {
    String of =
        """
        crate:figures\\/student-specialization\\/fig03.svg ^s:hasPart ?figure .
        ?figure a s:CreativeWork ; s:review ?review .
        ?review s:itemReviewed ?claim .
        """;
    assertThat(
            crate.ask(
                "SELECT ?said ?verdict ?why { "
                    + of
                    + "?claim s:text ?said . ?review s:reviewRating/s:alternateName ?verdict ; s:reviewBody ?why }"))
        .singleElement()
        .asString()
        .startsWith(
            "Student nodes that are aligned with no teacher node have a lower fan-out norm than those that are. | not judged | ")
        .contains("smoke");
    assertThat(
            crate.ask(
                "SELECT ?n ?v { "
                    + of
                    + "?review s:additionalProperty ?o . ?o s:name ?n ; s:value ?v }"))
        .as("the numbers of every place, and those that decide nothing")
        .hasSameSizeAs(obtained());
    assertThat(
            crate.ask(
                "SELECT ?n ?v { "
                    + of
                    + "?claim s:additionalProperty ?o . ?o s:name ?n ; s:value ?v }"))
        .contains(
            "judged at | laptop, overnight, paper",
            "published | zero fan-out weights",
            "origin | paper")
        .anyMatch(line -> line.startsWith("reason of the tolerance | Theorem 3"))
        .anyMatch(line -> line.startsWith("tolerance: correlation | "));
    assertThat(
            crate.ask("SELECT ?paper { " + of + "?figure s:isBasedOn ?paper . ?paper s:url ?u }"))
        .containsExactly("https://arxiv.org/abs/1909.13458");
  }

  /** What the summary says that the claim of figure 3 was judged by, a text for each number. */
  private static List<String> obtained() {
    JsonNode claim =
        Json.read(results.resolve("summary.json"), JsonNode.class).at("/figures/0/claims/0");
    List<String> numbers = new ArrayList<>();
    claim.path("numbers").fieldNames().forEachRemaining(numbers::add);
    for (JsonNode place : claim.path("places")) {
      for (String number : List.of("mean", "lower", "upper", "bySeed")) {
        if (place.has(number)) {
          numbers.add(place.path("name").asText() + " " + number);
        }
      }
    }
    return numbers;
  }

  @Test
  void q09AtFullOrReducedScale() {
    String query =
        """
        SELECT ?value {
          crate:figures\\/student-specialization\\/fig03.png ^s:hasPart/s:additionalProperty ?p . ?p s:name "%s" ; s:value ?value
        }
        """;
    assertThat(crate.ask(query.formatted("scale"))).containsExactly("smoke");
    assertThat(crate.ask(query.formatted("reduced")))
        .contains("epochs 5 instead of 100", "seeds 2 instead of 32");
  }

  @Test
  void q10TheCommandThatRebuildsOnlyThisWithTimeAndMemory() {
    assertThat(
            crate.ask(
                """
                SELECT ?command ?time ?bytes {
                  crate:figures\\/student-specialization\\/fig03.csv ^s:hasPart ?figure .
                  ?how s:about ?figure ; a s:HowTo ; s:text ?command ; s:totalTime ?time ; s:additionalProperty ?m .
                  ?m s:name "peak memory" ; s:unitCode "https://qudt.org/vocab/unit/BYTE" ; s:value ?bytes
                }
                """))
        .containsExactly(
            "./nextflow run . --figures student-specialization/fig03 --scale smoke --seeds 2 | PT6S | 300000000");
  }
}
