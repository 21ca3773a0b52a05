package io.luckynodes.figure;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import io.luckynodes.table.TeacherNodesRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The share of seeds in which each teacher node of the lowest layer is matched, early in training
 * (thin and dotted) and late (solid); a panel per polarity, a colour and a sign per
 * over-realisation.
 */
final class SuccessRates implements Drawing {
  private static final String POLARITY = "polarity";
  private static final String WIDTH = "over_realisation";
  private static final double LATE_WIDTH = 1.3;
  private static final double EARLY_WIDTH = 0.8;
  private static final double ASPECT = 0.85;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows rows = metrics.selected(TeacherNodesRow.class, spec).where("layer", 0);
    List<String> notes = new ArrayList<>();
    notes.add(
        "Share of the "
            + rows.distinctInts("seed").length
            + " seeds in which a student node's correlation with the teacher node is above 0.95.");
    SortedSet<Integer> epochs = shown(spec, options.integers("epochs"), rows, notes);
    double[] widths = rows.drawnValues(WIDTH, spec);
    Axis x = nodes(rows.distinctInts("teacher"));
    // The axis has a little room, so that signs at 0 and at 1 are not cut.
    Axis y = new Axis(Text.of("share of seeds that match it"), -0.04, 1.04);
    List<Panel> panels = new ArrayList<>();
    for (double polarity : rows.drawnValues(POLARITY, spec)) {
      String name = "p = " + Numbers.plain(polarity);
      List<Series> series = new ArrayList<>();
      for (int w = 0; w < widths.length; w++) {
        String width = Numbers.plain(widths[w]) + "×";
        Rows variant = rows.where(POLARITY, polarity).where(WIDTH, widths[w]);
        Rows kept =
            variant.without(
                "seed", Divergence.seeds(variant, "correlation", name + ", " + width, notes));
        for (int epoch : epochs) {
          series.add(
              shares(
                  width + ", epoch " + epoch,
                  kept.where("epoch", epoch),
                  look(w, epoch == epochs.last())));
        }
      }
      panels.add(
          new Panel(
              name,
              Text.of("").italic("p").plain(" = " + Numbers.plain(polarity)),
              x,
              y,
              series,
              "not measured, or every seed diverged"));
    }
    return new Plate(
        Plate.Row.grid(panels, ASPECT), List.of(), List.of(), legend(widths, epochs), notes);
  }

  /**
   * The requested epochs. The run's last epoch replaces those that lie beyond it, because a smaller
   * scale ends earlier.
   */
  private static SortedSet<Integer> shown(
      FigureSpec spec, int[] wanted, Rows rows, List<String> notes) {
    int[] measured = rows.distinctInts("epoch");
    int last = Arrays.stream(measured).max().orElse(0);
    SortedSet<Integer> shown = new TreeSet<>();
    for (int epoch : wanted) {
      int drawn = Math.min(epoch, last);
      if (measured.length > 0 && Arrays.stream(measured).noneMatch(m -> m == drawn)) {
        throw new LuckyException(
            ExitCode.BAD_DEFINITION,
            "figure "
                + spec.id()
                + ": option epochs: "
                + epoch
                + " was not measured; snapshot_epochs of the experiment gives "
                + Arrays.toString(measured));
      }
      shown.add(drawn);
    }
    if (shown.size() < wanted.length) {
      notes.add("The run ended with epoch " + last + " and shows no earlier one.");
    }
    return shown;
  }

  private static Series shares(String name, Rows rows, Look look) {
    int[] teachers = rows.ints("teacher");
    boolean[] matched = rows.flags("matched");
    SortedMap<Integer, int[]> counts = new TreeMap<>();
    for (int i = 0; i < teachers.length; i++) {
      int[] count = counts.computeIfAbsent(teachers[i], teacher -> new int[2]);
      count[0] += matched[i] ? 1 : 0;
      count[1]++;
    }
    return new Series(
        name,
        counts.keySet().stream().mapToDouble(teacher -> teacher + 1).toArray(),
        counts.values().stream().mapToDouble(count -> (double) count[0] / count[1]).toArray(),
        look);
  }

  private static Look look(int width, boolean late) {
    Look curve = Looks.curve(width);
    return new Look(
        curve.color(),
        late ? Line.SOLID : Line.DOTTED,
        curve.sign(),
        late ? LATE_WIDTH : EARLY_WIDTH);
  }

  private static Axis nodes(int[] teachers) {
    int most = Arrays.stream(teachers).max().orElse(0) + 1;
    double room = 0.04 * Math.max(1, most - 1);
    return new Axis(
        Text.of("teacher node, from the strongest to the weakest"), 1 - room, most + room);
  }

  private static Key legend(double[] widths, SortedSet<Integer> epochs) {
    List<Key.Entry> entries = new ArrayList<>();
    for (int w = 0; w < widths.length; w++) {
      // The words are short, so that colours and lines stand in one row.
      entries.add(new Key.Entry(Text.of(Numbers.plain(widths[w]) + "×"), look(w, true)));
    }
    for (int epoch : epochs) {
      boolean late = epoch == epochs.last();
      entries.add(
          new Key.Entry(
              Text.of("after epoch " + epoch),
              new Look(
                  Palette.INK,
                  late ? Line.SOLID : Line.DOTTED,
                  Sign.NONE,
                  late ? LATE_WIDTH : EARLY_WIDTH)));
    }
    return new Key.LegendBelow(entries);
  }
}
