package io.luckynodes.table;

/** A training point in the plane. */
public record RegionPointsRow(double x1, double x2) implements Row {}
