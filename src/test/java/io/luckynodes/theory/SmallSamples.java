package io.luckynodes.theory;

import io.luckynodes.random.Streams;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small networks and inputs for tests. */
final class SmallSamples {
  private SmallSamples() {}

  static RandomGenerator random(String purpose, int seed) {
    return new Streams("small-fc-test", seed).stream(purpose, "", Streams.ONCE);
  }

  static SmallNetwork teacher(int inputs, List<Integer> widths, int outputs, double biasRange) {
    return SmallNetwork.teacher(
        new SmallNetwork.Shape(inputs, widths, outputs, biasRange > 0, NormPlacement.NONE, 0),
        biasRange,
        random("teacher", 0));
  }

  static SmallNetwork student(
      SmallNetwork teacher, NormPlacement placement, double epsilon, int seed) {
    return SmallNetwork.student(
        teacher.shape().student(2, placement, epsilon), random("student", seed));
  }

  static double[][] inputs(int samples, int width, double std) {
    return GaussianRows.draw(random("inputs", 0), samples, width, std);
  }

  static double greatest(double[] values) {
    double greatest = 0;
    for (double value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }

  /** Greatest difference over the greatest of the second. */
  static double difference(double[][] a, double[][] b) {
    double[] difference = LayerMatrices.flat(a);
    LayerMatrices.addTo(difference, -1, LayerMatrices.flat(b));
    return greatest(difference) / greatest(LayerMatrices.flat(b));
  }
}
