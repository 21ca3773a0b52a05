package io.luckynodes.cli;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.job.JobNames;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.stage.RecordFile;
import io.luckynodes.stage.StageTask;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every stage that does jobs of the plan. */
final class TaskOptions {
  @Option(
      names = "--job",
      required = true,
      paramLabel = "FILE",
      description =
          "The job: one of the files that 'lucky plan --out' writes. Several jobs of one stage,"
              + " each after a --job of its own, are done one after the other.")
  private List<Path> jobs = new ArrayList<>();

  @Option(
      names = "--in",
      paramLabel = "DIR",
      description =
          "Folder with the outputs of all jobs that this job needs (default: ${DEFAULT-VALUE}).")
  private Path in = Path.of(".");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the outputs, made if missing (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of(".");

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "${env:LUCKY_STATE}",
      description =
          "Folder that outlives a killed task, for checkpoints and for finished jobs of a task with"
              + " several (default: the environment variable LUCKY_STATE; without it a killed job"
              + " starts from the beginning).")
  private @Nullable Path state;

  @Option(
      names = "--records",
      paramLabel = "DIR",
      description =
          "Folder for a small file with the record of each output, made if missing (default: no"
              + " records are written).")
  private @Nullable Path records;

  @Mixin private final ExpectedCode code = new ExpectedCode();

  /** Whether one task does more than one job. */
  boolean severalJobs() {
    return jobs.size() > 1;
  }

  /**
   * Does all jobs, and writes the records of what each made if they are asked for. All are read
   * before the first is done.
   *
   * @param work does one of them
   */
  void run(Stage stage, PrintWriter log, Consumer<StageTask> work) {
    List<StageTask> tasks = jobs.stream().map(job -> task(job, stage, log)).toList();
    for (StageTask task : tasks) {
      if (tasks.size() > 1) {
        task.log().accept("job " + task.job().id());
      }
      work.accept(task);
      if (records != null) {
        RecordFile.writeAll(task, records);
      }
    }
  }

  private StageTask task(Path job, Stage stage, PrintWriter log) {
    Job read = JobNames.checked(Json.read(job, Job.class), job.toString());
    if (read.stage() != stage) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          job + ": is a job for stage " + read.stage().id() + ", expected " + stage.id());
    }
    code.check(read.runner());
    return new StageTask(
        read,
        in,
        out,
        Optional.ofNullable(state).filter(folder -> !folder.toString().isEmpty()),
        line -> {
          log.println(line);
          log.flush();
        });
  }
}
