package io.luckynodes.table;

/**
 * A cell of the plane and a class to which neurons point, at step 0.
 *
 * @param cell from 0
 * @param pointsTo the class, 1 or 2
 * @param fromDegrees direction in which the cell begins
 * @param toDegrees direction in which the cell ends
 * @param passing number of samples that pass
 * @param targetDegrees direction of the target vector; NaN without one
 * @param stable whether the target lies within the cell
 */
public record PlaneCellsRow(
    int cell,
    int pointsTo,
    double fromDegrees,
    double toDegrees,
    int passing,
    double targetDegrees,
    boolean stable)
    implements StepRow {}
