package io.luckynodes.training;

import io.luckynodes.job.Job;

/**
 * A step size η that changes once.
 *
 * @param first step size of the first epochs
 * @param firstEpochs number of these epochs
 * @param later step size of all other epochs
 */
public record TwoRates(double first, int firstEpochs, double later) {

  /** The step sizes that a job's settings give its students. */
  public static TwoRates of(Job job) {
    return new TwoRates(
        job.real("learning_rate"),
        job.integer("learning_rate_epochs"),
        job.real("later_learning_rate"));
  }

  /**
   * The step size in an epoch.
   *
   * @param epoch counted from 1
   */
  public double in(int epoch) {
    return epoch <= firstEpochs ? first : later;
  }
}
