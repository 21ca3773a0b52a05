package io.luckynodes.metrics.race;

import io.luckynodes.race.Gating;
import io.luckynodes.race.Neurons.Neuron;
import io.luckynodes.race.Samples;
import io.luckynodes.race.Targets;
import io.luckynodes.race.Vectors;
import io.luckynodes.theory.GeneralisedTarget;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The generalised target of a neuron: the target of its cell with any share of the samples that
 * hold the neuron.
 *
 * @param held number of samples of the other class to which the neuron is orthogonal
 * @param degrees angle between the neuron's incoming weights and the generalised target; NaN if
 *     either is 0
 */
record HeldTarget(int held, double degrees) {
  /**
   * Finds the generalised target of a neuron.
   *
   * @param norms norms of the samples
   * @param gating gating of the neuron
   * @param alignment 1 for neurons that point to class 1, −1 for class 2
   * @param boundCosine the neuron counts as orthogonal to x where |w · x + b| / (‖w‖ ‖x‖) is below
   *     this
   */
  static HeldTarget of(
      Samples samples,
      double[] norms,
      Neuron neuron,
      Gating gating,
      int alignment,
      double boundCosine) {
    double norm = Vectors.norm(neuron.in());
    BitSet passing = gating.open();
    List<double[]> held = new ArrayList<>();
    for (int s = 0; s < samples.count(); s++) {
      if (samples.signs()[s] == alignment) {
        continue;
      }
      double height = Math.abs(samples.product(neuron.in(), s) + neuron.bias()) / norm;
      if (height < boundCosine * norms[s]) {
        held.add(samples.row(s));
        passing.clear(s);
      }
    }
    double[] sum = Vectors.times(Targets.signedSum(samples, new Gating(passing)), alignment);
    double[] target = GeneralisedTarget.nearest(sum, held, Vectors.unit(neuron.in()));
    return new HeldTarget(held.size(), Vectors.degrees(neuron.in(), target));
  }
}
