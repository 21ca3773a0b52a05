package io.luckynodes.figure;

import io.luckynodes.figure.DecisionBoundaries.BoundaryLine;
import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.MatricesRow;
import io.luckynodes.table.Rows;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The mixture coefficient α of a student node with a teacher node, over the plane and along the
 * teacher node's line; line angles against gradients; and the number of different mixtures.
 */
final class MixtureRegions implements Drawing {
  private static final Look TEACHER = new Look(Palette.INK, Line.SOLID, Sign.NONE, 2.4);
  private static final Look STUDENT = new Look(Palette.category(2), Line.DASHED, Sign.NONE, 1.4);
  private static final Look ACTIVE = new Look(Palette.category(0), Line.NONE, Sign.DOT, 2.4);
  private static final Look CLOSED = new Look(Palette.category(5), Line.NONE, Sign.DOT, 1.2);
  private static final Look DISC = new Look(Palette.INK, Line.SOLID, Sign.NONE, 0.6);
  private static final Look WAY = new Look(new Color(0x9A9A9A), Line.SOLID, Sign.NONE, 0.6);
  private static final Look BEFORE = new Look(Palette.category(0), Line.NONE, Sign.DOT, 3.6);
  private static final Look AFTER = new Look(Palette.category(3), Line.NONE, Sign.DOT, 3.6);
  private static final int CIRCLE = 120;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows all = metrics.selected(LawsRow.class, spec);
    DeepTrial trial = DeepTrial.of(all);
    Rows laws = all.where("seed", trial.seed());
    Rows matrices = metrics.selected(MatricesRow.class, spec).where("seed", trial.seed());
    int observer = (int) laws.where(LawsRow.LAW, "observer").mean("y");
    List<Panel> panels = new ArrayList<>();
    panels.add(plane(matrices, observer, options.positive("radius")));
    panels.add(along(laws, observer));
    panels.add(angles(all.where(LawsRow.LAW, "line-angle-course")));
    panels.add(counts(all.where(LawsRow.LAW, "mixture-matrices")));
    List<Key.Entry> entries = new ArrayList<>(MatrixMap.key(-1, -0.5, 0.5, 1));
    entries.add(new Key.Entry(Text.of("line of teacher node 1"), TEACHER));
    entries.add(new Key.Entry(Text.of("line of the student node"), STUDENT));
    List<Key.Entry> alongLine =
        List.of(
            new Key.Entry(Text.of("student node active"), ACTIVE),
            new Key.Entry(Text.of("student node not active"), CLOSED),
            new Key.Entry(Text.of("an upper gate of the teacher switches"), gate("teacher")),
            new Key.Entry(Text.of("one of the student does"), gate("student")));
    List<Key.Entry> trials =
        List.of(
            new Key.Entry(Text.of("a trial over training"), WAY),
            new Key.Entry(Text.of("before training"), BEFORE),
            new Key.Entry(Text.of("after training"), AFTER));
    int seeds = all.distinctInts("seed").length;
    return new Plate(
        List.of(new Plate.Row(panels.subList(0, 2), 1), new Plate.Row(panels.subList(2, 4), 0.75)),
        List.of(),
        List.of(),
        new Key.GroupsBelow(
            List.of(
                new Key.PanelGroup(PanelLetters.of(0), entries),
                new Key.PanelGroup(PanelLetters.of(1), alongLine),
                new Key.PanelGroup(PanelLetters.from(2, 2), trials))),
        List.of("(a), (b): " + trial.note(), "(c), (d): all " + seeds + " trials."));
  }

  private static Panel plane(Rows matrices, int observer, double radius) {
    Axis x = new Axis(Text.of("").italic("x").sub("1"), -radius, radius);
    Axis y = new Axis(Text.of("").italic("x").sub("2"), -radius, radius);
    Rows map = MatrixMap.named(matrices, "α");
    double limit = MatrixMap.limit(map);
    List<Series> series = new ArrayList<>();
    if (!map.isEmpty()) {
      double[] angles =
          IntStream.rangeClosed(0, CIRCLE).mapToDouble(i -> 2 * Math.PI * i / CIRCLE).toArray();
      series.add(
          new Series(
              "edge of the training set",
              Arrays.stream(angles).map(angle -> radius * StrictMath.cos(angle)).toArray(),
              Arrays.stream(angles).map(angle -> radius * StrictMath.sin(angle)).toArray(),
              DISC));
    }
    line("line of teacher node 1", matrices, "teacher-lines", 0, x, y, TEACHER)
        .ifPresent(series::add);
    String name = "line of student node " + (observer + 1);
    line(name, matrices, "student-lines", observer, x, y, STUDENT).ifPresent(series::add);
    Text title =
        Text.of("")
            .italic("α")
            .sub((observer + 1) + ",1")
            .plain(" over the plane, scale " + Numbers.significant(limit, 2));
    return new Panel(
        "plane",
        title,
        x,
        y,
        series,
        "not measured",
        map.isEmpty()
            ? Optional.empty()
            : Optional.of(HeatMap.signed("x₂, from the top", MatrixMap.values(map), limit)));
  }

  private static Optional<Series> line(
      String name, Rows matrices, String lines, int node, Axis x, Axis y, Look look) {
    double[][] all = MatrixMap.values(MatrixMap.named(matrices, lines));
    return node >= all.length
        ? Optional.empty()
        : BoundaryLine.within(all[node][0], all[node][1], all[node][2], x, y)
            .map(
                line ->
                    new Series(
                        name,
                        new double[] {line.x1(), line.x2()},
                        new double[] {line.y1(), line.y2()},
                        look));
  }

  private static Panel along(Rows laws, int observer) {
    Rows along = laws.where(LawsRow.LAW, "mixture-along");
    Rows gates = laws.where(LawsRow.LAW, "gates-along");
    double[] values = along.values("y");
    double low = Math.min(0, Arrays.stream(values).min().orElse(0));
    double high = Math.max(0, Arrays.stream(values).max().orElse(1));
    double span = high > low ? high - low : 1;
    double below = low - 0.12 * span;
    List<Series> series = new ArrayList<>();
    for (String where : along.distinctTexts(LawsRow.SERIES)) {
      Rows own = along.where(LawsRow.SERIES, where);
      Look look = where.equals("closed") ? CLOSED : ACTIVE;
      series.add(new Series("α " + where, own.values("x"), own.values("y"), look));
    }
    for (String side : gates.distinctTexts(LawsRow.SERIES)) {
      double[] x = gates.where(LawsRow.SERIES, side).values("x");
      double[] y = new double[x.length];
      Arrays.fill(y, side.equals("teacher") ? below : below - 0.08 * span);
      series.add(new Series("gates of the " + side, x, y, gate(side)));
    }
    double half = DoubleStream.of(along.values("x")).map(Math::abs).max().orElse(1);
    return new Panel(
        "along the line",
        Text.of("along the teacher node's line"),
        new Axis(Text.of("distance from the middle"), -1.02 * half, 1.02 * half),
        new Axis(
            Text.of("").italic("α").sub((observer + 1) + ",1"),
            low - 0.3 * span,
            high + 0.08 * span),
        series,
        "not measured");
  }

  private static Panel angles(Rows course) {
    List<Series> series = new ArrayList<>();
    for (int seed : course.distinctInts("seed")) {
      Rows own = course.where("seed", seed).where(LawsRow.SERIES, "underway");
      series.add(new Series("seed " + seed, own.values("x"), own.values("y"), WAY));
    }
    Rows ends = course.where(LawsRow.SERIES, "trained");
    series.add(new Series("trained", ends.values("x"), ends.values("y"), AFTER));
    return new Panel(
        "line angles",
        Text.of("the worst of the teacher's lowest lines"),
        Axis.decadesAround(Text.of("ε, the greatest |g₁|"), course.values("x")),
        Axis.decadesAround(Text.of("line angle (degrees)"), course.values("y")),
        series,
        "not measured");
  }

  private static Panel counts(Rows counts) {
    List<Series> series = new ArrayList<>();
    for (String when : counts.distinctTexts(LawsRow.SERIES)) {
      Rows own = counts.where(LawsRow.SERIES, when);
      Look look = when.equals("after training") ? AFTER : BEFORE;
      series.add(new Series(when, own.values("x"), own.values("y"), look));
    }
    return new Panel(
        "mixtures and gates",
        Text.of("mixtures and gates on a grid"),
        whole("patterns of upper gates", counts.values("x")),
        whole("different pairs (A₁, B₁)", counts.values("y")),
        series,
        "not measured");
  }

  private static Axis whole(String title, double[] values) {
    double most = Arrays.stream(values).max().orElse(1);
    return new Axis(Text.of(title), 0, 1.05 * most + 1, Axis.Scale.WHOLE);
  }

  private static Look gate(String side) {
    return side.equals("teacher")
        ? new Look(Palette.INK, Line.NONE, Sign.TRIANGLE, 1)
        : new Look(Palette.category(2), Line.NONE, Sign.DIAMOND, 1);
  }
}
