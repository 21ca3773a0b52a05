package io.luckynodes.figure;

import io.luckynodes.figure.Look.Sign;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.CircleNodesRow;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Students on the unit circle that are trained whole, as the ticket of those nodes that end with
 * the greatest fan-outs, and redrawn. The upper panels show activation regions after training, for
 * the narrowest students and the first seed whose dense training ends below a share of its initial
 * loss. The lower panels, one for each width, show how far the loss fell in every seed.
 */
final class LotteryTicket implements Drawing {
  private static final List<String> TRAININGS = List.of("dense", "ticket", "redrawn");
  private static final String WIDTH = "hidden_nodes";
  private static final double ASPECT = 0.62;

  /** Least share of the initial loss on the axis; smaller shares are drawn here. */
  private static final double LEAST = 1e-16;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    Rows nodes = metrics.selected(CircleNodesRow.class, spec);
    Rows laws = metrics.selected(LawsRow.class, spec);
    double[] widths = laws.drawnValues(WIDTH, spec);
    double narrowest = Arrays.stream(widths).min().orElse(0);
    double loss = options.positive("loss");
    Rows narrow = laws.where(WIDTH, narrowest);
    int[] fitted =
        last(narrow, "dense").where("y", y -> y < loss).sortedBy("seed").distinctInts("seed");
    int seed = fitted.length > 0 ? fitted[0] : narrow.distinctInts("seed")[0];
    List<Panel> regions = new ArrayList<>();
    for (String training : TRAININGS) {
      Rows own =
          nodes.where(WIDTH, narrowest).where("seed", seed).where(CircleRegions.TRAINING, training);
      Rows teachers = CircleRegions.side(own, CircleNodesRow.TEACHER);
      Rows students = CircleRegions.side(own, CircleNodesRow.STUDENT);
      Set<Integer> lucky = CircleRegions.lucky(teachers, students.where("epoch", 0));
      regions.add(CircleRegions.panel(training, teachers, students.atEnd(), lucky, true));
    }
    List<Panel> losses = new ArrayList<>();
    Axis fallen =
        Axis.decadesAround(
            Text.of("loss, share of the start"),
            TRAININGS.stream()
                .flatMapToDouble(training -> Arrays.stream(last(laws, training).values("y")))
                .map(y -> Math.max(LEAST, y))
                .toArray());
    for (double width : widths) {
      List<Series> series = new ArrayList<>();
      for (int t = 0; t < TRAININGS.size(); t++) {
        double[] sorted =
            Arrays.stream(last(laws.where(WIDTH, width), TRAININGS.get(t)).values("y"))
                .map(y -> Math.max(LEAST, y))
                .sorted()
                .toArray();
        double[] places = new double[sorted.length];
        Arrays.setAll(places, i -> (i + 1.0) / sorted.length);
        series.add(new Series(TRAININGS.get(t), places, sorted, look(t)));
      }
      String title = Numbers.plain(width) + " student nodes";
      losses.add(
          new Panel(
              title,
              Text.of(title),
              new Axis(Text.of("share of seeds"), 0, 1.02),
              fallen,
              series,
              "not measured"));
    }
    List<Key.Entry> trainings = new ArrayList<>();
    for (int t = 0; t < TRAININGS.size(); t++) {
      trainings.add(new Key.Entry(Text.of(TRAININGS.get(t)), look(t)));
    }
    return new Plate(
        List.of(new Plate.Row(regions, CircleRegions.ASPECT), new Plate.Row(losses, ASPECT)),
        List.of(),
        List.of(),
        new Key.GroupsBelow(
            List.of(
                new Key.PanelGroup(
                    PanelLetters.from(0, regions.size()),
                    CircleRegions.key(
                        "student nearest to a teacher node at the start", "other student")),
                new Key.PanelGroup(PanelLetters.from(regions.size(), losses.size()), trainings))),
        List.of(
            fitted.length > 0
                ? "Regions: seed "
                    + seed
                    + ", the first whose dense training ends below "
                    + Numbers.plain(loss)
                    + " of its loss at the start."
                : "Regions: seed " + seed + "; in no seed does the dense training end so low.",
            CircleRegions.note(),
            "Losses below 10⁻¹⁶ of the start are drawn there; seeds in order of loss."));
  }

  private static Rows last(Rows laws, String training) {
    Rows own = laws.where(LawsRow.LAW, "loss-share").where(LawsRow.SERIES, training);
    double[] steps = own.distinct("x");
    return own.where("x", steps.length == 0 ? Double.NaN : steps[steps.length - 1]);
  }

  private static Look look(int training) {
    return new Look(Looks.curve(training).color(), Looks.curve(training).line(), Sign.NONE, 1.2);
  }
}
