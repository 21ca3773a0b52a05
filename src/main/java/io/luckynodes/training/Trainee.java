package io.luckynodes.training;

import io.luckynodes.network.shape.Parameters;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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

  /** What its epochs are called in artifacts; a trainee that counts steps names its stops. */
  default String unit() {
    return Weights.EPOCH;
  }

  /** Batches of an epoch, between which it can be left off and taken up; 1 if it cannot be. */
  default int batchesPerEpoch() {
    return 1;
  }

  /**
   * Trains what is left of an epoch. A trainee whose {@link #batchesPerEpoch} is 1 trains all of it
   * and reaches nothing on the way.
   *
   * @param epoch counted from 1
   * @param from where the state was taken that was restored
   * @param reached takes where training stands after each batch but the last; {@link #state} is
   *     then that from which to go on there
   * @return as {@link #epoch(int)}: the same numbers, wherever the epoch was left off
   */
  default double[] epoch(int epoch, Position from, Consumer<Position> reached) {
    return epoch(epoch);
  }

  /**
   * Each network's loss on the evaluation samples as it is now; empty if it is not to be measured
   * after this epoch.
   */
  default double[] evaluate(int epoch) {
    return new double[0];
  }

  /**
   * Whether a network whose loss on the evaluation samples is this has learnt enough, so that it
   * trains no more.
   */
  default boolean hasLearnt(double evaluationLoss) {
    return false;
  }

  /**
   * Lets networks train no more: their weights and state stay what they are, and what {@link
   * #epoch} and {@link #evaluate} give of them counts for nothing. Is called before an epoch, never
   * with all networks.
   *
   * @param members numbers of all networks that have learnt enough, those of calls before among
   *     them
   */
  default void retire(Set<Integer> members) {
    throw new UnsupportedOperationException("networks that never have learnt enough");
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
