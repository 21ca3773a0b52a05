package io.luckynodes.figure;

import io.luckynodes.claim.JudgedClaim;
import io.luckynodes.claim.Verdict;
import io.luckynodes.claim.Verdict.Place;
import io.luckynodes.drawing.ClaimPlots.Difference;
import io.luckynodes.drawing.ClaimPlots.VariedClaim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * A claim under other assumptions, as data: a column for the assumed settings and one for each
 * alternative.
 *
 * @param footing how far the verdict rests on the assumed settings, in words; may be empty
 * @param axis of distances within the claimed range; its title is the quantity
 * @param columns from the least effect to the greatest, then those without an effect
 * @param settings settings that some alternative changes, in the order of the alternatives
 */
record SpecificationCurve(
    JudgedClaim claim,
    String footing,
    Axis axis,
    List<Specification> columns,
    List<String> settings) {

  /** Room at each end of the axis, as a share of the rest, so that no sign touches the frame. */
  private static final double ROOM = 0.07;

  /**
   * A column of the curve.
   *
   * @param differences from the assumed settings; empty for the assumed settings themselves
   * @param distance of the least certain place; empty if nothing was measured
   */
  record Specification(List<Difference> differences, Verdict verdict, Optional<Distance> distance) {
    boolean assumed() {
      return differences.isEmpty();
    }

    /** The differences in words; empty for the assumed settings themselves. */
    String words() {
      return differences.stream()
          .map(difference -> difference.setting() + " " + difference.value())
          .collect(Collectors.joining("; "));
    }

    Optional<Difference> difference(String setting) {
      return differences.stream()
          .filter(difference -> difference.setting().equals(setting))
          .findFirst();
    }

    private double effect() {
      return distance.map(Distance::mean).orElse(Double.POSITIVE_INFINITY);
    }
  }

  /**
   * Distances by which a place's mean and bounds lie within the claimed range, in units of the
   * quantity. All are measured from the end of the range that is nearer to the mean.
   */
  record Distance(
      Place place, double mean, double lower, double upper, double farLower, double farUpper) {
    static Distance of(Place place) {
      double from = place.from();
      double to = place.to();
      return place.mean() - from <= to - place.mean()
          ? new Distance(
              place,
              place.mean() - from,
              place.lower() - from,
              place.upper() - from,
              place.farLower() - from,
              place.farUpper() - from)
          : new Distance(
              place,
              to - place.mean(),
              to - place.upper(),
              to - place.lower(),
              to - place.farUpper(),
              to - place.farLower());
    }
  }

  static SpecificationCurve of(VariedClaim varied) {
    List<Specification> columns = new ArrayList<>();
    columns.add(column(List.of(), varied.claim().verdict()));
    varied.alternatives().forEach(one -> columns.add(column(one.differences(), one.verdict())));
    String quantity =
        columns.stream()
            .map(column -> column.verdict().quantity())
            .filter(words -> !words.isEmpty())
            .findFirst()
            .orElse("");
    List<String> settings =
        columns.stream()
            .flatMap(column -> column.differences().stream())
            .map(Difference::setting)
            .distinct()
            .toList();
    columns.sort(Comparator.comparingDouble(Specification::effect));
    return new SpecificationCurve(
        varied.claim(), varied.footing(), axis(columns, quantity), List.copyOf(columns), settings);
  }

  private static Specification column(List<Difference> differences, Verdict verdict) {
    return new Specification(
        differences,
        verdict,
        verdict
            .leastCertain()
            .map(Distance::of)
            .filter(distance -> Double.isFinite(distance.mean())));
  }

  private static Axis axis(List<Specification> columns, String quantity) {
    List<Distance> distances =
        columns.stream().flatMap(column -> column.distance().stream()).toList();
    return ClaimForest.axis(
        ClaimForest.sentence(quantity),
        DoubleStream.concat(DoubleStream.of(0), distances.stream().mapToDouble(Distance::mean))
            .toArray(),
        distances.stream().mapToDouble(Distance::farLower).min().orElse(0),
        distances.stream().mapToDouble(Distance::farUpper).max().orElse(0),
        ROOM);
  }
}
