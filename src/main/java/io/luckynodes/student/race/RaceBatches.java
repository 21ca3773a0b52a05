package io.luckynodes.student.race;

import io.luckynodes.random.Permutation;
import io.luckynodes.random.Streams;

/**
 * Chooses the samples of a student's steps: random orders of all samples, one after another, cut
 * into batches. A batch that is incomplete at the end of an order is filled from the next order.
 */
final class RaceBatches {
  private final Streams streams;
  private final int samples;
  private final int batch;

  RaceBatches(Streams streams, int samples, int batch) {
    this.streams = streams;
    this.samples = samples;
    this.batch = batch;
  }

  /**
   * Samples of the steps {@code from} (counted from 0) to {@code to} (exclusive), batch after
   * batch.
   */
  int[] between(int from, int to) {
    int[] chosen = new int[Math.multiplyExact(to - from, batch)];
    long first = (long) from * batch;
    for (int at = 0; at < chosen.length; ) {
      long place = first + at;
      int[] order = order((int) (place / samples));
      int begin = (int) (place % samples);
      int count = Math.min(samples - begin, chosen.length - at);
      System.arraycopy(order, begin, chosen, at, count);
      at += count;
    }
    return chosen;
  }

  private int[] order(int pass) {
    return Permutation.of(streams.stream("batches", "samples=" + samples, pass), samples);
  }
}
