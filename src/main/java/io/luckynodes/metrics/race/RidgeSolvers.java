package io.luckynodes.metrics.race;

import io.luckynodes.network.race.RidgeSolver;
import io.luckynodes.race.Samples;
import java.util.IdentityHashMap;

/** One {@link RidgeSolver} for each set of samples that is asked for. */
final class RidgeSolvers implements AutoCloseable {
  private final int threads;

  /** By the very samples: all networks of a seed have the same. */
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
