package io.luckynodes.claim;

import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A check that definitions name; what it compares with is in the claim's options.
 *
 * @param name in definition files
 * @param tables that it reads
 * @param axes of the sweep that it reads; a claim about experiments without them cannot be judged
 * @param numbers options that are numbers, or lists of them; a claim must give every one
 * @param variants options that are lists of variants, each of some experiment. A predicate that has
 *     any tells rows of several experiments apart; others judge one
 * @param epochs which of the measured epochs it sees
 * @param decision from tables to a verdict
 */
public record Predicate(
    String name,
    List<Class<? extends Row>> tables,
    Set<String> axes,
    Set<String> numbers,
    Set<String> variants,
    Epochs epochs,
    Decision decision) {
  /** Which of the measured epochs a predicate sees. */
  public enum Epochs {
    LAST,
    ALL
  }

  /** What a predicate makes of its tables. */
  @FunctionalInterface
  interface Reduction {
    /**
     * Reduces tables to effects, one number for each place and seed.
     *
     * @param tables the predicate's, with the variants that the figure selects, at the epochs that
     *     the predicate sees; none of them is empty
     * @throws io.luckynodes.error.LuckyException ({@link
     *     io.luckynodes.error.ExitCode#BAD_DEFINITION}) if an option is of another type
     */
    Effects reduce(Options options, Tables tables);
  }

  /** The reduction of a predicate that reads one table. */
  @FunctionalInterface
  interface RowsReduction {
    /** As {@link Reduction#reduce}. */
    Effects reduce(Options options, Rows rows);
  }

  /** From tables to a verdict. */
  @FunctionalInterface
  interface Decision {
    Verdict judge(Options options, Tables tables);
  }

  public Predicate {
    tables = List.copyOf(tables);
    axes = Set.copyOf(axes);
    numbers = Set.copyOf(numbers);
    variants = Set.copyOf(variants);
  }

  /** A predicate that sees the last epoch of one table and takes no options. */
  static Predicate measuring(String name, Class<? extends Row> table, RowsReduction reduction) {
    return measuring(
        name, List.of(table), (options, tables) -> reduction.reduce(options, tables.rows(table)));
  }

  /** A predicate that sees the last epoch of several tables and takes no options. */
  static Predicate measuring(String name, List<Class<? extends Row>> tables, Reduction reduction) {
    return new Predicate(
        name,
        tables,
        Set.of(),
        Set.of(),
        Set.of(),
        Epochs.LAST,
        (options, rows) -> Judge.judge(reduction.reduce(options, rows)));
  }

  /** The same with options that are numbers, or lists of them. */
  Predicate numbers(String... names) {
    return new Predicate(name, tables, axes, Set.of(names), variants, epochs, decision);
  }

  /** The same with options that are lists of variants. */
  Predicate variants(String... names) {
    return new Predicate(name, tables, axes, numbers, Set.of(names), epochs, decision);
  }

  /** The same, of experiments that sweep over some axes. */
  Predicate axes(String... names) {
    return new Predicate(name, tables, Set.of(names), numbers, variants, epochs, decision);
  }

  /** The same, seeing every measured epoch. */
  Predicate atAllEpochs() {
    return new Predicate(name, tables, axes, numbers, variants, Epochs.ALL, decision);
  }

  /** Names of all options that it takes; a claim must give every one. */
  public SortedSet<String> options() {
    SortedSet<String> options = new TreeSet<>(numbers);
    options.addAll(variants);
    return Collections.unmodifiableSortedSet(options);
  }
}
