package io.luckynodes.race;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Small data for tests. */
final class RaceSamples {
  private RaceSamples() {}

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Gaussian samples, class 1 around a point, class 2 around its opposite. */
  static Samples gaussian(int count, int inputs, double shift, long seed) {
    RandomGenerator random = random(seed);
    float[] x = new float[count * inputs];
    int[] signs = new int[count];
    for (int s = 0; s < count; s++) {
      signs[s] = s % 2 == 0 ? 1 : -1;
      for (int i = 0; i < inputs; i++) {
        x[s * inputs + i] = (float) (random.nextGaussian() + (i == 0 ? shift * signs[s] : 0));
      }
    }
    return new Samples(inputs, x, signs);
  }
}
