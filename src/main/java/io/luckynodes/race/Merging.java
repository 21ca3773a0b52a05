package io.luckynodes.race;

import io.luckynodes.race.Neurons.Neuron;
import java.util.Arrays;
import java.util.List;

/**
 * Merges neurons of the same direction into one neuron.
 *
 * <p>ReLU is positively homogeneous: with w̃ = (w, bias) and x̃ = (x, 1), a · relu(w̃ · x̃) = ‖w̃‖
 * a · relu(ŵ · x̃) for the unit vector ŵ along w̃. So neurons with collinear w̃ are together
 * exactly one neuron with direction ŵ and outgoing weights Σ ‖w̃_j‖ a_j. Where the w̃_j are only
 * nearly collinear, the merged neuron has the direction of the mean of the ŵ_j, each weighted by
 * its strength ‖w̃_j‖ ‖a_j‖, and the same sum of outgoing weights. Merging keeps this sum and the
 * balance ‖w̃‖ = ‖a‖. It does not change the biases of outputs.
 */
public final class Merging {
  private Merging() {}

  /**
   * A network's neurons with each cluster merged.
   *
   * @param clusters numbers of the neurons of each cluster; neurons in no cluster are left out
   */
  public static List<Neuron> merge(List<Neuron> neurons, List<int[]> clusters) {
    return clusters.stream()
        .map(cluster -> one(Arrays.stream(cluster).mapToObj(neurons::get).toList()))
        .toList();
  }

  private static Neuron one(List<Neuron> members) {
    int inputs = members.get(0).in().length;
    double[] direction = new double[inputs + 1];
    double[] out = new double[members.get(0).out().length];
    for (Neuron member : members) {
      double[] augmented = Arrays.copyOf(member.in(), inputs + 1);
      augmented[inputs] = member.bias();
      double length = Vectors.norm(augmented);
      double strength = Vectors.norm(member.out());
      for (int i = 0; i <= inputs; i++) {
        direction[i] += strength * augmented[i];
      }
      for (int k = 0; k < out.length; k++) {
        out[k] += length * member.out()[k];
      }
    }
    double balance = Math.sqrt(Vectors.norm(out));
    double length = Vectors.norm(direction);
    if (balance == 0 || length == 0) {
      return new Neuron(new double[inputs], 0, new double[out.length]);
    }
    double[] augmented = Vectors.times(direction, balance / length);
    return new Neuron(
        Arrays.copyOf(augmented, inputs), augmented[inputs], Vectors.times(out, 1 / balance));
  }
}
