package io.luckynodes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code conf/watch.bash} in wrappers of the shape that Nextflow gives them. */
@EnabledOnOs(OS.LINUX)
class WatchTest {
  /** Size of the task's one variable, in KiB. */
  private static final int SIZE = 40_000;

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("a task's folder"));
  }

  @Test
  void readsThePeaksOfATaskAndOfWhatItStarts() throws Exception {
    write(
        ".command.sh",
        "/bin/bash -c 'x=$(printf \"%%*s\" %d x); sleep 1.5; exit 3'".formatted(SIZE * 1024));
    int exit = run("/bin/bash .command.run nxf_trace");
    assertThat(exit).isEqualTo(3);
    Properties trace = trace();
    assertThat(trace).containsEntry("realtime", "1");
    assertThat(number(trace, "peak_rss")).isBetween(SIZE, 4 * SIZE);
    assertThat(number(trace, "peak_vmem")).isGreaterThan(number(trace, "peak_rss"));
    assertThat(number(trace, "rss")).isBetween(SIZE, number(trace, "peak_rss"));
    assertThat(number(trace, "vmem")).isBetween(SIZE, number(trace, "peak_vmem"));
    assertThat(number(trace, "%mem")).isBetween(0, 1000);
    assertThat(number(trace, "vol_ctxt")).isPositive();
  }

  @Test
  void writesAfterNextflowDidAlsoIfTheTaskEndsDuringALook() throws Exception {
    write(".command.sh", "true");
    for (int i = 0; i < 5; i++) {
      assertThat(run("/bin/bash .command.run nxf_trace")).isZero();
      assertThat(trace()).containsKeys("realtime", "peak_rss");
    }
  }

  @Test
  void leavesAContainersWrapperAlone() throws Exception {
    write(".command.sh", "true");
    int exit = run("env -i LANG=C /bin/bash -c \"eval true; /bin/bash .command.run nxf_trace\"");
    assertThat(exit).isZero();
    assertThat(trace()).containsEntry("peak_rss", "Nextflow's");
  }

  private int run(String launch) throws Exception {
    write(
        ".command.run",
        """
        set -e
        set -u
        NXF_ENTRY=${1:-nxf_main}
        nxf_mem_watch() {
            read -r DONE
            echo "peak_rss=Nextflow's" >> .command.trace
        }
        nxf_trace() {
            rm -f .command.trace
            local ret=0
            /bin/bash -euo pipefail .command.sh &
            local task=$!
            exec 11> >(nxf_mem_watch $task)
            local mem_proc=$!
            wait $task || ret=$?
            echo "nextflow.trace/v2" > .command.trace
            echo "realtime=1" >> .command.trace
            echo 'DONE' >&11 || true
            while [ -e /proc/$mem_proc ]; do sleep 0.1; done
            return $ret
        }
        nxf_launch() {
            %s
        }
        nxf_main() {
            set +u
            source '%s/conf/watch.bash'
            set -u
            set +e
            (set -o pipefail; (nxf_launch | tee .command.out) 3>&1 1>&2 2>&3 | tee .command.err) &
            pid=$!
            wait $pid || exit $?
        }
        $NXF_ENTRY
        """
            .formatted(launch, Path.of("").toAbsolutePath()));
    Process process =
        new ProcessBuilder("/bin/bash", ".command.run")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(".command.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private Properties trace() throws IOException {
    Properties trace = new Properties();
    try (var reader = Files.newBufferedReader(folder.resolve(".command.trace"))) {
      trace.load(reader);
    }
    return trace;
  }

  private static int number(Properties trace, String name) {
    return Integer.parseInt(trace.getProperty(name));
  }
}
