package io.luckynodes.job;

/**
 * What a job asks of the machine.
 *
 * @param cpus cores
 * @param memoryMb memory in MiB
 * @param minutes expected wall time
 * @param epochs of training, after each of which the job can pause and be continued; 0 if it does
 *     not train
 * @param epochMinutes part of {@code minutes} that the longest epoch takes
 */
public record Resources(int cpus, int memoryMb, double minutes, int epochs, double epochMinutes) {
  /** Of a job that does not train. */
  public Resources(int cpus, int memoryMb, double minutes) {
    this(cpus, memoryMb, minutes, 0, 0);
  }

  /**
   * The same of a job that trains.
   *
   * @param share of the time that the longest epoch takes
   */
  public Resources inEpochs(int count, double share) {
    return new Resources(cpus, memoryMb, minutes, count, minutes * share);
  }
}
