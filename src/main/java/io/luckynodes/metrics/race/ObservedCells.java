package io.luckynodes.metrics.race;

import io.luckynodes.network.race.RaceObserver;
import io.luckynodes.race.Gating;
import io.luckynodes.race.Samples;
import io.luckynodes.race.StableCells;
import io.luckynodes.race.StableCells.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the cells of many probes on many samples, with TensorFlow in float32. */
public final class ObservedCells {
  /** Greatest number of probes in one call. */
  private static final int LARGEST_PART = 1000;

  private ObservedCells() {}

  /** An observer of the cells of some samples. */
  public static StableCells.Observer observer(Samples samples, RaceObserver network) {
    return directions -> {
      List<Cell> cells = new ArrayList<>();
      for (int from = 0; from < directions.size(); from += LARGEST_PART) {
        List<double[]> part =
            directions.subList(from, Math.min(from + LARGEST_PART, directions.size()));
        RaceObserver.Seen seen = network.cells(samples.x(), samples.signs(), part);
        Gating[] gatings = Gating.of(seen.gates(), part.size());
        for (int p = 0; p < part.size(); p++) {
          cells.add(new Cell(gatings[p], Arrays.copyOf(seen.signedSums()[p], samples.inputs())));
        }
      }
      return cells;
    };
  }
}
