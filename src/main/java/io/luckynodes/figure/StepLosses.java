package io.luckynodes.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Loss on all training samples over steps, both axes logarithmic: a panel for each experiment, or
 * for each value of its first axis if it has two; a curve for each value of the other.
 */
final class StepLosses implements Drawing {
  private static final String TABLE = "learning-curve";
  private static final String LOSS = "evaluation_loss";
  private static final double ASPECT = 0.85;
  private static final double LEAST_LOSS = 1e-6;

  @Override
  public Set<String> tables() {
    return Set.of(TABLE);
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    List<Panel> panels = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<Key.Entry> entries = new ArrayList<>();
    Rows all = metrics.rows(TABLE);
    Axis x = StepRows.steps(all.distinctInts("epoch"));
    Axis y =
        Axis.decadesAround(
            Text.of("loss on the training samples"),
            Arrays.stream(all.doubles(LOSS)).map(loss -> Math.max(loss, LEAST_LOSS)).toArray());
    for (DrawnExperiment experiment : spec.experiments()) {
      Rows own = all.ofExperiment(experiment.id(), spec);
      List<String> axes =
          experiment.select().keySet().stream()
              .filter(axis -> own.distinctDoubles(axis).length > 0)
              .toList();
      String curves = axes.isEmpty() ? "" : axes.get(0);
      String parts = axes.size() < 2 ? "" : axes.get(1);
      for (double part : parts.isEmpty() ? new double[] {0} : values(experiment, parts)) {
        Rows rows = parts.isEmpty() ? own : own.where(parts, part);
        String title =
            parts.isEmpty() ? experiment.label() : words(parts) + " = " + Numbers.plain(part);
        List<Series> series = new ArrayList<>();
        double[] values = curves.isEmpty() ? new double[] {0} : values(experiment, curves);
        for (int c = 0; c < values.length; c++) {
          Rows cell = curves.isEmpty() ? rows : rows.where(curves, values[c]);
          String name =
              curves.isEmpty() ? "loss" : words(curves) + " = " + Numbers.plain(values[c]);
          Look look = Looks.line(place(entries, name));
          // Not measured is NaN at steps without a measurement, and at all of a seed that diverged.
          series.add(
              SeedCurves.mean(
                  name,
                  cell.where("epoch", step -> step > 0),
                  LOSS,
                  loss -> Math.max(loss, LEAST_LOSS),
                  Band.LEAST_TO_GREATEST,
                  look));
          if (entries.stream().noneMatch(entry -> entry.label().unstyled().equals(name))) {
            entries.add(new Key.Entry(Text.of(name), look));
          }
        }
        panels.add(
            new Panel(
                experiment.id() + (parts.isEmpty() ? "" : ", " + title),
                Text.of(title),
                x,
                y,
                series,
                "not measured"));
      }
      notes.add(
          experiment.label()
              + ": "
              + SeedCurves.note(Band.LEAST_TO_GREATEST, own.distinctInts("seed").length));
    }
    Key key = entries.isEmpty() ? new Key.None() : new Key.LegendBelow(entries);
    return new Plate(Plate.Row.grid(panels, ASPECT), List.of(), List.of(), key, notes);
  }

  private static double[] values(DrawnExperiment experiment, String axis) {
    return experiment.select().getOrDefault(axis, List.of()).stream()
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  /** The place of a curve's name in the legend: where it stands, or would. */
  private static int place(List<Key.Entry> entries, String name) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).label().unstyled().equals(name)) {
        return i;
      }
    }
    return entries.size();
  }

  /** An axis of the sweep as the figures' other texts call it. */
  private static String words(String axis) {
    return switch (axis) {
      case "train_samples" -> "N";
      case "hidden_nodes" -> "d";
      case "initial_std" -> "σ";
      case "prune_share" -> "pruned share";
      case "learning_rate" -> "η";
      default -> axis.replace('_', ' ');
    };
  }
}
