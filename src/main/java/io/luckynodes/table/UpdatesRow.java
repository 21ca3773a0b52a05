package io.luckynodes.table;

/**
 * Changes of weights per step over the interval between two snapshots, as means over neurons. The
 * row's step is that of the later snapshot.
 *
 * @param fromStep step of the earlier snapshot
 * @param inDirection radians that incoming weights turn
 * @param inNorm change of ‖w‖, without sign
 * @param inRelative change of ‖w‖, without sign, as a share of ‖w‖ at the earlier snapshot
 * @param outDirection radians that outgoing weights turn
 * @param outNorm change of ‖a‖, without sign
 * @param outRelative change of ‖a‖, without sign, as a share of ‖a‖ at the earlier snapshot
 * @param dropped whether the loss has fallen below {@code drop_share} of its value at the start
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
