package io.luckynodes.cli;

import io.luckynodes.job.Stage;
import io.luckynodes.network.Device;
import io.luckynodes.runner.Runners;
import io.luckynodes.stage.FinishedJobs;
import io.luckynodes.stage.StageRunner;
import io.luckynodes.stage.TimeLimit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A stage that needs nothing but its jobs and inputs. */
@Command
final class StageCommand implements Runnable {
  private final Stage stage;
  @Mixin private final TaskOptions options = new TaskOptions();

  @Option(
      names = "--device",
      paramLabel = "cpu|gpu",
      defaultValue = "${env:LUCKY_DEVICE:-cpu}",
      description =
          "With gpu, stop unless TensorFlow finds a GPU; TensorFlow alone would use the processor"
              + " without saying so (default: the environment variable LUCKY_DEVICE, or cpu).")
  private Device.Kind device = Device.Kind.cpu;

  @Option(
      names = "--pause-after",
      paramLabel = "TIME",
      defaultValue = "${env:LUCKY_PAUSE_AFTER}",
      description =
          "Pause with exit code 75 when the next unit of work would run past this time, for example"
              + " 4h. A unit is an epoch, 15 minutes of a ConvNet's epoch, or one measured snapshot"
              + " of a ConvNet. The same command then goes on from the checkpoint. Without --state"
              + " nothing pauses (default: the environment variable LUCKY_PAUSE_AFTER; without it,"
              + " never).")
  private @Nullable String pauseAfter;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  StageCommand(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void run() {
    TimeLimit limit =
        pauseAfter == null || pauseAfter.isEmpty()
            ? TimeLimit.NONE
            : TimeLimit.of(TimeSpan.of("--pause-after", pauseAfter));
    if (device == Device.Kind.gpu) {
      Device.requireGpu();
    }
    StageRunner one = task -> Runners.of(task.job()).run(task);
    FinishedJobs finished = new FinishedJobs(one, Map.of("device", device.name()));
    StageRunner runner = options.severalJobs() ? finished : one;
    options.run(stage, Terminal.of(spec), task -> runner.run(task.within(limit)));
    finished.remove();
  }
}
