package io.luckynodes.cli;

import io.luckynodes.job.Job;
import io.luckynodes.job.Plan;
import io.luckynodes.job.Resources;
import io.luckynodes.job.Stage;
import io.luckynodes.plan.PlanStage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucky plan}: what a run would do. */
@Command(
    name = "plan",
    description =
        "Checks all definitions and prints the jobs that a run would do; with --out, writes them for the stages.")
final class PlanCommand implements Runnable {
  @Mixin private final ExpectedCode code = new ExpectedCode();

  @Option(
      names = "--definitions",
      paramLabel = "DIR",
      description = "Folder of experiment and figure definitions (default: ${DEFAULT-VALUE}).")
  private Path definitions = Path.of("figures");

  @Option(
      names = "--also",
      paramLabel = "FILE",
      description = "A definition file of your own; may be given several times.")
  private List<Path> further = new ArrayList<>();

  @Option(
      names = "--figures",
      paramLabel = "LIST",
      split = ",",
      description =
          "Ids, globs, studies or names of your own files, comma-separated (default: all figures).")
  private List<String> figures = new ArrayList<>();

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      description = "smoke, laptop or paper (default: ${DEFAULT-VALUE}).")
  private String scale = "laptop";

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Number of seeds (default: the definitions' own).")
  private @Nullable Integer seeds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write plan.json and jobs/*.json here.")
  private @Nullable Path out;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    code.check(Stage.PLAN.id());
    List<String> wanted =
        figures.stream().filter(item -> !item.isBlank() && !item.equals("all")).toList();
    List<Job> jobs =
        PlanStage.jobs(
            new PlanStage.Request(definitions, further, wanted, scale, Optional.ofNullable(seeds)));
    if (out != null) {
      PlanStage.write(out, scale, jobs);
    }
    PrintWriter print = spec.commandLine().getOut();
    double minutes = 0;
    print.printf(
        Locale.ROOT, "%-58s %5s %8s %9s  %s%n", "JOB", "CPUS", "MEMORY", "MINUTES", "NEEDS");
    for (Plan.Entry entry : PlanStage.summary(scale, jobs).jobs()) {
      Resources need = entry.resources();
      String needs =
          entry.needs().size() > 3
              ? entry.needs().size() + " jobs"
              : String.join(" ", entry.needs());
      print.printf(
          Locale.ROOT,
          "%-58s %5d %7.1fG %9.1f  %s%n",
          entry.id(),
          need.cpus(),
          need.memoryMb() / 1024.0,
          need.minutes(),
          needs);
      minutes += need.cpus() * need.minutes();
    }
    print.printf(
        Locale.ROOT, "%d jobs at scale %s, about %.1f CPU minutes%n", jobs.size(), scale, minutes);
    print.flush();
  }
}
