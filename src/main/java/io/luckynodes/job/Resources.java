package io.luckynodes.job;

/**
 * The resources that a job asks for.
 *
 * @param cpus number of cores
 * @param memoryMb memory in MiB
 * @param minutes expected wall time
 * @param parts number of parts of the work, after each of which the job can pause and continue
 *     later; 0 if it cannot pause
 * @param partMinutes minutes of the longest part
 */
public record Resources(int cpus, int memoryMb, double minutes, int parts, double partMinutes) {
  /** Creates the resources of a job that cannot pause. */
  public Resources(int cpus, int memoryMb, double minutes) {
    this(cpus, memoryMb, minutes, 0, 0);
  }

  /**
   * The same resources for a job that can pause.
   *
   * @param share share of the time that the longest part takes
   */
  public Resources inParts(int count, double share) {
    return new Resources(cpus, memoryMb, minutes, count, minutes * share);
  }
}
