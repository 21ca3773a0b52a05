package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.MatricesRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fan-outs V and the mixture β = V Vᵀ of one seed as maps before and after training, with laws over
 * steps below. Student nodes stand in their own order, those that start near a teacher node first.
 * Both maps of a matrix have one scale, which their titles give.
 */
final class TopDownModulation implements Drawing {
  private static final double MAP_ASPECT = 1;
  private static final double ASPECT = 0.62;
  private static final Look BORDER = new Look(Palette.FAINT_INK, Line.DOTTED, Sign.NONE, 0.8);

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.selected(MatricesRow.class, spec);
    int[] seed = options.measured("seed", new int[] {options.integer("seed")}, all);
    Rows rows = all.where("seed", seed[0]);
    int[] steps = rows.distinctInts("epoch");
    double last = MatrixMap.values(MatrixMap.named(rows, "V*")).length + 0.5;
    List<Panel> maps = new ArrayList<>();
    for (String matrix : List.of("V", "β")) {
      Rows own = MatrixMap.named(rows, matrix);
      for (int step : new int[] {steps[0], steps[steps.length - 1]}) {
        maps.add(map(matrix, step, own.where("epoch", step), MatrixMap.limit(own), last));
      }
    }
    LawPanels.Drawn laws =
        LawPanels.drawn(options.laws("laws"), metrics.selected(LawsRow.class, spec));
    List<String> notes =
        new ArrayList<>(
            List.of(
                "Maps: seed "
                    + seed[0]
                    + ". Titles give the number that has the deepest colour. Above the dotted line"
                    + " are the student nodes that start near a teacher node."));
    notes.addAll(laws.notes());
    return new Plate(
        List.of(new Plate.Row(maps, MAP_ASPECT), new Plate.Row(laws.panels(), ASPECT)),
        List.of(),
        List.of(),
        new Key.GroupsBelow(
            List.of(
                new Key.PanelGroup(
                    PanelLetters.from(0, maps.size()), MatrixMap.key(-1, -0.5, 0.5, 1)),
                new Key.PanelGroup(
                    PanelLetters.from(maps.size(), laws.panels().size()), laws.key()))),
        notes);
  }

  private static Panel map(String matrix, int step, Rows rows, double limit, double last) {
    boolean fanOuts = matrix.equals("V");
    double[] ends = {0.5, Arrays.stream(rows.ints("column")).max().orElse(0) + 1.5};
    List<Series> borders = new ArrayList<>();
    borders.add(new Series("border", ends, new double[] {last, last}, BORDER));
    if (!fanOuts) {
      borders.add(new Series("border across", new double[] {last, last}, ends, BORDER));
    }
    return MatrixMap.panel(
        matrix + ", step " + step,
        Text.of("")
            .italic(matrix)
            .plain(step == 0 ? " before" : " after")
            .plain(", ±" + Numbers.significant(limit, 2)),
        fanOuts ? "output" : "student node",
        "student node",
        rows,
        limit,
        borders);
  }
}
