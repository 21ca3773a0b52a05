package io.luckynodes.bench;

/** Work that is repeated while it is timed. A quantity that a workload does not have is 0. */
interface Workload extends AutoCloseable {
  /** Runs the workload once; a run takes at least some milliseconds. */
  void run();

  /** Steps of SGD in one run, counted for every student. */
  default double steps() {
    return 0;
  }

  /** Training samples in one run, counted for every student. */
  default double samples() {
    return 0;
  }

  /** Floating-point operations in one run of the matrix products that SGD needs. */
  default double flops() {
    return 0;
  }

  /** Lower bound on the bytes of weights, or in ConvNets of maps, that one run reads and writes. */
  default double bytes() {
    return 0;
  }

  /** Bytes that one run accesses repeatedly, so that the cache that holds them serves the run. */
  default double workingSet() {
    return 0;
  }

  @Override
  void close();
}
