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
  public double steps() {
    return 0;
  }

  @Override
  public double samples() {
    return 0;
  }

  @Override
  public double flops() {
    return MatmulPeak.FLOPS;
  }

  @Override
  public double bytes() {
    return 0;
  }

  @Override
  public double workingSet() {
    return 0;
  }

  @Override
  public void close() {
    product.close();
  }
}
