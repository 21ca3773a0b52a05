package io.luckynodes.table;

/**
 * The interval between two snapshots, at the later: means over neurons, per step.
 *
 * @param fromStep step of the earlier snapshot
 * @param inDirection radians that incoming weights turn
 * @param inNorm change of ‖w‖
 * @param inRelative change of ‖w‖ as a share of it
 * @param outDirection radians that outgoing weights turn
 * @param outNorm change of ‖a‖
 * @param outRelative change of ‖a‖ as a share of it
 * @param dropped whether the loss has fallen below {@code drop_share} of that at the start
 */
public record UpdatesRow(
    int fromStep,
    double inDirection,
    double inNorm,
    double inRelative,
    double outDirection,
    double outNorm,
    double outRelative,
    boolean dropped)
    implements StepRow {}
