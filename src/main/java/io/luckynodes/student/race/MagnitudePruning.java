package io.luckynodes.student.race;

import io.luckynodes.job.Job;
import io.luckynodes.network.race.RaceTrainer;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.network.shape.TwoLayerShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Iterative magnitude pruning of single weights with rewinding (Frankle and Carbin, The Lottery
 * Ticket Hypothesis, 2019): after each training, the smallest of the remaining weights are set to 0
 * permanently. The others return to their values at a given step of the first training, with
 * velocities of 0.
 *
 * <p>Every round prunes the same share of the remaining weights, {@code 1 - (1 - target)^(1 /
 * rounds)}. Biases of outputs are never pruned.
 *
 * @param target share of the weights that is pruned after the last round
 * @param rounds number of rounds, at least 1
 * @param layersApart whether the smallest weights are chosen in each layer separately, or in both
 *     layers together
 * @param biases whether hidden biases are pruned like weights; otherwise they are never pruned
 * @param rewindStep number of steps of the first training after which the remaining weights had the
 *     values to which they return; 0 for the start
 */
record MagnitudePruning(
    double target, int rounds, boolean layersApart, boolean biases, int rewindStep) {
  private static final List<String> WEIGHTS = List.of(TwoLayerShape.W1, TwoLayerShape.W2);
  private static final List<String> VELOCITIES = List.of(RaceTrainer.V1, RaceTrainer.V2);
  private static final List<String> MASKS = List.of(RaceTrainer.M1, RaceTrainer.M2);

  /** One weight that can be pruned. */
  private record Weight(float size, int tensor, int place) {}

  /** The pruning that a job's settings ask for; empty if it has no rounds. */
  static Optional<MagnitudePruning> of(Job job) {
    int rounds = job.integer("prune_rounds");
    return rounds == 0
        ? Optional.empty()
        : Optional.of(
            new MagnitudePruning(
                job.real("prune_share"),
                rounds,
                job.integer("prune_layers_apart") == 1,
                job.integer("prune_biases") == 1,
                job.integer("rewind_step")));
  }

  /** Share of all weights that is pruned after a round. */
  double shareAfter(int round) {
    return 1 - Math.pow(1 - target, (double) round / rounds);
  }

  /**
   * The student at the start of its next training.
   *
   * @param trained student at the end of the previous training, with masks
   * @param rewound the student's weights at the step to which they return
   * @param round number of the round, counted from 1
   */
  Parameters prune(Parameters trained, Parameters rewound, int round) {
    List<float[]> kept = MASKS.stream().map(mask -> trained.get(mask).values().clone()).toList();
    if (layersApart) {
      for (int t = 0; t < WEIGHTS.size(); t++) {
        prune(trained, List.of(t), kept, round);
      }
    } else {
      prune(trained, List.of(0, 1), kept, round);
    }
    List<Parameter> next = new ArrayList<>();
    for (int t = 0; t < WEIGHTS.size(); t++) {
      Parameter first = rewound.get(WEIGHTS.get(t));
      float[] values = first.values().clone();
      for (int i = 0; i < values.length; i++) {
        if (kept.get(t)[i] == 0) {
          values[i] = 0;
        }
      }
      next.add(new Parameter(first.name(), first.shape(), values));
      next.add(new Parameter(MASKS.get(t), first.shape(), kept.get(t)));
      next.add(new Parameter(VELOCITIES.get(t), first.shape(), new float[values.length]));
    }
    return new Parameters(next);
  }

  /** Removes from the masks the smallest weights of the given layers, taken together. */
  private void prune(Parameters trained, List<Integer> layers, List<float[]> kept, int round) {
    List<Weight> left = new ArrayList<>();
    int total = 0;
    for (int t : layers) {
      Parameter weight = trained.get(WEIGHTS.get(t));
      boolean whole = biases && t == 0;
      int prunable = weight.values().length - (whole ? 0 : weight.dimension(1));
      total += prunable;
      for (int i = 0; i < prunable; i++) {
        if (kept.get(t)[i] != 0) {
          left.add(new Weight(Math.abs(weight.values()[i]), t, i));
        }
      }
    }
    // Equal sizes are ordered by place, so that the order is unique.
    left.sort(
        Comparator.<Weight>comparingDouble(Weight::size)
            .thenComparingInt(Weight::tensor)
            .thenComparingInt(Weight::place));
    long goal = Math.round(shareAfter(round) * total);
    long drop = goal - (total - left.size());
    left.stream().limit(drop).forEach(weight -> kept.get(weight.tensor())[weight.place()] = 0);
  }
}
