package io.luckynodes.report;

import io.luckynodes.claim.Verdict.Outcome;
import java.util.List;

/** Says of every claim of some figures how far its verdict rests on what is assumed. */
public final class Footings {
  private Footings() {}

  /**
   * The same figures, in the same order, with the footing of each claim that is judged and of which
   * alternatives are among them.
   */
  public static List<Summary.Figure> given(List<Summary.Figure> figures) {
    return figures.stream().map(figure -> given(figure, figures)).toList();
  }

  private static Summary.Figure given(Summary.Figure figure, List<Summary.Figure> all) {
    List<Summary.Figure> alternatives = alternatives(figure, all);
    return figure.withClaims(
        figure.claims().stream()
            .map(
                claim ->
                    alternatives.isEmpty() || claim.stands() == Outcome.NOT_JUDGED
                        ? claim.withoutFooting()
                        : claim.with(Footing.of(claim, alternatives)))
            .toList());
  }

  /** Of some figures, those that are one with an alternative to what it assumes, by id. */
  static List<Summary.Figure> alternatives(Summary.Figure figure, List<Summary.Figure> all) {
    return all.stream().filter(other -> other.isAlternativeTo(figure)).toList();
  }
}
