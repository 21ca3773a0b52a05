package io.luckynodes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.json.Json;
import io.luckynodes.run.RunRecord;
import io.luckynodes.run.Trace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the workflow itself promises, with a stand-in for the stages. */
class WorkflowIT {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path temporary;

  @SuppressWarnings("NullAway.Init") // set before each test
  private ProjectCopy project;

  @SuppressWarnings("NullAway.Init") // set before each test
  private PipelineRun pipeline;

  @BeforeAll
  static void engineIsThere(@TempDir Path folder) throws Exception {
    PipelineRun.Ended version =
        new PipelineRun(PipelineRun.thisProject(), folder).nextflow("-version");
    assertThat(version.exitCode()).as(version.output()).isZero();
  }

  @BeforeEach
  void copyProject() throws IOException {
    project = ProjectCopy.into(temporary.resolve("project"));
    pipeline = new PipelineRun(project.folder(), temporary.resolve("launch"));
  }

  @AfterEach
  void releaseProject() throws IOException {
    project.release();
  }

  @Test
  void helpListsEveryParameterOfTheSchemaWithItsDefaultAndLeavesNoResults() throws Exception {
    PipelineRun.Ended help = pipeline.run("--help");

    assertThat(help.exitCode()).as(help.output()).isZero();
    String unwrapped = help.output().replaceAll("\\s+", " ");
    assertThat(parameters())
        .isNotEmpty()
        .allSatisfy(
            (name, rule) -> {
              assertThat(unwrapped).contains("--" + name + " " + rule.get("description"));
              if (rule.containsKey("default")) {
                assertThat(unwrapped).contains("default " + rule.get("default") + "]");
              }
            });
    assertThat(help.results()).doesNotExist();
  }

  @Test
  void defaultsOfTheSchemaAreThoseInForce() throws Exception {
    String config = pipeline.nextflow("config", "-flat", project.folder().toString()).output();

    assertThat(parameters())
        .allSatisfy(
            (name, rule) -> {
              Object value = rule.get("default");
              String shown = value instanceof String ? "'" + value + "'" : String.valueOf(value);
              assertThat(config.lines()).contains("params." + name + " = " + shown);
            });
  }

  @Test
  void wrongParametersAreReportedTogetherWithASuggestion() throws Exception {
    PipelineRun.Ended run =
        pipeline.run(
            "--figure",
            "x",
            "--scale",
            "tiny",
            "--seeds",
            "0",
            "--figures",
            "two/fig01,nowhere.yaml",
            "--cifar10",
            "/nowhere",
            "--longest_task",
            "4",
            "--shortest_task",
            "2",
            "--agent",
            "me");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("--figure: no such parameter; did you mean --figures?")
        .contains("--scale: expected one of smoke, laptop, overnight, paper, found 'tiny'")
        .contains("--seeds: expected a whole number of at least 1, found '0'")
        .contains("--figures: expected a definition file that exists, found 'nowhere.yaml'")
        .contains("--cifar10: expected a file or folder that exists, found '/nowhere'")
        .contains("--longest_task: expected a text like '4h', found '4'")
        .contains("--shortest_task: expected a text like '2min', found '2'")
        .contains("--agent: expected a text like 'Ada Lovelace <https://orcid.org/", "found 'me'");
  }

  @Test
  void whatAProfileCannotDoWithoutIsNamedBeforeAnythingRuns() throws Exception {
    PipelineRun.Ended run = pipeline.run("-profile", "slurm,apptainer");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("--images: missing, profile apptainer needs it (or --registry)")
        .doesNotContain("Submitted process");
  }

  @Test
  void stubRunMakesEveryFigureAndThePageInAFolderOfItsOwn() throws Exception {
    PipelineRun.Ended run = pipeline.run("-stub-run");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("3 of 3 figures built: results-stub/index.html");
    assertThat(run.results()).doesNotExist();
    Path stubs = run.launchFolder().resolve("results-stub");
    assertThat(
            Stream.of(
                "figures/one/fig01.svg",
                "figures/two/fig01.svg",
                "figures/two/fig02.csv",
                "index.html",
                "run/trace.txt"))
        .allSatisfy(place -> assertThat(stubs.resolve(place)).exists());
  }

  @Test
  void aStartThatDoesNothingLeavesResultsAsTheyAre() throws Exception {
    PipelineRun.Ended run = pipeline.run();
    SortedMap<String, String> before = run.allDigests();
    assertThat(before).containsKeys("run/trace.txt", "run/report.html", "run/run.json");

    assertThat(pipeline.run("--figuers", "x").exitCode()).isEqualTo(1);
    assertThat(pipeline.run("--cifar10", "nowhere").exitCode()).isEqualTo(1);
    assertThat(pipeline.run("-preview").exitCode()).isZero();
    assertThat(pipeline.run("-stub-run").exitCode()).isZero();
    assertThat(pipeline.run("--plan", temporary.resolve("launch").toString()).exitCode())
        .isEqualTo(1);

    assertThat(run.allDigests()).isEqualTo(before);
    assertThat(run.launchFolder().resolve(".nextflow/runs")).isEmptyDirectory();
  }

  @Test
  void anEarlierRunIsKeptUnderItsName() throws Exception {
    PipelineRun.Ended first = pipeline.run();
    String name = RunRecord.read(first.results().resolve(RunRecord.PLACE)).name();
    String trace = first.allDigests().get("run/trace.txt");

    pipeline.with("DOUBLE_BROKEN", "1");
    assertThat(pipeline.run().exitCode()).isEqualTo(1);

    assertThat(first.allDigests())
        .containsEntry("run/" + name + "/trace.txt", trace)
        .containsKeys("run/" + name + "/run.json", "run/" + name + "/plan.json", "run/trace.txt");
    assertThat(RunRecord.read(first.results().resolve(RunRecord.PLACE)).success()).isFalse();
  }

  @Test
  void aSecondRunIsToldWhoHasTheResults() throws Exception {
    Path results = Files.createDirectories(temporary.resolve("launch/results"));
    Path lock = Files.writeString(results.resolve(".run.lock"), "run calm_ada, process 1 on there");
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      PipelineRun.Ended second = pipeline.run();
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.output())
          .contains("results: another run writes there (run calm_ada, process 1 on there)")
          .doesNotContain("Submitted process");
    }
    // What a killed run leaves keeps nobody out.
    PipelineRun.Ended third = pipeline.run();
    assertThat(third.exitCode()).as(third.output()).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void whatIsHalfWrittenInTheResultsIsMadeWholeByTheNextRun() throws Exception {
    PipelineRun.Ended run = pipeline.run();
    SortedMap<String, String> before = run.digests();
    for (String place : List.of("figures/one/fig01.svg", "records/figure.one.fig01.json")) {
      byte[] whole = Files.readAllBytes(run.results().resolve(place));
      Files.write(run.results().resolve(place), Arrays.copyOf(whole, whole.length / 2));
    }
    Files.writeString(run.results().resolve(RunRecord.PLACE), "{");

    PipelineRun.Ended again = pipeline.run("-resume");

    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.output())
        .contains("results/run/run.json cannot be read, so nothing is known of earlier runs");
    assertThat(again.executed()).isEmpty();
    assertThat(again.digests()).isEqualTo(before);
  }

  @Test
  void resumeRunsAgainExactlyWhatAChangeTouches() throws Exception {
    PipelineRun.Ended first = pipeline.run();
    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(first.executed()).hasSize(15);

    PipelineRun.Ended unchanged = pipeline.run("-resume");
    assertThat(unchanged.executed()).isEmpty();
    assertThat(unchanged.digests()).isEqualTo(first.digests());

    // The stand-in's students come out the same, so nothing behind them runs; and what trains
    // networks of one kind is not the code of another's.
    project.changeFingerprint("student.two-layer");
    assertThat(pipeline.run("-resume").executed())
        .containsExactly("STUDENT student.noise.x1", "STUDENT student.noise.x2");

    project.write("figures/experiments/noise.yaml", "noise: 2\n");
    pipeline.with("DOUBLE_MEMORY_MB", "300");
    assertThat(pipeline.run("-resume").executed())
        .as("a new plan with the same jobs but other estimates")
        .containsExactly("PLAN laptop", "REPORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"24.10.0", "25.04.4"})
  void aRunThatWasMovedResumesWithoutRunningAnything(String engine) throws Exception {
    pipeline.with("LUCKY_ENGINE", engine).with("NXF_SYNTAX_PARSER", "v2");
    PipelineRun.Ended first = pipeline.run();
    assertThat(first.exitCode()).as(first.output()).isZero();
    SortedMap<String, String> before = first.digests();

    Path moved = Files.move(pipeline.folder(), temporary.resolve("another place"));
    PipelineRun.Ended again =
        new PipelineRun(project.folder(), moved)
            .with("LUCKY_ENGINE", engine)
            .with("NXF_SYNTAX_PARSER", "v2")
            .run("-resume");

    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.output()).contains("tasks that the cache finds there: 15");
    assertThat(again.executed()).isEmpty();
    assertThat(again.digests()).isEqualTo(before);
  }

  @Test
  void parametersOfAnInstitutionAreLeftAloneAndThoseOfTheUserAreNot() throws Exception {
    Path institution = temporary.resolve("institution.config");
    Files.writeString(
        institution, "params { max_memory = 500.GB; config_profile_contact = 'a person' }\n");
    Path parameters = temporary.resolve("my parameters.yaml");
    Files.writeString(parameters, "figures: [one/fig01, two/fig01]\nmax_cups: 3\n");
    String[] start = {
      "-c", institution.toString(), "run", project.folder().toString(), "-preview", "-params-file"
    };

    PipelineRun.Ended wrong =
        pipeline.nextflow(
            Stream.concat(Stream.of(start), Stream.of(parameters.toString(), "--max-time=2"))
                .toArray(String[]::new));

    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.output())
        .contains("left alone: config_profile_contact, max_memory")
        .contains("--max_cups: no such parameter", "--max-time: no such parameter")
        .doesNotContain("--max_memory", "--config_profile_contact");

    Files.writeString(parameters, "figures: [one/fig01, two/fig01]\n");
    PipelineRun.Ended right =
        pipeline.nextflow(
            Stream.concat(Stream.of(start), Stream.of(parameters.toString()))
                .toArray(String[]::new));
    assertThat(right.exitCode()).as(right.output()).isZero();
  }

  @Test
  void aTildeThatNoShellHasReadIsRefused() throws Exception {
    PipelineRun.Ended run = pipeline.run("--outdir=~/x");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("--outdir: expected a path without ~", "found '~/x'");
    assertThat(run.launchFolder().resolve("~")).doesNotExist();
  }

  @Test
  void dataThatCannotBeHadLeavesOutItsFiguresAloneUnlessStrict() throws Exception {
    pipeline.with("DOUBLE_UNAVAILABLE", "1");

    PipelineRun.Ended run = pipeline.run();

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("2 of 3 figures built", "Not built: figure.two.fig01")
        .contains("every source of CIFAR-10 failed");
    assertThat(run.digests())
        .containsKeys("figures/one/fig01.svg", "figures/two/fig02.svg", "index.html")
        .doesNotContainKey("figures/two/fig01.svg");

    assertThat(pipeline.run("--strict").exitCode()).isEqualTo(1);
  }

  @Test
  void aFigureThatCannotBeDrawnIsLeftOutAloneUnlessStrict() throws Exception {
    pipeline.with("DOUBLE_UNDRAWN", "one/fig01");

    PipelineRun.Ended run = pipeline.run();

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("2 of 3 figures built", "Not built: figure.one.fig01")
        .contains("figure.one.fig01 cannot be drawn:", "    lucky figure: no room for its axes");
    assertThat(run.digests())
        .containsKeys("figures/two/fig01.svg", "figures/two/fig02.svg", "index.html")
        .doesNotContainKey("figures/one/fig01.svg");

    assertThat(pipeline.run("--strict").exitCode()).isEqualTo(1);
    PipelineRun.Ended mended = pipeline.without("DOUBLE_UNDRAWN").run("-resume");
    assertThat(mended.output()).contains("3 of 3 figures built");
  }

  @Test
  void jobsThatShareATaskGiveWhatTheyGiveAlone() throws Exception {
    PipelineRun.Ended alone = pipeline.run();
    PipelineRun.Ended run = pipeline.with("DOUBLE_SHARED", "1").run("--shortest_task", "2min");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.digests()).isEqualTo(alone.digests());
    assertThat(run.executed())
        .hasSize(13)
        .contains(
            "STUDENT student.noise.x1 student.noise.x2, STUDENT of 2 jobs",
            "STUDENT student.images.x1",
            "METRICS metrics.images.all metrics.noise.all, METRICS of 2 jobs");
    assertThat(run.results().resolve("metrics"))
        .isDirectoryRecursivelyContaining("glob:**/noise/metrics.noise.all.metrics.arrow")
        .isDirectoryRecursivelyContaining("glob:**/images/metrics.images.all.metrics.arrow");

    // All of a task runs again if one of its jobs does, and what reads the outputs does not.
    project.changeFingerprint("metrics.two-layer");
    assertThat(pipeline.run("--shortest_task", "2min", "-resume").executed())
        .containsExactly("METRICS metrics.images.all metrics.noise.all, METRICS of 2 jobs");
  }

  @Test
  void whatTheNextFigureNeedsDoesNotStandInLineBehindTheStudentsOfOthers() throws Exception {
    Path one = Files.writeString(temporary.resolve("one.config"), "executor.cpus = 1\n");
    PipelineRun.Ended run = pipeline.with("DOUBLE_LATE", "8").run("-c", one.toString());

    assertThat(run.exitCode()).as(run.output()).isZero();
    List<String> begun =
        run.trace().stream()
            .sorted(Comparator.comparingLong(row -> Long.parseLong(row.getOrDefault("submit", ""))))
            .map(row -> row.getOrDefault("tag", ""))
            .toList();
    List<String> late = begun.stream().filter(tag -> tag.startsWith("student.late")).toList();
    assertThat(late).hasSize(8);
    // One may begin while nothing else is ready.
    assertThat(begun.indexOf("metrics.noise.all")).isLessThan(begun.indexOf(late.get(1)));
    assertThat(begun.indexOf("figure.one.fig01")).isLessThan(begun.indexOf(late.get(2)));
    assertThat(begun.indexOf("metrics.images.all")).isLessThan(begun.indexOf(late.get(1)));
  }

  @Test
  void thePageGrowsWhileARunGoesOnAndIsReportsAtItsEnd() throws Exception {
    project.write("target/lucky-nodes.jar", "");
    Path page = pipeline.folder().resolve("results/index.html");

    PipelineRun.Ended run = pipeline.with("DOUBLE_PAGE", page.toString()).run();

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(page.resolveSibling("index.html.student.noise.x1"))
        .content()
        .contains("two/fig02.svg", "\"stopped\":false", "1 of 3 figures")
        .contains("\"figure.two.fig02\"")
        // Whichever of those that could begin did so before the page was written.
        .containsPattern("\"running\":\\[\"(teacher|student|metrics)\\.")
        .doesNotContain("one/fig01.svg");
    assertThat(page).content().contains("one/fig01.svg").doesNotContain("stopped");
  }

  @Test
  void aRunThatFailsLeavesAPageThatSaysSo() throws Exception {
    project.write("target/lucky-nodes.jar", "");

    PipelineRun.Ended run = pipeline.with("DOUBLE_BROKEN", "1").run();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.results().resolve("index.html"))
        .content()
        .contains("two/fig02.svg", "\"stopped\":true");
  }

  @Test
  void theTimeLimitOfATaskGrowsWithItsJobs() throws Exception {
    PipelineRun.Ended run =
        pipeline.with("DOUBLE_SHARED", "1").run("--shortest_task", "2min", "--longest_task", "99h");

    assertThat(run.exitCode()).as(run.output()).isZero();
    // A quarter of an hour and four times what is expected: ten hours a student.
    assertThat(run.trace())
        .filteredOn(row -> row.getOrDefault("process", "").endsWith("STUDENT"))
        .extracting(row -> row.get("tag"), row -> row.get("time"))
        .containsExactlyInAnyOrder(
            tuple("student.images.x1", minutes(15 + 4 * 600)),
            tuple("student.noise.x1 student.noise.x2, STUDENT of 2 jobs", minutes(15 + 4 * 1200)));
  }

  private static String minutes(long minutes) {
    return String.valueOf(minutes * 60_000);
  }

  @Test
  void whatCanBeHadOfATaskIsDoneIfTheRestNeverCanBe() throws Exception {
    pipeline.with("DOUBLE_SHARED", "1").with("DOUBLE_UNAVAILABLE", "1");

    PipelineRun.Ended run = pipeline.run("--shortest_task", "2min");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("2 of 3 figures built", "Not built: figure.two.fig01");
    assertThat(run.executed()).contains("METRICS metrics.noise.all");
    assertThat(run.digests()).containsKeys("figures/one/fig01.svg", "figures/two/fig02.svg");
  }

  @Test
  void killedJobsAreTriedAgainWithMoreMemory() throws Exception {
    PipelineRun.Ended run = pipeline.with("DOUBLE_KILLED", "1").run();

    assertThat(run.exitCode()).as(run.output()).isZero();
    List<Long> memory = new ArrayList<>();
    for (Map<String, String> row : run.trace()) {
      if ("student.noise.x1".equals(row.get("tag"))) {
        memory.add(Long.valueOf(row.getOrDefault("memory", "")));
      }
    }
    assertThat(memory).containsExactlyInAnyOrder(200L << 20, 400L << 20);
  }

  @Test
  void pausesAreNoFailuresAndAskForNoMore() throws Exception {
    String exits = "75 75 137 75 137 137 75";
    PipelineRun.Ended run = pipeline.with("DOUBLE_EXITS", exits).run("--longest_task", "1h 30m");

    assertThat(run.exitCode()).as(run.output()).isZero();
    List<Map<String, String>> tries =
        run.trace().stream()
            .filter(row -> "student.noise.x1".equals(row.get("tag")))
            .sorted(Comparator.comparing(row -> row.getOrDefault("attempt", "")))
            .toList();
    assertThat(tries).extracting(row -> row.get("exit")).containsExactly((exits + " 0").split(" "));
    // More after each failure; no less after a pause, since a pause does not need less.
    assertThat(tries)
        .extracting(row -> Long.parseLong(row.getOrDefault("memory", "")) >> 20)
        .containsExactly(200L, 200L, 200L, 400L, 400L, 400L, 600L, 600L);
    // An hour and a half is less than an epoch of two hours, for which four times that and a
    // quarter
    // of an hour are asked, and more after each failure.
    assertThat(tries)
        .extracting(row -> Long.parseLong(row.getOrDefault("time", "")) / 60_000)
        .containsExactly(495L, 495L, 495L, 975L, 495L, 975L, 1455L, 495L);

    PipelineRun.Ended other = pipeline.run("--longest_task", "12h", "-resume");
    assertThat(other.executed()).isEmpty();
    assertThat(other.digests()).isEqualTo(run.digests());
  }

  @Test
  void aThirdFailureInARowAfterAPauseEndsTheRun() throws Exception {
    PipelineRun.Ended run = pipeline.with("DOUBLE_EXITS", "137 75 137 137 137").run();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.trace())
        .anySatisfy(
            row -> assertThat(row).containsEntry("attempt", "5").containsEntry("exit", "137"))
        .noneSatisfy(row -> assertThat(row).containsEntry("attempt", "6"));
  }

  @Test
  void jobsThatFailOfThemselvesEndTheRunWithoutASecondTry() throws Exception {
    PipelineRun.Ended run = pipeline.with("DOUBLE_BROKEN", "1").run();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.trace())
        .filteredOn(row -> row.getOrDefault("process", "").endsWith("STUDENT"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row).containsEntry("attempt", "1"));
  }

  @Test
  void namesThatLookLikeCommandsPassUnharmed() throws Exception {
    String hostile = "it's $(touch canary1) `touch canary2`||touch canary3;'\"&";
    Path launch = Files.createDirectories(temporary.resolve("launch"));
    Files.writeString(launch.resolve(hostile + ".yaml"), "noise: 1\n");
    Files.writeString(launch.resolve(hostile + ".tar.gz"), "data");

    PipelineRun.Ended run =
        pipeline.run(
            "--figures",
            hostile + ".yaml,x';touch canary4;'",
            "--cifar10",
            hostile + ".tar.gz",
            "--outdir",
            "out " + hostile);

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(launch.resolve("out " + hostile).resolve("index.html")).exists();
    assertNoCommandWasRun();
    // Own definitions are kept, under a plain name.
    try (Stream<Path> kept =
        Files.list(launch.resolve("out " + hostile).resolve("workflow/definitions"))) {
      assertThat(kept)
          .singleElement()
          .satisfies(
              file -> {
                assertThat(file).hasContent("noise: 1\n");
                assertThat(file.getFileName().toString()).matches("[A-Za-z0-9_-]+[.]yaml");
              });
    }
  }

  @Test
  void aPlanThatHidesCommandsIsRefusedBeforeAnythingOfItRuns() throws Exception {
    assertThat(pipeline.run("-stub-run").exitCode()).isZero();
    Path made;
    try (Stream<Path> files = Files.walk(temporary.resolve("launch/work"))) {
      made = files.filter(file -> file.endsWith("plan/plan.json")).findFirst().orElseThrow();
    }
    Path plan = temporary.resolve("plan");
    ProjectCopy.copy(made.getParent(), plan);
    String sound = Files.readString(plan.resolve("plan.json"));

    Files.writeString(
        plan.resolve("plan.json"), sound.replace("dataset.gauss", "x;touch canary5;"));
    PipelineRun.Ended named = pipeline.run("--plan", plan.toString(), "-stub-run");
    assertThat(named.exitCode()).isEqualTo(1);
    assertThat(named.output()).contains("plan.json: expected letters, digits");

    Files.writeString(plan.resolve("plan.json"), sound);
    Files.writeString(
        plan.resolve("jobs/figure.two.fig02.json"),
        "{\"figure\":{\"id\":\"x;touch canary6;/fig02\"}}");
    PipelineRun.Ended drawn = pipeline.run("--plan", plan.toString(), "-stub-run");
    assertThat(drawn.exitCode()).isEqualTo(1);
    assertThat(drawn.output()).contains("expected a figure's id, found 'x;touch canary6;/fig02'");
    assertNoCommandWasRun();
  }

  private void assertNoCommandWasRun() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .noneMatch(name -> name.matches("canary\\d"));
    }
  }

  @Test
  void theNewerEngineTakesTheWorkflowInStrictSyntax() throws Exception {
    new PipelineRun(PipelineRun.thisProject(), temporary.resolve("engine"))
        .with("LUCKY_ENGINE", "25.04.4")
        .nextflow("-version");

    PipelineRun.Ended preview =
        pipeline.with("LUCKY_ENGINE", "25.04.4").with("NXF_SYNTAX_PARSER", "v2").run("-preview");

    assertThat(preview.output()).contains("25.04.4").doesNotContain("Error", "ERROR");
    assertThat(preview.exitCode()).isZero();

    PipelineRun.Ended run =
        pipeline.run("--outdir", "elsewhere/results", "--agent", "A B <0000-0002-1825-0097>");
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("bin/lucky close elsewhere/results");
    Path results = run.launchFolder().resolve("elsewhere/results");
    assertThat(RunRecord.read(results.resolve(RunRecord.PLACE)))
        .returns("25.04.4", record -> record.engine().version())
        .returns("A B <0000-0002-1825-0097>", RunRecord::agent)
        .returns(true, RunRecord::success);
    assertThat(Trace.read(results.resolve(Trace.PLACE)).tasks()).hasSize(15);
    assertThat(results.resolve("workflow/main.nf")).exists();
  }

  /** Every parameter's rule by its name. */
  private Map<String, Map<?, ?>> parameters() {
    Map<String, Map<?, ?>> rules = new TreeMap<>();
    Json.read(project.folder().resolve("nextflow_schema.json"), JsonNode.class)
        .get("$defs")
        .forEach(
            group ->
                group
                    .get("properties")
                    .properties()
                    .forEach(
                        entry ->
                            rules.put(
                                entry.getKey(),
                                Json.read(entry.getValue().toString(), Map.class, "schema"))));
    return rules;
  }
}
