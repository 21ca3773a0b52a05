package io.luckynodes.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Stage;
import io.luckynodes.run.KeptPlan;
import io.luckynodes.run.RunRecord;
import io.luckynodes.run.RunSection;
import io.luckynodes.run.Trace;
import io.luckynodes.runner.Reporting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSectionTest {
  private static final String TRACE =
      """
      hash\tprocess\ttag\tstatus\texit\tattempt\trealtime\t%cpu\tpeak_rss
      aa/1\tREBUILD:METRICS\tmetrics.a\tCOMPLETED\t0\t1\t4000\t50.0\t1000000
      aa/2\tREBUILD:STUDENT\tstudent.a\tFAILED\t137\t1\t60000\t100.0\t3000000000
      aa/3\tREBUILD:STUDENT\tstudent.a\tCOMPLETED\t0\t2\t3600000\t200.0\t4000000000
      aa/4\tREBUILD:STUDENT\tstudent.b\tCACHED\t0\t1\t5000\t100.0\t2000000
      aa/5\tREBUILD:DATASET\tdataset.x\tFAILED\t69\t1\t1000\t10.0\t-
      """;

  @TempDir private Path folder;
  private Path page;

  @BeforeEach
  void reported() throws IOException {
    SyntheticRun run = new SyntheticRun(folder, "laptop");
    Reporting.write(run.request());
    page = run.out.resolve("index.html");
  }

  private Trace trace() throws IOException {
    Path file = folder.resolve("trace.txt");
    Files.writeString(file, TRACE);
    return Trace.read(file);
  }

  private static RunRecord run(String name, @Nullable String error) {
    return new RunRecord(
        RunRecord.FORMAT,
        name,
        "session",
        "2026-01-31T12:00:00Z",
        "2026-01-31T13:05:10Z",
        error == null,
        error,
        new RunRecord.Engine("Nextflow", "24.10.0", "1"),
        "0.1.0",
        "abc",
        "nextflow run . --figures '<all>'",
        "standard",
        false,
        null,
        null,
        new TreeMap<>(),
        new TreeMap<>(),
        List.of());
  }

  @Test
  void tellsOfEachStageWhatItTookAndOfTheWholeRun() throws IOException {
    RunSection.write(page, run("calm_euler", null), trace(), null, List.of(), List.of());

    assertThat(Files.readString(page))
        .contains(
            "Run calm_euler began on 31 January 2026, 12:00 UTC and took 1 h 5 min. Of 4 tasks, 1 came from the cache, and 1 did not succeed.")
        .containsSubsequence(
            "<th scope=\"row\">Dataset</th><td>1</td><td>0</td><td>1</td><td>0</td><td>0</td><td>1.0 s</td><td>0.1 s</td>",
            "<th scope=\"row\">Student</th><td>2</td><td>1</td><td>0</td><td>1</td><td>0</td><td>1 h 1 min</td><td>2 h 1 min</td><td>1 h 0 min</td><td>4.00 GB</td>",
            "<th scope=\"row\">Metrics</th><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>4.0 s</td><td>2.0 s</td>",
            "<tfoot>",
            "<th scope=\"row\">All</th><td>4</td><td>1</td><td>1</td><td>1</td><td>0</td>")
        .contains("nextflow run . --figures &#39;&lt;all&gt;&#39;")
        .contains("<dt>Code</dt><dd>0.1.0, commit abc</dd>")
        .doesNotContain("appear here when the run has ended");
  }

  @Test
  void tellsWhatTheRunAndEachFigureTookOfEnergy() throws IOException {
    Plan some = plan();
    List<Plan.Entry> jobs = new ArrayList<>(some.jobs());
    jobs.add(
        new Plan.Entry(
            "figure.x.one.fig01",
            Stage.FIGURE,
            "figure",
            "figure.x.one.fig01",
            List.of("metrics.a"),
            new Resources(1, 1000, 0.1)));
    Plan plan =
        new Plan(
            some.format(), some.scale(), some.studies(), some.assumptions(), jobs, some.margins());

    RunSection.write(page, run("calm_euler", null), trace(), plan, List.of(), List.of());

    // Both tries of student.a and metrics.a: 12 W · (60 s + 2 · 3,600 s + 0.5 · 4 s) · 1.67.
    assertThat(Files.readString(page))
        .contains("took 40 Wh of energy, which emits 19 g of CO₂ equivalents")
        .contains("12 W for a core in full use, a power usage effectiveness of 1.67 and 475 g")
        .contains(
            "<a href=\"#one-fig01\">one/fig01</a></th><td>2</td><td>2 h 1 min</td><td>40 Wh</td><td>19 g</td>");
  }

  @Test
  void aRunThatFailedShowsItsError() throws IOException {
    RunSection.write(
        page, run("sad_gauss", "Process <X> failed"), trace(), null, List.of(), List.of());

    assertThat(Files.readString(page))
        .contains("1 h 5 min until it failed.")
        .contains("<pre class=\"error\">Process &lt;X&gt; failed</pre>");
  }

  @Test
  void toldAgainItIsTheSamePageAndOfAnotherRunThatRunAlone() throws IOException {
    RunSection.write(page, run("one", null), trace(), null, List.of(), List.of());
    String first = Files.readString(page);
    RunSection.write(page, run("one", null), trace(), null, List.of(), List.of());
    assertThat(Files.readString(page)).isEqualTo(first);

    RunSection.write(page, run("two", null), trace(), null, List.of(), List.of());
    assertThat(Files.readString(page)).contains("Run two began").doesNotContain("Run one began");
  }

  private Plan plan() throws IOException {
    Path file = folder.resolve("plan.json");
    Files.writeString(
        file,
        """
        {"format": "lucky-nodes-plan/4", "scale": "laptop", "studies": [], "assumptions": {}, "margins": {"1": 1.5}, "jobs": [
         {"id": "dataset.x", "stage": "DATASET", "runner": "dataset.x", "task": "dataset.x", "needs": [],
          "resources": {"cpus": 1, "memoryMb": 1500, "minutes": 1.0, "parts": 0, "partMinutes": 0},
          "turn": {"figure": 0, "minutesAfter": 1.0}},
         {"id": "student.a", "stage": "STUDENT", "runner": "student.fc", "task": "student.a", "needs": [],
          "resources": {"cpus": 2, "memoryMb": 4000, "minutes": 30.0, "parts": 10, "partMinutes": 3.0},
          "turn": {"figure": 0, "minutesAfter": 1.0}},
         {"id": "student.b", "stage": "STUDENT", "runner": "student.fc", "task": "student.b", "needs": [],
          "resources": {"cpus": 1, "memoryMb": 1000, "minutes": 0.05, "parts": 1, "partMinutes": 0.05},
          "turn": {"figure": 0, "minutesAfter": 1.0}},
         {"id": "metrics.a", "stage": "METRICS", "runner": "metrics.fc", "task": "metrics.a", "needs": ["student.a"],
          "resources": {"cpus": 1, "memoryMb": 1000, "minutes": 0.1, "parts": 0, "partMinutes": 0},
          "turn": {"figure": 0, "minutesAfter": 1.0}},
         {"id": "metrics.b", "stage": "METRICS", "runner": "metrics.fc", "task": "metrics.b", "needs": ["student.b"],
          "resources": {"cpus": 1, "memoryMb": 1000, "minutes": 0.1, "parts": 0, "partMinutes": 0},
          "turn": {"figure": 0, "minutesAfter": 1.0}}]}
        """);
    return KeptPlan.read(file);
  }

  @Test
  void comparesWhatWasEstimatedWithWhatWasUsedOfJobsThatAreDone() throws IOException {
    RunSection.write(page, run("calm_euler", null), trace(), plan(), List.of(), List.of());

    assertThat(Files.readString(page))
        .contains("<h3>Estimated and used</h3>")
        // 2 h and 1 min of both tries of student a, 5 s of b and 2 s of metrics, for 1 h, 3 s and 6
        // s:
        // 7267 / 3609.
        .contains(
            "Processor time was 2.01 times the plan’s estimate; on a machine like this one, <code>bin/lucky plan --speed 0.50</code> gives the best estimate.")
        .containsSubsequence(
            "<th scope=\"row\">Student</th><td>2</td><td>1 h 0 min</td><td>2 h 1 min</td><td>2.02</td><td>30 min 0 s</td><td>1 h 1 min</td><td>4.19 GB</td><td>4.00 GB</td><td>95 %</td>",
            "<th scope=\"row\">Metrics</th><td>1</td><td>6.0 s</td><td>2.0 s</td><td>0.33</td>",
            "<th scope=\"row\">All</th><td>3</td>",
            "<th scope=\"row\">Student of a</th><td>1</td>",
            "<th scope=\"row\">Student of b</th><td>1</td><td>3.0 s</td><td>5.0 s</td><td>1.67</td>",
            "<th scope=\"row\">Metrics of a</th>")
        .doesNotContain("<th scope=\"row\">Dataset</th><td>1</td><td>1 min")
        .doesNotContain("Metrics of b");
  }

  @Test
  void pausesAreNoFailuresAndWhatAllTriesTookAddsUp() throws IOException {
    Path file = folder.resolve("paused.txt");
    Files.writeString(
        file,
        """
        hash\tprocess\ttag\tstatus\texit\tattempt\trealtime\t%cpu\tpeak_rss
        aa/1\tREBUILD:STUDENT\tstudent.a\tFAILED\t75\t1\t900000\t200.0\t3000000000
        aa/2\tREBUILD:STUDENT\tstudent.a\tFAILED\t75\t2\t900000\t200.0\t2000000000
        aa/3\tREBUILD:STUDENT\tstudent.a\tFAILED\t137\t3\t-\t-\t-
        aa/4\tREBUILD:STUDENT\tstudent.a\tCOMPLETED\t0\t4\t60000\t200.0\t1000000000
        aa/5\tREBUILD:STUDENT\tstudent.b\tCACHED\t0\t3\t5000\t100.0\t2000000
        """);
    RunSection.write(page, run("calm_euler", null), Trace.read(file), plan(), List.of(), List.of());

    assertThat(Files.readString(page))
        .contains("Of 2 tasks, 1 came from the cache.")
        .containsSubsequence(
            "<th scope=\"col\">Tried again</th><th scope=\"col\">Paused</th>",
            "<th scope=\"row\">Student</th><td>2</td><td>1</td><td>0</td><td>1</td><td>2</td><td>31 min 5 s</td><td>1 h 2 min</td><td>15 min 0 s</td><td>3.00 GB</td>",
            // Of student b the trace has the last try alone.
            "<th scope=\"row\">Student</th><td>1</td><td>1 h 0 min</td><td>1 h 2 min</td><td>1.03</td><td>30 min 0 s</td><td>31 min 0 s</td><td>4.19 GB</td><td>3.00 GB</td>")
        .doesNotContain("Student of b");
  }

  @Test
  void aRunThatDidAllOfItsPlanComparesItsTimeToo() throws IOException {
    Path file = folder.resolve("whole.txt");
    Files.writeString(
        file,
        """
        hash\tprocess\ttag\tstatus\tattempt\tstart\tcomplete\trealtime\t%cpu\tmemory\tpeak_rss
        aa/1\tREBUILD:STUDENT\tstudent.a\tCOMPLETED\t1\t1000\t901000\t900000\t200.0\t2000000000\t500000000
        aa/2\tREBUILD:STUDENT\tstudent.b\tCOMPLETED\t1\t2000\t5000\t3000\t100.0\t1000000000\t900000000
        aa/3\tREBUILD:METRICS\tmetrics.b\tCOMPLETED\t1\t5000\t9000\t4000\t100.0\t-\t-
        """);
    RunSection.write(page, run("calm_euler", null), Trace.read(file), plan(), List.of(), List.of());

    assertThat(Files.readString(page))
        .contains("Processor time was 0.50 times")
        .contains(
            "With 2 tasks at once, as many as there were, it should have taken 30 min 27 s and took 1 h 5 min.")
        .contains("<td>2.00 GB</td><td>900.0 MB</td><td>90 %</td>");
  }

  @Test
  void jobsThatShareATaskAreComparedTogether() throws IOException {
    plan();
    Path planned = folder.resolve("plan.json");
    Files.writeString(
        planned,
        Files.readString(planned).replace("\"task\": \"metrics.b\"", "\"task\": \"metrics.a\""));
    Path file = folder.resolve("shared.txt");
    Files.writeString(
        file,
        """
        hash\tprocess\ttag\tstatus\tattempt\trealtime\t%cpu\tpeak_rss
        aa/1\tREBUILD:STUDENT\tstudent.a\tCOMPLETED\t1\t900000\t200.0\t500000000
        aa/3\tREBUILD:METRICS\tmetrics.a metrics.b\tCOMPLETED\t1\t8000\t100.0\t700000000
        """);
    RunSection.write(
        page,
        run("calm_euler", null),
        Trace.read(file),
        KeptPlan.read(planned),
        List.of(),
        List.of());

    assertThat(Files.readString(page))
        // Six seconds each, of which they share the four and a half of their start.
        .containsSubsequence(
            "<th scope=\"row\">Metrics</th><td>1</td><td>7.5 s</td><td>8.0 s</td><td>1.07</td>",
            "<th scope=\"row\">Metrics of several experiments</th><td>1</td>");
  }

  @Test
  void withoutAPlanOrWithoutAJobThatIsDoneNothingIsCompared() throws IOException {
    RunSection.write(page, run("calm_euler", null), trace(), null, List.of(), List.of());
    assertThat(Files.readString(page)).doesNotContain("Estimated and used");

    RunSection.write(
        page, run("calm_euler", null), new Trace(List.of()), plan(), List.of(), List.of());
    assertThat(Files.readString(page)).doesNotContain("Estimated and used");
  }

  @Test
  void aPlanThatNoRunCouldHaveIsRefused() throws IOException {
    String good = Files.readString(folder.resolve("out").resolve("index.html"));
    plan();
    Path file = folder.resolve("plan.json");
    String text = Files.readString(file);
    refused(
        text.replace("plan/4", "plan/9"),
        "format is lucky-nodes-plan/9, expected lucky-nodes-plan/4");
    refused(
        text.replace("[\"student.b\"]", "[\"student.c\"]"),
        "job metrics.b needs student.c, which is not before it");
    refused(text.replace("student.b", "student.a"), "two jobs are called student.a");
    refused(text.replace("30.0", "-1"), "job student.a: resources: expected numbers of use");
    refused(text.replace("\"student.a\"", "\"../a\""), "no job can be called ../a");
    refused(
        text.replace("\"task\": \"student.b\"", "\"task\": \"metrics.a\""),
        "job metrics.a shares a task with jobs of another stage");
    assertThat(page).hasContent(good);
  }

  private void refused(String text, String words) throws IOException {
    Path file = folder.resolve("plan.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> KeptPlan.read(file))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining(file + ": ")
        .hasMessageContaining(words);
  }

  @Test
  void aPageWithoutAPlaceForItIsLeftAlone() throws IOException {
    Files.writeString(page, "<html></html>");

    assertThatThrownBy(
            () -> RunSection.write(page, run("one", null), trace(), null, List.of(), List.of()))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("index.html: expected the marks <!-- The run. -->");
    assertThat(page).hasContent("<html></html>");
  }
}
