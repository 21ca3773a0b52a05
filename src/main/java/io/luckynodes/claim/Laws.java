package io.luckynodes.claim;

import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Predicates on a law: numbers that a statement of a paper is about, beside what it says they are.
 * Each case of it, a series, is a place.
 *
 * <p>A statement about all cases is refuted by one, whatever the others are like: {@code
 * law-agrees}, {@code law-at-most} and {@code law-at-least} look at the worst number of all seeds,
 * in which nothing is left to chance. A statement about what is usual is judged by its mean over
 * seeds.
 */
final class Laws {
  private static final String NAME = "law";
  private static final String QUANTITY = "quantity";
  private static final String SERIES = "series";
  private static final String Y = "y";
  private static final String PREDICTED = "predicted";

  private Laws() {}

  /** Everywhere as predicted, but for a share of the greatest prediction. */
  static Predicate lawAgrees() {
    String option = "tolerance";
    return predicate(
            "law-agrees",
            "the greatest error of %s, as a share of its greatest predicted size,",
            (law, effects) ->
                law.each(
                    effects,
                    rows -> Trials.exact(greatestError(rows)),
                    Range.below(law.options.number(option))))
        .numbers(option);
  }

  /** Nowhere above a bound. */
  static Predicate lawAtMost() {
    String option = "most";
    return predicate(
            "law-at-most",
            "%s, at its greatest,",
            (law, effects) ->
                law.each(
                    effects,
                    rows -> Trials.exact(Arrays.stream(rows.values(Y)).max().orElse(Double.NaN)),
                    Range.below(law.options.number(option))))
        .numbers(option);
  }

  /** Nowhere below a bound. */
  static Predicate lawAtLeast() {
    String option = "least";
    return predicate(
            "law-at-least",
            "%s, at its least,",
            (law, effects) ->
                law.each(
                    effects,
                    rows -> Trials.exact(Arrays.stream(rows.values(Y)).min().orElse(Double.NaN)),
                    Range.above(law.options.number(option))))
        .numbers(option);
  }

  /** In the mean below a bound. */
  static Predicate lawMeanBelow() {
    String option = "most";
    return predicate(
            "law-mean-below",
            "%s",
            (law, effects) ->
                law.each(effects, Laws::means, Range.below(law.options.number(option))))
        .numbers(option);
  }

  /** In the mean above a bound. */
  static Predicate lawMeanAbove() {
    String option = "least";
    return predicate(
            "law-mean-above",
            "%s",
            (law, effects) ->
                law.each(effects, Laws::means, Range.above(law.options.number(option))))
        .numbers(option);
  }

  /** In the mean within a tolerance of what is predicted. */
  static Predicate lawMeanAsPredicted() {
    String option = "tolerance";
    return predicate(
            "law-mean-as-predicted",
            "%s, less what is predicted,",
            (law, effects) ->
                law.each(
                    effects,
                    rows -> Trials.of(rows, own -> own.mean(Y) - own.mean(PREDICTED)),
                    Range.within(0, law.options.number(option))))
        .numbers(option);
  }

  /** In one case less than so many times what it is in another. */
  static Predicate lawRatioBelow() {
    String option = "factor";
    return predicate(
            "law-ratio-below",
            "the logarithm of the ratio of %s",
            (law, effects) -> {
              String of = law.options.text("of");
              String than = law.options.text("than");
              effects.place(
                  of + " over " + than,
                  means(law.series(of))
                      .with(means(law.series(than)), (one, other) -> StrictMath.log(one / other)),
                  Range.below(StrictMath.log(law.options.number(option))));
            })
        .texts(List.of(NAME, QUANTITY, "of", "than"))
        .numbers(option);
  }

  /** The rows of a claim's law. */
  private record Law(Options options, Rows rows) {
    Rows series(String name) {
      return rows.where(LawsRow.SERIES, name);
    }

    /** A place for each series, or for the one that the claim names. */
    void each(Effects effects, Function<Rows, Trials> trials, Range claimed) {
      for (String series : rows.distinctTexts(LawsRow.SERIES)) {
        effects.place(series, trials.apply(series(series)), claimed);
      }
    }
  }

  private static Predicate predicate(
      String name, String subject, BiConsumer<Law, Effects> judgement) {
    return Predicate.measuring(
            name,
            LawsRow.class,
            (options, rows) -> {
              Effects effects = new Effects(subject.formatted(options.text(QUANTITY)));
              Rows law = rows.where(LawsRow.LAW, options.text(NAME));
              Rows own =
                  options.has(SERIES) ? law.where(LawsRow.SERIES, options.text(SERIES)) : law;
              if (own.isEmpty()) {
                effects.unmeasured("law " + options.text(NAME));
              } else {
                judgement.accept(new Law(options, own), effects);
              }
              return effects;
            })
        .texts(List.of(NAME, QUANTITY), SERIES);
  }

  private static Trials means(Rows rows) {
    return Trials.of(rows, own -> own.mean(Y));
  }

  private static double greatestError(Rows rows) {
    double[] y = rows.values(Y);
    double[] predicted = rows.values(PREDICTED);
    double error = 0;
    double size = 0;
    for (int i = 0; i < y.length; i++) {
      error = Math.max(error, Math.abs(y[i] - predicted[i]));
      size = Math.max(size, Math.abs(predicted[i]));
    }
    return error / size;
  }
}
