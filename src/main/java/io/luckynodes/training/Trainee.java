package io.luckynodes.training;

import io.luckynodes.network.Parameters;
import java.util.List;

/**
 * Networks in training, advanced epoch by epoch. What an epoch does depends on its number alone,
 * and on the state before it.
 */
public interface Trainee extends AutoCloseable {
  /**
   * Trains one epoch.
   *
   * @param epoch counted from 1
   * @return each network's loss, averaged over the epoch; not a finite number once it has diverged
   */
  double[] epoch(int epoch);

  /**
   * Each network's loss on the evaluation samples as it is now; empty if it is not to be measured
   * after this epoch.
   */
  default double[] evaluate(int epoch) {
    return new double[0];
  }

  /** The networks as they are, for a snapshot. */
  List<Parameters> weights();

  /** Everything that training continues from, for a checkpoint. */
  List<Parameters> state();

  /** Sets everything that {@link #state} gave. */
  void restore(List<Parameters> state);

  /** Samples that all networks together see in an epoch, to report the speed. */
  long samplesPerEpoch();

  @Override
  void close();
}
