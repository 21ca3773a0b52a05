package io.luckynodes.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.network.Numerics;

/**
 * What a student's numbers owe to the students that train beside it. With AVX-512 nothing: oneDNN's
 * products give a row the same bytes whatever rows stand beside it. Its kernels for older
 * processors sum some rows in another order, by their place in the matrix, so there last digits may
 * differ.
 */
public final class Company {
  /**
   * Share of the largest number: what hundreds of steps with momentum make of last digits. A
   * mistake would give another student's numbers, which differ by as much as they are.
   */
  private static final double ROUNDING = 1e-3;

  private Company() {}

  /** Whether nothing may differ here. */
  public static boolean changesNothing() {
    return Numerics.of(1).getOrDefault("cpu_kernels", "").contains("avx512f");
  }

  /** Numbers of one student, alone and in company. */
  public static void assertSame(float[] found, float[] expected) {
    if (changesNothing()) {
      assertThat(found).isEqualTo(expected);
      return;
    }
    assertThat(found).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < found.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(found[i] - expected[i]));
    }
    assertThat(difference).isLessThanOrEqualTo(ROUNDING * largest);
  }

  /** A number of one student, alone and in company. */
  public static void assertSame(double found, double expected) {
    assertThat(found)
        .isCloseTo(expected, within(changesNothing() ? 0 : ROUNDING * Math.abs(expected)));
  }
}
