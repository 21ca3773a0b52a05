package io.luckynodes.figure;

import java.awt.Color;
import java.util.List;

/**
 * A forest plot as data: groups of rows below each other. The rows of a group share an axis. Each
 * row has a name, marks on the axis, and words right of the axis.
 *
 * @param columns headings of the words right of the axes, from left to right
 * @param nameWidth greatest width of names, in points; longer names are wrapped
 * @param cellWidth greatest width of the words of a column, in points; longer words are wrapped
 */
record Forest(
    String title,
    List<String> columns,
    double nameWidth,
    double cellWidth,
    List<Group> groups,
    List<Key.Entry> key) {

  /**
   * Rows on one axis.
   *
   * @param heading paragraphs above the rows
   * @param headed whether the headings of the columns stand above the rows
   * @param axis axis of all rows; its title and tick labels stand below if {@code labelled}
   * @param lines values on the axis that decide in every row
   * @param rows rows of the group; a group without rows has no axis
   */
  record Group(
      List<Paragraph> heading,
      boolean headed,
      Axis axis,
      boolean labelled,
      List<Double> lines,
      List<EffectRow> rows) {}

  /** A text that is broken into lines. */
  record Paragraph(String words, boolean bold, Color color) {}

  /**
   * A row of the plot.
   *
   * @param cells a text for each column
   * @param color of the first cell
   */
  record EffectRow(String name, List<String> cells, Color color, List<Mark> marks) {}

  /**
   * A mark in a row: a line through some points, or a sign or dot at each point.
   *
   * @param x positions of the points on the axis
   * @param below distance of each point below the middle of the row, in points, 72 to the inch
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Mark(double[] x, double[] below, Look look) {}
}
