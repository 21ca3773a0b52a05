package io.luckynodes.teacher.convnet;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.network.shape.ConvNetShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.random.Streams;
import io.luckynodes.teacher.NormalisedNodes;
import java.util.ArrayList;
import java.util.List;

/**
 * The random ConvNet teacher of Luck Matters, section 5: every layer consists of {@link
 * NormalisedNodes}. A node is a filter or an output of the linear layer. There is no BatchNorm.
 */
final class GausConvNetTeacher {
  private GausConvNetTeacher() {}

  /**
   * Makes a teacher.
   *
   * @param shape shape of the teacher, without BatchNorm
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if {@code choices} allow too few
   *     different filters
   */
  static Parameters make(Streams streams, ConvNetShape shape, double[] choices, double biasRange) {
    List<Parameter> parameters = new ArrayList<>();
    for (int layer = 0; layer <= shape.layers(); layer++) {
      boolean linear = layer == shape.layers();
      int in = linear ? shape.flattened() : shape.fanIn(layer);
      int out = linear ? shape.outputs() : shape.channels().get(layer);
      String key = shape.channels() + " layer " + (layer + 1);
      NormalisedNodes nodes =
          NormalisedNodes.draw(
              streams.stream("teacher-weights", key, Streams.ONCE), out, in, choices, biasRange);
      parameters.add(
          new Parameter(
              linear ? ConvNetShape.OUTPUT_WEIGHTS : ConvNetShape.filter(layer),
              linear ? new int[] {in, out} : shape.filterShape(layer),
              nodes.nodesLast()));
      parameters.add(
          new Parameter(
              linear ? ConvNetShape.OUTPUT_BIAS : ConvNetShape.bias(layer),
              new int[] {out},
              nodes.biases()));
    }
    return new Parameters(parameters);
  }
}
