package io.luckynodes.bench;

/** Something that is done over and over while it is timed; what it does not do is 0. */
interface Workload extends AutoCloseable {
  /** Does it once; takes at least some milliseconds. */
  void run();

  /** Steps of SGD in one run, counted for every student. */
  default double steps() {
    return 0;
  }

  /** Training samples in one run, counted for every student. */
  default double samples() {
    return 0;
  }

  /** Floating-point operations of the matrix products in one run that SGD cannot do without. */
  default double flops() {
    return 0;
  }

  /**
   * Bytes of weights, and in ConvNets of maps, that one run reads and writes at least, if each pass
   * over them is as cheap as it can be.
   */
  default double bytes() {
    return 0;
  }

  /** Bytes of what one run comes back to again and again: the cache that holds them serves it. */
  default double workingSet() {
    return 0;
  }

  @Override
  void close();
}
