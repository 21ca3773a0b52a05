package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.OverlapPairsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Nodes of one seed at two thresholds: regions of a teacher in the plane within the circle that
 * holds most inputs, and a map of how far a teacher's nodes overlap with each other; below them
 * panels of laws.
 */
final class SmallOverlaps implements Drawing {
  private static final double EDGE = 3;

  /** The share of inputs N(0, I) in the plane that the circle holds. */
  private static final double HELD = 0.95;

  private static final double RADIUS = Math.sqrt(-2 * StrictMath.log(1 - HELD));
  private static final int STEPS = 90;
  private static final double SWATCH = 6;
  private static final double[] SHADES = {0.25, 0.5, 0.75, 1};
  private static final Look CIRCLE = new Look(Palette.FAINT_INK, Line.DASHED, Sign.NONE, 1);

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    LawPanels.Drawn laws = LawPanels.drawn(options.laws("laws"), metrics.rows(LawsRow.class));
    Rows pairs = metrics.rows(OverlapPairsRow.class);
    int seed = options.measured("seed", new int[] {options.integer("seed")}, pairs)[0];
    Rows own = pairs.where("seed", seed);
    double[] directions =
        metrics
            .rows(LawsRow.class)
            .where("seed", seed)
            .where(LawsRow.LAW, "plane-direction")
            .sortedBy("x")
            .values("y");
    List<Panel> planes = new ArrayList<>();
    List<Panel> maps = new ArrayList<>();
    for (double threshold : options.numbers("thresholds", 2)) {
      String words = "threshold " + Numbers.plain(threshold);
      planes.add(plane("regions, " + words, directions, threshold));
      maps.add(map("overlaps, " + words, own.where("threshold", threshold)));
    }
    List<Plate.Row> rows = new ArrayList<>();
    rows.add(new Plate.Row(planes, 1));
    rows.add(new Plate.Row(maps, 1));
    rows.addAll(Plate.Row.grid(laws.panels(), LawPanels.ASPECT));
    List<Key.Entry> entries = new ArrayList<>();
    entries.add(new Key.Entry(Text.of("holds 95 % of inputs"), CIRCLE));
    for (double shade : SHADES) {
      entries.add(
          new Key.Entry(
              Text.of("overlap " + Numbers.plain(shade)),
              new Look(Palette.signed(shade), Line.NONE, Sign.SQUARE, SWATCH)));
    }
    List<String> notes = new ArrayList<>(laws.notes());
    notes.add(
        "Regions and maps: seed "
            + seed
            + ". Regions: inputs in the circle on which a node is active, a colour each; arrows:"
            + " its weights.");
    return new Plate(
        rows, List.of(), List.of(), new Key.GroupsBelow(List.of(entries, laws.key())), notes);
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

  /** The part of the circle within an angle of a direction, with its chord. */
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

  private static Panel map(String title, Rows pairs) {
    int[] nodes = pairs.ints("node");
    int[] others = pairs.ints("other");
    double[] d = pairs.values("d");
    int count = Arrays.stream(nodes).max().orElse(0) + 1;
    double[][] matrix = new double[count][count];
    for (int node = 0; node < count; node++) {
      matrix[node][node] = 1;
    }
    for (int i = 0; i < d.length; i++) {
      matrix[nodes[i]][others[i]] = d[i];
      matrix[others[i]][nodes[i]] = d[i];
    }
    return new Panel(
        title,
        Text.of(title),
        new Axis(Text.of("teacher node"), 0.5, count + 0.5, Axis.Scale.WHOLE),
        new Axis(Text.of("teacher node"), 0.5, count + 0.5, Axis.Scale.DOWNWARD),
        List.of(),
        "not measured",
        pairs.isEmpty() ? Optional.empty() : Optional.of(new HeatMap("node", matrix, 1)));
  }
}
