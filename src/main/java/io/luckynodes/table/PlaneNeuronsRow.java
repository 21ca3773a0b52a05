package io.luckynodes.table;

/**
 * A neuron in the plane.
 *
 * @param neuron from 0
 * @param degrees direction of w
 * @param inNorm ‖w‖
 * @param outNorm ‖a‖
 * @param pointsTo class of the greater outgoing weight, 1 or 2
 * @param hasTarget whether its cell has a target vector
 * @param stable whether its cell is stable for the class {@code pointsTo}
 */
public record PlaneNeuronsRow(
    int neuron,
    double degrees,
    double inNorm,
    double outNorm,
    int pointsTo,
    boolean hasTarget,
    boolean stable)
    implements StepRow {}
