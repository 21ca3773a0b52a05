package io.luckynodes.metrics;

import io.luckynodes.network.shape.Parameters;

/** Accuracy of a network on the test images. */
@FunctionalInterface
public interface Accuracy {
  /** The accuracy on inputs without classes, which is NaN. */
  Accuracy NONE = (network, outputs) -> Double.NaN;

  /**
   * The share of test images that a network classifies correctly, from 0 to 1; NaN if the inputs
   * have no classes.
   *
   * @param outputs known outputs of the network for the first test images, [images, classes]
   *     row-major; outputs for further images are computed
   */
  double of(Parameters network, float[] outputs);

  /** The share of test images that a network classifies correctly, with all outputs computed. */
  default double of(Parameters network) {
    return of(network, new float[0]);
  }
}
