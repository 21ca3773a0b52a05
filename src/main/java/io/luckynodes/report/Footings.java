package io.luckynodes.report;

import io.luckynodes.claim.Verdict.Outcome;
import java.util.List;

/** Adds to claims how far their verdicts rest on assumptions. */
public final class Footings {
  private Footings() {}

  /**
   * The same figures, in the same order, with the footing of each judged claim whose alternatives
   * are among them.
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

  /** The figures that are alternatives to a figure, in the given order. */
  static List<Summary.Figure> alternatives(Summary.Figure figure, List<Summary.Figure> all) {
    return all.stream().filter(other -> other.isAlternativeTo(figure)).toList();
  }
}
