package io.luckynodes.metrics;

import io.luckynodes.network.shape.Parameters;

/** What share of the test images a network gets right. */
@FunctionalInterface
public interface Accuracy {
  /** That of inputs without classes. */
  Accuracy NONE = (network, outputs) -> Double.NaN;

  /**
   * The share, from 0 to 1; NaN if the inputs have no classes.
   *
   * @param outputs of the network for the first test images, as far as they are known, [images,
   *     classes] row-major; what is missing is computed
   */
  double of(Parameters network, float[] outputs);

  /** The same where no outputs are known. */
  default double of(Parameters network) {
    return of(network, new float[0]);
  }
}
