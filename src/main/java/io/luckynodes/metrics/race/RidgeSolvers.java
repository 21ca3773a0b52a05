package io.luckynodes.metrics.race;

import io.luckynodes.network.race.RidgeSolver;
import io.luckynodes.race.Samples;
import java.util.IdentityHashMap;

/** One {@link RidgeSolver} for each set of samples, created on demand. */
final class RidgeSolvers implements AutoCloseable {
  private final int threads;

  /** Solvers by the identity of the samples: all networks of a seed share one object. */
  private final IdentityHashMap<Samples, RidgeSolver> solvers = new IdentityHashMap<>();

  /**
   * @param threads threads within an operation
   */
  RidgeSolvers(int threads) {
    this.threads = threads;
  }

  RidgeSolver of(Samples samples) {
    return solvers.computeIfAbsent(samples, all -> new RidgeSolver(all.x(), all.inputs(), threads));
  }

  @Override
  public void close() {
    solvers.values().forEach(RidgeSolver::close);
  }
}
