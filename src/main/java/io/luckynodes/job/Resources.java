package io.luckynodes.job;

/**
 * What a job asks of the machine.
 *
 * @param cpus cores
 * @param memoryMb memory in MiB
 * @param minutes expected wall time
 */
public record Resources(int cpus, int memoryMb, double minutes) {}
