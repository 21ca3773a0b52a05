package io.luckynodes.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {
  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();

  /** Another process: takes the lock of a file, and keeps it until somebody ends the process. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] file) throws InterruptedException {
      ProcessLock.take(Path.of(file[0]), "the work", System.out::println);
      System.out.println("held");
      Thread.sleep(60_000);
    }
  }

  @Test
  void aProcessThatIsKilledLetsTheNextInWhichSaysWhoHadIt() throws IOException {
    Path file = folder.resolve("work.lock");
    Process other = holder(file);
    try {
      Consumer<String> kill =
          line -> {
            log.add(line);
            other.destroyForcibly();
          };
      ProcessLock.take(file, "the work", kill).close();
      assertThat(log)
          .singleElement()
          .asString()
          .matches("waits for the work, which process " + other.pid() + " on .+ has");
      assertThat(folder).isEmptyDirectory();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void whereNothingCanBeLockedTheWorkGoesOnWithAWord() throws IOException {
    Path file = Files.createFile(folder.resolve("file")).resolve("work.lock");
    ProcessLock.take(file, "the work", log::add).close();
    assertThat(log)
        .singleElement()
        .asString()
        .startsWith(file + ": cannot be locked (")
        .endsWith("), going on without");
  }

  private static Process holder(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("held");
    return process;
  }
}
