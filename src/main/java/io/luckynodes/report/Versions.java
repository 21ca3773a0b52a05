package io.luckynodes.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A figure and the figures that are based on it, at least two together.
 *
 * @param id id of the original figure, which may be missing in {@code figures}
 * @param figures the original figure first, then the others by id
 */
record Versions(String id, List<FigureReport> figures) {
  /** All groups of an original figure with the figures based on it. */
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

  /** The original figure at the end of the chain of figures on which a figure is based. */
  static String original(String figure, Map<String, String> bases) {
    String one = figure;
    // The number of steps is limited, since a file that was changed by hand may contain a cycle.
    for (int step = 0; bases.containsKey(one) && step < bases.size(); step++) {
      one = bases.get(one);
    }
    return one;
  }

  /** Whether a figure is another figure, or is based on it, directly or not. */
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
