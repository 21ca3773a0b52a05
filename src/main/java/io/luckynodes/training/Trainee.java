package io.luckynodes.training;

import io.luckynodes.network.shape.Parameters;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Networks in training, advanced epoch by epoch. An epoch depends only on its number and on the
 * state before it.
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
   * Name of the column that numbers epochs in artifacts. A trainee that counts steps numbers its
   * stops instead.
   */
  default String unit() {
    return Weights.EPOCH;
  }

  /**
   * Number of batches in an epoch. Training can stop after each batch and resume; 1 means that
   * training cannot stop within an epoch.
   */
  default int batchesPerEpoch() {
    return 1;
  }

  /**
   * Trains the rest of an epoch. A trainee whose {@link #batchesPerEpoch} is 1 trains the whole
   * epoch and reports no position.
   *
   * @param epoch counted from 1
   * @param from position at which the restored state was taken
   * @param reached receives the position after each batch but the last; {@link #state} then gives
   *     the state from which training can resume there
   * @return as {@link #epoch(int)}: the same numbers, wherever training stopped within the epoch
   */
  default double[] epoch(int epoch, Position from, Consumer<Position> reached) {
    return epoch(epoch);
  }

  /**
   * Measures each network's loss on the evaluation samples; empty if it is not measured after this
   * epoch.
   */
  default double[] evaluate(int epoch) {
    return new double[0];
  }

  /**
   * Whether a network with this loss on the evaluation samples has learnt enough, so that it stops
   * training.
   */
  default boolean hasLearnt(double evaluationLoss) {
    return false;
  }

  /**
   * Stops the training of some networks. Their weights and state no longer change, and the values
   * of {@link #epoch} and {@link #evaluate} for them are ignored. The method is called before an
   * epoch, never with all networks.
   *
   * @param members numbers of all networks that have learnt enough, including those of earlier
   *     calls
   */
  default void retire(Set<Integer> members) {
    throw new UnsupportedOperationException("networks that never have learnt enough");
  }

  /** The networks' current tensors, for a snapshot. */
  List<Parameters> weights();

  /** The whole state from which training can continue, for a checkpoint. */
  List<Parameters> state();

  /** Restores a state that {@link #state} returned. */
  void restore(List<Parameters> state);

  /** Number of samples that all networks together process in an epoch, to report the speed. */
  long samplesPerEpoch();

  @Override
  void close();
}
