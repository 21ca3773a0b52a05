package io.luckynodes.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.cli.Lucky;
import io.luckynodes.job.Job;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A figure's whole chain, job by job as the workflow would do it, and its results. */
public final class SmallRun {
  public static final String FIGURE = "student-specialization/fig03";

  private SmallRun() {}

  /** Runs all jobs of a figure at smoke scale and leaves the results that the workflow would. */
  public static Path results(Path folder) throws IOException {
    Path plan = folder.resolve("plan");
    Path results = folder.resolve("results");
    Path made = Files.createDirectories(folder.resolve("made"));
    lucky("plan", "--scale", "smoke", "--figures", FIGURE, "--out", plan.toString());
    Path records = results.resolve("records");
    for (Plan.Entry entry : Json.read(plan.resolve("plan.json"), Plan.class).jobs()) {
      Path file = plan.resolve("jobs").resolve(entry.id() + ".json");
      Job job = Json.read(file, Job.class);
      Path out = entry.stage() == Stage.FIGURE ? results.resolve("figures") : made;
      lucky(
          entry.stage().id(),
          "--job",
          file.toString(),
          "--in",
          made.toString(),
          "--out",
          out.toString(),
          "--records",
          records.toString());
      if (entry.stage() == Stage.METRICS) {
        Path metrics = results.resolve("metrics").resolve(job.experiment());
        Files.createDirectories(metrics);
        for (Path output : madeBy(made, entry.id())) {
          Files.copy(output, metrics.resolve(String.valueOf(output.getFileName())));
        }
      }
    }
    lucky(
        "report",
        "--plan",
        plan.resolve("plan.json").toString(),
        "--jobs",
        plan.resolve("jobs").toString(),
        "--figures",
        results.resolve("figures").toString(),
        "--metrics",
        results.resolve("metrics").toString(),
        "--out",
        results.toString());
    return results;
  }

  private static List<Path> madeBy(Path made, String job) throws IOException {
    try (Stream<Path> files = Files.list(made)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(job + "."))
          .toList();
    }
  }

  /** What a command printed; it must succeed. */
  static String lucky(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Lucky.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    assertThat(line.execute(arguments)).as(err.toString()).isZero();
    return out.toString();
  }

  /** A copy of a folder. */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }
}
