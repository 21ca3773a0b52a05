package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.RegionNodesRow;
import io.luckynodes.table.RegionPiecesRow;
import io.luckynodes.table.RegionPointsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Students in the plane, a column for each experiment. The upper panel shows, for one seed, the
 * training region with the lines of teacher and student nodes after training. The lower panel
 * shows, for all seeds, the angle between each teacher node's line and the line of the nearest
 * student node.
 */
final class RegionAssumptions implements Drawing {
  private static final double ASPECT = 0.8;

  /** Width on the axis over which the signs of a teacher node stand side by side. */
  private static final double WIDTH = 0.5;

  private static final double DOT = 4;

  private static final Map<String, Look> RECOVERIES = recoveries();

  private static Map<String, Look> recoveries() {
    Map<String, Look> looks = new LinkedHashMap<>();
    looks.put("kink matched", sign(Sign.CIRCLE));
    looks.put("kink missed", sign(Sign.OPEN_CIRCLE));
    looks.put("nearest node, its line seen or not", sign(Sign.TRIANGLE));
    return looks;
  }

  private static Look sign(Sign sign) {
    return new Look(
        sign == Sign.TRIANGLE ? Palette.category(3) : Palette.INK, Line.NONE, sign, DOT);
  }

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows nodes = metrics.rows(RegionNodesRow.class);
    int seed = options.measured("seed", new int[] {options.integer("seed")}, nodes)[0];
    Rows laws = metrics.rows(LawsRow.class);
    Rows recovery = laws.where(LawsRow.LAW, "line-recovery");
    Axis x1 = options.axis("range", Text.of("").italic("x").sub("1"));
    Axis x2 = options.axis("range", Text.of("").italic("x").sub("2"));
    Axis degrees = Axis.decadesAround(Text.of("line angle (degrees)"), recovery.values("y"));
    List<Panel> planes = new ArrayList<>();
    List<Panel> angles = new ArrayList<>();
    int teachers = 0;
    int left = 0;
    int trials = 0;
    for (DrawnExperiment experiment : spec.experiments()) {
      String id = experiment.id();
      Rows own = nodes.ofExperiment(id, spec).where("seed", seed).atEnd();
      teachers = Math.max(teachers, own.where("side", RegionNodesRow.TEACHER).count());
      List<Series> plane = new ArrayList<>();
      plane.add(
          RegionPlane.points(
              metrics.rows(RegionPointsRow.class).ofExperiment(id, spec).where("seed", seed)));
      Rows pieces = metrics.rows(RegionPiecesRow.class).ofExperiment(id, spec).where("seed", seed);
      for (int j = 0; j < teachers; j++) {
        plane.addAll(RegionPlane.pieces(pieces, j, RegionPiecesRow.WHOLE, RegionPlane.piece(j)));
      }
      plane.addAll(RegionPlane.teachers(own, x1, x2));
      plane.addAll(RegionPlane.students(own, x1, x2));
      planes.add(
          new Panel(
              experiment.label(), Text.of(experiment.label()), x1, x2, plane, "not measured"));
      Rows settled = laws.ofExperiment(id, spec).where(LawsRow.LAW, "settled");
      angles.add(angles(experiment, recovery.ofExperiment(id, spec), settled.count(), degrees));
      left += settled.where("y", 0).count();
      trials += settled.count();
    }
    List<Key.Entry> lines = new ArrayList<>();
    lines.add(new Key.Entry(Text.of("training point"), RegionPlane.POINT));
    for (int j = 0; j < teachers; j++) {
      lines.add(
          new Key.Entry(
              Text.of("teacher node " + (j + 1) + " in the region"), RegionPlane.piece(j)));
    }
    lines.add(
        new Key.Entry(
            Text.of("student node on that teacher node's line"),
            RegionPlane.student(Palette.category(0))));
    lines.add(new Key.Entry(Text.of("on none"), RegionPlane.student(Palette.INK)));
    List<Key.Entry> signs = new ArrayList<>();
    RECOVERIES.forEach((name, look) -> signs.add(new Key.Entry(Text.of(name), look)));
    return new Plate(
        List.of(new Plate.Row(planes, 1), new Plate.Row(angles, ASPECT)),
        List.of(),
        List.of(),
        new Key.GroupsBelow(
            List.of(
                new Key.PanelGroup(PanelLetters.from(0, planes.size()), lines),
                new Key.PanelGroup(PanelLetters.from(planes.size(), angles.size()), signs))),
        List.of(
            "Planes: seed "
                + seed
                + "; below: a sign for each trial; smaller angles stand at 10⁻⁵.",
            (left == 0 ? "None" : left)
                + " of "
                + trials
                + " trials left out because gradients were not small after training."));
  }

  private static Panel angles(DrawnExperiment experiment, Rows recovery, int trials, Axis degrees) {
    List<Series> series = new ArrayList<>();
    RECOVERIES.forEach(
        (name, look) -> {
          Rows own = recovery.where(LawsRow.SERIES, name);
          for (int i = 0; i < own.count(); i++) {
            int seed = own.ints("seed")[i];
            double aside = WIDTH * ((seed - 0.5) / Math.max(1, trials) - 0.5);
            // Each sign is a series, because a longer series would carry only a few of its signs.
            series.add(
                new Series(
                    name + ", seed " + seed + ", teacher " + (int) own.values("x")[i],
                    new double[] {own.values("x")[i] - 1 + aside},
                    new double[] {own.values("y")[i]},
                    look));
          }
        });
    String[] names =
        Arrays.stream(recovery.distinct("x")).mapToObj(Numbers::plain).toArray(String[]::new);
    Axis x = Axis.named(Text.of("teacher node"), names.length == 0 ? new String[] {"1"} : names);
    return new Panel(
        "nearest line, " + experiment.label(),
        Text.of("nearest line, of all trials"),
        x,
        degrees,
        series,
        "no trial has small gradients");
  }
}
