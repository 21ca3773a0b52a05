package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.CircleNodesRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Student nodes of one seed on the unit circle. Two panels show activation regions before and after
 * training. Below them are, over steps, the gap of each student node to its nearest teacher node
 * and its fan-out norm. The shade of a gap tells the overlap at the start.
 */
final class LuckyNodes implements Drawing {
  private static final double ASPECT = 0.3;
  private static final double WIDTH = 1.1;

  /** Upper bounds of the ranges of overlap, each of which has a shade. */
  private static final double[] OVERLAPS = {0, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.selected(CircleNodesRow.class, spec);
    int[] seed = options.measured("seed", new int[] {options.integer("seed")}, all);
    Rows nodes = all.where("seed", seed[0]).where(CircleRegions.TRAINING, "dense");
    Rows teachers = CircleRegions.side(nodes, CircleNodesRow.TEACHER);
    Rows students = CircleRegions.side(nodes, CircleNodesRow.STUDENT);
    Rows start = students.where("epoch", 0);
    int last = students.atEnd().ints("epoch")[0];
    Set<Integer> lucky = CircleRegions.lucky(teachers, start);
    List<Panel> regions = new ArrayList<>();
    for (int step : new int[] {0, last}) {
      String title = step == 0 ? "before training" : "after " + last + " steps";
      regions.add(
          CircleRegions.panel(title, teachers, students.where("epoch", step), lucky, step != 0));
    }
    Axis steps = new Axis(Text.of("step"), 0, last, Axis.Scale.LOGARITHMIC_FROM_ONE);
    List<Series> gaps = new ArrayList<>();
    List<Series> norms = new ArrayList<>();
    int[] numbers = start.ints("node");
    double[] overlaps = start.values("overlap");
    for (int i = 0; i < numbers.length; i++) {
      Rows own = students.where("node", numbers[i]);
      String name = "student " + (numbers[i] + 1);
      gaps.add(SeedCurves.single(name, own, "gap", shade(overlaps[i])));
      Look look = lucky.contains(numbers[i]) ? CircleRegions.LUCKY : CircleRegions.OTHER;
      norms.add(
          SeedCurves.single(
              name, own, "fan_out", new Look(look.color(), Line.SOLID, Sign.NONE, WIDTH)));
    }
    Panel gap =
        new Panel(
            "gap to the nearest teacher node",
            Text.of("gap to the nearest teacher node"),
            steps,
            new Axis(Text.of("gap (degrees)"), -2, Math.max(10, greatest(gaps) * 1.05)),
            gaps,
            "not measured");
    Panel norm =
        new Panel(
            "fan-out norm",
            Text.of("fan-out norm"),
            steps,
            new Axis(
                Text.of("‖").italic("v").sub("j").plain("‖"),
                -0.02,
                Math.max(0.1, greatest(norms) * 1.05)),
            norms,
            "not measured");
    // The two panels of curves have a row each, as wide as the page.
    return new Plate(
        List.of(
            new Plate.Row(regions, CircleRegions.ASPECT),
            new Plate.Row(List.of(gap), ASPECT),
            new Plate.Row(List.of(norm), ASPECT)),
        List.of(),
        List.of(),
        new Key.GroupsBelow(
            List.of(
                new Key.PanelGroup(
                    PanelLetters.of(List.of(0, 1, 3)),
                    CircleRegions.key(
                        "student nearest to a teacher node at the start", "other student")),
                new Key.PanelGroup(PanelLetters.of(2), shades(overlaps)))),
        List.of("Seed " + seed[0] + ".", CircleRegions.note()));
  }

  private static double greatest(List<Series> series) {
    double greatest = 0;
    for (double value : Series.extent(series.stream())) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }

  /** Index of the least bound that an overlap does not exceed. */
  private static int place(double overlap) {
    int place = 0;
    while (place < OVERLAPS.length - 1 && overlap > OVERLAPS[place]) {
      place++;
    }
    return place;
  }

  private static Look shade(double overlap) {
    return Looks.orderedLine(place(overlap), OVERLAPS.length);
  }

  /** Legend entries for the shades that are drawn. */
  private static List<Key.Entry> shades(double[] overlaps) {
    List<Key.Entry> entries = new ArrayList<>();
    for (int place :
        Arrays.stream(overlaps).mapToInt(LuckyNodes::place).sorted().distinct().toArray()) {
      String words =
          place == 0
              ? "no overlap at the start"
              : (entries.isEmpty() ? "overlap at the start up to " : "up to ")
                  + Numbers.plain(OVERLAPS[place]);
      entries.add(new Key.Entry(Text.of(words), shade(OVERLAPS[place])));
    }
    return entries;
  }
}
