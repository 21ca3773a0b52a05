package io.luckynodes.theory.deep;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.random.Streams;
import io.luckynodes.theory.SmallNetwork;
import io.luckynodes.theory.region.PlaneLines;
import io.luckynodes.theory.region.TrainingRegion;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Deep networks in the plane. */
class DeepNetworksTest {
  private static RandomGenerator random(String purpose, int seed) {
    return new Streams("deep-test", seed).stream(purpose, "", Streams.ONCE);
  }

  @Test
  void benchmark() {
    for (int seed = 1; seed <= 8; seed++) {
      double[][] x = new TrainingRegion(3, 0, 0).draw(400, random("points", seed));
      SmallNetwork teacher =
          DeepPlane.teacher(
              new double[] {20, 140, 255},
              new double[] {0.5, 0.5, 0.5},
              3,
              5,
              x,
              random("teacher", seed));
      double[][] y = teacher.outputs(x);
      SmallNetwork start = DeepPlane.student(9, 9, 5, 0.96, random("student", seed));
      long t0 = System.nanoTime();
      int s = seed;
      SmallNetwork end =
          new DeepDescent(0.02, 0.9, 1000, 40, 6, 1e-9)
              .run(
                  start,
                  x,
                  y,
                  Set.of(),
                  (step, now) ->
                      System.err.printf(
                          "%d %d loss %.2e eps %.2e t %.1f%n",
                          s,
                          step,
                          now.loss(x, y),
                          DeepDescent.epsilon(now, x, y),
                          (System.nanoTime() - t0) / 1e9));
      for (double[] t : DeepPlane.lines(teacher)) {
        double best = 90;
        for (double[] w : DeepPlane.lines(end)) {
          best = Math.min(best, Math.toDegrees(PlaneLines.angle(t, w)));
        }
        System.err.println("   line " + best);
      }
    }
    assertThat(random("x", 1)).isNotNull();
  }
}
