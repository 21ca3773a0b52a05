package io.luckynodes.cli;

import io.luckynodes.job.Job;
import io.luckynodes.job.Stage;
import io.luckynodes.plan.PlanStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code lucky rehearse}: the stages of the smallest figure, one after the other in one process, so
 * that Java can write down the classes that they load. {@code bin/lucky} calls it for that alone.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Does the jobs of the smallest figure and throws away what they make.")
final class RehearseCommand implements Runnable {
  private static final String FIGURE = "student-specialization/fig03";

  @Override
  public void run() {
    Path home = Path.of(System.getProperty("lucky.home", "."));
    try {
      Path folder = Files.createTempDirectory("lucky-rehearsal");
      try {
        rehearse(home.resolve("figures"), folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void rehearse(Path definitions, Path folder) {
    List<Job> jobs =
        PlanStage.jobs(
            new PlanStage.Request(
                definitions, List.of(), List.of(FIGURE), "smoke", Optional.of(1)));
    Path plan = folder.resolve("plan");
    Path made = folder.resolve("made");
    PlanStage.write(plan, "smoke", jobs);
    for (Job job : jobs) {
      List<String> words = new ArrayList<>(List.of(job.stage().id()));
      words.addAll(List.of("--job", plan.resolve("jobs").resolve(job.id() + ".json").toString()));
      words.addAll(List.of("--in", made.toString(), "--out", made.toString()));
      words.addAll(List.of("--records", folder.resolve("records").toString()));
      execute(words);
    }
    execute(
        List.of(
            Stage.REPORT.id(),
            "--plan",
            plan.resolve("plan.json").toString(),
            "--jobs",
            plan.resolve("jobs").toString(),
            "--figures",
            made.toString(),
            "--metrics",
            made.toString(),
            "--out",
            folder.resolve("page").toString()));
  }

  private static void execute(List<String> words) {
    CommandLine line = Lucky.commandLine();
    if (line.execute(words.toArray(String[]::new)) != 0) {
      throw new IllegalStateException("the rehearsal ends at " + words);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
