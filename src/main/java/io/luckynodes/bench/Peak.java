package io.luckynodes.bench;

import io.luckynodes.network.MatmulPeak;

/** Runs a large matrix product, to measure the machine's peak speed. */
final class Peak implements Workload {
  private final MatmulPeak product;

  Peak(int threads) {
    this.product = new MatmulPeak(threads);
  }

  @Override
  public void run() {
    product.run();
  }

  @Override
  public double flops() {
    return MatmulPeak.FLOPS;
  }

  @Override
  public void close() {
    product.close();
  }
}
