package io.luckynodes.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.error.LuckyException;
import io.luckynodes.run.RunRecord;
import io.luckynodes.run.RunSection;
import io.luckynodes.run.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    ReportStage.write(run.request());
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
    RunSection.write(page, run("calm_euler", null), trace());

    assertThat(Files.readString(page))
        .contains(
            "Run calm_euler began on 31 January 2026, 12:00 UTC and took 1 h 5 min. Of 4 tasks, 1 came from the cache, and 1 did not succeed.")
        .containsSubsequence(
            "<th scope=\"row\">Dataset</th><td>1</td><td>0</td><td>1</td><td>0</td><td>1.0 s</td><td>0.1 s</td>",
            "<th scope=\"row\">Student</th><td>2</td><td>1</td><td>0</td><td>1</td><td>1 h 1 min</td><td>2 h 1 min</td><td>1 h 0 min</td><td>4.00 GB</td>",
            "<th scope=\"row\">Metrics</th><td>1</td><td>0</td><td>0</td><td>0</td><td>4.0 s</td><td>2.0 s</td>",
            "<tfoot>",
            "<th scope=\"row\">All</th><td>4</td><td>1</td><td>1</td><td>1</td>")
        .contains("nextflow run . --figures &#39;&lt;all&gt;&#39;")
        .contains("<dt>Code</dt><dd>0.1.0, commit abc</dd>")
        .doesNotContain("is told here when the run has ended");
  }

  @Test
  void aRunThatFailedShowsItsError() throws IOException {
    RunSection.write(page, run("sad_gauss", "Process <X> failed"), trace());

    assertThat(Files.readString(page))
        .contains("1 h 5 min until it failed.")
        .contains("<pre class=\"error\">Process &lt;X&gt; failed</pre>");
  }

  @Test
  void toldAgainItIsTheSamePageAndOfAnotherRunThatRunAlone() throws IOException {
    RunSection.write(page, run("one", null), trace());
    String first = Files.readString(page);
    RunSection.write(page, run("one", null), trace());
    assertThat(Files.readString(page)).isEqualTo(first);

    RunSection.write(page, run("two", null), trace());
    assertThat(Files.readString(page)).contains("Run two began").doesNotContain("Run one began");
  }

  @Test
  void aPageWithoutAPlaceForItIsLeftAlone() throws IOException {
    Files.writeString(page, "<html></html>");

    assertThatThrownBy(() -> RunSection.write(page, run("one", null), trace()))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("index.html: expected the marks <!-- The run. -->");
    assertThat(page).hasContent("<html></html>");
  }
}
