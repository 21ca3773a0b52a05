package io.luckynodes.figure;

import java.awt.Color;
import java.util.List;

/** What explains the looks of a whole figure, outside the data. */
sealed interface Key {
  /** Samples in rows below the panels. */
  record LegendBelow(List<Entry> entries) implements Key {}

  /** Samples below the panels, each group in rows of its own; no group is empty. */
  record GroupsBelow(List<List<Entry>> groups) implements Key {}

  /** Samples in a column right of the panels. */
  record LegendBeside(Text title, List<Entry> entries) implements Key {}

  /** An ordered quantity's values, lowest below, each with its colour; right of the panels. */
  record ColourBar(Text title, List<Shade> shades) implements Key {}

  /** Several of them, one below the other, in the order of the panels that they belong to. */
  record ColourBars(List<ColourBar> bars) implements Key {}

  /** Nothing needs explaining. */
  record None() implements Key {}

  /** One sample of a legend. */
  record Entry(Text label, Look look) {}

  /** One step of a colour bar. */
  record Shade(String label, Color color) {}
}
