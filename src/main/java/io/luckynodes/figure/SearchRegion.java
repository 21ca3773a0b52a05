package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.figure.Panel.Label;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.ClassificationRow;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Learning rates and initial deviations at which neurons align before the loss drops, and at which
 * the loss falls to near 0. Each pair has a sign, and each number of samples a panel. A finding
 * must hold in every seed. The numbers behind a sign stand above and below it.
 */
final class SearchRegion implements Drawing {
  private static final String SAMPLES = "train_samples";
  private static final String RATE = "learning_rate";
  private static final String DEVIATION = "initial_std";
  private static final double ASPECT = 0.95;
  private static final double WIDE_ASPECT = 0.25;

  /** Distance of a number from its sign, in points. */
  private static final double DISTANCE = 8;

  private static final double SIZE = 1.2;

  /** The findings for a pair of learning rate and initial deviation, in the order of the legend. */
  private enum Finding {
    BOTH("aligned before the loss drops, and loss near 0", 2, Sign.CIRCLE),
    LOSS("loss near 0 alone", 0, Sign.SQUARE),
    ALIGNED("aligned before the loss drops alone", 1, Sign.TRIANGLE),
    NEITHER("neither aligned nor loss near 0", 4, Sign.DIAMOND);

    final String words;
    final int category;
    final Sign sign;

    Finding(String words, int category, Sign sign) {
      this.words = words;
      this.category = category;
      this.sign = sign;
    }

    static Finding of(boolean aligned, boolean low) {
      return low ? aligned ? BOTH : LOSS : aligned ? ALIGNED : NEITHER;
    }

    Look look() {
      return new Look(Palette.category(category), Line.NONE, sign, SIZE);
    }
  }

  /**
   * Measurements of a pair, each from the worst of its seeds.
   *
   * @param angle median angle between a neuron and its target before the loss drops, in degrees
   * @param loss at the end
   */
  private record Found(double rate, double deviation, double angle, double loss) {
    List<Label> labels() {
      return List.of(
          new Label(
              Text.of(Double.isFinite(angle) ? Numbers.fixed(angle, 0) + "°" : "no angle"),
              rate,
              deviation,
              -DISTANCE),
          new Label(
              Text.of(Double.isFinite(loss) ? Numbers.significant(loss, 2) : "diverged"),
              rate,
              deviation,
              DISTANCE));
    }

    Finding finding(double greatestAngle, double greatestLoss) {
      return Finding.of(angle <= greatestAngle, loss <= greatestLoss);
    }
  }

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    double angle = options.positive("angle");
    double loss = options.positive("loss");
    Rows losses = metrics.selected(ClassificationRow.class, spec);
    Rows neurons = metrics.selected(NeuronsRow.class, spec);
    double[] rates = losses.drawnValues(RATE, spec);
    double[] deviations = losses.drawnValues(DEVIATION, spec);
    Axis x =
        Axis.decadesAround(Text.of("learning rate ").italic("η"), rates).withRoom(0.08).at(rates);
    Axis y =
        Axis.decadesAround(Text.of("initial deviation ").italic("σ"), deviations)
            .withRoom(0.3)
            .at(deviations);
    List<Panel> panels = new ArrayList<>();
    Set<Finding> findings = EnumSet.noneOf(Finding.class);
    for (double size : losses.drawnValues(SAMPLES, spec)) {
      List<Found> found = new ArrayList<>();
      for (double rate : rates) {
        for (double deviation : deviations) {
          Rows ends = variant(losses, size, rate, deviation);
          if (!ends.isEmpty()) {
            found.add(
                new Found(
                    rate,
                    deviation,
                    angle(variant(neurons, size, rate, deviation), ends),
                    worst(ends.atEnd().values("train_loss"))));
          }
        }
      }
      String name = "N = " + Numbers.plain(size);
      panels.add(
          new Panel(
                  name,
                  Text.of("").italic("N").plain(" = " + Numbers.plain(size)),
                  x,
                  y,
                  series(found, angle, loss),
                  "not measured")
              .with(found.stream().flatMap(one -> one.labels().stream()).toList()));
      found.forEach(one -> findings.add(one.finding(angle, loss)));
    }
    List<Key.Entry> entries =
        findings.stream().map(one -> new Key.Entry(Text.of(one.words), one.look())).toList();
    return new Plate(
        List.of(new Plate.Row(panels, panels.size() == 1 ? WIDE_ASPECT : ASPECT)),
        List.of(),
        List.of(),
        new Key.LegendBelow(entries),
        List.of(
            "Above a sign: median angle between neurons and their targets at the last snapshot before"
                + " the loss drops; aligned: at most "
                + Numbers.plain(angle)
                + "°. Below: loss at the end; near 0: at most "
                + Numbers.plain(loss)
                + ". Of several seeds, the worst."));
  }

  private static Rows variant(Rows rows, double size, double rate, double deviation) {
    return rows.where(SAMPLES, size).where(RATE, rate).where(DEVIATION, deviation);
  }

  private static List<Series> series(List<Found> found, double angle, double loss) {
    List<Series> series = new ArrayList<>();
    for (Finding finding : Finding.values()) {
      List<Found> own = found.stream().filter(one -> one.finding(angle, loss) == finding).toList();
      series.add(
          new Series(
              finding.words,
              own.stream().mapToDouble(Found::rate).toArray(),
              own.stream().mapToDouble(Found::deviation).toArray(),
              finding.look()));
    }
    return series;
  }

  /**
   * The greatest of the seeds' median angles, each at the seed's last step before the loss drops.
   */
  private static double angle(Rows neurons, Rows losses) {
    List<Double> medians = new ArrayList<>();
    for (Rows before : StepRows.beforeDropOfEachSeed(losses)) {
      int seed = before.ints("seed")[0];
      int step = before.ints("step")[0];
      double[] angles =
          Arrays.stream(neurons.where("seed", seed).where("step", step).values("angle"))
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      medians.add(angles.length == 0 ? Double.NaN : angles[angles.length / 2]);
    }
    return worst(medians.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The greatest value; NaN counts as greater than all others. */
  private static double worst(double[] values) {
    return Arrays.stream(values).reduce(Double.NEGATIVE_INFINITY, Math::max);
  }
}
