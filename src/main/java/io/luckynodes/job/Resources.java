package io.luckynodes.job;

/**
 * What a job asks of the machine.
 *
 * @param cpus cores
 * @param memoryMb memory in MiB
 * @param minutes expected wall time
 * @param parts of the work, after each of which the job can pause and be continued; 0 if it cannot
 *     pause
 * @param partMinutes part of {@code minutes} that the longest of them takes
 */
public record Resources(int cpus, int memoryMb, double minutes, int parts, double partMinutes) {
  /** Of a job that cannot pause. */
  public Resources(int cpus, int memoryMb, double minutes) {
    this(cpus, memoryMb, minutes, 0, 0);
  }

  /**
   * The same of a job that can pause.
   *
   * @param share of the time that the longest part takes
   */
  public Resources inParts(int count, double share) {
    return new Resources(cpus, memoryMb, minutes, count, minutes * share);
  }
}
