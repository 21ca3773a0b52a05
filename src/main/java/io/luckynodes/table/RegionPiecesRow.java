package io.luckynodes.table;

/**
 * A piece of a teacher node's line in the training region.
 *
 * @param teacher the teacher node, from 0
 * @param observer the student node that is active on the piece, from 0; −1 for the whole piece
 * @param fromX1 x₁ of the first end
 * @param fromX2 x₂ of the first end
 * @param toX1 x₁ of the second end
 * @param toX2 x₂ of the second end
 */
public record RegionPiecesRow(
    int teacher, int observer, double fromX1, double fromX2, double toX1, double toX2)
    implements Row {
  /** The value of {@code observer} for a piece in the region regardless of active student nodes. */
  public static final int WHOLE = -1;
}
