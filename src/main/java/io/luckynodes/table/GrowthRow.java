package io.luckynodes.table;

/**
 * A neuron in the interval between two snapshots, at the later: growth per step.
 *
 * @param fromStep step of the earlier snapshot
 * @param neuron from 0
 * @param predicted growth of ln(‖w‖ + ‖a‖) by Theorem 3.11
 * @param measured growth of ln(‖w‖ + ‖a‖)
 * @param productPredicted growth of ln(‖w‖ ‖a‖) by Theorem 3.11
 * @param productMeasured growth of ln(‖w‖ ‖a‖)
 * @param dropped whether the loss has fallen below {@code drop_share} of that at the start
 */
public record GrowthRow(
    int fromStep,
    int neuron,
    double predicted,
    double measured,
    double productPredicted,
    double productMeasured,
    boolean dropped)
    implements StepRow {}
