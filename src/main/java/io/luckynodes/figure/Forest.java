package io.luckynodes.figure;

import java.awt.Color;
import java.util.List;

/**
 * A forest plot as data: below each other, groups of rows; in each row a name, marks on the axis
 * that the group's rows share, and what stands right of it in words.
 *
 * @param columns what the words right of the axes are, from left to right
 * @param nameWidth most room for names, in points; longer ones are wrapped
 * @param cellWidth most room for the words of a column, in points, likewise
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
   * @param heading paragraphs above
   * @param headed whether the columns are named above
   * @param axis its title is written below if {@code labelled}, as are its ticks
   * @param lines places on the axis that decide in every row
   * @param rows none if there is nothing to be drawn; then there is no axis either
   */
  record Group(
      List<Paragraph> heading,
      boolean headed,
      Axis axis,
      boolean labelled,
      List<Double> lines,
      List<EffectRow> rows) {}

  /** A text that is wrapped. */
  record Paragraph(String words, boolean bold, Color color) {}

  /**
   * One row.
   *
   * @param cells a text for each column
   * @param color of the first cell
   */
  record EffectRow(String name, List<String> cells, Color color, List<Mark> marks) {}

  /**
   * Something in a row: a line through some points, or a sign or dot at each.
   *
   * @param x on the axis
   * @param below how far below the middle of the row each is, in points
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Mark(double[] x, double[] below, Look look) {}
}
