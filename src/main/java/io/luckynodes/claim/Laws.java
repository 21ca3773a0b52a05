package io.luckynodes.claim;

import io.luckynodes.statistics.LeastSquares;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * Predicates on a law, that is, on numbers that a statement of a paper is about and on the numbers
 * that it predicts. Each series, which is a case of the law, is a place.
 *
 * <p>A single counter-example refutes a statement about all cases. So {@code law-agrees}, {@code
 * law-at-most} and {@code law-at-least} judge the worst number of all seeds, which is exact. A
 * statement about the usual case is judged by its mean over seeds.
 */
final class Laws {
  private static final String NAME = "law";
  private static final String QUANTITY = "quantity";
  private static final String SERIES = "series";
  private static final String AT = "at";
  private static final String PUBLISHED = "published";
  private static final String TOLERANCE = "tolerance";
  private static final String X = "x";
  private static final String Y = "y";
  private static final String PREDICTED = "predicted";

  private Laws() {}

  /** The law agrees everywhere: all errors are below a share of the greatest prediction. */
  static Predicate lawAgrees() {
    return each(
        "law-agrees",
        "the greatest error of %s, as a share of its greatest predicted size,",
        rows -> Trials.exact(greatestError(rows)),
        TOLERANCE,
        Range::below);
  }

  /** The law's numbers are everywhere below a bound. */
  static Predicate lawAtMost() {
    return each(
        "law-at-most",
        "%s, at its greatest,",
        rows -> Trials.exact(Arrays.stream(rows.values(Y)).max().orElse(Double.NaN)),
        "most",
        Range::below);
  }

  /** The law's numbers are everywhere above a bound. */
  static Predicate lawAtLeast() {
    return each(
        "law-at-least",
        "%s, at its least,",
        rows -> Trials.exact(Arrays.stream(rows.values(Y)).min().orElse(Double.NaN)),
        "least",
        Range::above);
  }

  /** The law's numbers are below a bound in the mean. */
  static Predicate lawMeanBelow() {
    return each("law-mean-below", "%s", Laws::means, "most", Range::below);
  }

  /** The law's numbers are above a bound in the mean. */
  static Predicate lawMeanAbove() {
    return each("law-mean-above", "%s", Laws::means, "least", Range::above);
  }

  /** The law's numbers are, in the mean, within a tolerance of the prediction. */
  static Predicate lawMeanAsPredicted() {
    return each(
        "law-mean-as-predicted",
        "%s, less what is predicted,",
        rows -> Trials.of(rows, own -> own.mean(Y) - own.mean(PREDICTED)),
        TOLERANCE,
        tolerance -> Range.within(0, tolerance));
  }

  /**
   * The law's numbers rise with x: the slope of the line through all numbers of a seed is above 0.
   */
  static Predicate lawRises() {
    return predicate(
        "law-rises",
        "the slope of %s",
        (options, rows, effects) -> {
          for (String series : rows.distinctTexts(LawsRow.SERIES)) {
            effects.place(
                series,
                Trials.of(
                    rows.where(LawsRow.SERIES, series),
                    own -> LeastSquares.of(own.values(X), own.values(Y)).slope()),
                Range.above(0));
          }
        });
  }

  /** The law's numbers at some x are, in the mean, within a tolerance of the published numbers. */
  static Predicate lawAsPublished() {
    return predicate(
            "law-as-published",
            "%s, less what is published,",
            (options, rows, effects) -> {
              List<Double> at = options.numbers(AT);
              List<Double> published = options.numbers(PUBLISHED);
              double tolerance = options.number(TOLERANCE);
              for (String series : rows.distinctTexts(LawsRow.SERIES)) {
                Rows own = rows.where(LawsRow.SERIES, series);
                for (int i = 0; i < at.size(); i++) {
                  double given = published.get(i);
                  effects.place(
                      series + " at " + Say.plain(at.get(i)),
                      means(own.where(X, at.get(i))).map(mean -> mean - given),
                      Range.within(0, tolerance));
                }
              }
            })
        .numbers(AT, PUBLISHED, TOLERANCE)
        .lists(AT, PUBLISHED)
        .paired(0, AT, PUBLISHED);
  }

  /** The law's numbers in one series are less than {@code factor} times those in another. */
  static Predicate lawRatioBelow() {
    return predicate(
            "law-ratio-below",
            "the logarithm of the ratio of %s",
            (options, rows, effects) -> {
              Trials of = means(rows.where(LawsRow.SERIES, options.text("of")));
              Trials than = means(rows.where(LawsRow.SERIES, options.text("than")));
              effects.place(
                  options.text("of") + " over " + options.text("than"),
                  of.with(than, (one, other) -> StrictMath.log(one / other)),
                  Range.below(StrictMath.log(options.number("factor"))));
            })
        .texts(List.of(NAME, QUANTITY, "of", "than"))
        .numbers("factor");
  }

  /**
   * A predicate with a place for each series of a law, or for the one series that the claim names.
   *
   * @param limit the option for the end of the claimed range
   */
  private static Predicate each(
      String name,
      String subject,
      Function<Rows, Trials> trials,
      String limit,
      DoubleFunction<Range> claimed) {
    return predicate(
            name,
            subject,
            (options, rows, effects) -> {
              for (String series : rows.distinctTexts(LawsRow.SERIES)) {
                effects.place(
                    series,
                    trials.apply(rows.where(LawsRow.SERIES, series)),
                    claimed.apply(options.number(limit)));
              }
            })
        .numbers(limit);
  }

  /** Adds the effects of the rows of a claim's law. */
  @FunctionalInterface
  private interface Judgement {
    void of(Options options, Rows law, Effects effects);
  }

  private static Predicate predicate(String name, String subject, Judgement judgement) {
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
                judgement.of(options, own, effects);
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
