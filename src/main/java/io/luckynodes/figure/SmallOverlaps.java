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
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Nodes of one seed at two thresholds: the activation regions of a random teacher in the plane,
 * within the circle that holds most inputs, and maps of the overlaps between a teacher's nodes.
 * Below are panels of laws, and the matrices that equation 8 multiplies for the lowest layer of a
 * student.
 */
final class SmallOverlaps implements Drawing {
  private static final double EDGE = 3;
  private static final double SIDES_ASPECT = 0.75;
  private static final List<String> SIDES = List.of("right side", "gradient");

  /** Share of inputs N(0, I) in the plane that lie in the circle. */
  private static final double HELD = 0.95;

  private static final double RADIUS = Math.sqrt(-2 * StrictMath.log(1 - HELD));
  private static final int STEPS = 90;
  private static final Look CIRCLE = new Look(Palette.FAINT_INK, Line.DASHED, Sign.NONE, 1);

  /**
   * A matrix of equation 8 for the lowest layer.
   *
   * @param name of the matrix in the table
   * @param title the name as it is typeset
   * @param down name of a row
   * @param across name of a column
   * @param scaled names of the matrices that share its scale
   */
  private record Factor(String name, Text title, String down, String across, List<String> scaled) {
    Panel panel(Rows matrices) {
      Rows own = MatrixMap.named(matrices, name);
      double limit =
          scaled.stream()
              .mapToDouble(other -> MatrixMap.limit(MatrixMap.named(matrices, other)))
              .max()
              .orElseThrow();
      double[][] values = MatrixMap.values(own);
      return MatrixMap.panel(
          name,
          title.plain(
              values.length == 0
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      ", %d × %d, ±%s",
                      values.length,
                      values[0].length,
                      Numbers.significant(limit, 2))),
          across,
          down,
          own,
          limit,
          List.of());
    }
  }

  private static final List<Factor> FACTORS =
      List.of(
          new Factor("L*", Text.of("").italic("L").plain("*"), "fan-in", "fan-in*", List.of("L*")),
          new Factor("W*", Text.of("").italic("W").plain("*"), "fan-in*", "m", List.of("W*")),
          new Factor("H*ᵀ", Text.of("").italic("H").plain("*ᵀ"), "m", "n", List.of("H*ᵀ")));

  private static final List<Factor> BOTH_SIDES =
      List.of(
          new Factor("right side", Text.of("right side"), "fan-in", "n", SIDES),
          new Factor(
              "gradient", Text.of("−∂").italic("J").plain("/∂").italic("W"), "fan-in", "n", SIDES));

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    LawPanels.Drawn laws = LawPanels.drawn(options.laws("laws"), metrics.rows(LawsRow.class));
    Rows matrices = metrics.rows(MatricesRow.class);
    int seed = options.measured("seed", new int[] {options.integer("seed")}, matrices)[0];
    Rows own = matrices.where("seed", seed);
    double[] directions =
        metrics
            .rows(LawsRow.class)
            .where("seed", seed)
            .where(LawsRow.LAW, "plane-direction")
            .sortedBy("x")
            .values("y");
    List<Panel> planes = new ArrayList<>();
    List<Panel> maps = new ArrayList<>();
    for (double threshold : options.numbers("thresholds")) {
      String number = Numbers.plain(threshold);
      planes.add(plane("regions, a = " + number, directions, threshold));
      maps.add(
          MatrixMap.panel(
              "overlaps, a = " + number,
              Text.of("overlaps, a = " + number),
              "teacher node",
              "teacher node",
              MatrixMap.named(own, "d, threshold " + number),
              1,
              List.of()));
    }
    List<Plate.Row> rows = new ArrayList<>();
    planes.addAll(maps);
    rows.add(new Plate.Row(planes, 1));
    rows.addAll(Plate.Row.grid(laws.panels(), LawPanels.ASPECT));
    rows.add(new Plate.Row(FACTORS.stream().map(one -> one.panel(own)).toList(), 1));
    rows.add(new Plate.Row(BOTH_SIDES.stream().map(one -> one.panel(own)).toList(), SIDES_ASPECT));
    int pairs = maps.size();
    List<Integer> mapped = new ArrayList<>();
    IntStream.range(pairs, 2 * pairs).forEach(mapped::add);
    int afterLaws = 2 * pairs + laws.panels().size();
    IntStream.range(afterLaws, afterLaws + FACTORS.size() + BOTH_SIDES.size()).forEach(mapped::add);
    List<Key.PanelGroup> keys =
        List.of(
            new Key.PanelGroup(
                PanelLetters.from(0, pairs),
                List.of(new Key.Entry(Text.of("holds 95 % of inputs"), CIRCLE))),
            new Key.PanelGroup(PanelLetters.of(mapped), MatrixMap.key(-1, -0.5, 0.25, 0.5, 1)),
            new Key.PanelGroup(PanelLetters.from(2 * pairs, laws.panels().size()), laws.key()));
    List<String> notes = new ArrayList<>(laws.notes());
    notes.add(
        "Regions and maps: seed "
            + seed
            + ". Regions: inputs in the circle on which a node is active, a colour each; arrows:"
            + " its weights. Maps: above, 1 is a node's overlap with itself; below, titles give the"
            + " number that has the deepest colour, and the last row or column of what is not of"
            + " outputs is that of the constant node.");
    return new Plate(rows, List.of(), List.of(), new Key.GroupsBelow(keys), notes);
  }

  private static Panel plane(String title, double[] directions, double threshold) {
    List<Series> series = new ArrayList<>();
    series.add(region("circle", 0, Math.PI, CIRCLE));
    for (int node = 0; node < directions.length; node++) {
      Look look = new Look(Palette.category(node), Line.SOLID, Sign.NONE, 1.4);
      double direction = Math.toRadians(directions[node]);
      String name = "node " + (node + 1);
      if (threshold < RADIUS) {
        double half = StrictMath.acos(threshold / RADIUS);
        series.add(region(name + ", region", direction, half, look));
      }
      series.add(
          new Series(
              name + ", weights",
              new double[] {0, StrictMath.cos(direction)},
              new double[] {0, StrictMath.sin(direction)},
              new Look(look.color(), Line.SOLID, Sign.ARROW, 1)));
    }
    return new Panel(
        title,
        Text.of(title),
        new Axis(Text.of("").italic("x").sub("1"), -EDGE, EDGE),
        new Axis(Text.of("").italic("x").sub("2"), -EDGE, EDGE),
        directions.length == 0 ? List.of() : series,
        "not measured");
  }

  /** The arc of the circle within an angle of a direction, closed by its chord. */
  private static Series region(String name, double direction, double half, Look look) {
    double[] angles = new double[STEPS + 2];
    Arrays.setAll(angles, i -> direction - half + 2 * half * i / STEPS);
    angles[STEPS + 1] = angles[0];
    return new Series(
        name,
        Arrays.stream(angles).map(angle -> RADIUS * StrictMath.cos(angle)).toArray(),
        Arrays.stream(angles).map(angle -> RADIUS * StrictMath.sin(angle)).toArray(),
        look);
  }
}
