package io.luckynodes.bench;

import io.luckynodes.network.MatmulPeak;

/** The machine's largest matrix product, as a workload. */
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
