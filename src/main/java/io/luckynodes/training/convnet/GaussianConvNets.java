package io.luckynodes.training.convnet;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.network.shape.BatchNorm;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameters;
import java.util.Arrays;
import java.util.List;

/** Shapes of ConvNets on square Gaussian images of one channel, from a job's settings. */
public final class GaussianConvNets {
  private GaussianConvNets() {}

  /**
   * The shape of the teacher.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if the images are too small for the
   *     number of layers
   */
  public static ConvNetShape teacherShape(Job job) {
    int side = job.integer("image_side");
    List<Integer> channels = Arrays.stream(job.integers("teacher_channels")).boxed().toList();
    int most = ConvNetShape.mostLayers(side);
    if (channels.size() > most) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          job.experiment()
              + ": teacher_channels: images of "
              + side
              + " pixels a side can carry "
              + most
              + " layers, found "
              + channels.size());
    }
    return new ConvNetShape(side, side, 1, channels, job.integer("outputs"), BatchNorm.NONE);
  }

  /** The shape of a network, from its tensors. */
  public static ConvNetShape shapeOf(Job job, Parameters network) {
    int side = job.integer("image_side");
    return ConvNetShape.of(network, side, side);
  }
}
