package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.ClassificationRow;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TableType;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * One network of the race.
 *
 * @param rows its rows of the table that is looked at
 * @param course its rows of a table that has all snapshots and, if {@link #beforeDrop} is asked
 *     for, says whether its loss has dropped
 */
record Network(Rows rows, Rows course) {

  /** The tables that tell of neurons, and when the loss drops. */
  static final List<Class<? extends Row>> NEURONS =
      List.of(NeuronsRow.class, ClassificationRow.class);

  /** Columns of neurons. */
  static final String ANGLE = "angle";

  static final String IN_NORM = "in_norm";
  static final String FINAL_IN_NORM = "final_in_norm";

  /** The option that lists the variants in which a claim must hold. */
  static final String OF = "of";

  /**
   * One number for each network of a variant, from its neurons.
   *
   * @param tables {@link #NEURONS}
   * @param reduce gives a network's number; one for which it is not finite has none
   * @param worst that of a network that diverged
   */
  static Trials each(
      Tables tables, Variant variant, ToDoubleFunction<Network> reduce, double worst) {
    return each(
        tables.rows(NeuronsRow.class).ofVariant(variant),
        tables.rows(ClassificationRow.class).ofVariant(variant),
        reduce,
        worst);
  }

  /** A variant in words. */
  static String words(Tables tables, Variant variant) {
    return tables.rows(NeuronsRow.class).words(variant);
  }

  /** {@link #each(Rows, Rows, ToDoubleFunction, double)} where one table is both. */
  static Trials each(Rows rows, ToDoubleFunction<Network> reduce, double worst) {
    return each(rows, rows, reduce, worst);
  }

  /**
   * One number for each network of a variant.
   *
   * @param rows of the variant in the table that is looked at
   * @param course its rows of a table that has a row of every network
   * @param reduce gives a network's number; one for which it is not finite has none
   * @param worst that of a network that diverged, or that diverged before it could be measured
   */
  static Trials each(Rows rows, Rows course, ToDoubleFunction<Network> reduce, double worst) {
    SortedSet<Integer> diverged = new TreeSet<>();
    Arrays.stream(course.diverged(TableType.STEP, Places.end(course))).forEach(diverged::add);
    SortedMap<Integer, Double> bySeed = new TreeMap<>();
    for (int seed : course.distinctInts(TableType.SEED)) {
      Network network =
          new Network(rows.where(TableType.SEED, seed), course.where(TableType.SEED, seed));
      if (diverged.contains(seed) || network.rows.isEmpty()) {
        diverged.add(seed);
        bySeed.put(seed, worst);
      } else {
        bySeed.put(seed, reduce.applyAsDouble(network));
      }
    }
    return new Trials(bySeed, diverged, false);
  }

  /** Before training. */
  Rows start() {
    return rows.where(TableType.STEP, 0);
  }

  /** At the last snapshot before the loss drops; that is the start if it drops right after. */
  Rows beforeDrop() {
    return rows.where(TableType.STEP, lastStepBeforeDrop());
  }

  /** The step of that snapshot. */
  double lastStepBeforeDrop() {
    return Arrays.stream(course.beforeDrop().values(TableType.STEP)).findFirst().orElse(0);
  }

  /** After training. */
  Rows end() {
    return rows.atEnd();
  }
}
