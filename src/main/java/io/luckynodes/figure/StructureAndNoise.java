package io.luckynodes.figure;

import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.CircleNodesRow;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Students of one width on the unit circle, a column for each number of teacher nodes. Two rows
 * show the activation regions of one seed before and after training. Two rows show, for all seeds,
 * the share of the squared fan-out norms that the strongest nodes carry, and the eigenvalues of the
 * loss's second derivative.
 */
final class StructureAndNoise implements Drawing {
  private static final String TEACHERS = "teacher_nodes";
  private static final double ASPECT = 0.62;
  private static final double LEAST = 1e-12;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows nodes = metrics.selected(CircleNodesRow.class, spec);
    Rows laws = metrics.selected(LawsRow.class, spec);
    int[] seed = options.measured("seed", new int[] {options.integer("seed")}, nodes);
    List<Panel> before = new ArrayList<>();
    List<Panel> after = new ArrayList<>();
    List<Panel> carried = new ArrayList<>();
    List<Panel> eigenvalues = new ArrayList<>();
    List<Text> columns = new ArrayList<>();
    double[] counts = nodes.drawnValues(TEACHERS, spec);
    Axis eigenvalue =
        Axis.decadesAround(
            Text.of("eigenvalue, share of the largest"),
            drawable(laws.where(LawsRow.LAW, "eigenvalue-share").values("y")));
    int place = 0;
    for (double count : counts) {
      columns.add(Text.of(Numbers.plain(count) + " teacher nodes"));
      Rows own = nodes.where(TEACHERS, count).where("seed", seed[0]);
      Rows teachers = CircleRegions.side(own, CircleNodesRow.TEACHER);
      Rows students = CircleRegions.side(own, CircleNodesRow.STUDENT);
      Rows start = students.where("epoch", 0);
      Set<Integer> lucky = CircleRegions.lucky(teachers, start);
      before.add(CircleRegions.panel("before training", teachers, start, lucky, false));
      after.add(CircleRegions.panel("after training", teachers, students.atEnd(), lucky, true));
      Look look = Looks.curve(place++);
      Rows measured = laws.where(TEACHERS, count);
      carried.add(
          panel(
              "carried-share",
              "share of Σ‖v‖² carried",
              measured,
              look,
              new Axis(Text.of("nodes, the strongest first"), 0, most(measured)),
              new Axis(Text.of("share of Σ‖v‖²"), 0, 1.02)));
      eigenvalues.add(
          panel(
              "eigenvalue-share",
              "eigenvalues",
              measured,
              look,
              new Axis(Text.of("place, the largest first"), 0, most(measured)),
              eigenvalue));
    }
    return new Plate(
        List.of(
            new Plate.Row(before, CircleRegions.ASPECT),
            new Plate.Row(after, CircleRegions.ASPECT),
            new Plate.Row(carried, ASPECT),
            new Plate.Row(eigenvalues, ASPECT)),
        columns,
        List.of(),
        new Key.LegendBelow(
            CircleRegions.key("student nearest to a teacher node at the start", "other student")),
        List.of(
            "Regions: seed " + seed[0] + ".",
            CircleRegions.note(),
            SeedCurves.note(SeedCurves.Band.LEAST_TO_GREATEST, laws.distinctInts("seed").length)));
  }

  private static double most(Rows laws) {
    double[] places = laws.where(LawsRow.LAW, "carried-share").distinct("x");
    return places.length == 0 ? 1 : places[places.length - 1] + 0.5;
  }

  private static Panel panel(String law, String title, Rows laws, Look look, Axis x, Axis y) {
    Rows own = laws.where(LawsRow.LAW, law);
    double[] values = own.values("y");
    if (y.scale() == Axis.Scale.LOGARITHMIC) {
      values = drawable(values);
    }
    Series series =
        SeedCurves.mean(
            title,
            own.values("x"),
            own.ints("seed"),
            values,
            SeedCurves.Band.LEAST_TO_GREATEST,
            look);
    return new Panel(title, Text.of(title), x, y, List.of(series), "not measured");
  }

  private static double[] drawable(double[] values) {
    return Arrays.stream(values).map(value -> Math.max(LEAST, value)).toArray();
  }
}
