package io.luckynodes.training;

/**
 * Where training stands within an epoch.
 *
 * @param batches done
 * @param lossSum of these batches
 */
public record Position(int batches, double lossSum) {
  /** Before the first batch. */
  public static final Position START = new Position(0, 0);
}
