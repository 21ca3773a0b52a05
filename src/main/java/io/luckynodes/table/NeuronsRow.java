package io.luckynodes.table;

import io.luckynodes.statistics.DriftShares;

/**
 * A neuron of a classifier.
 *
 * @param neuron from 0
 * @param inNorm ‖w‖
 * @param outNorm ‖a‖
 * @param bias b
 * @param activeShare share of samples that the neuron lets pass
 * @param pointsTo class of the greater outgoing weight, 1 or 2
 * @param targetClass class to which the outgoing weights will turn (Theorem B.1), 1 or 2
 * @param angle degrees between w and the target vector of its cell for that class; NaN without a
 *     target
 * @param outAngle degrees between a and the antidiagonal of that class
 * @param agreement share of samples that the neuron and its target both let pass or both block
 * @param conserved ‖w‖² + b² − ‖a‖²
 * @param cluster cluster of the neuron, by size from 0; −1 if it is in none
 * @param finalInNorm ‖w‖ after the last step; NaN if training did not end
 * @param finalOutNorm ‖a‖ after the last step; NaN if training did not end
 * @param finalCluster cluster after the last step, by size from 0; −1 if the neuron is in none, or
 *     training did not end
 */
public record NeuronsRow(
    int neuron,
    double inNorm,
    double outNorm,
    double bias,
    double activeShare,
    int pointsTo,
    int targetClass,
    double angle,
    double outAngle,
    double agreement,
    double conserved,
    int cluster,
    double finalInNorm,
    double finalOutNorm,
    int finalCluster)
    implements StepRow {
  /**
   * The drift of ‖w‖² + b² − ‖a‖² of each neuron, as a share of ‖w‖² + b² + ‖a‖² at the end, in the
   * order of the neurons' numbers. It is empty if the neurons were not measured at both steps.
   *
   * @param start one network's rows at one step
   * @param end the same network's rows at a later step
   */
  public static double[] drift(Rows start, Rows end) {
    Rows first = start.sortedBy("neuron");
    Rows last = end.sortedBy("neuron");
    return first.count() != last.count()
        ? new double[0]
        : DriftShares.of(
            first.values("conserved"),
            last.values("conserved"),
            last.values("in_norm"),
            last.values("bias"),
            last.values("out_norm"));
  }
}
