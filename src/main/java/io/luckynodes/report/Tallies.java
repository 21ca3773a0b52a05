package io.luckynodes.report;

import freemarker.core.TemplateHTMLOutputModel;
import io.luckynodes.claim.Verdict.Outcome;
import io.luckynodes.job.Origin;
import io.luckynodes.report.PageModel.ClaimView;
import io.luckynodes.report.PageModel.FigureView;
import io.luckynodes.report.PageModel.PlaceView;
import io.luckynodes.report.PageModel.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The counts with which the page opens: figures that are built and claims by verdict.
 *
 * @param studies a part of the table for each study
 * @param notes further counts, a sentence each
 */
public record Tallies(List<OfStudy> studies, List<String> notes) {
  /**
   * A study in the table.
   *
   * @param built figures that are there
   * @param figures all figures
   * @param rows one for each origin that a claim of the study has
   */
  public record OfStudy(String id, String title, long built, long figures, List<Row> rows) {}

  /**
   * The claims of one origin.
   *
   * @param origin who makes them, in words
   * @param counts by verdict, in the order of {@link Outcome}
   */
  public record Row(String origin, List<Count> counts) {}

  /**
   * A number of claims.
   *
   * @param anchor of the list in which these claims are; empty if there are none
   * @param look CSS class
   */
  public record Count(long number, String anchor, String look) {}

  /**
   * The claims of a study that have one verdict.
   *
   * @param open whether the list is shown at once
   */
  public record Claims(String anchor, Verdict verdict, boolean open, List<ClaimLine> lines) {}

  /**
   * A claim in such a list, by the place in which it is least certain.
   *
   * @param figure label of its figure
   * @param anchor of the claim
   * @param origin who makes it, in words; empty if the paper itself does
   * @param claimed where the claim says that the mean lies
   * @param obtained the mean over seeds and its bounds
   */
  public record ClaimLine(
      String figure,
      String anchor,
      TemplateHTMLOutputModel statement,
      String origin,
      String claimed,
      String obtained,
      String footing) {}

  /** The counts of the figures that stand for themselves. */
  public static Tallies of(Summary summary) {
    List<OfStudy> studies = new ArrayList<>();
    summary
        .byStudy()
        .forEach(
            (study, own) ->
                studies.add(
                    new OfStudy(
                        study.id(),
                        study.title(),
                        own.stream().filter(Summary.Figure::shown).count(),
                        own.size(),
                        rows(study.id(), own))));
    return new Tallies(studies, notes(summary.own()));
  }

  private static List<Row> rows(String study, List<Summary.Figure> figures) {
    List<Row> rows = new ArrayList<>();
    for (Origin origin : Origin.values()) {
      List<Count> counts =
          Arrays.stream(Outcome.values())
              .map(
                  outcome -> {
                    long number = Summary.claims(figures.stream(), outcome, origin);
                    return new Count(
                        number,
                        number == 0 ? "" : anchor(study, outcome),
                        number == 0 ? "plain" : Verdict.of(outcome.words()).look());
                  })
              .toList();
      if (counts.stream().anyMatch(count -> count.number() > 0)) {
        rows.add(new Row(origin.words(), counts));
      }
    }
    return rows;
  }

  private static String anchor(String study, Outcome outcome) {
    return "claims-" + study + "-" + outcome.words().replace(' ', '-');
  }

  private static List<String> notes(List<Summary.Figure> figures) {
    long earlier = figures.stream().filter(Summary.Figure::earlier).count();
    long toCome = figures.stream().filter(Summary.Figure::isToCome).count();
    long missing = figures.stream().filter(figure -> !figure.shown()).count() - toCome;
    return Stream.of(
            sentence(
                earlier,
                "figure was drawn by an earlier run",
                "figures were drawn by earlier runs"),
            sentence(toCome, "figure is to come", "figures are to come"),
            sentence(missing, "figure was not built", "figures were not built"),
            footings(figures))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> sentence(long count, String one, String several) {
    return count == 0 ? Optional.empty() : Optional.of(Wording.count(count, one, several) + ".");
  }

  /** How many verdicts rest on what is assumed; empty if nothing was varied. */
  private static Optional<String> footings(List<Summary.Figure> figures) {
    List<Footing> footings =
        figures.stream()
            .flatMap(figure -> figure.claims().stream())
            .flatMap(claim -> Optional.ofNullable(claim.footing()).stream())
            .toList();
    long firm = footings.stream().filter(footing -> footing.restsOn().isEmpty()).count();
    return footings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Under other assumptions "
                + Wording.count(firm, "verdict stays", "verdicts stay")
                + " the same and "
                + Wording.count(footings.size() - firm, "verdict changes", "verdicts change")
                + ".");
  }

  /**
   * The claims of a study by verdict.
   *
   * @param study id of the study
   * @param figures of the study
   * @param views the same figures on the page
   */
  static List<Claims> claims(String study, List<Summary.Figure> figures, List<FigureView> views) {
    List<Claims> groups = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      List<ClaimLine> lines = new ArrayList<>();
      for (int i = 0; i < figures.size(); i++) {
        List<Summary.Claim> claims = figures.get(i).claims();
        for (int j = 0; j < claims.size(); j++) {
          if (claims.get(j).stands() == outcome) {
            lines.add(line(claims.get(j), views.get(i), views.get(i).claims().get(j)));
          }
        }
      }
      if (!lines.isEmpty()) {
        groups.add(
            new Claims(
                anchor(study, outcome),
                Verdict.of(outcome.words()),
                outcome == Outcome.FAILS,
                lines));
      }
    }
    return groups;
  }

  private static ClaimLine line(Summary.Claim claim, FigureView figure, ClaimView view) {
    Optional<PlaceView> place = claim.leastCertain().map(PlaceView::of);
    return new ClaimLine(
        figure.label(),
        view.anchor(),
        view.statement(),
        view.origin(),
        place.map(PlaceView::claimed).orElse(""),
        place.map(PlaceView::obtained).orElse(""),
        view.footing());
  }
}
