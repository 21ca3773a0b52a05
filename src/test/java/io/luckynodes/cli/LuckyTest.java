package io.luckynodes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.artifact.ArtifactWriter;
import io.luckynodes.artifact.Column;
import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.ProvenanceRecord;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.fingerprint.CodeFingerprints;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.plan.Estimate;
import io.luckynodes.run.TaskCommands;
import io.luckynodes.run.Trace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LuckyTest {
  @TempDir Path folder;
  private Path out = Path.of("");

  @BeforeEach
  void names() {
    out = folder.resolve("out");
  }

  @Test
  void helpListsEveryCommandAndExitCode() {
    Run run = lucky("--help");
    assertThat(run.code).isZero();
    assertThat(run.printed)
        .contains("plan", "dataset", "teacher", "prune", "student", "metrics", "figure", "show");
    assertThat(run.printed).contains("Exit codes:");
    for (ExitCode code : ExitCode.values()) {
      assertThat(run.printed)
          .containsPattern("\\b" + code.code() + " +" + code.meaning().split(" ", 2)[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"teacher", "prune", "student", "metrics", "figure", "dataset"})
  void everyStagesHelpListsItsOptionsAndSaysWhereTheExitCodesAre(String stage) {
    Run run = lucky(stage, "--help");
    assertThat(run.code).isZero();
    assertThat(run.printed)
        .contains("lucky " + stage, "--job", "--in", "--out", "--state")
        .contains("'lucky --help' lists the exit codes.")
        .doesNotContain("Exit codes:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"id\" : \"../../escaped\"",
        "\"id\" : \"$(touch escaped)\"",
        "\"experiment\" : \"../escaped\"",
        "\"study\" : \"\\\" onload=\\\"alert(1)\""
      })
  void aJobWhoseNamesLeadElsewhereIsRefusedBeforeAnythingIsWritten(String hostile)
      throws IOException {
    assertThat(
            lucky(
                    "plan",
                    "--scale",
                    "smoke",
                    "--figures",
                    "student-specialization/fig03",
                    "--out",
                    out.toString())
                .code)
        .isZero();
    String field = hostile.substring(0, hostile.indexOf(':'));
    try (Stream<Path> jobs = Files.list(out.resolve("jobs"))) {
      for (Path job : jobs.filter(file -> file.toString().contains("/teacher.")).toList()) {
        String sound = Files.readString(job);
        String changed =
            sound.replaceAll(field + ": \"[^\"]*\"", Matcher.quoteReplacement(hostile));
        assertThat(changed).isNotEqualTo(sound);
        Files.writeString(job, changed);
        Path into = folder.resolve("a/b/c");
        Run run = lucky("teacher", "--job", job.toString(), "--out", into.toString());
        assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT.code());
        assertThat(run.errors).contains(job.toString(), "can be called");
        assertThat(into).doesNotExist();
      }
    }
  }

  @Test
  void aStageWithOtherCodeThanTheWorkflowCountsOnRefusesToRun() {
    Run run = lucky("plan", "--scale", "smoke", "--out", out.toString(), "--code", "0".repeat(64));

    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(run.errors)
        .contains("plan: expected the code 000000000000", "build the image again");
    assertThat(out).doesNotExist();
    assertThat(
            lucky(
                    "plan",
                    "--scale",
                    "smoke",
                    "--out",
                    out.toString(),
                    "--code",
                    "0".repeat(64) + "," + CodeFingerprints.of("plan"))
                .code)
        .isZero();
  }

  @Test
  void severalJobsOfOneStageAreDoneOneAfterTheOther() throws IOException {
    assertThat(
            lucky(
                    "plan",
                    "--figures",
                    "student-specialization/fig03,student-specialization/fig11",
                    "--scale",
                    "smoke",
                    "--shortest-task",
                    "1min",
                    "--out",
                    out.toString())
                .code)
        .isZero();
    Plan plan = Json.read(out.resolve("plan.json"), Plan.class);
    List<Plan.Entry> teachers =
        plan.jobs().stream().filter(job -> job.stage() == Stage.TEACHER).toList();
    assertThat(teachers)
        .hasSize(2)
        .extracting(Plan.Entry::task)
        .containsOnly(teachers.get(0).task());
    Path one = out.resolve("jobs/" + teachers.get(0).id() + ".json");
    Path other = out.resolve("jobs/" + teachers.get(1).id() + ".json");

    Run mixed = lucky("teacher", "--job", one.toString(), "--job", job("student.").toString());
    assertThat(mixed.errors).contains("is a job for stage student, expected teacher");
    Path both = folder.resolve("both");
    Path records = folder.resolve("records");
    Run run =
        lucky(
            "teacher",
            "--job",
            one.toString(),
            "--job",
            other.toString(),
            "--out",
            both.toString(),
            "--records",
            records.toString());
    assertThat(run.code).as(run.errors).isZero();
    assertThat(run.printed)
        .containsSubsequence("job " + teachers.get(0).id(), "job " + teachers.get(1).id());
    for (Path job : List.of(one, other)) {
      Path alone = folder.resolve("alone");
      assertThat(lucky("teacher", "--job", job.toString(), "--out", alone.toString()).code)
          .isZero();
      String file = id(job) + ".weights.arrow";
      assertThat(both.resolve(file)).hasSameBinaryContentAs(alone.resolve(file));
    }
    try (Stream<Path> written = Files.list(records)) {
      assertThat(written).hasSize(2);
    }
  }

  @Test
  void everyOptionOfEveryCommandIsDescribed() {
    for (CommandLine command : Lucky.commandLine().getSubcommands().values()) {
      assertThat(command.getCommandSpec().options())
          .allSatisfy(
              option ->
                  assertThat(String.join("", option.description()))
                      .as(command.getCommandName() + " " + option.longestName())
                      .isNotBlank());
    }
  }

  @Test
  void everyCommandSaysWhatItDoes() {
    for (Map.Entry<String, CommandLine> command : Lucky.commandLine().getSubcommands().entrySet()) {
      assertThat(command.getValue().getCommandSpec().usageMessage().description())
          .as(command.getKey())
          .isNotEmpty();
    }
  }

  @Test
  void theVersionIsToldAndAnUnknownOptionIsAFaultOfUse() {
    assertThat(lucky("--version").printed).startsWith("Lucky Nodes");
    assertThat(lucky("teacher").code).isEqualTo(ExitCode.USAGE.code());
    assertThat(lucky("teacher", "--jobs", "x").errors).contains("--job");
    assertThat(lucky("lottery").code).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void theExitCodesAreDifferentAndNoneIsRetriedByTheWorkflow() {
    List<Integer> codes = Stream.of(ExitCode.values()).map(ExitCode::code).toList();
    assertThat(codes)
        .doesNotHaveDuplicates()
        .allMatch(code -> code != 104 && code != 175 && (code < 130 || code > 145));
  }

  @Test
  void aMissingJobFileEndsInOneClearLine() throws IOException {
    Path missing = folder.resolve("missing.json");
    assertStopped(
        lucky("teacher", "--job", missing.toString(), "--out", out.toString()),
        ExitCode.NO_INPUT,
        "lucky teacher: " + missing + ": no such file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{}",
        "[1, 2]",
        "null",
        "{\"id\": \"x\", \"colour\": \"red\"}",
        "{\"id\": 7, \"stage\": \"LOTTERY\"}"
      })
  void aDamagedJobFileEndsInOneClearLine(String text) throws IOException {
    Path job = folder.resolve("job.json");
    Files.writeString(job, text);
    assertStopped(
        lucky("teacher", "--job", job.toString(), "--out", out.toString()),
        ExitCode.BAD_INPUT,
        "lucky teacher: " + job + ": ");
  }

  @Test
  void aJobWithoutAFieldOrSettingNamesIt() throws IOException {
    Path teacher = job("teacher.");
    String text = Files.readString(teacher);
    Path without = folder.resolve("without.json");
    Files.writeString(without, text.replace("\"inputs\" : {", "\"in_puts\" : {"));
    assertStopped(
        lucky("teacher", "--job", without.toString(), "--out", out.toString()),
        ExitCode.BAD_INPUT,
        "no setting inputs");
    Files.writeString(without, text.replaceAll("\"members\" : \\[[^]]*\\],", ""));
    assertStopped(
        lucky("teacher", "--job", without.toString(), "--out", out.toString()),
        ExitCode.BAD_INPUT,
        "members");
  }

  @Test
  void anotherStagesJobIsRefused() throws IOException {
    Path job = job("teacher.");
    assertStopped(
        lucky("student", "--job", job.toString(), "--out", out.toString()),
        ExitCode.BAD_INPUT,
        "lucky student: " + job + ": is a job for stage teacher, expected student");
  }

  @Test
  void aMissingInputIsNamedAndNothingIsLeft() throws IOException {
    Path job = job("student.");
    assertStopped(
        lucky(
            "student", "--job", job.toString(), "--in", folder.toString(), "--out", out.toString()),
        ExitCode.NO_INPUT,
        folder.resolve(id(job("teacher.")) + ".weights.arrow") + ": no such file");
  }

  @Test
  void aTamperedInputIsNamedAndNothingIsLeft() throws IOException {
    assertThat(
            lucky("teacher", "--job", job("teacher.").toString(), "--out", folder.toString()).code)
        .isZero();
    Path weights = folder.resolve(id(job("teacher.")) + ".weights.arrow");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length / 3] ^= 4;
    Files.write(weights, bytes);
    assertStopped(
        lucky(
            "student",
            "--job",
            job("student.").toString(),
            "--in",
            folder.toString(),
            "--out",
            out.toString()),
        ExitCode.BAD_INPUT,
        weights + ": damaged or altered");
  }

  @Test
  void showPrintsDigestColumnsRecordAndRows() throws IOException {
    Path file = folder.resolve("a.arrow");
    ArtifactWriter.write(
        file,
        new ProvenanceRecord(
            ProvenanceRecord.FORMAT,
            "layers",
            "metrics",
            "metrics.sample.s1",
            Json.tree(Map.of()),
            new TreeMap<>(),
            new TreeMap<>(),
            "c0de",
            new TreeMap<>()),
        new Table(
            new Column.Ints("epoch", new int[] {0, 1, 2}),
            new Column.Texts("side", new String[] {"teacher", "student", "none"}),
            new Column.Flags("matched", new boolean[] {true, false, true}),
            new Column.Doubles("loss", new double[] {0.5, 0.25, 0.125}),
            new Column.IntLists("shape", new int[][] {{1, 2}, {}, {3}}),
            new Column.FloatLists("values", new float[][] {new float[9], {}, {1}}),
            new Column.Blobs("image", 2, new byte[6])));
    Run run = lucky("show", "--rows", "2", file.toString());
    assertThat(run.code).isZero();
    assertThat(run.printed)
        .contains("sha256   " + Digests.of(file))
        .contains("\"job\" : \"metrics.sample.s1\"")
        .contains(
            "epoch=0  side=teacher  matched=true  loss=0.5  shape=[1, 2]"
                + "  values=[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, … 9 in all]  image=(2 bytes)")
        .contains("epoch=1  side=student")
        .doesNotContain("epoch=2")
        .contains("(2 of 3)");
    assertThat(lucky("show", folder.resolve("none.arrow").toString()).code)
        .isEqualTo(ExitCode.NO_INPUT.code());
  }

  @Test
  void planPrintsWhatARunCostsAndWritesNothingUnlessAsked() throws IOException {
    Run run =
        lucky(
            "plan",
            "--figures",
            "student-specialization/fig03",
            "--scale",
            "smoke",
            "--slots",
            "1,1024");
    assertThat(run.code).isZero();
    assertThat(run.printed)
        .startsWith("An estimate for scale smoke. Times are those of one core of a server")
        .containsPattern("\nstudent +1 ")
        .containsPattern("\nall +6 ")
        .containsPattern("\n1 .* 100 % .*\n1,024 .* critical path: report, ")
        .contains(
            "The critical path: plan → teacher.plane.s1-2 → student.plane.s1-2 → metrics.plane.s1-2")
        .contains("No task asks for a GPU.")
        .doesNotContain("\n  student.plane.s1-2");
    assertThat(out).doesNotExist();
  }

  @Test
  void planPrintsEveryTaskWhenAskedAndWritesTheEstimate() throws IOException {
    Path json = folder.resolve("estimate.json");
    Run run =
        lucky(
            "plan",
            "--figures",
            "student-specialization/fig03",
            "--scale",
            "smoke",
            "--tasks",
            "--gpu",
            "20",
            "--json",
            json.toString());
    assertThat(run.code).isZero();
    assertThat(run.printed)
        .containsPattern("\n  student.plane.s1-2 .* teacher.plane.s1-2\n")
        .contains("  figure.plane.student-specialization.fig03 ")
        .doesNotContain("No task asks for a GPU.");
    Estimate estimate = Json.read(json, Estimate.class);
    assertThat(estimate.tasks()).hasSize(6);
    assertThat(estimate.all().gpuHours()).isPositive().isLessThan(estimate.all().cpuHours());
    assertThat(estimate.runs()).hasSize(1);
  }

  @Test
  void planRefusesAMachineThatCannotBe() throws IOException {
    assertStopped(
        lucky("plan", "--slots", "4,0"), ExitCode.USAGE, "--slots: expected 1 or more, found 0");
    assertStopped(
        lucky("plan", "--speed", "0"), ExitCode.USAGE, "--speed: expected more than 0, found 0.0");
    assertStopped(
        lucky("plan", "--gpu", "-1"), ExitCode.USAGE, "--gpu: expected 0 or more, found -1.0");
    assertStopped(
        lucky("plan", "--overhead", "NaN"),
        ExitCode.USAGE,
        "--overhead: expected 0 or more, found NaN");
    assertStopped(
        lucky("plan", "--bandwidth", "0"), ExitCode.USAGE, "--bandwidth: expected more than 0");
  }

  @Test
  void planNamesTrainingsThatRunInTriesOfTheTimeAskedFor() throws IOException {
    String[] plan = {"plan", "--figures", "student-specialization/fig13", "--scale", "paper"};
    assertThat(lucky(plan).printed)
        .contains(
            "Tasks that take longer than 4 hours pause, and run in tries of at most that time:")
        .containsPattern("  1 teacher of cifar10-convnet, up to 5 h .* in 2 tries")
        .containsPattern("  20 student of cifar10-convnet, up to .* in \\d+ tries")
        .containsPattern("  10 metrics of cifar10-convnet, up to 14 h .* in \\d tries")
        .doesNotContain("  longer, ");
    for (String days : List.of("10d", "9d 24h", "240.h", "240 h", "14400min", "864000s")) {
      assertThat(
              lucky(
                      Stream.concat(Stream.of(plan), Stream.of("--longest-task", days))
                          .toArray(String[]::new))
                  .printed)
          .contains("All other tasks take between 2 minutes and 240 hours.")
          .doesNotContain("tries");
    }
    for (String wrong : List.of("4", "h", "0h", "4 weeks", "4h x", "1min5")) {
      assertStopped(
          lucky("plan", "--longest-task", wrong),
          ExitCode.USAGE,
          "--longest-task: expected a time above 0 such as 4h, 90min or '1d 12h', found '"
              + wrong
              + "'");
    }
  }

  @Test
  void aStudentPausesAndTheSameCommandGoesOn() throws IOException {
    Path teacher = job("teacher.");
    assertThat(lucky("teacher", "--job", teacher.toString(), "--out", folder.toString()).code)
        .isZero();
    String[] student = {
      "student",
      "--job",
      job("student.").toString(),
      "--in",
      folder.toString(),
      "--out",
      out.toString(),
      "--records",
      out.toString(),
      "--pause-after",
      "0.001s"
    };
    String[] kept =
        Stream.concat(Stream.of(student), Stream.of("--state", folder.resolve("state").toString()))
            .toArray(String[]::new);
    assertStopped(
        lucky(kept), ExitCode.PAUSED, "paused after epoch 1 of 5; goes on in the next try");
    Run second = lucky(kept);
    assertStopped(second, ExitCode.PAUSED, "paused after epoch 2 of 5; goes on in the next try");
    assertThat(second.printed).contains("continues after epoch 1 of 5, from its checkpoint");

    Run without = lucky(student);
    assertThat(without.code).as(without.errors).isZero();
    assertThat(without.printed).contains("epoch 5/5");
    student[student.length - 1] = "soon";
    assertThat(lucky(student).errors).contains("--pause-after: expected a time above 0");
    kept[student.length - 1] = "";
    Run last = lucky(kept);
    assertThat(last.code).as(last.errors).isZero();
    assertThat(last.printed).contains("continues after epoch 2 of 5, from its checkpoint");
  }

  @Test
  void whyOfAFolderThatIsMissingPrintsThatAlone() throws IOException {
    Run run = lucky("why", folder.resolve("none").toString());
    assertStopped(run, ExitCode.NO_INPUT, "none");
    assertThat(run.printed).isEmpty();
  }

  @Test
  void noControlCharacterOfATraceIsPrinted() throws IOException {
    Path run = Files.createDirectories(folder.resolve("results/run"));
    Files.writeString(
        run.resolve("trace.txt"),
        "process\ttag\tstatus\nREBUILD:TEACHER\tteacher.x\t\u001b[2J\u009b\u202eGONE\n");
    Run why = lucky("why", folder.resolve("results").toString());
    assertThat(why.code).isZero();
    assertThat(why.printed)
        .contains("gone")
        .doesNotContainPattern("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{202e}&&[^\n]]");
  }

  @Test
  void explainLeavesNoFolderAndOpensFilesAlone() throws IOException {
    Path study = Files.createDirectories(folder.resolve("results/figures/study"));
    Files.createSymbolicLink(study.resolve("fig.svg"), Path.of("/dev/zero"));
    Run id = lucky("explain", "study/fig", "--results", folder.resolve("results").toString());
    assertThat(id.code).isEqualTo(ExitCode.NO_INPUT.code());
    assertThat(id.errors).contains("fig.svg: expected a file, found a link that leads out");
    Run file = lucky("explain", study.resolve("fig.svg").toString());
    assertThat(file.code).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(file.errors).contains("fig.svg: expected a file, found something that is no file");
  }

  @Test
  void anUnknownFigureIsAnsweredWithThoseThatAreThere() throws IOException {
    Path results = folder.resolve("results");
    Files.writeString(
        Files.createDirectories(results.resolve("figures/study")).resolve("fig.svg"), "<svg/>");
    for (String command : List.of("explain", "replay", "publish")) {
      Run run = lucky(command, "fig", "--results", results.toString());
      assertThat(run.code).isEqualTo(ExitCode.NO_INPUT.code());
      assertThat(run.errors)
          .contains("no figure 'fig' (did you mean study/fig?); its figures are study/fig");
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeKeepsNoCommand() throws Exception {
    Path results = Files.createDirectories(folder.resolve("results"));
    Path pipe = results.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (String command : List.of("show", "explain")) {
      assertThat(lucky(command, pipe.toString()).errors)
          .isEqualTo(
              "lucky %s: %s: expected a file, found something that is no file\n"
                  .formatted(command, pipe));
    }
    Path work = Files.createDirectories(folder.resolve("work"));
    Files.move(pipe, work.resolve(".command.sh"));
    Path trace = Files.createDirectories(results.resolve("run")).resolve("trace.txt");
    Files.writeString(trace, "process\tworkdir\nA\t" + work + "\n");
    assertThat(TaskCommands.in(folder, Trace.read(trace)).commands()).isEmpty();
  }

  @Test
  void aWordThatBeginsWithAtIsNoFileOfOptions() throws IOException {
    Path options = Files.writeString(folder.resolve("options"), "--version");
    Run run = lucky("@" + options);
    assertThat(run.code).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.printed).isEmpty();
  }

  @Test
  void planWithFaultyDefinitionsWritesNothing() throws IOException {
    Path own = folder.resolve("own.yaml");
    Files.writeString(own, "experiment: own\n");
    assertStopped(
        lucky("plan", "--also", own.toString(), "--out", out.toString()),
        ExitCode.BAD_DEFINITION,
        own + ":1: title: is missing");
  }

  private void assertStopped(Run run, ExitCode code, String words) throws IOException {
    assertThat(run.code).as(run.errors).isEqualTo(code.code());
    assertThat(run.errors).contains(words).doesNotContain("\tat ");
    if (code != ExitCode.BAD_DEFINITION) {
      assertThat(run.errors.lines()).hasSize(1);
    }
    if (Files.exists(out)) {
      try (Stream<Path> left = Files.walk(out)) {
        assertThat(left.filter(Files::isRegularFile)).isEmpty();
      }
    }
  }

  /** The first job of a smoke plan whose id starts so. */
  private Path job(String start) throws IOException {
    Path plan = folder.resolve("plan");
    Run run =
        lucky(
            "plan",
            "--figures",
            "student-specialization/fig03",
            "--scale",
            "smoke",
            "--out",
            plan.toString());
    assertThat(run.code).as(run.errors).isZero();
    return Json.read(plan.resolve("plan.json"), Plan.class).jobs().stream()
        .filter(entry -> entry.id().startsWith(start))
        .findFirst()
        .map(entry -> plan.resolve("jobs").resolve(entry.id() + ".json"))
        .orElseThrow();
  }

  private static String id(Path job) {
    return String.valueOf(job.getFileName()).replace(".json", "");
  }

  private record Run(int code, String printed, String errors) {}

  private static Run lucky(String... arguments) {
    StringWriter printed = new StringWriter();
    StringWriter errors = new StringWriter();
    int code =
        Lucky.commandLine()
            .setOut(new PrintWriter(printed))
            .setErr(new PrintWriter(errors))
            .execute(arguments);
    return new Run(code, printed.toString(), errors.toString());
  }
}
