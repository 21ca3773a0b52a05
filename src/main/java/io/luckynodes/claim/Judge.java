package io.luckynodes.claim;

import io.luckynodes.claim.Effects.Effect;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.claim.Verdict.Place;
import io.luckynodes.statistics.MeanBounds;
import java.util.List;

/**
 * Decides every claim by one rule. The number of a place is the mean over seeds, with one-sided
 * bounds by Student's t. A claim that must hold in K places
 *
 * <ul>
 *   <li><b>holds</b> if in every place the bounds at 5 % lie within the claimed range. No
 *       correction for several places is needed, since the bounds must do so in all of them: a
 *       claim that is false in some place holds with a probability of at most 5 %.
 *   <li><b>fails</b> if in some place the bounds at 5 % / K lie outside the claimed range. A claim
 *       that is true everywhere fails with a probability of at most 5 %.
 *   <li>is <b>not resolved</b> otherwise, and always with fewer than three seeds.
 * </ul>
 *
 * <p>An exact number decides by itself, without bounds. A claim that does not fail is not judged if
 * it has no places, or if some place was not measured.
 */
final class Judge {
  /** The accepted probability of a false verdict. */
  static final double LEVEL = 0.05;

  /** The least number of seeds for bounds: fewer seeds cannot tell the spread. */
  static final int FEWEST_SEEDS = 3;

  private Judge() {}

  static Verdict judge(Effects effects) {
    List<Place> places =
        effects.places().stream().map(effect -> place(effect, effects.places().size())).toList();
    return new Verdict(
        outcome(effects, places),
        effects.quantity(),
        places,
        List.copyOf(effects.withoutRoom()),
        effects.numbers(),
        new VerdictSentence(effects, places).words(),
        List.of(),
        List.of());
  }

  private static Outcome outcome(Effects effects, List<Place> places) {
    if (places.stream().anyMatch(place -> place.outcome() == Outcome.FAILS)) {
      return Outcome.FAILS;
    }
    if (places.isEmpty() || !effects.unmeasured().isEmpty()) {
      return Outcome.NOT_JUDGED;
    }
    return places.stream().allMatch(place -> place.outcome() == Outcome.HOLDS)
        ? Outcome.HOLDS
        : Outcome.NOT_RESOLVED;
  }

  private static Place place(Effect effect, int places) {
    Trials trials = effect.trials();
    MeanBounds mean = MeanBounds.of(trials.values());
    double level = LEVEL / places;
    boolean exact = trials.exact();
    double from = effect.claimed().from();
    double to = effect.claimed().to();
    double lower = exact ? mean.mean() : mean.lower(LEVEL);
    double upper = exact ? mean.mean() : mean.upper(LEVEL);
    double farLower = exact ? mean.mean() : mean.lower(level);
    double farUpper = exact ? mean.mean() : mean.upper(level);
    Outcome outcome;
    if (!exact && trials.count() < FEWEST_SEEDS) {
      outcome = Outcome.NOT_RESOLVED;
    } else if (lower > from && upper < to) {
      outcome = Outcome.HOLDS;
    } else if (exact || farUpper < from || farLower > to) {
      outcome = Outcome.FAILS;
    } else {
      outcome = Outcome.NOT_RESOLVED;
    }
    return new Place(
        effect.name(),
        outcome,
        trials.bySeed(),
        trials.diverged(),
        exact,
        mean.mean(),
        lower,
        upper,
        farLower,
        farUpper,
        from,
        to);
  }
}
