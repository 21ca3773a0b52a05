package io.luckynodes.claim;

import io.luckynodes.job.Variant;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.WinnerRanksRow;
import java.util.SortedMap;

/**
 * Claims on the course of every layer of every given variant, each by itself, in the mean over
 * seeds.
 */
record EachLayer(String measure, Check check) {
  private static final String VARIANTS = "variants";
  private static final String TOLERANCE = "tolerance";

  /** What must hold of a variant. */
  private enum Check {
    GROWS {
      @Override
      void look(Course course, Options options, Findings findings) {
        double tolerance = options.number(TOLERANCE);
        course
            .byLayer()
            .forEach(
                (layer, byEpoch) -> {
                  double first = Course.first(byEpoch);
                  double last = Course.last(byEpoch);
                  findings.number(course.layer(layer) + " · first", first);
                  findings.number(course.layer(layer) + " · last", last);
                  findings.place(
                      last - first > tolerance,
                      "%s (from %s to %s)"
                          .formatted(course.layer(layer), Say.measured(first), Say.measured(last)));
                });
      }

      @Override
      Verdict verdict(Options options, Findings findings) {
        return findings.verdict(
            "Mean best correlation grows by more than %s in every layer."
                .formatted(options.number(TOLERANCE)),
            "Mean best correlation does not grow by more than %s in"
                .formatted(options.number(TOLERANCE)));
      }
    },

    LOWEST_BEST {
      @Override
      void look(Course course, Options options, Findings findings) {
        double lowest = Course.last(course.lowest());
        course
            .byLayer()
            .forEach(
                (layer, byEpoch) -> {
                  double last = Course.last(byEpoch);
                  findings.number(course.layer(layer), last);
                  if (!layer.equals(course.byLayer().firstKey())) {
                    findings.place(
                        last <= lowest + options.number(TOLERANCE),
                        "%s (%s against %s in the lowest)"
                            .formatted(
                                course.layer(layer), Say.measured(last), Say.measured(lowest)));
                  }
                });
      }

      @Override
      Verdict verdict(Options options, Findings findings) {
        return findings.verdict(
            "After the last epoch no layer's mean best correlation lies more than %s above the lowest layer's."
                .formatted(options.number(TOLERANCE)),
            "More than %s above the lowest layer lies".formatted(options.number(TOLERANCE)));
      }
    },

    RANK_FALLS {
      @Override
      void look(Course course, Options options, Findings findings) {
        course
            .byLayer()
            .forEach(
                (layer, byEpoch) -> {
                  double first = Course.first(byEpoch);
                  double epoch = Course.epochAt(byEpoch, options.number("share"));
                  double then = byEpoch.getOrDefault(epoch, Double.NaN);
                  findings.number(course.layer(layer) + " · first", first);
                  findings.number(course.layer(layer) + " · epoch " + Say.plain(epoch), then);
                  findings.place(
                      then < options.number("factor") * first,
                      "%s (from %s to %s at epoch %s)"
                          .formatted(
                              course.layer(layer),
                              Say.measured(first),
                              Say.measured(then),
                              Say.plain(epoch)));
                });
      }

      @Override
      Verdict verdict(Options options, Findings findings) {
        String point =
            "%s × of what it was before training once %s of the epochs are over"
                .formatted(options.number("factor"), options.number("share"));
        return findings.verdict(
            "The mean rank of the final winners is less than " + point + ", in every layer.",
            "The mean rank of the final winners is not less than " + point + " in");
      }
    },

    RANK_EARLY {
      @Override
      void look(Course course, Options options, Findings findings) {
        course
            .byLayer()
            .forEach(
                (layer, byEpoch) -> {
                  SortedMap<Double, Double> from = byEpoch.tailMap(options.number("epoch"));
                  if (from.isEmpty() || from.firstKey().equals(byEpoch.lastKey())) {
                    findings.undecided(
                        course.layer(layer)
                            + " (no epoch from "
                            + Say.plain(options.number("epoch"))
                            + " on was measured but the last, whose ranks are 0 by definition)");
                    return;
                  }
                  double rank = Course.first(from);
                  findings.number(
                      course.layer(layer) + " · epoch " + Say.plain(from.firstKey()), rank);
                  findings.place(
                      rank < options.number("rank"),
                      "%s (%s)".formatted(course.layer(layer), Say.measured(rank)));
                });
      }

      @Override
      Verdict verdict(Options options, Findings findings) {
        return findings.verdict(
            "The final winners' mean rank at epoch %s is below %s in every layer; chance is 0.5."
                .formatted(Say.plain(options.number("epoch")), options.number("rank")),
            "The final winners' mean rank at epoch %s is not below %s in"
                .formatted(Say.plain(options.number("epoch")), options.number("rank")));
      }
    };

    /** Compares the numbers of a variant's layers. */
    abstract void look(Course course, Options options, Findings findings);

    abstract Verdict verdict(Options options, Findings findings);
  }

  static Predicate correlationGrows() {
    return correlation("correlation-grows", Check.GROWS);
  }

  static Predicate lowestLayerBest() {
    return correlation("lowest-layer-best", Check.LOWEST_BEST);
  }

  private static Predicate correlation(String name, Check check) {
    EachLayer each = new EachLayer("mean_best_correlation", check);
    return Predicate.of(name, LayersRow.class, each::judge)
        .numbers(TOLERANCE)
        .variants(VARIANTS)
        .atAllEpochs();
  }

  static Predicate rankFalls() {
    return rank("rank-falls", Check.RANK_FALLS, "share", "factor");
  }

  static Predicate winnersLeadEarly() {
    return rank("winners-lead-early", Check.RANK_EARLY, "epoch", "rank");
  }

  private static Predicate rank(String name, Check check, String... numbers) {
    EachLayer each = new EachLayer("mean_rank", check);
    return Predicate.of(name, WinnerRanksRow.class, each::judge)
        .numbers(numbers)
        .variants(VARIANTS)
        .atAllEpochs();
  }

  private Verdict judge(Options options, Rows rows) {
    Findings findings = new Findings();
    for (Variant variant : options.variants(VARIANTS)) {
      Course course = Course.of(rows, variant, measure);
      if (findings.look(course)) {
        check.look(course, options, findings);
      }
    }
    return check.verdict(options, findings);
  }
}
