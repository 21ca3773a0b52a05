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
 * @param rows its rows of the table that the claim is about
 * @param course its rows of a table that has all snapshots and, for {@link #beforeDrop}, the column
 *     {@code dropped}
 */
record Network(Rows rows, Rows course) {

  /** The tables of neurons and of the loss, which tells when it drops. */
  static final List<Class<? extends Row>> NEURONS =
      List.of(NeuronsRow.class, ClassificationRow.class);

  /** The column of the angle between a neuron and its target. */
  static final String ANGLE = "angle";

  static final String IN_NORM = "in_norm";
  static final String FINAL_IN_NORM = "final_in_norm";

  /** The option that lists the variants in which a claim must hold. */
  static final String OF = "of";

  /**
   * One number for each network of a variant, from its neurons.
   *
   * @param tables tables that include {@link #NEURONS}
   * @param reduce gives a network's number; a network whose number is not finite has none
   * @param worst the number of a network that diverged
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

  /**
   * One number for each network of a variant, from one table that serves as both tables of {@link
   * #each(Rows, Rows, ToDoubleFunction, double)}.
   */
  static Trials each(Rows rows, ToDoubleFunction<Network> reduce, double worst) {
    return each(rows, rows, reduce, worst);
  }

  /**
   * One number for each network of a variant.
   *
   * @param rows rows of the variant in the table that the claim is about
   * @param course the variant's rows of a table that has a row of every network
   * @param reduce gives a network's number; a network whose number is not finite has none
   * @param worst the number of a network that diverged, or that diverged before it could be
   *     measured
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

  /** The rows before training. */
  Rows start() {
    return rows.where(TableType.STEP, 0);
  }

  /**
   * The rows of the last snapshot before the loss drops; this snapshot is the start if the loss
   * drops right after it.
   */
  Rows beforeDrop() {
    return rows.where(TableType.STEP, lastStepBeforeDrop());
  }

  /** The step of the last snapshot before the loss drops. */
  double lastStepBeforeDrop() {
    return Arrays.stream(course.beforeDrop().values(TableType.STEP)).findFirst().orElse(0);
  }

  /** The rows after training. */
  Rows end() {
    return rows.atEnd();
  }
}
