package io.luckynodes.figure;

import io.luckynodes.figure.Look.Line;
import io.luckynodes.figure.Look.Sign;
import io.luckynodes.table.Rows;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Student nodes as dots, fan-out norm against correlation, one colour per seed. This class makes a
 * figure's panels and the notes on them.
 */
final class NodeDots {
  private static final double OPACITY = 0.6;
  private static final double DIAMETER = 1.75;

  private final int[] seeds;
  private final List<Panel> panels = new ArrayList<>();
  private final Set<Integer> broken = new LinkedHashSet<>();

  /**
   * Dots of a figure that has no panels yet.
   *
   * @param seeds all seeds that the figure shows, ascending
   */
  NodeDots(int[] seeds) {
    this.seeds = seeds.clone();
  }

  /**
   * Makes a panel.
   *
   * @param name of the panel in the CSV
   * @param rows of the table {@code student-nodes}; rows with numbers that are not finite are left
   *     out
   */
  Panel panel(String name, Axis x, Axis y, Rows rows) {
    List<Series> series = new ArrayList<>();
    for (int s = 0; s < seeds.length; s++) {
      Rows ofSeed = rows.where("seed", seeds[s]);
      Rows drawn = ofSeed.finite("correlation").finite("fan_out");
      if (drawn.count() < ofSeed.count()) {
        broken.add(seeds[s]);
      }
      series.add(
          new Series(
              "seed " + seeds[s], drawn.values("correlation"), drawn.values("fan_out"), look(s)));
    }
    Panel panel =
        new Panel(
            name,
            Text.of(""),
            x,
            y,
            series,
            rows.isEmpty() ? "not measured" : "every seed diverged");
    panels.add(panel);
    return panel;
  }

  /** The colour bar of the seeds. */
  Key key() {
    List<Key.Shade> shades = new ArrayList<>();
    for (int s = 0; s < seeds.length; s++) {
      shades.add(new Key.Shade(Integer.toString(seeds[s]), look(s).color()));
    }
    return new Key.ColourBar(Text.of("seed"), shades);
  }

  /** Notes on dots and seeds that the panels made so far do not show. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    Panel.outside(panels, "dot").ifPresent(notes::add);
    if (!broken.isEmpty()) {
      notes.add("Diverged in at least one panel and left out there: seeds " + broken + ".");
    }
    return notes;
  }

  private Look look(int seed) {
    Color color = Palette.ordered(seeds.length == 1 ? 0 : (double) seed / (seeds.length - 1));
    return new Look(Palette.translucent(color, OPACITY), Line.NONE, Sign.DOT, DIAMETER);
  }
}
