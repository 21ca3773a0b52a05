package io.luckynodes.metrics;

import io.luckynodes.network.shape.Parameters;

/** What share of the test images a network gets right. */
@FunctionalInterface
public interface Accuracy {
  /** That of inputs without classes. */
  Accuracy NONE = network -> Double.NaN;

  /** The share, from 0 to 1; NaN if the inputs have no classes. */
  double of(Parameters network);
}
