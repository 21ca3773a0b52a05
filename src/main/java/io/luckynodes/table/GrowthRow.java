package io.luckynodes.table;

/**
 * Growth of a neuron per step, over the interval between two snapshots. The row's step is that of
 * the later snapshot.
 *
 * @param fromStep step of the earlier snapshot
 * @param neuron from 0
 * @param predicted growth of ln(‖w‖ + ‖a‖) by Theorem 3.11
 * @param measured growth of ln(‖w‖ + ‖a‖)
 * @param productPredicted growth of ln(‖w‖ ‖a‖) by Theorem 3.11
 * @param productMeasured growth of ln(‖w‖ ‖a‖)
 * @param dropped whether the loss has fallen below {@code drop_share} of its value at the start
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
