package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Rows;
import io.luckynodes.table.UnitMatricesRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fan-outs V and the mixture β = V Vᵀ of one seed as maps before and after training, and below them
 * laws over steps. Student nodes stand in their own order, those that start near a teacher node
 * first; both maps of a matrix have one scale, which their titles give.
 */
final class TopDownModulation implements Drawing {
  private static final double MAP_ASPECT = 1;
  private static final double ASPECT = 0.62;
  private static final double SAMPLE = 7;
  private static final Look BORDER = new Look(Palette.FAINT_INK, Line.DOTTED, Sign.NONE, 0.8);

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.rows(UnitMatricesRow.class).only(spec, List.of());
    int[] seed = options.measured("seed", new int[] {options.integer("seed")}, all);
    Rows rows = all.where("seed", seed[0]);
    int[] steps = rows.distinctInts("epoch");
    List<Panel> maps = new ArrayList<>();
    for (String matrix : List.of(UnitMatricesRow.FAN_OUTS, UnitMatricesRow.MIXTURE)) {
      Rows own = rows.where("matrix", matrix);
      double limit = Arrays.stream(own.values("value")).map(Math::abs).max().orElse(0);
      for (int step : new int[] {steps[0], steps[steps.length - 1]}) {
        maps.add(map(matrix, step, own.where("epoch", step), limit > 0 ? limit : 1));
      }
    }
    LawPanels.Drawn laws =
        LawPanels.drawn(options.laws("laws"), metrics.rows(LawsRow.class).only(spec, List.of()));
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
        new Key.GroupsBelow(List.of(colours(), laws.key())),
        notes);
  }

  private static Panel map(String matrix, int step, Rows rows, double limit) {
    boolean fanOuts = matrix.equals(UnitMatricesRow.FAN_OUTS);
    int[] row = rows.ints("row");
    int[] column = rows.ints("column");
    double[] value = rows.values("value");
    int students = Arrays.stream(row).max().orElse(0) + 1;
    int columns = Arrays.stream(column).max().orElse(0) + 1;
    double[][] values = new double[students][columns];
    for (int i = 0; i < value.length; i++) {
      values[row[i]][column[i]] = value[i];
    }
    double last = Arrays.stream(rows.where("near", 1).values("row")).max().orElse(-1) + 1.5;
    double[] ends = {0.5, columns + 0.5};
    List<Series> borders = new ArrayList<>();
    borders.add(new Series("border", ends, new double[] {last, last}, BORDER));
    if (!fanOuts) {
      borders.add(new Series("border across", new double[] {last, last}, ends, BORDER));
    }
    return new Panel(
        (fanOuts ? "V" : "β") + ", step " + step,
        Text.of("")
            .italic(fanOuts ? "V" : "β")
            .plain(step == 0 ? " before" : " after")
            .plain(", ±" + Numbers.significant(limit, 2)),
        new Axis(Text.of(fanOuts ? "output" : "student node"), ends[0], ends[1], Axis.Scale.WHOLE),
        new Axis(Text.of("student node"), 0.5, students + 0.5, Axis.Scale.DOWNWARD),
        borders,
        "not measured",
        Optional.of(new HeatMap("student", values, limit)));
  }

  private static List<Key.Entry> colours() {
    List<Key.Entry> entries = new ArrayList<>();
    for (double share : new double[] {-1, -0.5, 0.5, 1}) {
      Look look = new Look(Palette.signed(share), Line.NONE, Sign.SQUARE, SAMPLE);
      entries.add(new Key.Entry(Text.of(Numbers.plain(share) + " × scale"), look));
    }
    return entries;
  }
}
