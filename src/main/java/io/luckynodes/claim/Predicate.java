package io.luckynodes.claim;

import io.luckynodes.job.OptionType;
import io.luckynodes.job.Variant;
import io.luckynodes.table.Row;
import io.luckynodes.table.Rows;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A check that definitions name; a claim's options hold its thresholds.
 *
 * @param name name in definition files
 * @param tables tables that it reads
 * @param axes axes of the sweep that it reads; a claim about experiments without them cannot be
 *     judged
 * @param taken the options that it takes
 * @param epochs the measured epochs that it sees
 * @param reduction reduction of the tables to the effects by which {@link Judge} decides
 */
public record Predicate(
    String name,
    List<Class<? extends Row>> tables,
    Set<String> axes,
    Taken taken,
    Epochs epochs,
    Reduction reduction) {
  /** The measured epochs that a predicate sees. */
  public enum Epochs {
    LAST,
    ALL
  }

  /**
   * Lists that must have the same length.
   *
   * @param options names of the options that are these lists
   * @param count the length of each list; 0 for any length
   */
  public record Paired(List<String> options, int count) {}

  /**
   * Names of options.
   *
   * @param numbers options that are numbers; a claim must give every one
   * @param variants options that are lists of variants, each of some experiment
   * @param texts options that are texts, such as the name of a law
   * @param optional texts that a claim may leave out
   * @param lists numbers of which a claim may give several
   * @param paired options whose lists correspond value by value
   */
  public record Taken(
      Set<String> numbers,
      Set<String> variants,
      Set<String> texts,
      Set<String> optional,
      Set<String> lists,
      Paired paired) {
    static final Taken NONE =
        new Taken(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), new Paired(List.of(), 0));

    public Taken {
      numbers = Set.copyOf(numbers);
      variants = Set.copyOf(variants);
      texts = Set.copyOf(texts);
      optional = Set.copyOf(optional);
      lists = Set.copyOf(lists);
    }
  }

  /** A reduction of a predicate's tables to effects. */
  @FunctionalInterface
  interface Reduction {
    /**
     * Reduces tables to effects, one number for each place and seed.
     *
     * @param tables the predicate's tables, with the variants that the figure selects, at the
     *     epochs that the predicate sees; none of them is empty
     * @throws io.luckynodes.error.LuckyException ({@link
     *     io.luckynodes.error.ExitCode#BAD_DEFINITION}) if an option is of another type
     */
    Effects reduce(Options options, Tables tables);
  }

  /** The reduction of a predicate that reads one table. */
  @FunctionalInterface
  interface RowsReduction {
    /** Reduces a table to effects, as {@link Reduction#reduce} does. */
    Effects reduce(Options options, Rows rows);
  }

  public Predicate {
    tables = List.copyOf(tables);
    axes = Set.copyOf(axes);
  }

  /** A predicate that sees the last epoch of one table and takes no options. */
  static Predicate measuring(String name, Class<? extends Row> table, RowsReduction reduction) {
    return measuring(
        name, List.of(table), (options, tables) -> reduction.reduce(options, tables.rows(table)));
  }

  /** A predicate that sees the last epoch of several tables and takes no options. */
  static Predicate measuring(String name, List<Class<? extends Row>> tables, Reduction reduction) {
    return new Predicate(name, tables, Set.of(), Taken.NONE, Epochs.LAST, reduction);
  }

  private Predicate taking(Taken options) {
    return new Predicate(name, tables, axes, options, epochs, reduction);
  }

  /** This predicate with options that are numbers. */
  Predicate numbers(String... names) {
    return taking(
        new Taken(
            Set.of(names), taken.variants, taken.texts, taken.optional, taken.lists, taken.paired));
  }

  /** This predicate with numbers of which a claim may give several. */
  Predicate lists(String... names) {
    return taking(
        new Taken(
            taken.numbers,
            taken.variants,
            taken.texts,
            taken.optional,
            Set.of(names),
            taken.paired));
  }

  /**
   * The type of an option. Numeric options of the same name have the same range in all predicates.
   */
  public OptionType type(String option) {
    if (taken.texts.contains(option)) {
      return OptionType.text();
    }
    if (taken.variants.contains(option)) {
      return Variant.LIST;
    }
    OptionType one =
        switch (option) {
          case "correlation" -> OptionType.number(-1, 1);
          case "accuracy", "cosine", "margin", "prune_share", "rank", "share", "tolerance" ->
              OptionType.number(0, 1);
          case "gain" -> OptionType.number(0, 2);
          case "early", "largest_cluster", "product", "relative" -> OptionType.flag();
          case "orders" -> OptionType.number(-10, 10);
          case "factor", "loss" -> OptionType.positive(OptionType.LARGEST);
          case "at", "least", "most", "published" ->
              OptionType.number(-OptionType.LARGEST, OptionType.LARGEST);
          case "polarity", "over_realisation" -> OptionType.number(0, OptionType.LARGEST);
          case "epoch" -> OptionType.whole(0, OptionType.MANY);
          case "clusters", "images" -> OptionType.whole(1, OptionType.MANY);
          default -> throw new IllegalArgumentException(name + " has no option " + option);
        };
    return taken.lists.contains(option) ? one.orList() : one;
  }

  /** This predicate with options that are lists of variants. */
  Predicate variants(String... names) {
    return taking(
        new Taken(
            taken.numbers, Set.of(names), taken.texts, taken.optional, taken.lists, taken.paired));
  }

  /**
   * This predicate with options that are texts.
   *
   * @param names options that a claim must give
   * @param more options that a claim may leave out
   */
  Predicate texts(List<String> names, String... more) {
    Set<String> all = new TreeSet<>(names);
    Collections.addAll(all, more);
    return taking(
        new Taken(taken.numbers, taken.variants, all, Set.of(more), taken.lists, taken.paired));
  }

  /**
   * This predicate with lists that correspond value by value.
   *
   * @param count the length of each list; 0 for any length
   */
  Predicate paired(int count, String... names) {
    return taking(
        new Taken(
            taken.numbers,
            taken.variants,
            taken.texts,
            taken.optional,
            taken.lists,
            new Paired(List.of(names), count)));
  }

  /** This predicate for experiments that sweep over some axes. */
  Predicate axes(String... names) {
    return new Predicate(name, tables, Set.of(names), taken, epochs, reduction);
  }

  /** This predicate at every measured epoch. */
  Predicate atAllEpochs() {
    return new Predicate(name, tables, axes, taken, Epochs.ALL, reduction);
  }

  /** Options that are numbers. */
  public Set<String> numbers() {
    return taken.numbers;
  }

  /** Options that are lists of variants. */
  public Set<String> variants() {
    return taken.variants;
  }

  /** Whether it distinguishes rows of several experiments, by variants or names of laws. */
  public boolean judgesSeveral() {
    return !taken.variants.isEmpty() || !taken.texts.isEmpty();
  }

  /** Names of all options that it takes; a claim must give every one that is not optional. */
  public SortedSet<String> options() {
    SortedSet<String> options = new TreeSet<>(taken.numbers);
    options.addAll(taken.variants);
    options.addAll(taken.texts);
    return Collections.unmodifiableSortedSet(options);
  }
}
