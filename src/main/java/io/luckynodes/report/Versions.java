package io.luckynodes.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A figure and those that are based on it, of which there are at least two.
 *
 * @param id of the figure that stands alone, which may not be there
 * @param figures that one first, then the others by id
 */
record Versions(String id, List<FigureReport> figures) {
  /** All such families among some figures. */
  static List<Versions> of(List<FigureReport> figures) {
    Map<String, String> bases = new HashMap<>();
    for (FigureReport figure : figures) {
      String base = figure.spec().basedOn();
      if (base != null) {
        bases.put(figure.spec().id(), base);
      }
    }
    SortedMap<String, List<FigureReport>> families = new TreeMap<>();
    for (FigureReport figure : figures) {
      families
          .computeIfAbsent(original(figure.spec().id(), bases), id -> new ArrayList<>())
          .add(figure);
    }
    List<Versions> versions = new ArrayList<>();
    families.forEach(
        (id, family) -> {
          if (family.size() > 1) {
            family.sort(
                Comparator.comparing((FigureReport one) -> !one.spec().id().equals(id))
                    .thenComparing(one -> one.spec().id()));
            versions.add(new Versions(id, family));
          }
        });
    return versions;
  }

  /** The figure at the beginning of what a figure is based on. */
  static String original(String figure, Map<String, String> bases) {
    String one = figure;
    // As many steps as there are figures: what was changed by hand may go in a circle.
    for (int step = 0; bases.containsKey(one) && step < bases.size(); step++) {
      one = bases.get(one);
    }
    return one;
  }

  /** Whether a figure is another, or is based on it, directly or not. */
  static boolean isBasedOn(String figure, String other, Map<String, String> bases) {
    String one = figure;
    for (int step = 0; step <= bases.size(); step++) {
      if (one.equals(other)) {
        return true;
      }
      String base = bases.get(one);
      if (base == null) {
        return false;
      }
      one = base;
    }
    return false;
  }
}
