package io.luckynodes.cli;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.lineage.Replay;
import io.luckynodes.lineage.Results;
import io.luckynodes.plan.PlanStage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lucky replay}: a figure made again, and compared. */
@Command(
    name = "replay",
    header = "Makes a figure again from its records, and compares.",
    description =
        "Makes a figure again from the records in a results folder alone. The workflow does this in"
            + " a folder of its own, and every file is then compared with its record. The exit code"
            + " is 0 if everything is identical or within the tolerance.")
final class ReplayCommand implements Runnable {
  /** What the workflow says, in the folder of the replay. */
  private static final String LOG = "nextflow.txt";

  @Parameters(
      index = "0",
      paramLabel = "FIGURE",
      description = "An id such as student-specialization/fig07.")
  private String figure = "";

  @Parameters(
      index = "1..*",
      paramLabel = "ARGUMENT",
      description =
          "Further arguments for Nextflow, after '--': for example a profile, or --cifar10 with"
              + " your copy of the data.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "The results whose records are replayed (default: ${DEFAULT-VALUE}).")
  private Path results = Path.of("results");

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Folder for the replay, which must be empty or missing (default: ${DEFAULT-VALUE}).")
  private Path work = Path.of("replay");

  @Option(
      names = "--tolerance",
      paramLabel = "SHARE",
      description =
          "Largest difference of two numbers that counts as the same, as a share of the largest"
              + " number in their column (default: ${DEFAULT-VALUE}). Another processor gives other"
              + " last digits.")
  private double tolerance = 0.001;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = Terminal.of(spec);
    Results before = Results.in(results);
    FigureId.require(before, figure);
    List<Job> jobs = Replay.jobs(before, figure);
    List<String> otherCode = Replay.otherCode(before, figure);
    // What comes with a stranger's results must not be taken for what a replay made: a
    // configuration that Nextflow would read, a checkpoint, or results that look the same.
    Path folder = EmptyFolder.of(work, "--work");
    PlanStage.write(folder.resolve("plan"), jobs.get(0).scale(), jobs);
    out.println(figure + ": " + jobs.size() + " jobs, in " + folder);
    otherCode.forEach(out::println);
    out.println("The workflow runs; its log is " + folder.resolve(LOG));
    out.flush();
    nextflow(folder);
    List<Replay.Line> lines =
        Replay.compare(before, Results.in(folder.resolve("results")), figure, tolerance);
    int width = lines.stream().mapToInt(line -> line.name().length()).max().orElse(1);
    for (Replay.Line line : lines) {
      out.println(
          ("%-" + width + "s  %s%s")
              .formatted(
                  line.name(),
                  line.verdict().words(),
                  line.detail().isEmpty() ? "" : ": " + line.detail()));
    }
    long different =
        lines.stream().filter(line -> line.verdict() == Replay.Verdict.DIFFERENT).count();
    out.println(
        String.format(
            Locale.ROOT,
            "%d of %d the same%s",
            lines.size() - different,
            lines.size(),
            otherCode.isEmpty() ? "" : "; the code differs from that of the records"));
    out.flush();
    if (different > 0) {
      throw new LuckyException(ExitCode.BAD_INPUT, figure + ": the replay differs");
    }
  }

  private void nextflow(Path folder) {
    Path home = Path.of(System.getProperty("lucky.home", ".")).toAbsolutePath().normalize();
    List<String> command = new ArrayList<>();
    command.add(home.resolve("nextflow").toString());
    // The project's configuration alone: none of this folder, none of a home.
    command.addAll(List.of("-C", home.resolve("nextflow.config").toString()));
    command.addAll(List.of("run", home.toString(), "-ansi-log", "false"));
    command.addAll(List.of("--plan", folder.resolve("plan").toString()));
    command.addAll(List.of("--outdir", folder.resolve("results").toString()));
    command.addAll(List.of("-work-dir", folder.resolve("tasks").toString()));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(LOG).toFile())
              .start();
      int code = process.waitFor();
      if (code != 0) {
        throw new LuckyException(
            ExitCode.BAD_INPUT,
            "the workflow ended with exit code "
                + code
                + "; the reason is in "
                + folder.resolve(LOG));
      }
    } catch (IOException e) {
      throw new LuckyException(
          ExitCode.CANNOT_WRITE, home.resolve("nextflow") + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LuckyException(ExitCode.INTERNAL, "interrupted", e);
    }
  }
}
