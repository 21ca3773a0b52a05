package io.luckynodes.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.SyntheticVerdicts;
import io.luckynodes.claim.Verdict;
import io.luckynodes.job.Claim;
import io.luckynodes.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FootingTest {
  private static final double[] HOLDS = {1, 1.1, 0.9};
  private static final double[] FAILS = {-1, -1.1, -0.9};
  private static final double[] OPEN = {1, -1, 0.1};

  private final List<Summary.Figure> figures = new ArrayList<>();

  private static Verdict verdict(double... bySeed) {
    return new SyntheticVerdicts("the effect").above("all", 0, bySeed).judged();
  }

  /** One number for all seeds, which only stands for another place's name. */
  private static double[] like(double[] bySeed, int n) {
    double[] other = bySeed.clone();
    other[0] += n / 1000.0;
    return other;
  }

  private static Summary.Figure figure(
      String id, @Nullable String setting, String label, Verdict verdict) {
    Claim claim =
        new Claim("c", "S.", "paper", null, "p", new TreeMap<>(), "", "R.", List.of("laptop"));
    return new Summary.Figure(
        id,
        "",
        Summary.BUILT,
        null,
        false,
        "laptop",
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(Summary.Claim.of(new JudgedClaim(claim, verdict))),
        setting == null ? null : "s/one",
        setting == null ? null : List.of(new Summary.Changed(setting, label, Json.tree(2))),
        List.of(setting == null ? new TreeMap<>() : new TreeMap<>(Map.of(setting, Json.tree(2)))));
  }

  private void assumed(double... bySeed) {
    figures.add(figure("s/one", null, "", verdict(bySeed)));
  }

  private void alternative(String label, double... bySeed) {
    int n = figures.size();
    figures.add(figure("s/one-" + n, label.replace(' ', '_'), label, verdict(like(bySeed, n))));
  }

  private @Nullable Footing footing() {
    return Footings.given(figures).get(0).claims().get(0).footing();
  }

  @Test
  void aClaimThatAlwaysStandsAlikeDoesSoWhateverWasAssumed() {
    assumed(HOLDS);
    alternative("learning rate", HOLDS);
    alternative("learning rate", HOLDS);
    alternative("steps", HOLDS);
    assertThat(footing())
        .isEqualTo(new Footing(3, 0, 0, 0, 0, List.of(), "whatever was assumed (3 of 3)"));
  }

  @Test
  void settingsThatLeadToAnotherVerdictAreNamedOnce() {
    assumed(HOLDS);
    alternative("learning rate", FAILS);
    alternative("learning rate", OPEN);
    alternative("steps", OPEN);
    alternative("width", HOLDS);
    assertThat(footing())
        .isEqualTo(
            new Footing(
                1,
                1,
                2,
                0,
                0,
                List.of("learning_rate", "steps"),
                "rests on learning rate and steps (holds in 1 of 4, fails in 1 of 4, is not resolved in 2 of 4)"));
  }

  @Test
  void whatAFailingOrUnresolvedClaimRestsOnIsSaidInTheSameWay() {
    assumed(FAILS);
    alternative("learning rate", HOLDS);
    alternative("steps", FAILS);
    assertThat(footing().words())
        .isEqualTo("rests on learning rate (fails in 1 of 2, holds in 1 of 2)");
    figures.clear();
    assumed(OPEN);
    alternative("steps", OPEN);
    assertThat(footing().words()).isEqualTo("whatever was assumed (1 of 1)");
  }

  @Test
  void anAlternativeThatChangesNoNumberSaysNothing() {
    assumed(HOLDS);
    figures.add(figure("s/two", "probes", "probes", verdict(HOLDS)));
    assertThat(footing())
        .isEqualTo(new Footing(0, 0, 0, 0, 1, List.of(), "its one alternative changes no number"));
    alternative("steps", HOLDS);
    assertThat(footing().words()).isEqualTo("whatever was assumed (1 of 1)");
    assertThat(footing().unchanged()).isEqualTo(1);
  }

  @Test
  void whatCannotBeJudgedTurnsNothing() {
    assumed(HOLDS);
    figures.add(figure("s/two", "steps", "steps", Verdict.notJudged("The figure is not built.")));
    assertThat(footing())
        .isEqualTo(
            new Footing(
                0, 0, 0, 1, 0, List.of(), "no alternative to what is assumed could be judged"));
  }

  @Test
  void whatCouldNotBeJudgedIsSaidBesideWhatCould() {
    assumed(HOLDS);
    figures.add(figure("s/two", "steps", "steps", Verdict.notJudged("The figure is not built.")));
    alternative("width", HOLDS);
    assertThat(footing().words()).isEqualTo("whatever was assumed (1 of 1; 1 not judged)");
    alternative("learning rate", FAILS);
    assertThat(footing().words())
        .isEqualTo("rests on learning rate (holds in 1 of 2, fails in 1 of 2; 1 not judged)");
  }

  @Test
  void aClaimThatIsNotJudgedHasNoFooting() {
    figures.add(figure("s/one", null, "", Verdict.notJudged("Why.")));
    alternative("steps", HOLDS);
    assertThat(footing()).isNull();
  }

  @Test
  void nothingIsSaidWhereNothingWasVaried() {
    assumed(HOLDS);
    assertThat(footing()).isNull();
  }

  @Test
  void whatAnEarlierRunLeftAtAnotherScaleOrOfOtherSettingsIsNoAlternative() {
    assumed(HOLDS);
    Summary.Figure other = figure("s/one-9", "width", "width", verdict(like(FAILS, 1)));
    figures.add(with(other, "smoke", other.settings()));
    figures.add(
        with(
            other,
            "laptop",
            List.of(new TreeMap<>(Map.of("width", Json.tree(2), "steps", Json.tree(7))))));
    assertThat(footing()).isNull();
    figures.add(other);
    assertThat(footing().fails()).isEqualTo(1);
  }

  private static Summary.Figure with(
      Summary.Figure figure, String scale, List<SortedMap<String, JsonNode>> settings) {
    return new Summary.Figure(
        figure.id(),
        figure.title(),
        figure.status(),
        figure.reason(),
        figure.earlier(),
        scale,
        figure.reduced(),
        figure.files(),
        figure.plots(),
        figure.metrics(),
        figure.claims(),
        figure.basedOn(),
        figure.alternative(),
        settings);
  }

  @Test
  void aFootingThatWasChangedByHandIsFoundAgain() {
    assumed(HOLDS);
    alternative("steps", FAILS);
    Summary.Figure first = figures.get(0);
    figures.set(
        0,
        first.withClaims(
            List.of(
                first
                    .claims()
                    .get(0)
                    .with(new Footing(9, 0, 0, 0, 0, List.of(), "whatever was assumed")))));
    assertThat(footing().fails()).isEqualTo(1);
  }
}
