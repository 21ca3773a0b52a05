package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * The induction of Theorem 5 (figure 13 of Luck Matters). Arrows show which of its four hypotheses
 * give which at the next step, by lemmas 5 to 7 as printed. Laws over steps stand beside them.
 */
final class Induction implements Drawing {
  private static final double ASPECT = 0.72;
  private static final double WIDTH = 1.3;
  private static final double DOT = 5;

  /** Distance from a hypothesis at which its arrows begin and end, in units of both axes. */
  private static final double GAP = 0.07;

  /**
   * An arrow of a lemma.
   *
   * @param from hypothesis at which the arrow begins, as a value of the y axis
   * @param later whether that hypothesis is the one at t + 1
   * @param to hypothesis at t + 1 at which the arrow ends
   */
  private record Step(int lemma, int from, boolean later, int to) {}

  private static final int REST = 0;
  private static final int DIRECTIONS = 1;
  private static final int FAN_OUTS = 2;
  private static final int SEPARATION = 3;

  /** The arrows of lemmas 5 to 7 (L569 to L573). */
  private static final List<Step> STEPS =
      List.of(
          new Step(5, SEPARATION, false, FAN_OUTS),
          new Step(6, FAN_OUTS, false, DIRECTIONS),
          new Step(6, FAN_OUTS, false, REST),
          new Step(7, SEPARATION, false, SEPARATION),
          new Step(7, DIRECTIONS, true, SEPARATION),
          new Step(7, REST, true, SEPARATION));

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows laws = metrics.selected(LawsRow.class, spec);
    LawPanels.Drawn drawn = LawPanels.drawn(options.laws("laws"), laws);
    List<Panel> panels = new ArrayList<>(List.of(sketch()));
    panels.addAll(drawn.panels());
    List<Key.Entry> lemmas = new ArrayList<>();
    for (int lemma = 5; lemma <= 7; lemma++) {
      lemmas.add(new Key.Entry(Text.of("Lemma " + lemma), look(lemma)));
    }
    return new Plate(
        Plate.Row.grid(panels, ASPECT),
        List.of(),
        List.of(),
        new Key.GroupsBelow(
            List.of(
                new Key.PanelGroup(PanelLetters.of(0), lemmas),
                new Key.PanelGroup(PanelLetters.from(1, drawn.panels().size()), drawn.key()))),
        drawn.notes());
  }

  private static Panel sketch() {
    List<Series> series = new ArrayList<>();
    int bows = 0;
    for (Step step : STEPS) {
      double[] x = {GAP, 1 - GAP};
      double[] y = {step.from, step.to};
      if (step.later) {
        // Arrows at t + 1 are bowed, each further than the last, so that they do not overlap.
        double bow = 1 + 0.13 * ++bows;
        x = new double[] {1 + GAP, bow, bow, 1 + GAP};
        y = new double[] {step.from, step.from + 2 * GAP, step.to - 2 * GAP, step.to - GAP};
      } else {
        double slope = y[1] - y[0];
        y = new double[] {y[0] + GAP * slope, y[1] - GAP * slope};
      }
      series.add(
          new Series("lemma " + step.lemma + ", arrow " + series.size(), x, y, look(step.lemma)));
    }
    double[] all = {0, 1, 2, 3};
    Look dots = new Look(Palette.INK, Line.NONE, Sign.DOT, DOT);
    series.add(new Series("hypotheses at t", new double[4], all, dots));
    series.add(new Series("hypotheses at t + 1", new double[] {1, 1, 1, 1}, all, dots));
    return new Panel(
        "induction",
        Text.of("induction, as printed"),
        Axis.named(Text.of("step"), "t", "t + 1"),
        Axis.named(Text.of("hypothesis"), "Wᵣ bound", "Wᵤ contracts", "V contracts", "separation"),
        series,
        "not drawn");
  }

  private static Look look(int lemma) {
    return new Look(Palette.category(lemma - 2), Line.SOLID, Sign.ARROW, WIDTH);
  }
}
