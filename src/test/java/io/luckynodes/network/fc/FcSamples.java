package io.luckynodes.network.fc;

import io.luckynodes.network.shape.FcShape;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small deep networks and inputs for tests. */
final class FcSamples {
  static final FcShape STUDENT = new FcShape(5, List.of(7, 6, 8), 3);
  static final FcShape TEACHER = new FcShape(5, List.of(3, 4, 2), 3);

  private FcSamples() {}

  /**
   * A network of Gaussian weights whose second node in every hidden layer is always off, and whose
   * third is always on.
   */
  static Parameters network(FcShape shape, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Parameter> parameters = new ArrayList<>();
    for (int layer = 0; layer <= shape.layers(); layer++) {
      int in = shape.fanIn(layer);
      int out = shape.size(layer);
      float[] bias = gaussians(random, out, 0.3);
      if (layer < shape.layers()) {
        bias[1] = -100;
        if (out > 2) {
          bias[2] = 6;
        }
      }
      parameters.add(
          new Parameter(
              shape.weights(layer),
              new int[] {in, out},
              gaussians(random, in * out, 1 / Math.sqrt(in))));
      parameters.add(new Parameter(shape.bias(layer), new int[] {out}, bias));
    }
    return new Parameters(parameters);
  }

  static float[] inputs(int seed, int samples) {
    return gaussians(new SplittableRandom(1000 + seed), samples * STUDENT.inputs(), 1);
  }

  static float[] gaussians(SplittableRandom random, int count, double std) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (std * random.nextGaussian());
    }
    return values;
  }

  static double[] row(float[] values, int row, int width) {
    double[] copy = new double[width];
    for (int i = 0; i < width; i++) {
      copy[i] = values[row * width + i];
    }
    return copy;
  }
}
