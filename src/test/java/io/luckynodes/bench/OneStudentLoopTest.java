package io.luckynodes.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The loop that training is compared with must do all of the work, or the comparison is void. */
class OneStudentLoopTest {
  private static final int HIDDEN = 6;

  @Test
  void oneStepFollowsTheGradientByFiniteDifferences() {
    OneStudentLoop before = new OneStudentLoop(HIDDEN, 1);
    try (OneStudentLoop after = new OneStudentLoop(HIDDEN, 1)) {
      // Larger weights than at the start of training, so that every gradient counts.
      for (OneStudentLoop one : List.of(before, after)) {
        for (double[] weights : List.of(one.w1, one.w2)) {
          for (int i = 0; i < weights.length; i++) {
            weights[i] *= 20;
          }
        }
      }
      after.run();
      List<double[]> weights = List.of(before.w1, before.b1, before.w2, before.b2);
      List<double[]> changed = List.of(after.w1, after.b1, after.w2, after.b2);
      for (int tensor = 0; tensor < weights.size(); tensor++) {
        double[] own = weights.get(tensor);
        for (int i = 0; i < own.length; i++) {
          double h = 1e-5;
          double value = own[i];
          own[i] = value + h;
          double above = loss(before);
          own[i] = value - h;
          double below = loss(before);
          own[i] = value;
          assertThat(changed.get(tensor)[i] - value)
              .as("tensor %d, entry %d", tensor, i)
              .isCloseTo(-TwoLayerWorkload.RATE * (above - below) / (2 * h), within(1e-9));
        }
      }
    }
  }

  /** ½‖target − y‖² averaged over the first batch. */
  private static double loss(OneStudentLoop student) {
    int d = TwoLayerWorkload.INPUTS;
    int c = TwoLayerWorkload.OUTPUTS;
    double sum = 0;
    for (int b = 0; b < TwoLayerWorkload.BATCH; b++) {
      int sample = student.batches[b];
      double[] y = student.b2.clone();
      for (int j = 0; j < HIDDEN; j++) {
        double h = student.b1[j];
        for (int i = 0; i < d; i++) {
          h += student.inputs[sample * d + i] * student.w1[i * HIDDEN + j];
        }
        for (int k = 0; k < c && h > 0; k++) {
          y[k] += h * student.w2[j * c + k];
        }
      }
      for (int k = 0; k < c; k++) {
        double r = student.targets[sample * c + k] - y[k];
        sum += r * r / 2;
      }
    }
    return sum / TwoLayerWorkload.BATCH;
  }
}
