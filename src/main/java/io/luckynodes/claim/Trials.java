package io.luckynodes.claim;

import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The numbers to which a predicate reduces the rows of trials. A trial is a network of one seed,
 * and has one number.
 *
 * @param bySeed the numbers, all finite; a seed without a number is absent
 * @param diverged seeds whose network diverged, and which have the worst value
 * @param exact whether the number is exact, without chance; there is then only one number
 */
public record Trials(
    SortedMap<Integer, Double> bySeed, SortedSet<Integer> diverged, boolean exact) {

  /** Stands for all seeds in the place of one; seeds are counted from 1. */
  public static final int OF_ALL = 0;

  public Trials {
    SortedMap<Integer, Double> finite = new TreeMap<>(bySeed);
    finite.values().removeIf(value -> !Double.isFinite(value));
    bySeed = Collections.unmodifiableSortedMap(finite);
    diverged = Collections.unmodifiableSortedSet(new TreeSet<>(diverged));
  }

  /**
   * Reduces the rows of every seed.
   *
   * @param reduce gives a seed's number; a seed whose number is not finite has none
   */
  static Trials of(Rows rows, ToDoubleFunction<Rows> reduce) {
    SortedMap<Integer, Double> bySeed = new TreeMap<>();
    for (int seed : rows.distinctInts(TableType.SEED)) {
      bySeed.put(seed, reduce.applyAsDouble(rows.where(TableType.SEED, seed)));
    }
    return new Trials(bySeed, new TreeSet<>(), false);
  }

  /**
   * Reduces the rows of every seed whose network did not diverge; the others get the worst value.
   *
   * @param column the column that is not finite in rows of a network that diverged
   * @param end the last epoch or step of training; a network without rows at this time diverged
   * @param reduce gives a seed's number; a seed whose number is not finite has none
   * @param worst gives the number of a seed that diverged, from all its rows
   */
  static Trials of(
      Rows rows,
      String column,
      double end,
      ToDoubleFunction<Rows> reduce,
      ToDoubleFunction<Rows> worst) {
    SortedSet<Integer> diverged = new TreeSet<>();
    Arrays.stream(rows.diverged(column, end)).forEach(diverged::add);
    SortedMap<Integer, Double> bySeed = new TreeMap<>();
    for (int seed : rows.distinctInts(TableType.SEED)) {
      Rows own = rows.where(TableType.SEED, seed);
      bySeed.put(seed, (diverged.contains(seed) ? worst : reduce).applyAsDouble(own));
    }
    return new Trials(bySeed, diverged, false);
  }

  /** An exact number, without chance. */
  static Trials exact(double value) {
    return new Trials(
        new TreeMap<>(Collections.singletonMap(OF_ALL, value)), new TreeSet<>(), true);
  }

  /**
   * Each number minus the other trials' number of the same seed, for the seeds that have both
   * numbers.
   */
  Trials minus(Trials other) {
    return with(other, (one, another) -> one - another);
  }

  /** A number computed from the two numbers of a seed, for the seeds that have both. */
  Trials with(Trials other, DoubleBinaryOperator join) {
    SortedMap<Integer, Double> both = new TreeMap<>();
    bySeed.forEach(
        (seed, value) -> {
          Double another = other.bySeed.get(seed);
          if (another != null) {
            both.put(seed, join.applyAsDouble(value, another));
          }
        });
    SortedSet<Integer> either = new TreeSet<>(diverged);
    either.addAll(other.diverged);
    either.retainAll(both.keySet());
    return new Trials(both, either, exact && other.exact);
  }

  /** These trials with a function applied to every number. */
  Trials map(DoubleUnaryOperator change) {
    SortedMap<Integer, Double> changed = new TreeMap<>();
    bySeed.forEach((seed, value) -> changed.put(seed, change.applyAsDouble(value)));
    return new Trials(changed, diverged, exact);
  }

  double[] values() {
    return bySeed.values().stream().mapToDouble(value -> value).toArray();
  }

  int count() {
    return bySeed.size();
  }

  boolean isEmpty() {
    return bySeed.isEmpty();
  }

  /** The mean over trials; NaN if there is none. */
  double mean() {
    return Arrays.stream(values()).average().orElse(Double.NaN);
  }

  double least() {
    return Arrays.stream(values()).min().orElse(Double.NaN);
  }

  double greatest() {
    return Arrays.stream(values()).max().orElse(Double.NaN);
  }
}
