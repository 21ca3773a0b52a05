package io.luckynodes.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.figure.SeedCurves.Band;
import io.luckynodes.job.DrawnExperiment;
import io.luckynodes.job.FigureSpec;
import io.luckynodes.table.Rows;
import io.luckynodes.table.StepLossesRow;
import io.luckynodes.table.TableType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loss on all training samples over steps, on logarithmic axes. Each experiment has a panel, or a
 * panel for each value of the second of its axes by name. A panel has a curve for each value of the
 * first axis. Each experiment has rows of its own in the legend, and neighbouring experiments
 * differ in colours.
 */
final class StepLosses implements Drawing {
  private static final String LOSS = "evaluation_loss";
  private static final double ASPECT = 0.85;
  private static final double LEAST_LOSS = 1e-6;

  @Override
  public Plate draw(FigureSpec spec, Options options, Metrics metrics) {
    List<Panel> panels = new ArrayList<>();
    List<Key.PanelGroup> groups = new ArrayList<>();
    Map<String, Integer> seeds = new LinkedHashMap<>();
    boolean held = false;
    Rows all = metrics.rows(StepLossesRow.class);
    Axis x = StepRows.steps(all.distinctInts("step"));
    Axis y =
        Axis.decadesAround(
            Text.of("loss on the training samples (nats)"),
            Arrays.stream(all.values(LOSS)).map(loss -> Math.max(loss, LEAST_LOSS)).toArray());
    for (int e = 0; e < spec.experiments().size(); e++) {
      DrawnExperiment experiment = spec.experiments().get(e);
      Rows own = all.ofExperiment(experiment.id(), spec);
      seeds.put(experiment.label(), own.distinctInts("seed").length);
      List<String> axes =
          experiment.select().keySet().stream()
              .filter(axis -> own.distinct(axis).length > 0)
              // Axes with one value come last, since they need neither curves nor panels.
              .sorted(Comparator.comparing(axis -> values(experiment, axis).length < 2))
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
      int before = panels.size();
      for (double part : parts.isEmpty() ? new double[] {0} : values(experiment, parts)) {
        Rows rows = parts.isEmpty() ? own : own.where(parts, part);
        List<Series> series = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
          Rows variant = curves.isEmpty() ? rows : rows.where(curves, values[c]);
          Rows measured = variant.where("step", step -> step > 0).finite(LOSS);
          held |= holdsLosses(measured);
          series.add(curve(entries.get(c).label().unstyled(), measured, entries.get(c).look()));
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
      groups.add(new Key.PanelGroup(PanelLetters.from(before, panels.size() - before), entries));
    }
    List<String> notes = new ArrayList<>(SeedCurves.notes(Band.LEAST_TO_GREATEST, seeds));
    if (held) {
      notes.add(
          "A network whose training ends before that of the others of its curve counts with its last"
              + " loss from then on.");
    }
    return new Plate(
        Plate.Row.grid(panels, ASPECT), List.of(), List.of(), new Key.GroupsBelow(groups), notes);
  }

  /** The curve of the rows in which the loss was measured. */
  private static Series curve(String name, Rows rows, Look look) {
    List<Double> places = new ArrayList<>();
    List<Integer> seeds = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (int seed : rows.distinctInts("seed")) {
      Rows own = rows.where("seed", seed).sortedBy("step");
      int[] steps = own.ints("step");
      double[] measured = own.values(LOSS);
      for (int step : rows.distinctInts("step")) {
        int at = Arrays.binarySearch(steps, step);
        if (at >= 0 || (step > steps[steps.length - 1] && stopsAtItsLastRow(own))) {
          places.add((double) step);
          seeds.add(seed);
          losses.add(Math.max(measured[at >= 0 ? at : steps.length - 1], LEAST_LOSS));
        }
      }
    }
    return SeedCurves.mean(
        name,
        places.stream().mapToDouble(place -> place).toArray(),
        seeds.stream().mapToInt(seed -> seed).toArray(),
        losses.stream().mapToDouble(loss -> loss).toArray(),
        Band.LEAST_TO_GREATEST,
        look);
  }

  /** Whether a network ended its training before the last step of all networks. */
  private static boolean holdsLosses(Rows rows) {
    int last = Arrays.stream(rows.ints("step")).max().orElse(0);
    return Arrays.stream(rows.distinctInts("seed"))
        .mapToObj(seed -> rows.where("seed", seed).sortedBy("step"))
        .anyMatch(own -> stopsAtItsLastRow(own) && own.where("step", last).isEmpty());
  }

  /** Whether a network ended its training at its last row; a network that diverged did not. */
  private static boolean stopsAtItsLastRow(Rows own) {
    int[] steps = own.ints("step");
    return own.has(TableType.ENDED)
        && !own.where("step", steps[steps.length - 1]).where(TableType.ENDED, 1).isEmpty();
  }

  /**
   * Look of a curve. Every second experiment has ordered colours, so that the curves of two
   * experiments can be told apart.
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
