package io.luckynodes.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
  @TempDir Path folder;

  private Trace.Task task(String names, String cells) throws IOException {
    Path file = folder.resolve("trace.txt");
    Files.writeString(file, names.replace(' ', '\t') + "\n" + cells.replace(' ', '\t') + "\n");
    return Trace.read(file).tasks().get(0);
  }

  @Test
  void cellsAreReadByTheNameOfTheirColumnWithTheirType() throws IOException {
    Trace.Task task =
        task(
            "peak_rss process tag status exit attempt start complete realtime %cpu container workdir",
            "500 A:STUDENT s.x COMPLETED 0 2 1000 2500 1400 98.5 img /w/ab/cdef");
    assertThat(task.stage()).isEqualTo(Stage.STUDENT);
    assertThat(task.succeeded()).isTrue();
    assertThat(task.attempt()).isEqualTo(2);
    assertThat(task.start()).isEqualTo(Instant.ofEpochMilli(1000));
    assertThat(task.realtime()).isEqualTo(1400);
    assertThat(task.cpu()).isEqualTo(98.5);
    assertThat(task.peakRss()).isEqualTo(500);
    assertThat(task.container()).isEqualTo("img");
  }

  @Test
  void whatIsMissingOrADashIsNotThere() throws IOException {
    Trace.Task task = task("process exit start tag", "OTHER - - -");
    assertThat(task.stage()).isNull();
    assertThat(task.exit()).isNull();
    assertThat(task.start()).isNull();
    assertThat(task.tag()).isEmpty();
    assertThat(task.succeeded()).isFalse();
    assertThat(task.attempt()).isEqualTo(1);
  }

  @Test
  void aCellOfAnotherTypeIsNamedWithItsLine() {
    assertThatThrownBy(() -> task("process exit", "A zero"))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("trace.txt:2: exit: expected a whole number, found zero");
    assertThatThrownBy(() -> task("process workdir", "A /w/\0"))
        .isInstanceOf(LuckyException.class)
        .hasMessageContaining("trace.txt:2: workdir: expected a path");
  }

  @Test
  void aTaskOfNoProcessIsNamedWithItsLine() {
    for (String names : new String[] {"exit tag", "process tag"}) {
      for (String process : new String[] {"", "-", "REBUILD:"}) {
        assertThatThrownBy(() -> task(names, process + " t"))
            .isInstanceOf(LuckyException.class)
            .hasMessageContaining("trace.txt:2: ");
      }
    }
    assertThatThrownBy(() -> task("tag", "t"))
        .hasMessageContaining("process: expected a name, found no such column");
  }

  @Test
  void theJobsOfATaskAreThoseOfItsTag() throws IOException {
    assertThat(task("process tag", "A a.b").jobs()).containsExactly("a.b");
    Path file = folder.resolve("several.txt");
    Files.writeString(file, "process\ttag\nA\ta.b c.d, STUDENT of 2 jobs\n");
    assertThat(Trace.read(file).tasks().get(0).jobs()).containsExactly("a.b", "c.d");
  }

  @Test
  void emptyLinesAreNoTasks() throws IOException {
    Path file = Files.writeString(folder.resolve("trace.txt"), "process\n\nA\n\n\n");
    assertThat(Trace.read(file).tasks()).hasSize(1);
  }
}
