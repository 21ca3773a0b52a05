package io.luckynodes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Times workloads. Several workers run at once, each repeating its own workload, since cores that
 * share caches and memory slow each other down.
 */
final class Stopwatch {
  private final int workers;
  private final double seconds;

  /**
   * @param workers number of workers that run at once
   * @param seconds time for which each worker is timed, after one untimed run
   */
  Stopwatch(int workers, double seconds) {
    this.workers = workers;
    this.seconds = seconds;
  }

  /**
   * Work done per second.
   *
   * @param workingSet bytes that each worker accesses repeatedly
   */
  record Rates(double steps, double samples, double flops, double bytes, double workingSet) {
    Rates plus(Rates other) {
      return new Rates(
          steps + other.steps,
          samples + other.samples,
          flops + other.flops,
          bytes + other.bytes,
          Math.max(workingSet, other.workingSet));
    }
  }

  /** Measures the speed of all workers together, from the median run time of each. */
  Rates rates(Supplier<? extends Workload> workload) {
    CyclicBarrier ready = new CyclicBarrier(workers);
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Rates>> running = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        running.add(pool.submit(() -> timed(workload, ready)));
      }
      Rates all = new Rates(0, 0, 0, 0, 0);
      for (Future<Rates> one : running) {
        all = all.plus(one.get());
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while timing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private Rates timed(Supplier<? extends Workload> workload, CyclicBarrier ready)
      throws InterruptedException {
    try (Workload own = workload.get()) {
      own.run();
      await(ready);
      List<Double> times = new ArrayList<>();
      long end = System.nanoTime() + (long) (seconds * 1e9);
      do {
        long start = System.nanoTime();
        own.run();
        times.add((System.nanoTime() - start) / 1e9);
      } while (System.nanoTime() < end);
      double median = times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
      return new Rates(
          own.steps() / median,
          own.samples() / median,
          own.flops() / median,
          own.bytes() / median,
          own.workingSet());
    }
  }

  private static void await(CyclicBarrier ready) throws InterruptedException {
    try {
      ready.await();
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException("another worker failed", e);
    }
  }
}
