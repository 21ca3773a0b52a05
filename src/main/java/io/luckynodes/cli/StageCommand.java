package io.luckynodes.cli;

import io.luckynodes.job.Stage;
import io.luckynodes.stage.StageRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A stage that needs nothing but its job and inputs. */
@Command
final class StageCommand implements Runnable {
  private final Stage stage;
  private final StageRunner runner;
  @Mixin private final TaskOptions options = new TaskOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  StageCommand(Stage stage, StageRunner runner) {
    this.stage = stage;
    this.runner = runner;
  }

  @Override
  public void run() {
    runner.run(options.task(stage, spec.commandLine().getOut()));
  }
}
