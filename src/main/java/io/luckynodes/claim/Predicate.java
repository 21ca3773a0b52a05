package io.luckynodes.claim;

import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A check that definitions name; what it compares with is in the claim's options.
 *
 * @param name in definition files
 * @param table that it reads
 * @param axes of the sweep that it reads; a claim about experiments without them cannot be judged
 * @param numbers options that are numbers, or lists of them; a claim must give every one
 * @param variants options that are lists of variants, each of some experiment. A predicate that has
 *     any tells rows of several experiments apart; others judge one
 * @param epochs which of the measured epochs it sees
 * @param judge decides
 */
public record Predicate(
    String name,
    Class<? extends Row> table,
    Set<String> axes,
    Set<String> numbers,
    Set<String> variants,
    Epochs epochs,
    Judge judge) {
  /** Which of the measured epochs a predicate sees. */
  public enum Epochs {
    LAST,
    ALL
  }

  /** What a predicate decides by. */
  @FunctionalInterface
  public interface Judge {
    /**
     * Judges.
     *
     * @param rows of the predicate's table, the variants that the figure selects, at the epochs
     *     that the predicate sees
     * @throws io.luckynodes.error.LuckyException ({@link
     *     io.luckynodes.error.ExitCode#BAD_DEFINITION}) if an option is of another type
     */
    Verdict judge(Options options, Rows rows);
  }

  public Predicate {
    axes = Set.copyOf(axes);
    numbers = Set.copyOf(numbers);
    variants = Set.copyOf(variants);
  }

  /** A predicate that sees the last epoch and takes no options. */
  static Predicate of(String name, Class<? extends Row> table, Judge judge) {
    return new Predicate(name, table, Set.of(), Set.of(), Set.of(), Epochs.LAST, judge);
  }

  /** The same with options that are numbers, or lists of them. */
  Predicate numbers(String... names) {
    return new Predicate(name, table, axes, Set.of(names), variants, epochs, judge);
  }

  /** The same with options that are lists of variants. */
  Predicate variants(String... names) {
    return new Predicate(name, table, axes, numbers, Set.of(names), epochs, judge);
  }

  /** The same, of experiments that sweep over some axes. */
  Predicate axes(String... names) {
    return new Predicate(name, table, Set.of(names), numbers, variants, epochs, judge);
  }

  /** The same, seeing every measured epoch. */
  Predicate atAllEpochs() {
    return new Predicate(name, table, axes, numbers, variants, Epochs.ALL, judge);
  }

  /** Names of all options that it takes; a claim must give every one. */
  public SortedSet<String> options() {
    SortedSet<String> options = new TreeSet<>(numbers);
    options.addAll(variants);
    return Collections.unmodifiableSortedSet(options);
  }
}
