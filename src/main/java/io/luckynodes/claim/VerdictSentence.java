package io.luckynodes.claim;

import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.claim.Verdict.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The sentences that give the reason for a verdict, from the same numbers that decided it. */
final class VerdictSentence {
  /** Greatest number of places that are named; further places are only counted. */
  private static final int NAMED = 4;

  private final Effects effects;
  private final List<Place> places;

  VerdictSentence(Effects effects, List<Place> places) {
    this.effects = effects;
    this.places = places;
  }

  /** The sentences, at least one. */
  String words() {
    List<String> sentences = new ArrayList<>();
    List<Place> failed = of(Outcome.FAILS);
    List<Place> open = of(Outcome.NOT_RESOLVED);
    if (!failed.isEmpty()) {
      sentences.add(
          capital(effects.subject()) + " is not " + claimed(failed) + in(failed) + named(failed));
    } else if (!open.isEmpty()) {
      sentences.add(
          "It is not resolved whether "
              + effects.subject()
              + " is "
              + claimed(open)
              + in(open)
              + named(open));
    } else if (!places.isEmpty()) {
      Place closest =
          places.stream().min(Comparator.comparingDouble(Place::distance)).orElseThrow();
      sentences.add(
          capital(effects.subject())
              + " is "
              + claimed(places)
              + (places.size() == 1 ? ": " : everywhere())
              + numbers(closest)
              + ".");
    }
    if (!effects.unmeasured().isEmpty()) {
      sentences.add("Nothing was measured of " + some(effects.unmeasured()) + ".");
    }
    if (places.isEmpty() && effects.unmeasured().isEmpty() && effects.withoutRoom().isEmpty()) {
      sentences.add("Nothing was measured to judge by.");
    }
    if (!effects.withoutRoom().isEmpty()) {
      sentences.add("No effect could show in " + some(effects.withoutRoom()) + ".");
    }
    List<String> diverged =
        places.stream()
            .filter(place -> !place.diverged().isEmpty())
            .map(
                place ->
                    place.diverged().size()
                        + " of "
                        + place.bySeed().size()
                        + " of "
                        + place.name())
            .toList();
    if (!diverged.isEmpty()) {
      sentences.add("Seeds that diverged count with the worst value: " + some(diverged) + ".");
    }
    return String.join(" ", sentences);
  }

  private List<Place> of(Outcome outcome) {
    return places.stream().filter(place -> place.outcome() == outcome).toList();
  }

  private static String claimed(List<Place> places) {
    List<String> words =
        places.stream()
            .map(place -> new Range(place.from(), place.to()).words())
            .distinct()
            .toList();
    return words.size() == 1 ? words.get(0) : "as claimed";
  }

  private String in(List<Place> some) {
    return places.size() == 1 ? ": " : " in " + some.size() + " of " + places.size() + " places: ";
  }

  private String everywhere() {
    return " in all " + places.size() + " places; least clearly in ";
  }

  private String named(List<Place> some) {
    return some(some.stream().map(this::numbers).toList()) + ".";
  }

  private String numbers(Place place) {
    String name = places.size() == 1 ? "" : place.name() + " ";
    if (place.exact()) {
      return name
          + (name.isEmpty() ? "" : "(")
          + Say.measured(place.mean())
          + (name.isEmpty() ? "" : ")");
    }
    int seeds = place.bySeed().size();
    String bounds =
        seeds < Judge.FEWEST_SEEDS
            ? seeds + (seeds == 1 ? " seed is" : " seeds are") + " too few"
            : place.outcome() == Outcome.FAILS
                ? "bounds "
                    + Say.measured(place.farLower())
                    + " to "
                    + Say.measured(place.farUpper())
                : "bounds " + Say.measured(place.lower()) + " to " + Say.measured(place.upper());
    String said =
        "mean "
            + Say.measured(place.mean())
            + ", "
            + bounds
            + (seeds < Judge.FEWEST_SEEDS ? "" : ", " + seeds + " seeds");
    return name.isEmpty() ? said : name + "(" + said + ")";
  }

  private static String some(List<String> all) {
    if (all.size() <= NAMED) {
      return Say.list(all);
    }
    List<String> named = new ArrayList<>(all.subList(0, NAMED));
    named.add((all.size() - NAMED) + " more");
    return Say.list(named);
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }
}
