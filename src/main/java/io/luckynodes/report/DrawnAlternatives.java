package io.luckynodes.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Verdict;
import io.luckynodes.drawing.ClaimPlots;
import io.luckynodes.drawing.ClaimPlots.Alternative;
import io.luckynodes.drawing.ClaimPlots.Difference;
import io.luckynodes.drawing.ClaimPlots.VariedClaim;
import io.luckynodes.drawing.ClaimPlots.VariedFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws the plot of a study's claims under other assumptions. */
final class DrawnAlternatives {
  private final Chapter chapter;

  private DrawnAlternatives(Chapter chapter) {
    this.chapter = chapter;
  }

  /** The plot; empty if no alternative to assumed settings of the study's figures was measured. */
  static Optional<DrawnClaims> of(Chapter chapter, ClaimPlots plots) {
    DrawnAlternatives own = new DrawnAlternatives(chapter);
    List<VariedFigure> figures =
        chapter.figures().stream().flatMap(figure -> own.varied(figure).stream()).toList();
    if (figures.stream().allMatch(figure -> figure.claims().isEmpty())) {
      return Optional.empty();
    }
    String id = chapter.study().id();
    List<FigureReport> reports =
        chapter.figures().stream()
            .flatMap(figure -> Stream.concat(Stream.of(figure), own.alternatives(figure).stream()))
            .toList();
    return Optional.of(
        new DrawnClaims(
            DrawnClaims.FOLDER + id + "-alternatives",
            plots.ofAlternatives(
                id,
                chapter.study().title(),
                figures,
                DrawnClaims.record(reports, "alternatives", id))));
  }

  private List<FigureReport> alternatives(FigureReport figure) {
    return chapter.alternatives().stream()
        .filter(other -> other.entry().isAlternativeTo(figure.entry()))
        .toList();
  }

  private Optional<VariedFigure> varied(FigureReport figure) {
    List<FigureReport> alternatives = alternatives(figure);
    if (alternatives.isEmpty()) {
      return Optional.empty();
    }
    List<VariedClaim> claims = new ArrayList<>();
    for (JudgedClaim one : figure.claims()) {
      if (!one.verdict().places().isEmpty()) {
        claims.add(varied(figure, one, alternatives));
      }
    }
    return Optional.of(new VariedFigure(figure.spec(), figure.job().scale(), claims));
  }

  private static VariedClaim varied(
      FigureReport figure, JudgedClaim claim, List<FigureReport> alternatives) {
    String name = claim.claim().name();
    Summary.Claim entry = Objects.requireNonNull(figure.entry().claim(name), name);
    List<Alternative> changing = new ArrayList<>();
    for (FigureReport other : alternatives) {
      Summary.Claim its = other.entry().claim(name);
      if (its != null && !its.places().isEmpty() && !Footing.isUnchanged(entry, its)) {
        changing.add(
            new Alternative(differences(figure.entry(), other.entry()), verdict(other, name)));
      }
    }
    Footing footing = entry.footing();
    return new VariedClaim(claim, footing == null ? "" : footing.words(), changing);
  }

  private static Verdict verdict(FigureReport figure, String claim) {
    return figure.claims().stream()
        .filter(one -> one.claim().name().equals(claim))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  private static List<Difference> differences(Summary.Figure figure, Summary.Figure other) {
    return other.changedSettings().stream()
        .map(
            changed ->
                new Difference(
                    changed.label(),
                    Wording.value(changed.value()),
                    direction(figure, changed.setting(), changed.value())))
        .toList();
  }

  /**
   * 1 if a value is higher than the value that a figure's experiments assume, −1 if it is lower,
   * and else 0.
   */
  private static int direction(Summary.Figure figure, String setting, JsonNode value) {
    return figure.settings().stream()
        .flatMap(own -> Optional.ofNullable(own.get(setting)).stream())
        .filter(assumed -> !assumed.equals(value))
        .map(assumed -> direction(assumed, value))
        .findFirst()
        .orElse(0);
  }

  private static int direction(JsonNode assumed, JsonNode value) {
    if (assumed.isNumber() && value.isNumber()) {
      return Double.compare(value.doubleValue(), assumed.doubleValue());
    }
    if (!assumed.isArray() || assumed.size() != value.size()) {
      return 0;
    }
    int sum = 0;
    boolean mixed = false;
    for (int i = 0; i < value.size(); i++) {
      int one = direction(assumed.get(i), value.get(i));
      mixed |= one != 0 && sum != 0 && one != sum;
      sum = one == 0 ? sum : one;
    }
    return mixed ? 0 : sum;
  }
}
