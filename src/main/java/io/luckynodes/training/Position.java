package io.luckynodes.training;

/**
 * A position within an epoch of training.
 *
 * @param batches number of batches done
 * @param lossSum sum of the losses of these batches
 */
public record Position(int batches, double lossSum) {
  /** The position before the first batch. */
  public static final Position START = new Position(0, 0);
}
