package io.luckynodes.claim;

import io.luckynodes.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Small networks of the race, for tests: measured at steps 0, 4 and 8, where training ends; the
 * loss has dropped at 8. Networks that diverge have no row after step 4.
 */
final class RaceNetworks {
  static final int[] STEPS = {0, 4, 8};
  private static final int END = 8;

  private final int seeds;
  private final Set<Integer> diverged = new TreeSet<>();

  /** A neuron's values at a step, in the order of the columns. */
  @FunctionalInterface
  interface Neuron {
    String at(int seed, int step, int neuron);
  }

  /** One row at a step, in the order of the columns. */
  @FunctionalInterface
  interface Moment {
    String at(int seed, int step);
  }

  RaceNetworks(int seeds, int... diverged) {
    this.seeds = seeds;
    for (int seed : diverged) {
      this.diverged.add(seed);
    }
  }

  /** The table {@code classification}. */
  TextTable course() {
    return course("", "");
  }

  /** The same of a variant. */
  TextTable course(String axis, String value) {
    return moments(
        "dropped" + (axis.isEmpty() ? "" : " " + axis),
        (seed, step) -> (step == END ? "1" : "0") + (value.isEmpty() ? "" : " " + value));
  }

  /** A table with one row for each snapshot. */
  TextTable moments(String columns, Moment values) {
    return neurons(1, columns, (seed, step, neuron) -> values.at(seed, step));
  }

  /** A table with some rows for each snapshot; {@code values} numbers them from 0. */
  TextTable neurons(int count, String columns, Neuron values) {
    List<String> rows = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      for (int step : STEPS) {
        if (step == END && diverged.contains(seed)) {
          continue;
        }
        for (int j = 0; j < count; j++) {
          rows.add(
              seed + " " + step + " " + (step == END ? 1 : 0) + " " + values.at(seed, step, j));
        }
      }
    }
    return new TextTable("seed step ended " + columns, rows);
  }

  /** A number between −1 and 1 that has nothing to do with anything. */
  static double noise(int seed, int neuron, int salt) {
    return new SplittableRandom(1_000_003L * seed + 7919L * neuron + salt).nextDouble(-1, 1);
  }

  static Verdict judge(String predicate, String options, TextTable... tables) {
    return Judging.judge(predicate, options.replace('\'', '"'), "{}", tables);
  }
}
