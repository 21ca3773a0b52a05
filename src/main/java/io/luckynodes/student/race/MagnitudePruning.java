package io.luckynodes.student.race;

import io.luckynodes.network.race.RaceTrainer;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Iterative magnitude pruning of single weights with rewinding (Frankle and Carbin, The Lottery
 * Ticket Hypothesis, 2019): after each training the smallest of the weights that are left, over
 * both layers together, are set to 0 for ever; the others go back to where they started.
 *
 * <p>Biases are never pruned: they start at 0, and a share of the weights is what the paper names.
 * Every round prunes the same share of what is left, {@code 1 - (1 - target)^(1 / rounds)}.
 *
 * @param target share of the weights that is pruned after the last round
 * @param rounds number of rounds, at least 1
 */
record MagnitudePruning(double target, int rounds) {
  /** One weight that can be pruned. */
  private record Weight(float size, int tensor, int place) {}

  /** Share of all weights that is pruned after a round. */
  double shareAfter(int round) {
    return 1 - Math.pow(1 - target, (double) round / rounds);
  }

  /**
   * The student at the start of its next training.
   *
   * @param trained at the end of the training before, with masks
   * @param start as it began, without masks
   * @param round counted from 1
   */
  Parameters prune(Parameters trained, Parameters start, int round) {
    List<String> weights = List.of(TwoLayerShape.W1, TwoLayerShape.W2);
    List<String> masks = List.of(RaceTrainer.M1, RaceTrainer.M2);
    List<float[]> kept = new ArrayList<>();
    List<Weight> left = new ArrayList<>();
    int total = 0;
    for (int t = 0; t < weights.size(); t++) {
      float[] mask = trained.get(masks.get(t)).values().clone();
      kept.add(mask);
      Parameter weight = trained.get(weights.get(t));
      int prunable = weight.values().length - weight.dimension(1);
      total += prunable;
      for (int i = 0; i < prunable; i++) {
        if (mask[i] != 0) {
          left.add(new Weight(Math.abs(weight.values()[i]), t, i));
        }
      }
    }
    // Equal sizes by place, so that the order is one.
    left.sort(
        Comparator.<Weight>comparingDouble(Weight::size)
            .thenComparingInt(Weight::tensor)
            .thenComparingInt(Weight::place));
    long goal = Math.round(shareAfter(round) * total);
    long drop = goal - (total - left.size());
    left.stream().limit(drop).forEach(weight -> kept.get(weight.tensor())[weight.place()] = 0);
    List<Parameter> next = new ArrayList<>();
    for (int t = 0; t < weights.size(); t++) {
      Parameter first = start.get(weights.get(t));
      float[] rewound = first.values().clone();
      for (int i = 0; i < rewound.length; i++) {
        if (kept.get(t)[i] == 0) {
          rewound[i] = 0;
        }
      }
      next.add(new Parameter(first.name(), first.shape(), rewound));
      next.add(new Parameter(masks.get(t), first.shape(), kept.get(t)));
    }
    next.add(start.get(RaceTrainer.V1));
    next.add(start.get(RaceTrainer.V2));
    return new Parameters(next);
  }
}
