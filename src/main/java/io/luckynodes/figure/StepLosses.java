package io.luckynodes.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StepLossesRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loss on all training samples over steps, both axes logarithmic: a panel for each experiment, or
 * for each value of the second of its axes by name; a curve for each value of the first. Each
 * experiment has rows of the legend, and colours, of its own.
 */
final class StepLosses implements Drawing {
  private static final String LOSS = "evaluation_loss";
  private static final double ASPECT = 0.85;
  private static final double LEAST_LOSS = 1e-6;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    List<Panel> panels = new ArrayList<>();
    List<List<Key.Entry>> groups = new ArrayList<>();
    Map<String, Integer> seeds = new LinkedHashMap<>();
    Rows all = metrics.rows(StepLossesRow.class);
    Axis x = StepRows.steps(all.distinctInts("step"));
    Axis y =
        Axis.decadesAround(
            Text.of("loss on the training samples"),
            Arrays.stream(all.values(LOSS)).map(loss -> Math.max(loss, LEAST_LOSS)).toArray());
    for (int e = 0; e < spec.experiments().size(); e++) {
      DrawnExperiment experiment = spec.experiments().get(e);
      Rows own = all.ofExperiment(experiment.id(), spec);
      seeds.put(experiment.label(), own.distinctInts("seed").length);
      List<String> axes =
          experiment.select().keySet().stream()
              .filter(axis -> own.distinct(axis).length > 0)
              .toList();
      String curves = axes.isEmpty() ? "" : axes.get(0);
      String parts = axes.size() < 2 ? "" : axes.get(1);
      double[] values = curves.isEmpty() ? new double[] {0} : values(experiment, curves);
      List<Key.Entry> entries = new ArrayList<>();
      for (int c = 0; c < values.length; c++) {
        entries.add(
            new Key.Entry(
                curves.isEmpty() ? Text.of(experiment.label()) : value(curves, values[c]),
                look(e, c, values.length)));
      }
      if (!entries.isEmpty()) {
        groups.add(entries);
      }
      for (double part : parts.isEmpty() ? new double[] {0} : values(experiment, parts)) {
        Rows rows = parts.isEmpty() ? own : own.where(parts, part);
        List<Series> series = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
          Rows variant = curves.isEmpty() ? rows : rows.where(curves, values[c]);
          // Not measured is NaN at steps without a measurement, and at all of a seed that diverged.
          series.add(
              SeedCurves.mean(
                  entries.get(c).label().unstyled(),
                  variant.where("step", step -> step > 0),
                  LOSS,
                  loss -> Math.max(loss, LEAST_LOSS),
                  Band.LEAST_TO_GREATEST,
                  entries.get(c).look()));
        }
        Text label = Text.of(experiment.label());
        panels.add(
            new Panel(
                experiment.id() + (parts.isEmpty() ? "" : ", " + value(parts, part).unstyled()),
                parts.isEmpty() ? label : label.plain(", ").and(value(parts, part)),
                x,
                y,
                series,
                "not measured"));
      }
    }
    return new Plate(
        Plate.Row.grid(panels, ASPECT),
        List.of(),
        List.of(),
        groups.isEmpty() ? new Key.None() : new Key.GroupsBelow(groups),
        SeedCurves.notes(Band.LEAST_TO_GREATEST, seeds));
  }

  /**
   * Curves of every second experiment have colours of an order, so that two tell each other apart.
   */
  private static Look look(int experiment, int curve, int curves) {
    return experiment % 2 == 0 ? Looks.line(curve) : Looks.orderedLine(curve, curves);
  }

  private static double[] values(DrawnExperiment experiment, String axis) {
    return experiment.select().getOrDefault(axis, List.of()).stream()
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  /** A value of an axis of the sweep, as the figures' other texts call it. */
  private static Text value(String axis, double value) {
    Text name =
        switch (axis) {
          case "train_samples" -> Text.of("").italic("N");
          case "hidden_nodes" -> Text.of("").italic("d");
          case "initial_std" -> Text.of("σ");
          case "learning_rate" -> Text.of("η");
          case "prune_share" -> Text.of("pruned share");
          default -> Text.of(axis.replace('_', ' '));
        };
    return name.plain(" = " + Numbers.plain(value));
  }
}
