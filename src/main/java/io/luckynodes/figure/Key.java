package io.luckynodes.figure;

import java.awt.Color;
import java.util.List;

/** The key that explains the looks of a whole figure, outside its panels. */
sealed interface Key {
  /** Samples in rows below the panels. */
  record LegendBelow(List<Entry> entries) implements Key {}

  /** Samples below the panels, each group in rows of its own. */
  record GroupsBelow(List<PanelGroup> groups) implements Key {
    /** Groups without a sample are left out. */
    public GroupsBelow {
      groups = groups.stream().filter(group -> !group.entries().isEmpty()).toList();
    }
  }

  /**
   * Samples that explain some of the panels.
   *
   * @param panels their letters, as {@link PanelLetters} writes them
   */
  record PanelGroup(String panels, List<Entry> entries) {}

  /** Samples in a column right of the panels. */
  record LegendBeside(Text title, List<Entry> entries) implements Key {}

  /**
   * A colour bar right of the panels: values of an ordered quantity with their colours, the lowest
   * at the bottom.
   */
  record ColourBar(Text title, List<Shade> shades) implements Key {}

  /** Several colour bars, one below the other, in the order of their panels. */
  record ColourBars(List<ColourBar> bars) implements Key {}

  /** No key. */
  record None() implements Key {}

  /** One sample of a legend. */
  record Entry(Text label, Look look) {}

  /** One step of a colour bar. */
  record Shade(String label, Color color) {}
}
