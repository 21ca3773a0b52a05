package io.luckynodes.bench;

/** Something that is done over and over while it is timed. */
interface Workload extends AutoCloseable {
  /** Does it once; takes at least some milliseconds. */
  void run();

  /** Steps of SGD in one run, counted for every student. */
  double steps();

  /** Training samples in one run, counted for every student. */
  double samples();

  /** Floating-point operations of the matrix products in one run that SGD cannot do without. */
  double flops();

  /**
   * Bytes of weights, and in ConvNets of maps, that one run reads and writes at least, if each pass
   * over them is as cheap as it can be.
   */
  double bytes();

  /** Bytes of what one run comes back to again and again: the cache that holds them serves it. */
  double workingSet();

  @Override
  void close();
}
