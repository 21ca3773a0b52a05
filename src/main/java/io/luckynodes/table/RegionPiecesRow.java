package io.luckynodes.table;

/**
 * A piece of a teacher node's line in the training region.
 *
 * @param teacher the teacher node, from 0
 * @param observer the student node that is active on it, from 0; −1 for the whole piece
 * @param fromX1 where it begins
 * @param fromX2 where it begins
 * @param toX1 where it ends
 * @param toX2 where it ends
 */
public record RegionPiecesRow(
    int teacher, int observer, double fromX1, double fromX2, double toX1, double toX2)
    implements Row {
  /** In the place of an observer: the piece in the region, whoever is active on it. */
  public static final int WHOLE = -1;
}
