package io.luckynodes.race;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Estimates the number of stable cells (appendix D of the paper). In each round, every one of many
 * random directions, the probes, is replaced by the target vector of its cell. The rounds end when
 * the number of different gating vectors among the probes has not fallen for some rounds.
 *
 * <p>Probes of one cell have one target, so each cell is followed once. A probe that lets no sample
 * pass, or whose target is 0, is no longer followed: such a neuron never learns.
 */
public final class StableCells {
  private StableCells() {}

  /**
   * The cell of a probe, and the direction of its next step.
   *
   * @param signedSum the signed sum of the cell: its target before scaling and alignment
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  public record Cell(Gating gating, double[] signedSum) {}

  /** Finds the cells of some directions on one set of samples. */
  @FunctionalInterface
  public interface Observer {
    /** The cell of each direction, in order. */
    List<Cell> cells(List<double[]> directions);
  }

  /**
   * The result of a search.
   *
   * @param patterns number of different gating vectors in each round, the first before any step
   * @param estimate the least of these numbers, in the first round that has it
   * @param alone number of that round's cells with a single probe
   * @param pairs number of that round's cells with two probes
   * @param fixed number of cells of the last round whose target lies within them
   * @param dead number of probes, or of followed cells, whose target is 0
   */
  public record Found(
      List<Integer> patterns, int estimate, int alone, int pairs, int fixed, int dead) {
    public Found {
      patterns = List.copyOf(patterns);
    }
  }

  /** Draws directions that are uniform on the unit sphere. */
  public static List<double[]> probes(int count, int inputs, RandomGenerator random) {
    List<double[]> probes = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      double[] probe = new double[inputs];
      for (int i = 0; i < inputs; i++) {
        probe[i] = random.nextGaussian();
      }
      probes.add(Vectors.unit(probe));
    }
    return probes;
  }

  /** The observer that computes in float64, one probe after the other. */
  public static Observer plain(Samples samples) {
    return directions ->
        directions.stream()
            .map(
                direction -> {
                  Gating gating = Gating.of(samples, direction, 0);
                  return new Cell(gating, Targets.signedSum(samples, gating));
                })
            .toList();
  }

  /**
   * Follows probes until they settle.
   *
   * @param alignment 1 for neurons that point to class 1, −1 for class 2
   * @param patience number of rounds without a lower count after which the search stops
   */
  public static Found find(Observer observer, List<double[]> probes, int alignment, int patience) {
    List<Integer> patterns = new ArrayList<>();
    List<double[]> directions = probes;
    List<Gating> before = List.of();
    Map<Gating, Integer> probesIn = Map.of();
    int alone = 0;
    int pairs = 0;
    Map<Gating, Gating> steps = new HashMap<>();
    int dead = 0;
    int least = Integer.MAX_VALUE;
    int waited = 0;
    while (true) {
      List<Cell> seen = observer.cells(directions);
      Map<Gating, double[]> cells = new LinkedHashMap<>();
      Map<Gating, Integer> arrived = new HashMap<>();
      steps.clear();
      for (int p = 0; p < seen.size(); p++) {
        Gating gating = seen.get(p).gating();
        if (!before.isEmpty()) {
          steps.put(before.get(p), gating);
        }
        if (Vectors.norm(seen.get(p).signedSum()) == 0) {
          dead++;
        } else {
          cells.putIfAbsent(gating, seen.get(p).signedSum());
          arrived.merge(
              gating, before.isEmpty() ? 1 : probesIn.getOrDefault(before.get(p), 0), Integer::sum);
        }
      }
      patterns.add(cells.size());
      if (cells.size() < least) {
        least = cells.size();
        waited = 0;
        alone = Collections.frequency(arrived.values(), 1);
        pairs = Collections.frequency(arrived.values(), 2);
      } else {
        waited++;
      }
      if (cells.isEmpty() || waited >= patience) {
        int fixed =
            (int) steps.entrySet().stream().filter(e -> e.getKey().equals(e.getValue())).count();
        return new Found(patterns, least, alone, pairs, fixed, dead);
      }
      before = List.copyOf(cells.keySet());
      probesIn = arrived;
      directions = cells.values().stream().map(sum -> Targets.target(sum, alignment)).toList();
    }
  }
}
